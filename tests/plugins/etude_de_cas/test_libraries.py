"""WeasyPrint gets its libraries from the loader: no compiler is asked where they are."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from ppgp_etude_de_cas.pdf.libraries import under_their_names

ASKED = """
import ctypes.util, subprocess, sys
started = []
sys.addaudithook(lambda name, given: started.append(given) if name == "subprocess.Popen" else None)
usual = ctypes.util.find_library
from ppgp_etude_de_cas.pdf import make
from weasyprint.text import ffi
assert ctypes.util.find_library is usual
named = "gobject pango harfbuzz harfbuzz_subset fontconfig pangoft2"
print(len(started), all(getattr(ffi, name) for name in named.split()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="names of Linux")
def test_every_library_is_loaded_and_no_program_is_started() -> None:
    said = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert said.stdout == "0 True\n"


def test_other_libraries_are_looked_for_as_usual() -> None:
    usual = ctypes.util.find_library("c")
    with under_their_names("linux"):
        assert ctypes.util.find_library("c") == usual
        assert ctypes.util.find_library("pango-1.0") is None


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_nothing_changes(platform: str) -> None:
    search = ctypes.util.find_library
    with under_their_names(platform):
        assert ctypes.util.find_library is search
