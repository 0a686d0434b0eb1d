"""Git's objects and heads in a directory of our own, read as files that a stranger may have left.

No setting of the directory is followed, nor what leads out of it (includes, alternates, packs,
other refs): we write none of these. Every file is a regular one, within bounds, and in its place.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppgp_docs.system_errors import RefusedFileError, real_path
from ppgp_docs.versions.versioned_files import MOST
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.reader import read_bytes

if TYPE_CHECKING:
    from dulwich.objects import ObjectID, ShaFile

_SETTINGS: Final = b"[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n"
_HEAD: Final = re.compile(rb"([0-9a-f]{40})\n?")
_KIND: Final = re.compile(rb"(blob|tree|commit) (\d{1,9})\0")
_MOST_HEADER: Final = 64
_TYPES: Final = {b"commit": 1, b"tree": 2, b"blob": 3}


class Objects:
    """The objects of a directory and the heads of its branches. Methods raise OSError; reading what
    is damaged, or a bomb, raises RefusedFileError."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._heads = place / "refs" / "heads"

    def make(self) -> None:
        """The directory, as Git itself reads it."""
        for folder in (self._place / "objects", self._heads):
            folder.mkdir(parents=True, exist_ok=True)
        for name, data in (("HEAD", b"ref: refs/heads/master\n"), ("config", _SETTINGS)):
            replace_file(self._within(self._place / name), data)

    def head(self, branch: str) -> ObjectID | None:
        """The last commit of a branch; None where it has none."""
        from dulwich.objects import ObjectID

        try:
            found = read_bytes(self._heads / branch, most=_MOST_HEADER, within=self._place)
        except FileNotFoundError:
            return None
        if match := _HEAD.fullmatch(found):
            return ObjectID(match[1])
        raise RefusedFileError("une tête de branche y est abîmée")

    def set_head(self, branch: str, name: ObjectID) -> None:
        replace_file(self._within(self._heads / branch), name + b"\n", alone=True)

    def heads(self) -> Iterator[ObjectID]:
        """The last commit of every branch."""
        for each in self._heads.iterdir():
            is_branch = not each.name.startswith(".") and each.suffix != ".lock"
            if is_branch and (found := self.head(each.name)):
                yield found

    def read(self, name: ObjectID) -> ShaFile:
        """An object, which is what its name says: no chain of them goes round."""
        from dulwich.objects import ShaFile

        unpacking = zlib.decompressobj()
        packed = read_bytes(self.file_of(name), most=2 * MOST, within=self._place)
        try:
            head = unpacking.decompress(packed, _MOST_HEADER)
            kind = _KIND.match(head)
            if kind is None or int(kind[2]) > MOST:
                raise RefusedFileError(_DAMAGED)
            rest = unpacking.decompress(unpacking.unconsumed_tail, int(kind[2]) + 1)
        except zlib.error as problem:
            raise RefusedFileError(_DAMAGED) from problem
        found = ShaFile.from_raw_string(_TYPES[kind[1]], head[kind.end() :] + rest)
        if found.id != name:
            raise RefusedFileError(_DAMAGED)
        return found

    def add_object(self, found: ShaFile) -> None:
        """Keep an object, unless it is there; so does dulwich call what it writes trees in."""
        file = self.file_of(found.id)
        if not file.exists():
            replace_file(self._within(file), found.as_legacy_object(), alone=True)

    def names(self) -> Iterator[ObjectID]:
        """The objects that are there, none behind a link."""
        from dulwich.objects import ObjectID

        for file in (self._place / "objects").glob("??/*"):
            if not file.parent.is_symlink():
                yield ObjectID((file.parent.name + file.name).encode())

    def file_of(self, name: ObjectID) -> Path:
        return self._place / "objects" / name[:2].decode() / name[2:].decode()

    def _within(self, file: Path) -> Path:
        """The same. Raises RefusedFileError where a link leads what would be written elsewhere."""
        if not real_path(file.parent).is_relative_to(real_path(self._place)):
            raise RefusedFileError("un lien mène hors de l’espace de travail")
        return file


_DAMAGED: Final = "un objet y est trop gros ou abîmé"
