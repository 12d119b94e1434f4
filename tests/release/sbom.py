"""Writes the bill of materials of one program: every crate that its build compiles, with version, licence and hash.

python3 sbom.py PACKAGE CARGO_METADATA_JSON CARGO_LOCK OUT

CycloneDX 1.6 as JSON, checked against its schema. The serial number follows from the content, in which no directory is
named, and there is no timestamp: the same sources give the same file.
"""

import json
import sys
import tomllib
import uuid
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL


def linked(metadata, root):
    """The packages that the build of `root` compiles, each with those that it uses itself. Tests' packages are not."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, todo = {}, [root]
    while todo:
        package = todo.pop()
        if package in found:
            continue
        found[package] = [
            dep["pkg"] for dep in nodes[package]["deps"] if any(kind["kind"] != "dev" for kind in dep["dep_kinds"])]
        todo += found[package]
    return found


def component(package, checksums):
    name, version = package["name"], package["version"]
    checksum = checksums.get((name, version))
    return Component(
        type=ComponentType.LIBRARY, name=name, version=version, bom_ref=f"{name}@{version}",
        purl=PackageURL("cargo", name=name, version=version) if package["source"] else None,
        licenses=[LicenseFactory().make_from_string(package["license"].replace("/", " OR "))],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [])


def main():
    name, metadata, lock, out = sys.argv[1:]
    metadata = json.loads(Path(metadata).read_text())
    lock = tomllib.loads(Path(lock).read_text())
    checksums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    root = next(id for id in metadata["workspace_members"] if packages[id]["name"] == name)
    uses = linked(metadata, root)
    components = {id: component(packages[id], checksums) for id in uses}

    content = [name] + sorted(f"{c.bom_ref.value} {checksums.get((c.name, c.version))}" for c in components.values())
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(content)))
    bom.metadata.component = components[root]
    bom.metadata.component.type = ComponentType.APPLICATION
    bom.metadata.timestamp = None
    bom.components = [c for id, c in components.items() if id != root]
    for id, dependencies in uses.items():
        bom.register_dependency(components[id], [components[d] for d in dependencies])
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault:
        sys.exit(f"the bill of materials does not follow its schema: {fault}")
    Path(out).write_text(text + "\n")
    print(f"{out}: {len(uses)} crates")


if __name__ == "__main__":
    main()
