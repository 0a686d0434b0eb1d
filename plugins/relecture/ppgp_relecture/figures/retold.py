"""A part of a whole that a text tells twice: in its own words, then as it was counted.

« Trois répondants sur cinq (93 sur 124) », « 31 sur 124, soit un tiers », « la moitié des 124
répondants, soit 64 ». A round way of telling a rate is no slip, nor is what the text calls rough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ppgp_docs.api import (
    NUMBER_PATTERN,
    Diagnostic,
    PrintedText,
    dire_part,
    lire_nombre,
    note,
    pattern,
    warning,
)
from ppgp_relecture.parsing.fractions import CLUE, fractions
from ppgp_relecture.parsing.quantities import HEDGED

_ROUND: Final = (2, 3, 4, 5, 10, 20, 100)
_INTO: Final = pattern(r"(?:\s[^\W\d_]+){0,4}\s?\((?:soit\s)?")
_PARTS: Final = {
    "la moitié": (1, 2), "un tiers": (1, 3), "deux tiers": (2, 3), "un quart": (1, 4),
    "trois quarts": (3, 4), "un cinquième": (1, 5), "un dixième": (1, 10),
}  # fmt: skip
_PART: Final = rf"(?P<part>{'|'.join(_PARTS)})"
_SO: Final = pattern(
    rf"(?:\s[^\W\d_]+){{0,4}}?,?\s(?:soit|c[’']est-à-dire)\s(?:les\s)?{_PART}(?!\w)",
    re.IGNORECASE,
)
_PART_FIRST: Final = pattern(
    rf"(?<!\w){_PART}\sd(?:es|e\s(?:ces|nos|leurs))\s(?P<n>{NUMBER_PATTERN})"
    rf"(?:\s[^\W\d_]+){{1,4}}?,?\s(?:\(|soit\s)(?P<k>{NUMBER_PATTERN})"
    r"(?![\w,./-]*\d|\s?[%€])",
    re.IGNORECASE,
)
_NEAR: Final = 30
_LOOSE: Final = Decimal("0.05")
"""How far, of the whole, from a third is still told so."""

_MEND: Final = "corrigez l’un des deux"


def retold_shares(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « trois répondants sur cinq (93 sur 124) » are three in four."""
    for one, other in pairwise(fractions(text)):
        is_retold = _INTO.fullmatch(text.text[one.end : other.start])
        if one.n not in _ROUND or not is_retold or _is_rough(text, one.start):
            continue
        if 2 * abs(one.k * other.n - other.k * one.n) > other.n:
            right = dire_part(other.k, other.n, 0)
            message = f"{one.k} sur {one.n} est écrit, mais {other.k} sur {other.n} font {right}"
            yield warning("C209", message, text.span(one.start, one.end), _MEND)


def named_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 31 sur 124, soit un tiers » is a quarter; « la moitié des 124, soit 64 » is 62."""
    for fraction in fractions(text):
        match = _SO.match(text.text, fraction.end)
        if match and not _is_rough(text, fraction.start):
            yield from _compared(text, match, fraction.k, fraction.n)
    for match in _PART_FIRST.finditer(text.text):
        k, n = lire_nombre(match["k"]), lire_nombre(match["n"])
        if k is not None and n and not _is_rough(text, match.start()):
            yield from _compared(text, match, k, n, exact=True)


def _compared(
    text: PrintedText, match: re.Match[str], k: int, n: int, *, exact: bool = False
) -> Iterator[Diagnostic]:
    """An ``exact`` part is the number that is told of it, but for half of one."""
    parts, of = _PARTS[match["part"].lower()]
    gap, loose = abs(Decimal(k * of - n * parts)) / of, n * _LOOSE
    if gap >= (1 if exact else loose):
        part = match["part"].lower()
        message = f"« {part} » est écrit, mais {k} sur {n} font {dire_part(k, n, 0)}"
        span = text.span(*match.span("part"))
        yield (warning if gap >= loose else note)("C209", message, span, _MEND)


def _is_rough(text: PrintedText, start: int) -> bool:
    return bool(HEDGED.search(text.text[max(0, start - _NEAR) : start]))


RULES: Final = ((CLUE, (retold_shares, named_parts)),)
"""The rules on one text, behind their clue."""
