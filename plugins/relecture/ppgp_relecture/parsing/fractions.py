"""Parts of a whole as texts tell them: « 7 répondants sur 9 », « 12 des 23 familles », « 7/9 ».

With the percentage that goes with them, before, behind or between: « 7 sur 9 (78 %) »,
« 12 des 23 familles, soit 52 % », « 78 % (7/9) », « 12 familles (52 %) sur les 23 ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.api import (
    NUMBER_PATTERN,
    PrintedText,
    arrondi_trompeur,
    decimal,
    lire_nombre,
    pattern,
    pourcentage,
)
from ppgp_relecture.parsing.wording import MEASURES, vocabulary

_ENDS: Final = r"(?![\w,./-]*\d|\s\d{3}(?!\d))"
"""A number ends here: « 1 » of « 1 000,00 » is none."""
_WORD: Final = r"(?:[\s’'-]+[^\W\d_][\w·•‧∙⋅]*)"
HEDGE: Final = (
    r"(?P<hedge>près\sde|presque|environ|autour\sde|quelque|plus\sde|moins\sde|au\smoins|au\splus)"
)
_RATE: Final = r"(?P<p>\d{1,3}(?:,\d+)?)\s?(?:%|pour\scent(?!\w))"
PERCENT: Final = pattern(rf"(?:{HEDGE}\s)?(?<![\d,]){_RATE}", re.IGNORECASE)

CLUE: Final = pattern(
    rf"(?<!\w)(?:sur|des|parmi|dont)\s(?:(?:les|leurs|ces|nos|ses)\s)?(?:{NUMBER_PATTERN})|\d/\d",
    re.IGNORECASE,
)
"""What a text says when it tells a part of a whole: few texts are worth the rules behind it."""

_FRACTION: Final = pattern(
    rf"(?<![\w,./-])(?P<k>{NUMBER_PATTERN}|une?)(?P<middle>{_WORD}{{0,4}}?)"
    rf"(?:\s?\((?P<inner>\d{{1,3}}(?:,\d+)?)\s?%\))?"
    r"(?P<link>/|\sdes\s|\s(?:sur|parmi)\s(?:(?:les|leurs|ces|nos|ses)\s)?)"
    rf"(?P<n>{NUMBER_PATTERN}){_ENDS}(?P<noun>\s[^\W\d_]+)?",
    re.IGNORECASE,
)
_OF_THEM: Final = (
    r"(?=\s?[(,]|\s(?:d[’']entre|[^\W\d_]*(?:ent|ont)|en|à|au|aux|dans|par|chez|de|du|d[’'])"
    r"(?![^\W\d_])|\s(?P=noun))"
)
"""What follows the part of a whole named before it: a verb, a place, the same noun, its rate."""

_WHOLE_FIRST: Final = (
    pattern(
        rf"(?<!\w)(?:sur|parmi|des)\s(?:(?:les|leurs|ces|nos|ses)\s)?(?P<n>{NUMBER_PATTERN})"
        rf"\s(?P<noun>[^\W\d_][\w·•‧∙⋅]*){_WORD}{{0,6}},\s(?:seule(?:ment|s)?\s)?"
        rf"(?P<k>{NUMBER_PATTERN}|une?){_OF_THEM}",
        re.IGNORECASE,
    ),
    pattern(
        rf"(?<![\w,./-])(?P<n>{NUMBER_PATTERN})\s(?P<noun>[^\W\d_][\w·•‧∙⋅]*){_WORD}{{0,8}},?"
        rf"\sdont\s(?P<k>{NUMBER_PATTERN}|une?){_ENDS}(?!\s?[%€])",
        re.IGNORECASE,
    ),
)
_RATE_FIRST: Final = pattern(
    rf"(?:{HEDGE}\s)?(?<![\d,]){_RATE}\s(?:des|de\s(?:ces|nos|leurs))\s(?P<n>{NUMBER_PATTERN})"
    rf"{_WORD}{{1,6}},?\s(?:\(|soit\s|c[’']est-à-dire\s)(?P<k>{NUMBER_PATTERN}|une?)"
    rf"{_ENDS}(?!\s?[%€])",
    re.IGNORECASE,
)
_LOOSE: Final = pattern(rf"(?<!\w){HEDGE}\s$", re.IGNORECASE)
_BEHIND: Final = (
    pattern(rf"{_WORD}{{0,6}}?\s?\((?:soit\s)?(?:{HEDGE}\s)?{_RATE}\s?\)", re.IGNORECASE),
    pattern(
        rf"{_WORD}{{0,6}}?\s?,?\s?(?:soit|représentant|c[’']est-à-dire)\s(?:un\staux\s(?:de\s\w+\s)?de\s)?"
        rf"(?:{HEDGE}\s)?{_RATE}(?!\sde\s(?:plus|moins|hausse|baisse))",
        re.IGNORECASE,
    ),
    pattern(rf"{_WORD}{{0,3}}?,\s{_RATE}(?=\s?[,)])"),
)
_BEFORE: Final = (
    pattern(rf"(?:{HEDGE}\s)?(?<![\d,]){_RATE}{_WORD}{{0,6}}\s?\($", re.IGNORECASE),
    pattern(rf"(?:{HEDGE}\s)?(?<![\d,]){_RATE}{_WORD}{{0,6}}\s?,?\ssoit\s$", re.IGNORECASE),
    pattern(
        rf"(?:{HEDGE}\s)?(?<![\d,])(?<!hausse\sde\s)(?<!baisse\sde\s)(?<![+−-]\s){_RATE}\s?\)?{_WORD}{{0,4}}\s?:\s$",
        re.IGNORECASE,
    ),
)
_NEAR: Final = 120
_LAST_MONTH: Final = 12
_LAST_DAY: Final = 31


class Percent(NamedTuple):
    """A percentage of a text, as written; ``hedge`` is « près de », « plus de »…"""

    value: Decimal
    start: int
    end: int
    hedge: str = ""

    @property
    def decimals(self) -> int:
        """How many decimals it is written with."""
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0


class Fraction(NamedTuple):
    """``k`` out of ``n``, with the places of both and the percentage that goes with them."""

    k: int
    n: int
    k_at: tuple[int, int]
    n_at: tuple[int, int]
    percent: Percent | None
    one_noun: bool

    @property
    def sur(self) -> str:
        """« 1 152 sur 3 840 »."""
        return f"{decimal(Decimal(self.k))} sur {decimal(Decimal(self.n))}"

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return min(self.k_at[0], self.n_at[0])

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return max(self.k_at[1], self.n_at[1])


@lru_cache(maxsize=512)
def fractions(text: PrintedText) -> tuple[Fraction, ...]:
    """The parts of wholes that a text tells, in its order."""
    return tuple(_fractions(text.text)) if CLUE.search(text.text) else ()


def _fractions(text: str) -> Iterator[Fraction]:
    for match in _FRACTION.finditer(text):
        k = 1 if match["k"].lower() in ("un", "une") else lire_nombre(match["k"])
        n = lire_nombre(match["n"])
        if k is not None and n and _is_a_part(match):
            percent = _inner(match) or rate_beside(text, match.start(), match.end("n"))
            if percent or k <= n or match["link"] != "/":  # « n° 2020/34 » is no part
                yield Fraction(k, n, match.span("k"), match.span("n"), percent, _one_noun(match))
    yield from _rated(text)


def _rated(text: str) -> Iterator[Fraction]:
    """« Sur les 62 familles, 50 ont répondu, soit 81 % », « 62 familles, dont 50 (81 %) », « 81 %
    des 62 familles, soit 50 »: two numbers so far apart are a part for the rate that they give."""
    for shape in (*_WHOLE_FIRST, _RATE_FIRST):
        for match in shape.finditer(text):
            k = 1 if match["k"].lower() in ("un", "une") else lire_nombre(match["k"])
            n, noun = lire_nombre(match["n"]), match.groupdict().get("noun") or ""
            loose = _LOOSE.search(text[max(0, match.start("n") - _NEAR) : match.start("n")])
            rated = shape is _RATE_FIRST
            percent = _percent(match) if rated else _behind(text, match.end("k"))
            if k and n and percent and not loose and noun.lower() not in MEASURES:
                yield Fraction(k, n, match.span("k"), match.span("n"), percent, True)


def _is_a_part(match: re.Match[str]) -> bool:
    """« 12 familles des 23 communes », « 20 réunions sur 3 ans » are two counts, not a part."""
    words = {word.lower() for word in (match["middle"] + (match["noun"] or "")).split()}
    direct = match["link"].strip().lower() not in ("/", "des") or not match["middle"]
    apart = _is_a_day(match) or _is_a_size(match) or _is_a_year(match)
    return direct and not words & MEASURES and not apart


def _is_a_size(match: re.Match[str]) -> bool:
    """« Une affiche de 60 sur 40 »: what it measures."""
    return not match["middle"] and bool(_SIZED.search(match.string[: match.start()]))


_SIZED: Final = pattern(
    r"(?:affiches?|panneaux?|formats?|feuilles?|cartons?|écrans?|salles?|terrains?|tapis|photos?)"
    r"(?:\s(?:de|en|:))?\s$",
    re.IGNORECASE,
)


def _is_a_year(match: re.Match[str]) -> bool:
    """« 2 500 familles sur 2024 et 2025 »: the years that are told of."""
    year, noun = match["n"], (match["noun"] or "").strip()
    is_one = year.isdecimal() and len(year) == 4 and year[:2] in ("19", "20")
    is_one = is_one and (not noun or _counts_nothing(noun))
    return is_one and (lire_nombre(match["k"]) or 1) > int(year)


def _is_a_day(match: re.Match[str]) -> bool:
    """« 12/05 », « 31/12 »: a day and its month, never a part."""
    day, month = match["k"], match["n"]
    if match["link"] != "/" or match["middle"] or not (day + month).isdecimal():
        return False
    if any(each[0] == "0" and len(each) > 1 for each in (day, month)):
        return True
    return not match["noun"] and _LAST_MONTH < int(day) <= _LAST_DAY and int(month) <= _LAST_MONTH


def _one_noun(match: re.Match[str]) -> bool:
    """Whether both numbers count the same: no noun of its own follows the second, « 7 des 9
    familles »."""
    if _EUROS.match(match.string, match.end("n")):
        return False  # « la fiche 12 repose sur 10 € »
    noun, middle = (match["noun"] or "").strip().lower(), match["middle"].lower().split()
    return (
        not noun
        or (match["link"].strip().lower() == "des" and not middle)
        or noun in _PRONOUNS
        or noun[:5] in {word[:5] for word in middle}
        or noun.endswith(("és", "ées"))
        or (bool(middle) and _counts_nothing(match["noun"].strip()))
    )


_EUROS: Final = pattern(r"\s?(?:[km]?€|euros?(?!\w))", re.IGNORECASE)


def _counts_nothing(word: str) -> bool:
    """« 9 familles sur 8 reviennent »: no plural, which what is counted would be; but an acronym
    has none."""
    return word.islower() and not word.endswith(("s", "x", "z"))


_PRONOUNS: Final = vocabulary(
    "de du des d la le les l ont sont se s ne n y en disent estiment pensent que qui"
)


def _inner(match: re.Match[str]) -> Percent | None:
    return Percent(decimal_of(match["inner"]), *match.span("inner")) if match["inner"] else None


def _behind(text: str, end: int) -> Percent | None:
    found = next(filter(None, (behind.match(text, end) for behind in _BEHIND)), None)
    return _percent(found) if found else None


def rate_beside(text: str, start: int, end: int) -> Percent | None:
    """The percentage of what stands between two places: « …, soit 52 % », « 52 % (…) »."""
    if found := _behind(text, end):
        return found
    before = max(0, start - _NEAR)
    for ahead in _BEFORE:
        if match := ahead.search(text[before:start]):
            return _percent(match, before)
    return None


def _percent(match: re.Match[str], shift: int = 0) -> Percent:
    groups = match.groupdict()
    start, end = match.span("p")
    return Percent(decimal_of(match["p"]), start + shift, end + shift, groups.get("hedge") or "")


def percents(text: PrintedText) -> Iterator[Percent]:
    """Every percentage of a text."""
    return map(_percent, PERCENT.finditer(text.text))


def decimal_of(written: str) -> Decimal:
    """A number written with a comma."""
    return Decimal(written.replace(",", "."))


def decimal_in(written: str) -> Decimal:
    """The number of « 1 152,50 € », whatever parts its thousands."""
    return decimal_of(re.sub(r"[^\d,]", "", written))


def agrees(percent: Percent, exact: Decimal) -> bool:
    """Whether a percentage is this one, rounded half up; « près de » leaves five points."""
    hedge = percent.hedge.lower()
    if hedge.startswith(("plus", "au moins")):
        return exact >= percent.value
    if hedge.startswith(("moins", "au plus")):
        return exact <= percent.value
    if hedge:
        return abs(exact - percent.value) <= _NEARLY
    rounded = pourcentage(exact, 100, percent.decimals)
    return rounded == percent.value and not arrondi_trompeur(rounded, exact, 100)


_NEARLY: Final = 5
