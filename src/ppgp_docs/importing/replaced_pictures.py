"""Where the dossier holds the picture that another one took the place of, in a file that came back.

Its description stayed: it tells which one. Its credit and its agreements are still the former's:
whoever takes it is told to read them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.stored import is_stored, store
from ppgp_docs.edit.changes import Set
from ppgp_docs.importing.proposals import FileChange, LeftOver
from ppgp_docs.importing.target import Target
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.prove.letters import letters
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.word.replaced_pictures import REPLACED

_FILE = "fichier"
_SAID = ("alt", "description")
_BEST = 40
REREAD: Final = (
    "relisez sa description, son crédit et les accords des personnes : ce sont ceux de l’ancienne"
)


@frozen
class FormerPicture:
    """The ``name`` that the dossier gives of a picture, and where."""

    name: str
    file: str
    path: PathInTree

    def replaced_by(self, name: str) -> FileChange:
        return FileChange(self.file, Set(self.path, name))


def former_of(target: Target, left: LeftOver) -> FormerPicture | None:
    """The picture whose place one that came back took; None where it is another thing, or where
    several are described so."""
    return _described(target, left.text) if left.near.startswith(REPLACED) else None


def still_shown(target: Target, text: str) -> str:
    """What is said of a picture that was taken out of a file, which was described so; nothing of
    other lines."""
    one = _described(target, text)
    if one is None:
        return ""
    return (
        f"image ôtée du fichier\u00a0; le dossier la garde (`{one.name}`, dans `{one.file}`) et "
        "l’imprimera encore\u00a0: si elle doit partir, ôtez-la du dossier"
    )


def _described(target: Target, text: str) -> FormerPicture | None:
    found = [
        FormerPicture(str(one[_FILE]), name, (*path, _FILE))
        for name, content in target.contents.items()
        for path, one in _pictures(content, ())
        if text and letters(text) in [letters(str(one.get(key, ""))) for key in _SAID]
    ]
    return found[0] if len(found) == 1 else None


class NotKeptError(Exception):
    """Why a picture could not be taken, in French."""


def kept(target: Target, left: LeftOver, part: str, parts: Mapping[str, bytes]) -> str:
    """Put a picture of a file among those of the dossier: how it names it. Raises NotKeptError,
    OSError."""
    try:
        return store(target.folder, left.text[:_BEST] or part, parts[part])
    except (PictureError, UnreadableFileError, KeyError) as problem:
        told = f"«\u00a0{left.text}\u00a0» n’a pas pu être prise\u00a0: {problem}"
        raise NotKeptError(told) from problem


def not_in_place_yet(
    target: Target, left: Iterable[LeftOver], parts: Mapping[str, bytes]
) -> Iterator[LeftOver]:
    """What has no place, but the pictures that the dossier has at that very place already: of a
    file brought twice."""
    for one in left:
        former = former_of(target, one)
        data = [parts[name] for name in one.pictures if name in parts]
        if former is None or not data or not is_stored(target.folder, former.name, data[0]):
            yield one


def _pictures(node: Any, path: PathInTree) -> Iterator[tuple[PathInTree, Any]]:
    """What names a file and says what it shows, wherever it stands."""
    if isinstance(node, dict) and _FILE in node:
        yield path, node
    steps = node.items() if isinstance(node, dict) else enumerate(node)
    for step, child in steps:
        if isinstance(child, dict | list):
            yield from _pictures(child, (*path, step))
