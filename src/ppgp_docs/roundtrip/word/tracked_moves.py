"""Fields that were put elsewhere while Word tracked changes: they stand in the file twice.

Word leaves the control where it was, its words taken out (``w:moveFrom``, or ``w:del`` after a
cut), and has it once more where it was put (``w:moveTo``, ``w:ins``). Read so, a move would be a
text that was emptied and a line that was copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve

from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece, Revision

_Control: TypeAlias = tuple[str, int]
"""A control by its tag and its instance."""


def with_moves_made(
    paragraphs: Sequence[Paragraph],
) -> tuple[tuple[Paragraph, ...], Mapping[str, Revision]]:
    """The paragraphs with what was moved where it stands now, and who moved it, by tag."""
    pieces: dict[_Control, list[Piece]] = {}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if piece.tag:
                pieces.setdefault((piece.tag, piece.instance), []).append(piece)
    gone = {control[0]: control for control, held in pieces.items() if _all(held, removes=True)}
    come = {
        control[0]: control
        for control, held in pieces.items()
        if control[0] in gone and _all(held, removes=False)
    }
    if not come:
        return tuple(paragraphs), {}
    left = {gone[tag] for tag in come}
    settled = (_settled(one, left, set(come.values())) for one in paragraphs)
    movers = {tag: revision for tag, one in come.items() if (revision := pieces[one][0].revision)}
    return tuple(settled), movers


def _all(pieces: Iterable[Piece], *, removes: bool) -> bool:
    """Whether a control was put in, or taken out, as a whole."""
    return all(one.revision is not None and one.revision.removes == removes for one in pieces)


def _settled(paragraph: Paragraph, left: set[_Control], come: set[_Control]) -> Paragraph:
    kept = []
    for piece in paragraph.pieces:
        control = (piece.tag, piece.instance)
        if control in come:
            kept.append(evolve(piece, revision=None))
        elif control not in left:
            kept.append(piece)
    return evolve(paragraph, pieces=tuple(kept))
