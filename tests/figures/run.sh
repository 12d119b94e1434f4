#!/usr/bin/env bash
# Compares the intervals of our attack with those of τ-ARGUS, lets τ-ARGUS audit our patterns, and has libhxl
# check our HXL (see compare.py). Needs Python with venv; where it or the packages cannot be had it says so and
# ends with exit status 77, which tests/run counts as skipped.
#
#   tests/figures/run.sh [--tables N] [--seed N]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
work=$target/figures

skip() {
    echo "skipped: $*"
    exit 77
}

command -v python3 >/dev/null || skip "comparing figures with τ-ARGUS needs Python"
if ! "$work/bin/python" -c 'import hxl, pytauargus' 2>/dev/null; then
    rm -rf "$work"
    python3 -m venv "$work" >/dev/null 2>&1 || skip "this Python has no venv"
    "$work/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" ||
        skip "pytauargus and libhxl cannot be installed"
fi
cargo build --quiet --locked --workspace --bin figures_eval
"$work/bin/python" "$here/compare.py" "$target/debug/figures_eval" "$@"
