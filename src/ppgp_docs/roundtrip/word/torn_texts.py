"""Paragraphs of a longer text that someone put among other fields: they are of that text no more.

Read by their control alone they would stand in it still, and a move would go untold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ppgp_docs.roundtrip.fields import TAGS, SentField, is_note, whole_tag
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece


@frozen
class _Run:
    """Paragraphs of one text that follow one another, by their ranks; ``above`` is the text, or
    the field, before them."""

    tag: str
    above: str
    ranks: tuple[int, ...]


def untorn(
    paragraphs: Sequence[Paragraph], fields: Mapping[str, SentField]
) -> tuple[Paragraph, ...]:
    """The same, paragraphs that left their text as such that someone typed where they stand."""
    runs: dict[str, list[_Run]] = {}
    for run in _runs(paragraphs, fields):
        runs.setdefault(run.tag, []).append(run)
    told = [tag for tag in fields if not is_note(fields[tag])]
    before = dict(zip(told, ("", *told), strict=False))
    made = list(paragraphs)
    for tag, held in runs.items():
        if len(held) > 1 and fields[tag].genre.goes_on and not _is_copied(tag, held, paragraphs):
            kept = max(held, key=lambda one: (len(one.ranks), one.above == before.get(tag)))
            for rank in (rank for one in held if one is not kept for rank in one.ranks):
                made[rank] = _typed(made[rank], tag)
    return tuple(made)


def joined(paragraphs: Sequence[Paragraph], frames: Sequence[str]) -> list[str]:
    """The frames, those of two lines as one where Word tracks that the end of the first was taken
    out."""
    made = list(frames)
    for rank, one in enumerate(paragraphs[:-1]):
        ends = one.ended is not None and one.ended.removes
        first, second = (set(TAGS.findall(each)) for each in made[rank : rank + 2])
        if ends and first and second and first.isdisjoint(second):
            made[rank : rank + 2] = "", made[rank] + made[rank + 1]
    return made


def _runs(paragraphs: Sequence[Paragraph], fields: Mapping[str, SentField]) -> Iterator[_Run]:
    last, above, cell, ranks = "", "", 0, list[int]()
    for rank, one in enumerate(paragraphs):
        for tag in dict.fromkeys(whole_tag(piece.tag) for piece in one.pieces):
            if tag not in fields or is_note(fields[tag]):
                continue
            if tag != last or one.cell != cell:
                if ranks:
                    yield _Run(last, above, tuple(ranks))
                last, above, cell, ranks = tag, last, one.cell, []
            ranks.append(rank)
    if ranks:
        yield _Run(last, above, tuple(ranks))


def _is_copied(tag: str, runs: Sequence[_Run], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a paragraph of a text stands twice: which one is the copy is told elsewhere."""
    seen: dict[str, int] = {}
    ranks = sorted(rank for one in runs for rank in one.ranks)
    pieces = (piece for rank in ranks for piece in _of(tag, paragraphs[rank]))
    return any(seen.setdefault(one.tag, one.instance) != one.instance for one in pieces)


def _of(tag: str, paragraph: Paragraph) -> Iterator[Piece]:
    return (piece for piece in paragraph.pieces if whole_tag(piece.tag) == tag)


def _typed(paragraph: Paragraph, tag: str) -> Paragraph:
    pieces = (
        evolve(one, tag="", instance=0, marked=False) if whole_tag(one.tag) == tag else one
        for one in paragraph.pieces
    )
    return evolve(paragraph, pieces=tuple(pieces))
