"""Paragraphs that a file did not have when it left; what the tool had worked out where they stand.

What is computed stands in a locked control; a program that drops controls leaves the place of the
paragraph and its words around the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from ppgp_docs.roundtrip.fields import TAGS
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.word.paragraphs import Paragraph

NUMBERS: Final = re.compile(r"[-+−]?\d[\d ]*(?:,\d+)? ?[€%]?")


def new_paragraphs(sent: Sequence[str], frames: Sequence[str]) -> dict[int, str]:
    """The ranks of the paragraphs that the file did not have when it left, each with what stood
    there: the same words with other numbers, or what it alone took the place of, no field; nothing
    for one that was typed anew."""
    kept = [rank for rank, frame in enumerate(frames) if frame]
    back = [frames[rank] for rank in kept]
    found: dict[int, str] = {}
    for kind, start, end, first, last in SequenceMatcher(
        None, list(sent), back, autojunk=False
    ).get_opcodes():
        if kind in ("replace", "insert"):
            olds = list(sent[start:end])
            for rank in range(first, last):
                alike = (each for each, old in enumerate(olds) if _bare(old) == _bare(back[rank]))
                at = next(alike, None)
                instead = sent[start + rank - first] if end - start == last - first else ""
                was = "" if TAGS.search(instead) else instead
                found[kept[rank]] = was if at is None else olds[at]
                olds = olds if at is None else olds[at + 1 :]
    return found


def _bare(frame: str) -> str:
    return NUMBERS.sub("0", frame)


def computed_there(paragraph: Paragraph, before: str) -> str | None:
    """What the tool had worked out where someone typed a paragraph, ``before`` as the file left:
    empty where nobody knows any more; None for one that the tool did not write."""
    is_held = any(one.computed for one in paragraph.pieces)
    return before if is_held or (before and not TAGS.search(before)) else None


def cell_in_words(paragraphs: Sequence[Paragraph], rank: int) -> str:
    """« ligne « Total », colonne « Réalisé » »: where a number alone stands in a table; words say
    what they are about."""
    here = paragraphs[rank]
    if any(map(str.isalpha, _words(here))):
        return ""
    rows = [
        _cells(row)
        for number, row in groupby(
            paragraphs, lambda one: one.row if one.table == here.table else 0
        )
        if number
    ]
    own = next((row for row in rows if here.cell in dict(row)), [])
    if not here.row or len(own) < 2:
        return ""
    column = [cell for cell, _ in own].index(here.cell)
    titles = [text for _, text in rows[0]] if len(rows[0]) == len(own) else []
    said = (("ligne", own[0][1]), ("colonne", titles[column] if titles else ""))
    return ", ".join(f"{kind} «\u00a0{text}\u00a0»" for kind, text in said if text)


def _cells(row: Iterable[Paragraph]) -> list[tuple[int, str]]:
    """The words of each cell of a row, by its number."""
    cells: dict[int, str] = {}
    for one in row:
        cells[one.cell] = f"{cells.get(one.cell, '')} {_words(one)}".strip()
    return list(cells.items())


def _words(paragraph: Paragraph) -> str:
    return untypeset("".join(piece.words.text for piece in paragraph.pieces))
