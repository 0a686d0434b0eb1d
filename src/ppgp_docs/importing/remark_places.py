"""Where the comments of a Word file stand in the dossier, as its files are once it came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from attrs import frozen

from ppgp_docs.draft.remaining import called
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.importing.target import Source, Target
from ppgp_docs.load.tree import PathInTree, parse
from ppgp_docs.model.address import AddressError
from ppgp_docs.schema.places import Labels


@frozen
class PlacedComment:
    """``place`` says in words where the dossier holds what a comment is about, ``file`` and
    ``line`` lead to it; empty where nothing tells."""

    comment: LeftOver
    place: str = ""
    file: Path | None = None
    line: int = 0


def placed_comments(
    target: Target, comments: Iterable[LeftOver], texts: Mapping[Path, str]
) -> tuple[PlacedComment, ...]:
    """The comments with their places; ``texts`` are the files that were changed, as they are now.

    A place is found in the text that was read and followed to where its line is now: a rank may
    name another item since.
    """
    places = _Places(target, texts)
    return tuple(map(places.of, comments))


class _Places:
    def __init__(self, target: Target, texts: Mapping[Path, str]) -> None:
        self._target, self._texts = target, texts
        self._labels = Labels(target.session.schemas)
        self._roots: dict[Path, Any] = {}

    def of(self, comment: LeftOver) -> PlacedComment:
        try:
            found = spot(self._target, comment.address)
        except AddressError:
            return PlacedComment(comment)
        source = self._target.sources[found.file]
        path = source.file.path
        if path not in self._roots:
            tree = parse(path, source.file.text).tree
            self._roots[path] = tree.root if tree else {}
        root = self._roots[path]
        words = self._labels.place(source.schema, found.path, root)
        place = ", ".join((called(path, source.schema), *words))
        line = self._now(source, _line(root, found.path))
        return PlacedComment(comment, place, path, line)

    def _now(self, source: Source, line: int) -> int:
        """A line of a file as it was read, in that file as it is now."""
        after = self._texts.get(source.file.path)
        if after is None:
            return line
        old, new = source.file.text.split("\n"), after.split("\n")
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for _, start, end, new_start, new_end in matcher.get_opcodes():
            if start < line <= end:
                return min(new_start + line - start, max(new_end, 1))
        return line


def _line(root: Any, path: PathInTree) -> int:
    """The line of a value, or of the piece that would hold it."""
    node = root
    for step in path:
        within = isinstance(node, dict) and step in node
        if not within and not (isinstance(node, list) and isinstance(step, int)):
            break
        node = node[step]
    line: int = node.span.line if hasattr(node, "span") else 0
    return line
