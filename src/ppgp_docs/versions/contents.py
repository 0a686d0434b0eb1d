"""The files of a tree of Git's objects, as far as those of a dossier go: trees that repeat one
another make as many paths as one likes of a few hundred bytes."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ppgp_docs.system_errors import RefusedFileError
from ppgp_docs.versions.objects import Objects

if TYPE_CHECKING:
    from dulwich.objects import ObjectID

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 1_000_000_000
_DEEPEST: Final = 32

TOO_MANY: Final = "une version y compte plus de vingt mille fichiers, ou plus d’un gigaoctet"


def contents(objects: Objects, tree: ObjectID) -> Iterator[tuple[str, bytes]]:
    """Each file with its path, in order. Raises RefusedFileError for more than a dossier holds."""
    return _Walk(objects).below(tree, "", _DEEPEST)


class _Walk:
    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._files, self._bytes = MOST_FILES, MOST_BYTES
        self._trees: dict[ObjectID, list[tuple[bytes, int, ObjectID]]] = {}
        self._blobs: dict[ObjectID, bytes] = {}

    def below(self, tree: ObjectID, folder: str, deep: int) -> Iterator[tuple[str, bytes]]:
        if tree not in self._trees:  # each object is read once, however often it stands there
            self._trees[tree] = list(self._objects.read(tree).items())  # type: ignore[attr-defined]
        for name, mode, sha in self._trees[tree]:
            path = f"{folder}{name.decode('utf-8', 'replace')}"
            self._files -= 1
            if self._files < 0 or not deep:
                raise RefusedFileError(TOO_MANY)
            if stat.S_ISDIR(mode):
                yield from self.below(sha, f"{path}/", deep - 1)
            elif stat.S_ISREG(mode):
                data = self._blobs.get(sha)
                if data is None:
                    data = self._blobs[sha] = self._objects.read(sha).as_raw_string()
                self._bytes -= len(data)
                if self._bytes < 0:
                    raise RefusedFileError(TOO_MANY)
                yield path, data
