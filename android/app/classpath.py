"""Which artifacts the app is compiled against, and where Maven put them. Used by `check`."""

import pathlib
import sys
import zipfile

KOTLIN = "2.4.21"
COMPOSE = "1.12.1"

COMPILER = [
    f"org.jetbrains.kotlin:kotlin-compiler-embeddable:{KOTLIN}:jar",
    f"org.jetbrains.kotlin:kotlin-stdlib:{KOTLIN}:jar",
    f"org.jetbrains.kotlin:kotlin-script-runtime:{KOTLIN}:jar",
    f"org.jetbrains.kotlin:kotlin-daemon-embeddable:{KOTLIN}:jar",
    "org.jetbrains.kotlin:kotlin-reflect:1.6.10:jar",
    "org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.8.0:jar",
    "org.jetbrains:annotations:13.0:jar",
]
PLUGIN = f"org.jetbrains.kotlin:kotlin-compose-compiler-plugin-embeddable:{KOTLIN}:jar"
CLASSES = [
    f"org.jetbrains.kotlin:kotlin-stdlib:{KOTLIN}:jar",
    "org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.11.0:jar",
    "com.google.zxing:core:3.5.3:jar",
    f"androidx.compose.runtime:runtime-android:{COMPOSE}:aar",
    f"androidx.compose.runtime:runtime-saveable-android:{COMPOSE}:aar",
    f"androidx.compose.runtime:runtime-annotation-jvm:{COMPOSE}:jar",
    f"androidx.compose.ui:ui-android:{COMPOSE}:aar",
    f"androidx.compose.ui:ui-graphics-android:{COMPOSE}:aar",
    f"androidx.compose.ui:ui-text-android:{COMPOSE}:aar",
    f"androidx.compose.ui:ui-unit-android:{COMPOSE}:aar",
    f"androidx.compose.ui:ui-geometry-android:{COMPOSE}:aar",
    f"androidx.compose.ui:ui-util-android:{COMPOSE}:aar",
    f"androidx.compose.foundation:foundation-android:{COMPOSE}:aar",
    f"androidx.compose.foundation:foundation-layout-android:{COMPOSE}:aar",
    f"androidx.compose.animation:animation-android:{COMPOSE}:aar",
    f"androidx.compose.animation:animation-core-android:{COMPOSE}:aar",
    f"androidx.compose.material:material-ripple-android:{COMPOSE}:aar",
    "androidx.compose.material3:material3-android:1.4.0:aar",
    "androidx.activity:activity-compose:1.13.0:aar",
    "androidx.activity:activity:1.13.0:aar",
    "androidx.core:core:1.18.0:aar",
    "androidx.lifecycle:lifecycle-runtime-android:2.11.0:aar",
    "androidx.lifecycle:lifecycle-viewmodel-android:2.11.0:aar",
    "androidx.lifecycle:lifecycle-common-jvm:2.11.0:jar",
    "androidx.savedstate:savedstate-android:1.4.0:aar",
    "androidx.navigationevent:navigationevent-android:1.1.1:aar",
    "androidx.annotation:annotation-jvm:1.9.1:jar",
    "androidx.collection:collection-jvm:1.5.0:jar",
    "org.robolectric:android-all:15-robolectric-13954326:jar",
]


def pom() -> str:
    def dependency(coordinates: str) -> str:
        group, artifact, version, kind = coordinates.split(":")
        return (
            f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
            f"<type>{kind}</type><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>"
            "</exclusions></dependency>"
        )

    # Of two versions of one artifact Maven takes one: the compiler's own is not the app's.
    chosen = {c.rsplit(":", 2)[0]: c for c in [*COMPILER, PLUGIN, *CLASSES]}
    named = "\n".join(map(dependency, chosen.values()))
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>pocketcard</groupId><artifactId>app</artifactId><version>0.1.0</version>"
        f"<dependencies>\n{named}\n</dependencies></project>\n"
    )


def path(repository: pathlib.Path, work: pathlib.Path, coordinates: str) -> str:
    group, artifact, version, kind = coordinates.split(":")
    folder = repository.joinpath(*group.split("."), artifact, version)
    file = folder / f"{artifact}-{version}.{kind}"
    if kind == "jar":
        return str(file)
    # An AAR holds its classes in a jar of its own.
    classes = work / f"{artifact}-{version}.jar"
    with zipfile.ZipFile(file) as archive:
        classes.write_bytes(archive.read("classes.jar"))
    return str(classes)


if sys.argv[1] == "pom":
    pathlib.Path(sys.argv[2]).write_text(pom())
else:
    here, there = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    latest = {c.rsplit(":", 2)[0]: c for c in [*COMPILER, PLUGIN, *CLASSES]}
    for group in (COMPILER, [PLUGIN], CLASSES):
        print(":".join(path(here, there, latest[c.rsplit(":", 2)[0]]) for c in group))
