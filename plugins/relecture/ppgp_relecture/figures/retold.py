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
    decimal,
    dire_part,
    lire_nombre,
    note,
    pattern,
    warning,
)
from ppgp_relecture.parsing.fractions import CLUE, Fraction, fractions
from ppgp_relecture.parsing.quantities import HEDGED

_ROUND: Final = (2, 3, 4, 5, 10, 20, 100)
_INTO: Final = pattern(r"(?:\s[^\W\d_]+){0,4}(?:\s?\((?:soit\s)?|,?\ssoit\s)")
_ON: Final = pattern(r"(?:\s[^\W\d_]+){0,4}\s?:\s|,\s")
"""What parts both tellings in a sentence that tells no other."""

_PARTS: Final = {
    "moitié": (1, 2), "deux tiers": (2, 3), "tiers": (1, 3), "trois quarts": (3, 4),
    "quart": (1, 4), "cinquième": (1, 5), "dixième": (1, 10),
}  # fmt: skip
_PART: Final = (
    r"(?P<part>(?:(?:une?|l[ae]|du)\s|(?:les\s|des\s)?(?=deux|trois))"
    rf"(?:{'|'.join(_PARTS)}))"
)
_SO: Final = pattern(
    rf"(?:\s[^\W\d_]+){{0,4}}?(?:,?\s(?:soit|c[’']est-à-dire)\s|\s\(){_PART}(?!\w)",
    re.IGNORECASE,
)
_BEFORE: Final = pattern(
    rf"(?<!\w){_PART}(?:\sd[^\s,;:.()]*(?:\s[^\W\d_]+){{0,4}}?)?"
    r"(?:\s?\((?:soit\s)?|,?\ssoit\s|\s?:\s|,\s)$",
    re.IGNORECASE,
)
_PART_FIRST: Final = pattern(
    rf"(?<!\w){_PART}\sd(?:es|e\s(?:ces|nos|leurs))\s(?P<n>{NUMBER_PATTERN})"
    rf"(?:\s[^\W\d_]+){{1,4}}?,?\s(?:\(|soit\s)(?P<k>{NUMBER_PATTERN})"
    r"(?![\w,./-]*\d|\s?[%€])",
    re.IGNORECASE,
)
_NEAR: Final = 30
_WINDOW: Final = 80
_LOOSE: Final = Decimal("0.05")
"""How far, of the whole, from a third is still told so."""

_MEND: Final = "corrigez l’un des deux"


def retold_shares(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « trois répondants sur cinq (93 sur 124) » are three in four."""
    told = fractions(text)
    for one, other in pairwise(told):
        between = text.text[one.end : other.start]
        alone = len(told) == len((one, other)) and other.n > _FEW
        is_retold = _INTO.fullmatch(between) or (alone and _ON.fullmatch(between))
        is_said = one.n in _ROUND or (one.k == 1 and one.n <= _FEW)
        if is_said and is_retold and _is_another(one, other) and not _is_rough(text, one.start):
            right = dire_part(other.k, other.n, 0)
            message = f"{one.sur} est écrit, mais {other.sur} font {right}"
            yield warning("C209", message, text.span(one.start, one.end), _MEND)


def _is_another(one: Fraction, other: Fraction) -> bool:
    """Whether what is counted makes another share in the same words: « une sur neuf » is one in
    ten, when the nearest whole number is another."""
    if one.k == 1 and other.k:
        return abs(Decimal(other.n) / other.k - one.n) > max(_NEARLY, _LOOSE * one.n)
    return 2 * abs(one.k * other.n - other.k * one.n) > other.n


_FEW: Final = 10
_NEARLY: Final = Decimal("0.7")


def named_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 31 sur 124, soit un tiers » is a quarter; « la moitié des 124, soit 64 » is 62."""
    for fraction in fractions(text):
        match = _SO.match(text.text, fraction.end)
        if match and not _is_rough(text, fraction.start):
            yield from _compared(text, match, fraction.k, fraction.n)
        first = max(0, fraction.start - _WINDOW)
        before = _BEFORE.search(text.text, first, fraction.start)
        if before and not _is_rough(text, before.start()):
            yield from _compared(text, before, fraction.k, fraction.n)
        elif before and _is_beyond(text, before, fraction):
            yield _another(text, before, fraction.k, fraction.n, sure=True)
    for match in _PART_FIRST.finditer(text.text):
        k, n = lire_nombre(match["k"]), lire_nombre(match["n"])
        if k is not None and n and not _is_rough(text, match.start()):
            yield from _compared(text, match, k, n, exact=True)


def _compared(
    text: PrintedText, match: re.Match[str], k: int, n: int, *, exact: bool = False
) -> Iterator[Diagnostic]:
    """An ``exact`` part is the number that is told of it, but for half of one."""
    parts, of = _share(match)
    gap, loose = abs(Decimal(k * of - n * parts)) / of, n * _LOOSE
    if gap >= (1 if exact else loose):
        yield _another(text, match, k, n, sure=gap >= loose)


def _share(match: re.Match[str]) -> tuple[int, int]:
    part = match["part"].lower()
    return next(share for name, share in _PARTS.items() if part.endswith(name))


def _another(text: PrintedText, match: re.Match[str], k: int, n: int, *, sure: bool) -> Diagnostic:
    counts = f"{decimal(Decimal(k))} sur {decimal(Decimal(n))}"
    message = f"« {match['part'].lower()} » est écrit, mais {counts} font {dire_part(k, n, 0)}"
    return (warning if sure else note)("C209", message, text.span(*match.span("part")), _MEND)


def _is_beyond(text: PrintedText, match: re.Match[str], fraction: Fraction) -> bool:
    """Whether counts belie a bound, « plus de la moitié (24 sur 240) », or are far from it."""
    parts, of = _share(match)
    hedge = HEDGED.search(text.text[max(0, match.start() - _NEAR) : match.start()])
    over = Decimal(fraction.k) / fraction.n - Decimal(parts) / of
    said = hedge[0].lower() if hedge else ""
    if said.startswith("plus"):
        return over < 0
    if said.startswith("moins"):
        return over > 0
    return said.startswith(_ABOUT) and abs(over) > _FAR


_ABOUT: Final = ("près", "presque", "quasi", "environ", "autour", "proche")
_FAR: Final = Decimal("0.12")


def _is_rough(text: PrintedText, start: int) -> bool:
    return bool(HEDGED.search(text.text[max(0, start - _NEAR) : start]))


RULES: Final = ((CLUE, (retold_shares, named_parts)),)
"""The rules on one text, behind their clue."""
