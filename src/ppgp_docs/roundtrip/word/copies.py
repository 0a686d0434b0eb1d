"""Fields that stand in a Word file once more: which of two is the copy, and where it stands.

Word leaves the bookmark to the original when it copies, other programs copy it too: then the one
that says what was sent is the original, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.roundtrip.fields import whole_tag
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece


@frozen
class FieldPiece:
    """What a paragraph holds of a field."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    instance: int = 0

    @property
    def marked(self) -> bool:
        return any(piece.marked for piece in self.pieces)


@frozen
class CopyRead:
    """Copies side by side, by the tag of their field; ``after`` is the last field above them that
    is no copy, ``row`` the row of a table that they are cells of."""

    parts: tuple[tuple[str, FieldPiece], ...]
    after: str
    row: int = 0


_SaysAsSent: TypeAlias = Callable[[str, FieldPiece], bool]


def settled(
    copies: Iterable[CopyRead],
    known: Mapping[str, list[FieldPiece]],
    above: Mapping[str, str],
    says_as_sent: _SaysAsSent,
) -> Iterator[CopyRead]:
    """The copies, a row of a table at once; those that are the originals take their place in
    ``known``, and what stood there is the copy, below the field that ``above`` says."""
    for group in _rows(copies):
        if _is_original(group, known, says_as_sent):
            parts = tuple((tag, _swapped(known[whole_tag(tag)], part)) for tag, part in group.parts)
            yield CopyRead(parts, above.get(whole_tag(group.parts[0][0]), ""))
        else:
            yield group


def _rows(copies: Iterable[CopyRead]) -> Iterator[CopyRead]:
    for row, groups in groupby(copies, lambda one: one.row):
        held = list(groups)
        if not row:
            yield from held
        else:
            yield CopyRead(tuple(part for one in held for part in one.parts), held[0].after, row)


def _is_original(
    group: CopyRead, known: Mapping[str, list[FieldPiece]], says_as_sent: _SaysAsSent
) -> bool:
    first = [known.get(whole_tag(tag), []) for tag, _ in group.parts]
    if any(len(held) != 1 for held in first):
        return False
    marked = any(part.marked for _, part in group.parts)
    if marked != any(held[0].marked for held in first):
        return marked
    return all(says_as_sent(whole_tag(tag), part) for tag, part in group.parts) and not all(
        says_as_sent(whole_tag(tag), held[0])
        for (tag, _), held in zip(group.parts, first, strict=True)
    )


def _swapped(held: list[FieldPiece], part: FieldPiece) -> FieldPiece:
    held[0], copy = part, held[0]
    return copy
