"""Where the dossier holds the picture that another one took the place of, in a file that came back.

Its description stayed: it tells which one. Its credit and its agreements are still the former's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ppgp_docs.edit.changes import Set
from ppgp_docs.importing.proposals import FileChange, LeftOver
from ppgp_docs.importing.target import Target
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.prove.letters import letters
from ppgp_docs.roundtrip.word.replaced_pictures import REPLACED

_FILE = "fichier"
_SAID = ("alt", "description")


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
    if not left.near.startswith(REPLACED) or not left.text:
        return None
    found = [
        FormerPicture(str(one[_FILE]), name, (*path, _FILE))
        for name, content in target.contents.items()
        for path, one in _pictures(content, ())
        if letters(left.text) in [letters(str(one.get(key, ""))) for key in _SAID]
    ]
    return found[0] if len(found) == 1 else None


def _pictures(node: Any, path: PathInTree) -> Iterator[tuple[PathInTree, Any]]:
    """What names a file and says what it shows, wherever it stands."""
    if isinstance(node, dict) and _FILE in node:
        yield path, node
    steps = node.items() if isinstance(node, dict) else enumerate(node)
    for step, child in steps:
        if isinstance(child, dict | list):
            yield from _pictures(child, (*path, step))
