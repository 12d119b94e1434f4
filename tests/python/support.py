"""Finds what cargo built: the generated module and the programs."""

import importlib.util
import os
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("POCKETCARD_TARGET", ROOT / "target"))
BUILT = TARGET / "debug"
OFFICE = BUILT / "pocketcard-office"


def _generated():
    """The generated module looks for the library in its own folder."""
    folder = TARGET / "generated" / "python"
    library = "libpocketcard_ffi" + (".dylib" if sys.platform == "darwin" else ".so")
    shutil.copy2(BUILT / library, folder / library)
    spec = importlib.util.spec_from_file_location("pocketcard_ffi", folder / "pocketcard_ffi.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ffi = _generated()
