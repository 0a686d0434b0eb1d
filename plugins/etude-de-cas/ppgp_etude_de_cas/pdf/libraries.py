"""The libraries of WeasyPrint under the names that Linux gives them.

WeasyPrint tries the names of every system (weasyprint/text/ffi.py), those of Linux last, and cffi
looks for each that does not load through ``ctypes.util.find_library``: a compiler, a linker and
``ldconfig`` fifteen times over, half of the time of the first document of a process.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_OURS: Final = ("fontconfig", "gobject", "harfbuzz", "pango")


@contextmanager
def under_their_names(platform: str = sys.platform) -> Iterator[None]:
    """On Linux, the loader alone is asked for these libraries meanwhile, as it is for what is
    found: nothing that loads without this is missed with it."""
    if platform != "linux":
        yield
        return
    search = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        return None if name.removeprefix("lib").startswith(_OURS) else search(name)

    ctypes.util.find_library = find_library
    try:
        yield
    finally:
        ctypes.util.find_library = search
