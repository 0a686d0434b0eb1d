"""Where plugins are found: installed packages, and folders that somebody named.

A folder's code never runs just because it is there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache, partial
from importlib.metadata import Distribution
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.plugin.folder_code import HeldFolder, SourceLoader, read_sources
from ppgp_docs.workspace.installed import plugin_entries
from ppgp_docs.workspace.resources import NO_PLUGINS

DISTRIBUTION: Final = "ppgp-docs"
Folders: TypeAlias = Collection[Path] | Mapping[Path, Mapping[str, str] | None]
"""Folders of plugins; of those that were compared with what a user allowed, the digests of their
files."""


@frozen
class Candidate:
    """A plugin that could be loaded; ``origin`` is its distribution, or its folder."""

    name: str
    origin: str
    version: str
    load: Callable[[], Any]
    module: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it lies in a folder, where other modules may lie too."""
        return Path(self.origin).is_absolute() or Path(self.origin).is_dir()

    @property
    def is_ours(self) -> bool:
        """Whether it comes with the tool."""
        return self.origin == DISTRIBUTION

    @property
    def place(self) -> Span | None:
        """Its file, known before anything of it runs."""
        if isinstance(self.load, partial):
            return Span(self.load.args[0])
        try:
            spec = find_spec(self.module.partition(".")[0])
        except (ImportError, ValueError):
            return None
        return Span(Path(spec.origin)) if spec and spec.origin else None

    @property
    def home(self) -> Path | None:
        """Its package, the folder where it lies beside others, or its one file."""
        if self.place is None:
            return None
        file = self.place.file.absolute()
        return file.parent if self.is_file or file.name == "__init__.py" else file

    def __str__(self) -> str:
        return f"{self.name} ({self.origin})"


def candidates(folders: Folders) -> Iterator[Candidate]:
    """Ours first, whose names nobody takes; then those of strangers, unless ``PPGP_NO_PLUGINS``
    says that none is wanted. Of a folder that comes with digests, the files of these alone run."""
    strangers = os.environ.get(NO_PLUGINS, "") in ("", "0")
    installed = sorted(_installed(), key=lambda each: (not each.is_ours, each.name))
    found = (*installed, *_in_folders(folders))
    return (each for each in found if strangers or each.is_ours)


def has_strangers(folders: Folders) -> bool:
    """Whether code would run that does not come with the tool; none does to tell."""
    return not all(each.is_ours for each in candidates(folders))


def _installed() -> Iterator[Candidate]:
    for entry in plugin_entries():
        origin, version = _name_and_version(entry.dist) if entry.dist else ("?", "")
        yield Candidate(entry.name, origin, version, entry.load, entry.module)


@lru_cache(maxsize=64)
def _name_and_version(distribution: Distribution) -> tuple[str, str]:
    """Read once: each look at either parses all that the distribution says of itself."""
    told = distribution.metadata
    return told["Name"], told["Version"]


def _in_folders(folders: Folders) -> Iterator[Candidate]:
    read = folders if isinstance(folders, Mapping) else dict.fromkeys(folders)
    for folder, digests in read.items():
        held = HeldFolder(folder.absolute(), dict(digests)) if digests is not None else None
        for file in sorted((*folder.glob("*.py"), *folder.glob("*/__init__.py"))):
            name = file.parent.name if file.name == "__init__.py" else file.stem
            yield Candidate(name, str(folder), "", partial(_run, file, name, held))


def _run(file: Path, name: str, held: HeldFolder | None) -> ModuleType:
    read_sources(file.parent, held)
    module_name = f"ppgp_workspace_{name}"
    loader = SourceLoader(module_name, str(file.absolute()), held)
    spec = spec_from_file_location(module_name, file, loader=loader)
    if spec is None or spec.loader is None:
        raise ImportError(str(file))
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[spec.name]
        raise
    return module
