"""Makes the parts of the app without an Android SDK: artifacts by Maven, resources by aapt2, classes by the Kotlin
compiler. `check` and `package` put them together."""

import pathlib
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
PACKAGE = "org.pocketcard.app"
MIN_SDK, TARGET_SDK = 26, 36

SKIPPED = 77


def skip(why: str) -> None:
    print(why)
    sys.exit(SKIPPED)


def run(*command: object, **more) -> None:
    done = subprocess.run([str(word) for word in command], **more)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: exit status {done.returncode}")


def need(*tools: str) -> None:
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        skip(f"not on this machine: {', '.join(missing)}")


def project(name: str, content: str) -> str:
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        f"<groupId>pocketcard</groupId><artifactId>{name}</artifactId><version>0.1.0</version>{content}</project>\n"
    )


class Parts:
    """Everything in one folder of cargo's target directory."""

    def __init__(self, target: pathlib.Path):
        self.target = target.resolve()
        self.work = self.target / "android" / "app"
        self.artifacts = self.work / "artifacts"
        self.generated = self.work / "generated"
        self.artifacts.mkdir(parents=True, exist_ok=True)
        self.scopes = self._read()

    def _read(self) -> dict[str, list[list[str]]]:
        scopes: dict[str, list[list[str]]] = {}
        scope = ""
        for line in (HERE / "artifacts.txt").read_text().splitlines():
            if line.startswith("["):
                scope = line.strip("[]")
            elif line and not line.startswith("#"):
                group, artifact, version, *more = line.split(":")
                kind, *classifier = more or ["jar"]
                scopes.setdefault(scope, []).append([group, artifact, version, kind, "".join(classifier)])
        return scopes

    def fetch(self, *scopes: str) -> None:
        """Maven brings these scopes. Each is a module of its own: within one, Maven takes one version of a name."""
        missing = [scope for scope in scopes if not self._fetched(scope)]
        if not missing:
            return
        for scope in missing:
            named = "\n".join(
                f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
                f"<type>{kind}</type><classifier>{classifier}</classifier>"
                "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
                for group, artifact, version, kind, classifier in self.scopes[scope]
            )
            folder = self.artifacts / scope
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            (folder / "pom.xml").write_text(project(scope, f"<dependencies>\n{named}\n</dependencies>"))
        modules = "".join(f"<module>{scope}</module>" for scope in missing)
        whole = self.artifacts / "pom.xml"
        whole.write_text(project("artifacts", f"<packaging>pom</packaging><modules>{modules}</modules>"))
        plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
        run(
            "mvn", "--batch-mode", "--quiet", "--no-transfer-progress", "--file", whole, plugin, "-Dmdep.outputFile=paths",
        )
        for scope in missing:
            (self.artifacts / scope / "told").write_text(str(self.scopes[scope]))

    def _fetched(self, scope: str) -> bool:
        note = self.artifacts / scope / "told"
        return note.exists() and note.read_text() == str(self.scopes[scope]) and all(file.exists() for file in self.files(scope))

    def files(self, scope: str) -> list[pathlib.Path]:
        return [pathlib.Path(path) for path in (self.artifacts / scope / "paths").read_text().strip().split(":")]

    def unpacked(self, scope: str) -> list[pathlib.Path]:
        """The folders into which a scope's AARs are unpacked."""
        folders = []
        for file in self.files(scope):
            if file.suffix != ".aar":
                continue
            folder = self.work / "aar" / file.stem
            if not folder.exists():
                with zipfile.ZipFile(file) as archive:
                    archive.extractall(folder)
            folders.append(folder)
        return folders

    def classes(self, scope: str) -> list[pathlib.Path]:
        """The jars of a scope. An AAR holds its classes in a jar of its own."""
        jars = [file for file in self.files(scope) if file.suffix == ".jar"]
        return jars + [folder / "classes.jar" for folder in self.unpacked(scope) if (folder / "classes.jar").exists()]

    def bindings(self) -> pathlib.Path:
        """Android's Kotlin for the core, out of the library that cargo built."""
        folder = self.generated
        shutil.rmtree(folder, ignore_errors=True)
        library = self.target / "debug" / "libpocketcard_ffi.so"
        generator = self.target / "debug" / "uniffi-bindgen"
        run(generator, "generate", library, "--language", "kotlin", "--no-format", "--out-dir", folder, cwd=REPOSITORY)
        return folder

    def resources(self) -> pathlib.Path:
        """An APK of manifest and resources, the app's and its artifacts', and the classes that number them."""
        work = self.work / "resources"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        # aapt2 takes Android's own resources from an APK in which they are not compressed.
        framework = work / "framework.zip"
        with zipfile.ZipFile(self.files("framework")[0]) as source, zipfile.ZipFile(framework, "w") as archive:
            for name in ("AndroidManifest.xml", "resources.arsc"):
                archive.writestr(name, source.read(name))
        compiled, packages = [], []
        for folder in self.unpacked("app"):
            if not (folder / "res").is_dir() or not any((folder / "res").iterdir()):
                continue
            compiled.append(work / f"{folder.name}.zip")
            run("aapt2", "compile", "--dir", folder / "res", "-o", compiled[-1])
            manifest = (folder / "AndroidManifest.xml").read_text()
            packages.append(manifest.split('package="')[1].split('"')[0])
        own = work / "own.zip"
        run("aapt2", "compile", "--dir", HERE / "src/main/res", "-o", own)
        base = work / "base.apk"
        run(
            "aapt2", "link", "-I", framework, "--manifest", HERE / "src/main/AndroidManifest.xml", "--auto-add-overlay",
            "--min-sdk-version", MIN_SDK, "--target-sdk-version", TARGET_SDK, "--version-code", 1,
            "--version-name", "0.1.0", "--extra-packages", ":".join(packages), "--java", work / "java",
            "--proguard", work / "rules.pro", "-o", base, *(part for zipped in compiled for part in ("-R", zipped)), "-R", own,
        )
        sources = sorted((work / "java").rglob("*.java"))
        run("javac", "--release", "8", "-nowarn", "-d", self.work / "numbers", *sources, stderr=subprocess.DEVNULL)
        return base

    def compile(self, into: str, sources: list[pathlib.Path], classes: list[pathlib.Path], *options: str) -> pathlib.Path:
        """Kotlin's compiler, with Compose's part of it."""
        folder = self.work / into
        shutil.rmtree(folder, ignore_errors=True)
        tools = self.files("compiler")
        plugin = next(file for file in tools if "compose" in file.name)
        path = ":".join(map(str, classes))
        compiler = [*(file for file in tools if file != plugin), *self.files("app")]
        run(
            "java", "-Xmx1500m", "-cp", ":".join(map(str, compiler)), "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Xnullability-annotations=@android.annotation:ignore",
            f"-Xplugin={plugin}", *options, "-d", folder, "-cp", path, *sources,
        )
        return folder

    def app(self) -> list[pathlib.Path]:
        """Every class of our own that is on a phone; compiled again when anything that they are made of is newer."""
        own = [HERE.parent / "kit/src/main/kotlin", HERE.parent / "ui/src/main/kotlin", HERE / "src/main/kotlin"]
        classes, numbers = self.work / "classes", self.work / "numbers"
        library = self.target / "debug" / "libpocketcard_ffi.so"
        made_of = [library, *self.files("app"), *(file for folder in own for file in folder.rglob("*.kt"))]
        whole = self.work / "compiled"
        if whole.exists() and all(file.stat().st_mtime < whole.stat().st_mtime for file in made_of):
            return [classes, numbers]
        whole.unlink(missing_ok=True)
        libraries = [*self.classes("app"), *self.classes("framework")]
        self.compile("classes", [self.bindings(), *own], [numbers, *libraries], "-nowarn")
        whole.touch()
        return [classes, numbers]
