"""The code of a folder of plugins, always from its source.

What was compiled beside it (``__pycache__``) is no part of what the user allowed, and may be of
another source altogether: Python believes a date and a size, or nothing at all (PEP 552, unchecked
hashes).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
)
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple


class HeldFolder(NamedTuple):
    """A folder whose code runs as it was read when it was compared with what its user allowed."""

    folder: Path
    digests: Mapping[str, str]

    def hold(self, path: str, data: bytes) -> None:
        """Raises ImportError for a file that is no longer what it was, or that was not there."""
        name = Path(path).absolute().relative_to(self.folder).as_posix()
        if self.digests.get(name) != sha256(data).hexdigest():
            raise ImportError(f"`{name}` a changé pendant que ces extensions étaient lues")


class SourceLoader(SourceFileLoader):
    """Compiles what it reads, each time, and keeps nothing."""

    def __init__(self, fullname: str, path: str, held: HeldFolder | None = None) -> None:
        super().__init__(fullname, path)
        self._held = held

    def get_data(self, path: str) -> bytes:
        """The very bytes that are compiled."""
        data = super().get_data(path)
        if self._held:
            self._held.hold(path, data)
        return data

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code


class _ExtensionLoader(ExtensionFileLoader):
    """What is compiled is looked at once more, then opened by the system itself."""

    def __init__(self, fullname: str, path: str, held: HeldFolder | None = None) -> None:
        super().__init__(fullname, path)
        self._held = held

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        if self._held:
            self._held.hold(self.path, self.get_data(self.path))
        return super().create_module(spec)


def read_sources(folder: Path, held: HeldFolder | None = None) -> None:
    """Find the modules below a folder by their sources, in this process, which is theirs."""
    sys.path_hooks.insert(0, _finder(folder.absolute(), held))
    sys.path_importer_cache.clear()


def _finder(folder: Path, held: HeldFolder | None) -> Callable[[str], FileFinder]:
    def find(path: str) -> FileFinder:
        if not Path(path).absolute().is_relative_to(folder) or not Path(path).is_dir():
            raise ImportError(path)
        extensions: Any = partial(_ExtensionLoader, held=held)  # typeshed wants classes
        sources: Any = partial(SourceLoader, held=held)
        return FileFinder(path, (extensions, EXTENSION_SUFFIXES), (sources, SOURCE_SUFFIXES))

    return find
