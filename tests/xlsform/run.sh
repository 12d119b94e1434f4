#!/usr/bin/env bash
# Compares our spreadsheet forms with JavaRosa's on random forms and answers (see differential.py).
# Needs a JDK and Python with venv; where they or the packages cannot be had it says so and ends with
# exit status 77, which tests/run counts as skipped.
#
#   tests/xlsform/run.sh [--forms N] [--cases N] [--seed N] [--today DAY] [--keep DIR] [FILE…]
#
# With FILEs, workbooks of anybody, it fills those in instead of random ones; tables that they name lie beside them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
arguments=()
for argument in "$@"; do
    if [ -f "$argument" ]; then argument=$(realpath "$argument"); fi
    arguments+=("$argument")
done
cd "$here/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
work=$target/xlsform

skip() {
    echo "skipped: $*"
    exit 77
}

command -v javac >/dev/null || skip "comparing forms with JavaRosa needs a JDK"
command -v python3 >/dev/null || skip "comparing forms with JavaRosa needs Python"
if ! "$work/bin/python" -c 'import openpyxl, pyxform' 2>/dev/null; then
    rm -rf "$work"
    python3 -m venv "$work" >/dev/null 2>&1 || skip "this Python has no venv"
    "$work/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" ||
        skip "pyxform, which brings JavaRosa along, cannot be installed"
fi
jar=$("$work/bin/python" -c 'import pathlib, pyxform
print(next(pathlib.Path(pyxform.__file__).parent.rglob("ODK_Validate.jar")))')

javac -cp "$jar" -d "$work/classes" "$here/Oracle.java"
cargo build --quiet --locked --workspace --bin form_eval
"$work/bin/python" "$here/differential.py" "$target/debug/form_eval" "$work/classes:$jar" "${arguments[@]}"
