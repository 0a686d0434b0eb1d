"""A text cut into words that change as wholes: a figure with its unit, a date, an identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.typographie.vocabulaire import MOIS

_S: Final = HORIZONTALE
_TOKEN: Final = re.compile(
    rf"\d{{1,2}}(?:er)?{_S}(?:{MOIS}){_S}\d{{4}}"
    rf"|[-+−]?\d{{1,3}}(?:{_S}\d{{3}})+(?:,\d+)?(?:{_S}?(?:[kM]?€|Md€|%|euros?\b))?"
    rf"|[-+−]?\d[\w.,/:-]*\w(?:{_S}?(?:[kM]?€|Md€|%|euros?\b))?|\d(?:{_S}?(?:[kM]?€|Md€|%|euros?\b))?"
    r"|\w+(?:[’'-]\w+)*[’']?|\s|.",
    re.DOTALL,
)
_WORD: Final = re.compile(r"\w")


@frozen
class Change:
    """The tokens of ``before`` from ``start`` to ``end`` become those of ``after`` from
    ``new_start`` to ``new_end``."""

    start: int
    end: int
    new_start: int
    new_end: int


def tokens(text: str) -> list[str]:
    """The words and signs of a text, in order: joined, they are the text."""
    return _TOKEN.findall(text)


_Word: TypeAlias = tuple[str, str]


def changes(before: Sequence[_Word], after: Sequence[_Word]) -> list[Change]:
    """What changes from some words to others, each with where its link leads; a sign or a space
    between two changes is in them."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    made: list[Change] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        one = Change(start, end, new_start, new_end)
        if kind == "equal":
            continue
        last = made[-1] if made else None
        if last and not any(_WORD.search(text) for text, _ in before[last.end : one.start]):
            made[-1] = Change(last.start, one.end, last.new_start, one.new_end)
        else:
            made.append(one)
    return made


def likeness(before: Sequence[str], after: Sequence[str]) -> float:
    """From 0 to 1, how much two texts have in common; that of two empty ones is 1."""
    old, new = ([each for each in text if _WORD.search(each)] for text in (before, after))
    return SequenceMatcher(None, old, new, autojunk=False).ratio() if old or new else 1.0


def aligned(
    before: Sequence[object], after: Sequence[object], score: Sequence[Sequence[float]]
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of ranks, in both orders, so that the sum of their scores is the greatest; a rank
    without a counterpart stands with None. A score of 0 never pairs."""
    rows, columns = len(before), len(after)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows or j < columns:
        inside = i < rows and j < columns
        if inside and score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1
