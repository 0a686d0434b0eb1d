"""Where a field of a file is written in the dossier: in which file, at which path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from ppgp_docs.edit.changes import Remove, Set, expected
from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.importing.target import Target
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import Address, AddressError

_MAIN = "texte"
"""The field that an item typed as a mere text is short for."""


@frozen
class FilePlace:
    """A place of a file; ``value`` is what stands there, None where nothing does."""

    file: str
    path: PathInTree
    value: Data | None

    def set(self, value: Data) -> FileChange:
        return FileChange(self.file, Set(self.path, value))

    def remove(self) -> FileChange:
        return FileChange(self.file, Remove(self.path))


def spot(target: Target, address: str) -> FilePlace:
    """Raises AddressError for an address that leads nowhere in the dossier as it is now."""
    where = Address.parse(address)
    source = target.sources.get(where.file)
    if source is None:
        raise AddressError(_not_there(where.file, target.folder.name.partition("-")[0]))
    try:
        path = where.path(source.content)
    except AddressError:
        return _absent(where, source.content)
    return FilePlace(where.file, path, _at(source.content, path))


def _not_there(file: str, territory: str) -> str:
    """A line that came back for a fiche that nobody began says how to begin it."""
    kind, _, number = file.partition("-")
    if kind != "fiche" or not number.isdecimal():
        return f"`{file}` n’est pas dans le dossier"
    begun = f"`ppgp new {territory} --fiche {number}`"
    return f"la fiche {number} n’est pas dans le dossier\u00a0: créez-la d’abord, par {begun}"


def is_idle(target: Target, changes: Sequence[FileChange]) -> bool:
    """Whether changes, if any, leave the dossier as it is: another spelling of what it says."""
    try:
        return bool(changes) and all(
            expected(target.sources[one.file].content, one.change)
            == target.sources[one.file].content
            for one in changes
        )
    except NotEditableError:
        return False  # told of the change itself


def _absent(where: Address, content: Data) -> FilePlace:
    """A key that nobody wrote, or the text that an item is short for."""
    last = where.steps[-1] if where.steps else ""
    if not isinstance(last, str):
        raise AddressError(f"`{where}` ne désigne rien")
    path = Address(where.file, where.steps[:-1]).path(content)
    parent = _at(content, path)
    if isinstance(parent, str) and last == _MAIN:
        return FilePlace(where.file, path, parent)
    if isinstance(parent, dict):
        return FilePlace(where.file, (*path, last), None)
    raise AddressError(f"`{where}` ne désigne rien")


def _at(content: Data, path: PathInTree) -> Data:
    node: Any = content
    for step in path:
        node = node[step]
    found: Data = node
    return found
