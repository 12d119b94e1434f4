#!/usr/bin/env python3
"""Holds the Xcode project, the property lists and the system's questions against the sources and the catalogue.

  tests/swift/project.py            lists what is wrong; exit status 1 if anything is
  tests/swift/project.py --write    writes InfoPlist.xcstrings, the system's questions in every language

Xcode alone can say whether it builds the project. This says that the project can be read, that nothing in it points
nowhere, and that what stands in two places is the same in both.
"""

import json
import plistlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IOS = ROOT / "ios"

# What the system says when it asks, or shows of the app, in words of the catalogue.
QUESTIONS = {
    "CFBundleDisplayName": "{app-name}",
    "NSCameraUsageDescription": "{ask-camera} {screen-photo}: {screen-photo-hint}",
    "NSFaceIDUsageDescription": "{ask-owner}",
    "NSLocalNetworkUsageDescription": "{meet-explain}",
}

TOKEN = re.compile(r'\s*(?:/\*.*?\*/|//[^\n]*)|\s*([{}();=,]|"(?:\\.|[^"\\])*"|[\w./$]+)', re.S)


def openstep(text):
    """Reads a property list as Xcode writes its projects: dictionaries, lists and words."""
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"{text[at:at + 20]!r} is not read")
        at = found.end()
        if found[1]:
            tokens.append(found[1])
    tokens.reverse()

    def wanted(token):
        if (got := tokens.pop()) != token:
            raise ValueError(f"{got!r} stands where {token!r} belongs")

    def value():
        token = tokens.pop()
        if token == "{":
            read = {}
            while tokens[-1] != "}":
                key = value()
                if key in read:
                    raise ValueError(f"{key!r} stands twice")
                wanted("=")
                read[key] = value()
                wanted(";")
            wanted("}")
            return read
        if token == "(":
            read = []
            while tokens[-1] != ")":
                read.append(value())
                if tokens[-1] != ")":
                    wanted(",")
            wanted(")")
            return read
        if token[0] in "});=,":
            raise ValueError(f"{token!r} stands where a value belongs")
        return re.sub(r"\\(.)", r"\1", token[1:-1]) if token[0] == '"' else token

    try:
        read = value()
    except IndexError:
        raise ValueError("it ends too early") from None
    if tokens:
        raise ValueError(f"{tokens[-1]!r} stands after the end")
    return read


def identifiers(value):
    """Yields each identifier of an object that is named anywhere in a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from identifiers(key)
            yield from identifiers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from identifiers(inner)
    elif re.fullmatch(r"[0-9A-F]{24}", value):
        yield value


def project(text, ios):
    """Yields what is wrong with a project that lies in this folder."""
    try:
        read = openstep(text)
    except ValueError as error:
        yield f"project.pbxproj cannot be read: {error}"
        return
    objects = read["objects"]
    named = {read["rootObject"]} | {name for thing in objects.values() for name in identifiers(thing)}
    for name in sorted(named - set(objects)):
        yield f"project.pbxproj names {name}, which is not there"
    for name in sorted(set(objects) - named):
        yield f"project.pbxproj has {name}, which nothing names"
    kinds = {}
    for thing in objects.values():
        kinds.setdefault(thing["isa"], []).append(thing)
    for folder in kinds.get("PBXFileSystemSynchronizedRootGroup", []):
        if not (ios / folder["path"]).is_dir():
            yield f"project.pbxproj builds the folder {folder['path']}, which is not there"
    settings = {}
    for configuration in kinds.get("XCBuildConfiguration", []):
        settings |= configuration["buildSettings"]
        for setting in ("INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"):
            path = configuration["buildSettings"].get(setting)
            if path and not (ios / path).is_file():
                yield f"project.pbxproj names {path}, which is not there"
    manifests = [
        (ios / package["relativePath"] / "Package.swift").read_text()
        for package in kinds.get("XCLocalSwiftPackageReference", [])
    ]
    for product in kinds.get("XCSwiftPackageProductDependency", []):
        if not any(f'.library(name: "{product["productName"]}"' in manifest for manifest in manifests):
            yield f"project.pbxproj links {product['productName']}, which no package of it makes"
    oldest = settings["IPHONEOS_DEPLOYMENT_TARGET"]
    if not all(f".iOS(.v{oldest.split('.')[0]})" in manifest for manifest in manifests):
        yield f"ios/Kit/Package.swift is for another iOS than {oldest}"
    if f"IPHONEOS_DEPLOYMENT_TARGET={oldest}\n" not in (ios / "xcframework").read_text():
        yield f"ios/xcframework builds for another iOS than {oldest}"
    version = re.search(r'^version = "(.*)"', (ios.parent / "Cargo.toml").read_text(), re.M)[1]
    if settings["MARKETING_VERSION"] != version:
        yield f"project.pbxproj has version {settings['MARKETING_VERSION']}, and the core {version}"


def messages(language):
    """Returns the texts of one language that have no values."""
    text = (ROOT / f"core/content/lang/{language}/shell.ftl").read_text()
    return dict(re.findall(r"^([\w-]+) = (.*)$", text, re.M))


def questions(languages):
    """Returns the system's questions in every language, as Xcode's catalogue of texts has them."""
    strings = {}
    for key, text in QUESTIONS.items():
        units = {}
        for language in languages:
            words = messages(language)
            said = re.sub(r"\{([\w-]+)\}", lambda found: words[found[1]], text)
            units[language] = {"stringUnit": {"state": "translated", "value": said}}
        strings[key] = {"extractionState": "manual", "localizations": units}
    return {"sourceLanguage": "en", "strings": strings, "version": "1.0"}


def lists(info, strings, privacy, entitlements, swift, languages):
    """Yields what is wrong with the property lists."""
    if sorted(info["CFBundleLocalizations"]) != languages:
        yield "Info.plist has other languages than the catalogue"
    if strings != questions(languages):
        yield "InfoPlist.xcstrings differs from the catalogue: run tests/swift/project.py --write"
    for key in sorted(key for key in info if key.endswith("UsageDescription")):
        if key not in QUESTIONS:
            yield f"Info.plist asks {key}, which has no words in the catalogue"
    for key in QUESTIONS:
        english = strings["strings"].get(key, {}).get("localizations", {}).get("en", {}).get("stringUnit", {})
        if info.get(key) != english.get("value"):
            yield f"Info.plist says something else of {key} than InfoPlist.xcstrings"
    for identifier in info["BGTaskSchedulerPermittedIdentifiers"]:
        if f'identifier = "{identifier}"' not in swift:
            yield f"Info.plist permits {identifier}, which no exchange has"
    if entitlements.get("com.apple.developer.default-data-protection") != "NSFileProtectionComplete":
        yield "Pocketcard.entitlements leaves files readable while the phone is locked"
    if privacy["NSPrivacyTracking"] or privacy["NSPrivacyTrackingDomains"]:
        yield "PrivacyInfo.xcprivacy says that somebody is tracked"
    if "UserDefaults" in swift and not any(
        kind["NSPrivacyAccessedAPIType"].endswith("UserDefaults") for kind in privacy["NSPrivacyAccessedAPITypes"]
    ):
        yield "PrivacyInfo.xcprivacy does not say why UserDefaults is read"


def main():
    languages = sorted(folder.name for folder in (ROOT / "core/content/lang").iterdir())
    catalogue = IOS / "App/InfoPlist.xcstrings"
    if sys.argv[1:] == ["--write"]:
        catalogue.write_text(json.dumps(questions(languages), ensure_ascii=False, indent=2) + "\n")
    read = [plistlib.loads((IOS / "App" / name).read_bytes()) for name in
            ("Info.plist", "PrivacyInfo.xcprivacy", "Pocketcard.entitlements")]
    swift = "\n".join(file.read_text() for file in (IOS / "App").rglob("*.swift"))
    wrong = list(project((IOS / "Pocketcard.xcodeproj/project.pbxproj").read_text(), IOS))
    wrong += lists(read[0], json.loads(catalogue.read_text()), read[1], read[2], swift, languages)
    for problem in wrong:
        print(problem)
    print(f"the Xcode project and its property lists: {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
