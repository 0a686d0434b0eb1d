"""Amounts in euros, in all the ways that people and programs write them.

« 272 413,70 € » is the French way (Imprimerie nationale, Unicode CLDR). Spreadsheets write
« 272413.70 € », Germans « 272.413,70 € », the Swiss « 272'413.70 », an invoice « 272 413 € 70 » or
« € 272 413,70 », a slide « 272 k€ » or « 0,27 M€ »: read for what they are worth, and how finely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from ppgp_docs.api import pattern

CENT: Final = Decimal("0.01")
EURO: Final = Decimal(1)

_SPACE: Final = r"[ \u00a0\u2009\u202f]"
_NUMBER: Final = (
    rf"(?P<n>\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d{{1,3}}(?P<apart>['’.,])\d{{3}}(?:(?P=apart)\d{{3}})*|\d+)"
    r"(?!\d)(?:(?P<mark>[.,])(?P<decimals>\d{1,2})(?!\d))?"
)
_SCALES: Final = {
    "k": Decimal(1000),
    "mille": Decimal(1000),
    "millier": Decimal(1000),
    "m": Decimal(10**6),
    "million": Decimal(10**6),
    "md": Decimal(10**9),
    "mds": Decimal(10**9),
    "milliard": Decimal(10**9),
}
_EURO: Final = r"(?:€|(?i:euros?|eur)(?!\w))"
_SCALED: Final = (
    rf"(?:(?P<scale>(?i:mds?|k|m))\s?{_EURO}"
    rf"|(?P<words>mille|milliers?|millions?|milliards?)\s(?:d[’']\s?)?{_EURO})"
)
_GOES_ON: Final = r"\s(?:de|en|pour|sur|dont|par|au|à|du|et|sont|est)\s"
_CENTS: Final = (
    rf"(?:\set\s(?P<more>\d\d?)\scentimes?|\s?(?P<behind>\d\d)(?:\scentimes?)?(?=\s?[.;:!?)]|,\s|\s?$"
    rf"|{_GOES_ON}))"
)
_CLUE: Final = re.compile(r"€|(?<![^\W\d_dDkKmMsS])[eE][uU][rR]")
"""No amount stands without it: « valeur » is none."""

_AMOUNT: Final = pattern(
    rf"(?<![\w,./-])(?<!\d['’]){_NUMBER}\s?(?:{_SCALED}|{_EURO}(?:{_CENTS})?)(?:(?![\w€])|(?=HT|TTC))"
)
_BEFORE: Final = pattern(
    rf"(?<![\w])(?<!\d[ \u00a0\u202f])(?:€|EUR){_SPACE}?{_NUMBER}(?![\w€])(?!{_SPACE}?(?:€|[kKM]€))"
)
"""« € 272 413,70 »; the sign of the amount before it is not its own."""


class WrittenAmount(NamedTuple):
    """An amount and its place; ``step`` is the finest that its writing tells: a cent, a thousand.

    ``other`` is what it may be worth as well: « 12,500 € ». ``odd`` when it is not written the
    French way.
    """

    value: Decimal
    place: tuple[int, int]
    step: Decimal = EURO
    other: Decimal | None = None
    odd: bool = False


def written_amounts(text: str) -> Iterator[WrittenAmount]:
    """The amounts of a text, in its order."""
    if not _CLUE.search(text):
        return
    found = [_read(match) for match in _AMOUNT.finditer(text)]
    taken = [each.place for each in found if each]
    for match in _BEFORE.finditer(text):
        if all(match.end() <= start or end <= match.start() for start, end in taken):
            found.append(_read(match))
    yield from sorted(filter(None, found), key=lambda each: each.place)


def _read(match: re.Match[str]) -> WrittenAmount | None:
    """What an amount is worth; None for a number that nobody would write."""
    parts = match.groupdict()
    apart, mark, decimals = parts["apart"], parts["mark"], parts["decimals"] or ""
    if apart and apart == mark:
        return None
    word = (parts.get("scale") or parts.get("words") or "").lower()
    if word:
        return _scaled(match, _SCALES[word if word in _SCALES else word.removesuffix("s")])
    whole = Decimal(re.sub(r"\D", "", parts["n"]))
    more = parts.get("more") or parts.get("behind") or ""
    cents = Decimal(f"0.{decimals or 0}") + Decimal(more or 0) / 100
    alone = apart in (".", ",") and parts["n"].count(apart) == 1 and not decimals
    other = Decimal(parts["n"].replace(apart, ".")) if alone else None
    sign_first = not match[0][0].isdigit()
    odd = bool(apart or mark == "." or parts.get("behind") or len(decimals) == 1 or sign_first)
    step = CENT if decimals or more else EURO
    return WrittenAmount(whole + cents, match.span(), step, other, odd)


def _scaled(match: re.Match[str], scale: Decimal) -> WrittenAmount | None:
    """« 0,27 M€ », « 272 k€ », « 1,250 M€ »: three figures behind a mark are decimals here."""
    number, decimals, apart = match["n"], match["decimals"] or "", match["apart"]
    if apart and (decimals or number.count(apart) > 1 or apart not in ",."):
        return None
    if apart:
        number, decimals = number.split(apart)
    digits = re.sub(r"\D", "", number)
    value = Decimal(f"{digits}.{decimals or 0}")
    return WrittenAmount(value * scale, match.span(), scale.scaleb(-len(decimals)))
