#!/usr/bin/env bash
# Checks the format of ios/Kit, compiles it with the generated Swift, and tests both against the real hub and desk; then
# checks ios/App.
#
#   tests/swift/run.sh TARGET      (cargo's target directory; tests/run builds and generates first)
#
# Uses the machine's Swift 6. Where there is none and this is root on Debian, it installs Debian's
# Swift into TARGET/swift-root, a small system of its own, and runs it in there: nothing outside of
# TARGET changes. Otherwise exits with status 77, saying why.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
target=$1
root=$target/swift-root
package=$target/swift

skip() { echo "$*"; exit 77; }

lay_out() {
    rm -rf "$package/Sources" "$package/Tests"
    mkdir -p "$package/Sources"/{PocketcardFFI,PocketcardFFIC/include}
    cp tests/swift/Package.swift "$package/"
    cp -r tests/swift/Tests "$package/Tests"
    # The part of the app that is plain Swift is tested, too.
    cp ios/App/Pictures/Drawing.swift "$package/Tests/PocketcardTests/"
    cp -r ios/Kit/Sources/PocketcardKit ios/Kit/Sources/PocketcardFakes "$package/Sources/"
    cp "$target"/generated/swift/PocketcardFFI.swift "$package/Sources/PocketcardFFI/"
    cp "$target"/generated/swift/PocketcardFFIC.h "$package/Sources/PocketcardFFIC/include/"
    cp "$target"/generated/swift/PocketcardFFIC.modulemap \
        "$package/Sources/PocketcardFFIC/include/module.modulemap"
    # A C target needs a source file, and this one has only a header.
    : >"$package/Sources/PocketcardFFIC/empty.c"
    read_scenarios
}

# Swift has no reader of TOML among what Debian packages, and Foundation reads JSON.
read_scenarios() {
    python3 -c 'import tomllib' 2>/dev/null || return 0
    rm -rf "$package/scenarios" && mkdir "$package/scenarios"
    python3 - "$package/scenarios" <<'END'
import json, pathlib, shutil, sys, tomllib
source, out = pathlib.Path("tests/scenarios"), pathlib.Path(sys.argv[1])
for file in source.glob("*.toml"):
    (out / f"{file.stem}.json").write_text(json.dumps(tomllib.loads(file.read_text("utf-8"))))
shutil.copytree(source / "packs", out / "packs")
END
    export POCKETCARD_SCENARIOS=$package/scenarios
}

# Swift's own system: debootstrap is unpacked, not installed.
install_swift() {
    [ ! -e "$root/installed" ] || return 0
    [ "$(id -u)" = 0 ] && command -v apt-get dpkg-deb unshare wget >/dev/null ||
        skip "no Swift on this machine, and installing Debian's needs root on Debian"
    local tools=$target/swift-tools
    rm -rf "$root" "$tools" && mkdir -p "$tools"
    (
        cd "$tools" &&
            { apt-get download debootstrap || { apt-get update && apt-get download debootstrap; }; } &&
            dpkg-deb -x debootstrap_*.deb . &&
            DEBOOTSTRAP_DIR=$tools/usr/share/debootstrap \
                "$tools/usr/sbin/debootstrap" --variant=minbase trixie "$root" &&
            chroot "$root" apt-get install --yes --quiet --no-install-recommends \
                swiftlang libc6-dev libstdc++-14-dev &&
            touch "$root/installed"
    ) || { rm -rf "$root"; skip "no Swift on this machine, and Debian's could not be installed"; }
}

# Runs a command inside, in this directory: the repository and the target directory have the same paths as outside.
inside() {
    mkdir -p "$root$PWD" "$root$target"
    unshare --mount --propagation private bash -c '
        root=$1 && shift
        mount -t proc proc "$root/proc" &&
            mount --rbind "$PWD" "$root$PWD" &&
            { [ "${target#"$PWD/"}" != "$target" ] || mount --rbind "$target" "$root$target"; } &&
            exec chroot "$root" env --chdir="$PWD" HOME=/root "$@"
    ' inside "$root" "$@"
}

# The screens' sources, and that the checks of them find what they are there for.
if command -v python3 >/dev/null; then
    python3 tests/swift/screens.py
    python3 tests/swift/project.py
    python3 -m unittest discover --start-directory tests/swift
else
    echo "skipped: no Python on this machine, the sources of the screens were not checked"
fi

run=env
if ! command -v swift >/dev/null; then
    install_swift
    export target
    run=inside
fi
lay_out
$run swift format lint --strict --configuration ios/.swift-format --recursive ios/Kit/Sources ios/Kit/Package.swift tests/swift/Package.swift tests/swift/Tests
$run LD_LIBRARY_PATH="$target/debug" POCKETCARD_TARGET="$target" \
    POCKETCARD_PICTOGRAMS="$PWD/core/content/pictograms" \
    swift test --package-path "$package" \
    -Xlinker -L"$target/debug" -Xlinker -lpocketcard_ffi

# On a Mac, Xcode builds the app against the real frameworks.
[ "$(uname -s)" = Darwin ] || $run bash tests/swift/app.sh "$package"
