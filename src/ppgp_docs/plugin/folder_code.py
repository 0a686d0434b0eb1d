"""The code of a folder of plugins, always from its source.

What was compiled beside it (``__pycache__``) is no part of what the user allowed, and may be of
another source altogether: Python believes a date and a size, or nothing at all (PEP 552, unchecked
hashes).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from pathlib import Path
from types import CodeType


class SourceLoader(SourceFileLoader):
    """Compiles what it reads, each time, and keeps nothing."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code


def read_sources(folder: Path) -> None:
    """Find the modules below a folder by their sources, in this process, which is theirs."""
    sys.path_hooks.insert(0, _finder(folder.absolute()))
    sys.path_importer_cache.clear()


def _finder(folder: Path) -> Callable[[str], FileFinder]:
    def find(path: str) -> FileFinder:
        if not Path(path).absolute().is_relative_to(folder) or not Path(path).is_dir():
            raise ImportError(path)
        extensions = (ExtensionFileLoader, EXTENSION_SUFFIXES)
        return FileFinder(path, extensions, (SourceLoader, SOURCE_SUFFIXES))

    return find
