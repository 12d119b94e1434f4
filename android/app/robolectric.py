"""Compiles `tests/app` and runs it on a JVM, as Android 8.0 and 15 would: https://robolectric.org."""

import pathlib

import parts

SCOPES = ("compiler", "framework", "app", "tests", "jna-desktop", "android-8.0", "android-15")
TESTS = parts.REPOSITORY / "tests/app/src/test/kotlin"


def path(app: parts.Parts, base: pathlib.Path, ours: list[pathlib.Path]) -> list[pathlib.Path]:
    """Everything that runs: the app as `parts` made it, its tests, and Robolectric."""
    # On a computer JNA's own library is in another jar than on a phone.
    running = [jar for jar in app.classes("app") if "jna" not in jar.parent.name] + app.files("jna-desktop")
    running += app.classes("tests") + app.classes("framework")
    lent = [parts.HERE.parent / "kit/src/fakes/kotlin", parts.HERE.parent / "desktop/src/main/kotlin/pocketcard/desktop/PracticeOffice.kt"]
    compiled = app.compile("test-classes", [TESTS, *lent], [*ours, *running], f"-Xfriend-paths={ours[0]}")
    configured = app.work / "configured/com/android/tools"
    configured.mkdir(parents=True, exist_ok=True)
    (configured / "test_config.properties").write_text(
        f"android_merged_manifest={parts.HERE}/src/main/AndroidManifest.xml\n"
        f"android_resource_apk={base}\nandroid_custom_package={parts.PACKAGE}\n"
    )
    return [app.work / "configured", compiled, *ours, *running]


def run(app: parts.Parts, classpath: list[pathlib.Path], classes: list[str], *options: str) -> None:
    systems = app.work / "systems"
    systems.mkdir(exist_ok=True)
    for file in app.files("android-8.0") + app.files("android-15"):
        if not (systems / file.name).exists():
            (systems / file.name).symlink_to(file)
    pictures = app.target / "pictures/android"
    pictures.mkdir(parents=True, exist_ok=True)
    # The core calls back into the class loader that loaded it last, and each system has one: a process for each class.
    for name in classes:
        parts.run(
            "java", "-Xmx1500m", "-Drobolectric.offline=true", f"-Drobolectric.dependency.dir={systems}",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            f"-Djna.library.path={app.target}/debug", f"-Dpocketcard.office={app.target}/debug/pocketcard-office",
            f"-Dpictures.made={pictures}", *options, "-cp", ":".join(map(str, classpath)), "org.junit.runner.JUnitCore", name,
            cwd=app.work,
        )
