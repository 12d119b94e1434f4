#!/usr/bin/env bash
# Builds both programs so that anyone gets the same bytes, and writes their manual pages, the shells' completions and
# their bills of materials.
#
#   tests/release/run.sh DIR       programs, man/, completions/, *.cdx.json (CycloneDX) and SHA256SUMS into DIR
#   tests/release/run.sh --twice   builds in two directories and compares: exit status 1 if they differ
#
# It builds what is committed. The same commit, Rust version and target give the same files, whatever the
# directory, the home directory and the time. Needs Rust, and Python with venv for the bills of materials.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# build SOURCE OUT: unpacks the commit into SOURCE, builds there and puts the programs into OUT.
build() {
    local source=$1 out=$2 cargo_home=${CARGO_HOME:-$HOME/.cargo}
    mkdir -p "$source" "$out"
    git archive "$commit" | tar -x -C "$source"
    (
        cd "$source"
        # No path of this machine gets into the programs, neither from Rust nor from SQLite's C. A variable replaces
        # the flags of .cargo/config.toml, so its one flag stands here again.
        export RUSTFLAGS="--cfg poly1305_backend=\"soft\" --remap-path-prefix=$source=/pocketcard --remap-path-prefix=$cargo_home=/cargo"
        export CFLAGS="-ffile-prefix-map=$source=/pocketcard -ffile-prefix-map=$cargo_home=/cargo"
        export SOURCE_DATE_EPOCH CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$source/target
        SOURCE_DATE_EPOCH=$(git -C "$OLDPWD" log -1 --format=%ct "$commit")
        cargo build --quiet --release --locked --package pocketcard-cli --package pocketcard-office \
            --package pocketcard-manual
    )
    cp "$source"/target/release/pocketcard "$source"/target/release/pocketcard-office "$out/"
    "$source"/target/release/pocketcard-manual "$out"
}

# bills_of_materials SOURCE OUT: of the programs that are built from SOURCE.
bills_of_materials() {
    local source=$1 out=$2 package
    (cd "$source" && cargo metadata --format-version 1 --locked \
        --filter-platform "$(rustc -vV | sed -n 's/^host: //p')") >"$work/metadata.json"
    for package in pocketcard-cli pocketcard-office; do
        "$work/python/bin/python" tests/release/sbom.py "$package" "$work/metadata.json" "$source/Cargo.lock" \
            "$out/${package%-cli}.cdx.json"
    done
}

[ $# = 1 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
# Both builds are of one commit, whatever is committed meanwhile.
commit=$(git rev-parse HEAD)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check --requirement tests/release/requirements.txt

if [ "$1" = --twice ]; then
    build "$work/first" "$work/a"
    build "$work/another-directory-with-a-longer-name" "$work/b"
    bills_of_materials "$work/first" "$work/a"
    bills_of_materials "$work/another-directory-with-a-longer-name" "$work/b"
    diff --recursive "$work/a" "$work/b"
    (cd "$work/a" && sha256sum ./pocketcard*)
    echo "both builds are the same"
else
    build "$work/source" "$1"
    bills_of_materials "$work/source" "$1"
    (cd "$1" && sha256sum pocketcard pocketcard-office ./*.cdx.json completions/* man/* | sed 's| \./| |' >SHA256SUMS && cat SHA256SUMS)
fi
