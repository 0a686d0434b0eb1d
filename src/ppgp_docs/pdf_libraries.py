"""Pango and what goes with it, where a package of Python brings them: Windows and macOS.

PyPI's ``gstreamer-libs`` holds every library that WeasyPrint loads. WeasyPrint asks for each under
several names, without a folder (weasyprint/text/ffi.py), and cffi hands them to
``ctypes.util.find_library`` (cffi/api.py): what both look at is set here, before the first import.

On Windows, the loader adds ``.dll`` to no name that holds a dot, such as ``gobject-2.0-0``: that
one is found in ``PATH``, what it needs in ``WEASYPRINT_DLL_DIRECTORIES``. On macOS each library
lies there under two names, as two files: those that the others ask for get a link of the name that
``find_library`` makes, since two copies of GObject in one process do not share their types.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import util
from pathlib import Path
from typing import Final

PACKAGE: Final = "gstreamer_libs"
_RUNTIME: Final = "gstreamer_ext_runtime"
_DIRECTORIES: Final = "WEASYPRINT_DLL_DIRECTORIES"
_FALLBACK: Final = "DYLD_FALLBACK_LIBRARY_PATH"

USUAL: Final = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
"""Where WeasyPrint looks on Windows when nothing else is said."""

_LINKS: Final[Mapping[str, str]] = {
    "libgobject-2.0.dylib": "libgobject-2.0.0.dylib",
    "libpango-1.0.dylib": "libpango-1.0.0.dylib",
    "libpangoft2-1.0.dylib": "libpangoft2-1.0.0.dylib",
    "libharfbuzz.dylib": "libharfbuzz.0.dylib",
    "libharfbuzz-subset.dylib": "libharfbuzz-subset.0.dylib",
    "libfontconfig.dylib": "libfontconfig.1.dylib",
}
_DEFAULTS: Final = ("/usr/local/lib", "/usr/lib")
"""What macOS looks in when that variable says nothing (man dyld)."""


def folder(package: str = PACKAGE) -> Path | None:
    """The folder of a package that brings libraries; None for one that is not installed."""
    found = util.find_spec(package)
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) if places else None


def expose(platform: str = sys.platform) -> None:
    """Let WeasyPrint find the libraries of these packages; those that a user names come first."""
    held = folder() if platform in ("win32", "darwin") else None
    if held is None:
        return
    if platform == "win32":
        _expose_on_windows(held)
    else:
        _expose_on_macos(held)


def _expose_on_windows(held: Path) -> None:
    runtime = folder(_RUNTIME)
    ours = [str(each / "bin") for each in (held, runtime) if each]
    _add(_DIRECTORIES, ours, ";", os.environ.get(_DIRECTORIES, USUAL))
    _add("PATH", ours, ";", os.environ.get("PATH", ""))


def _expose_on_macos(held: Path) -> None:
    links = _linked(held / "lib")
    usual = os.environ.get(_FALLBACK) or ":".join((str(Path.home() / "lib"), *_DEFAULTS))
    if links is not None:
        _add(_FALLBACK, [str(links)], ":", usual)


def _add(variable: str, ours: list[str], between: str, before: str) -> None:
    """Folders put behind those of a variable, once."""
    known = [each for each in before.split(between) if each]
    more = [each for each in ours if each not in known]
    os.environ[variable] = between.join((*known, *more))


def _linked(libraries: Path) -> Path | None:
    """A folder of links, made again when the package moved; None where none can be made."""
    from platformdirs import user_cache_path

    place = user_cache_path("ppgp-docs", appauthor=False) / "bibliotheques"
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        for name, real in _LINKS.items():
            link, target = place / name, libraries / real
            if not (link.is_symlink() and link.readlink() == target):
                link.unlink(missing_ok=True)
                link.symlink_to(target)
        return place
    return None
