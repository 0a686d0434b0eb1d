"""Tables that someone put in a file: each comes back as one thing, a row a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from attrs import evolve

from ppgp_docs.roundtrip.markdown import BAR, Words, untypeset
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Piece


def with_tables_whole(
    paragraphs: Sequence[Paragraph], sent: Collection[str]
) -> Iterator[Paragraph]:
    """The paragraphs; ``sent`` are those of the file as it left."""
    pasted = _pasted(paragraphs, sent)
    cells = {one.cell: one for one in paragraphs if one.table not in pasted}
    for table, group in groupby(paragraphs, lambda one: one.table):
        own = list(group)
        if table not in pasted:
            yield from own
            continue
        there = cells.get(own[0].around, own[0])
        yield Paragraph(
            tuple(_pieces(own)),
            cell=own[0].around,
            row=there.row if own[0].around else 0,
            table=there.table if own[0].around else 0,
            story=own[0].story,
            is_table=True,
        )


def _pasted(paragraphs: Sequence[Paragraph], sent: Collection[str]) -> set[int]:
    """The tables without a field, of which most was never sent."""
    held: dict[int, list[Paragraph]] = {}
    for one in paragraphs:
        if one.table:
            held.setdefault(one.table, []).append(one)
    found = set()
    for table, own in held.items():
        said = [text for text in map(_words, own) if text]
        is_ours = any(each.tag or each.computed for one in own for each in one.pieces)
        is_plain = not any(one.beside for one in own)
        if is_plain and not is_ours and 2 * sum(text not in sent for text in said) > len(said):
            found.add(table)
    return found


def _words(paragraph: Paragraph) -> str:
    return untypeset("".join(one.words.text for one in paragraph.pieces)).replace("'", "\u2019")


def _pieces(table: Sequence[Paragraph]) -> Iterator[Piece]:
    for rank, (_, row) in enumerate(groupby(table, lambda one: one.row)):
        yield Piece(Words(f"\n{BAR}" if rank else BAR))
        for _, cell in groupby(row, lambda one: one.cell):
            for part in cell:
                yield Piece(Words(" "))
                yield from map(_without_bars, part.pieces)
            yield Piece(Words(f" {BAR}"))


def _without_bars(one: Piece) -> Piece:
    return evolve(one, words=evolve(one.words, text=one.words.text.replace(BAR, f"\\{BAR}")))
