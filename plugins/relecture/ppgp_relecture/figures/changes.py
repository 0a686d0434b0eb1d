"""What texts say of a number that changed: « de 200 à 250, une hausse de 25 % », « a doublé ».

Both numbers stand in the sentence, so the change is computed: its size, rounded half up, and its
direction. Between two percentages a change is told in points, or as what it is of the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Final, NamedTuple

from ppgp_docs.api import (
    NUMBER_PATTERN,
    Diagnostic,
    PrintedText,
    decimal,
    format_pourcentage,
    lire_nombre,
    pattern,
    pourcentage,
    warning,
)
from ppgp_relecture.parsing.fractions import HEDGE, Percent, agrees, decimal_of

_UNIT: Final = r"\s?(?:%|€|M€|k€|(?:millions?|milliers?)(?!\w))"
_SCALES: Final = {"millier": 1000, "k": 1000, "million": 10**6, "M": 10**6}
_FROM: Final = rf"(?P<a>{NUMBER_PATTERN}(?:,\d+)?)(?P<ua>{_UNIT})?"
_TO: Final = rf"(?P<b>{NUMBER_PATTERN}(?:,\d+)?)(?P<ub>{_UNIT})?"
_WORDS: Final = r"(?:\s(?!à\s)(?:[^\W\d_][^\s.;:!?]*|\(?(?:19|20)\d\d\)?),?){0,6}?"
_BOTH: Final = rf"(?<!\w)de\s{_FROM}{_WORDS}\sà\s{_TO}(?![\d,]*\d)"
_DATED: Final = (
    rf"(?<!\w)de\s{_FROM}(?:\s(?!à\s)[^\W\d_][^\s.;:!?]*){{0,4}}?\s\(?(?:19|20)\d\d\)?,?"
    rf"\sà\s{_TO}(?![\d,]*\d)"
)
"""Numbers that a year parts are no range, were there no verb: « de 200 visites en 2019 à 250 »."""

_RISES: Final = "hausse|augment|progress|croiss|accroiss|grimp|bond"
_FALLS: Final = "baiss|diminu|recul|rédu|chut"
_TREND: Final = (
    rf"(?:(?:(?P<up>{_RISES})|(?P<down>{_FALLS}))[^\W\d_]*(?:\s[^\W\d_]+){{0,3}}?\s(?:de|d[’'])\s?"
    rf"(?:{HEDGE}\s)?(?P<p>\d{{1,4}}(?:,\d+)?)\s?(?:%|pour\scent(?!\w))(?!\s(?:du|des|de\sla)\s|\sde\sl[’']))"
)
_SIGNED: Final = (
    rf"(?:soit\s(?:{HEDGE}\s)?|\(\s?)(?P<sign>[+−-]\s?)?(?P<p>\d{{1,4}}(?:,\d+)?)\s?%"
    r"(?:\sd(?:e\s|[’'])(?:(?P<up>plus|hausse|augmentation)|(?P<down>moins|baisse|diminution)))?"
)
_GAP: Final = (
    rf"(?P<gap>{NUMBER_PATTERN})(?![\d,]*\d)(?:\s(?!en|supp)[^\W\d_]+)?"
    r"\s(?:d(?:e\s|[’'])(?:plus|(?P<down>moins))|supplémentaires?|en\splus)(?!\w)"
)
_POINTS: Final = (
    rf"(?:(?:soit|d[’']une?|une|en)\s|\()[+−-]?\s?(?:(?:(?P<up>{_RISES})|(?P<down>{_FALLS}))[^\W\d_]*\s(?:de|d[’'])\s?)?"
    r"(?P<points>\d{1,3}(?:,\d+)?)\spoints?(?!\w)(?:\sde\s(?:(?P<more>plus)|(?P<less>moins))(?!\w))?"
)
_TIMES: Final = (
    rf"(?:{HEDGE}\s)?(?P<times>doubl|tripl|quadrupl|multipli)[^\W\d_]*"
    rf"(?:\spar\s(?P<m>{NUMBER_PATTERN}(?:,\d+)?))?"
)
_VERB: Final = (
    rf"(?<!\w)(?:pass|évolu|mont|tomb|{_RISES}|{_FALLS})[^\W\d_]*(?:\s[^\W\d][^\s.;:!?]*){{0,6}}?\s"
)
_AFTER: Final = r"(?:\s(?:[^\W\d_][^\s.;:!?,]*|\(?(?:19|20)\d\d\)?)){0,6}?"
_WHEN: Final = r"(?:\s(?:en|sur|depuis|entre)\s[^\s.;:!?,]+(?:\s(?!de\s)[^\s.;:!?,]+)?)?"
_SAID: Final = (
    r"(?:\s?[,(–-])?\s?(?:(?:soit|avec|donc|dont|c[’']est)\s)?(?:une?\s(?:[^\W\d_]+\s)?|en\s)?"
)
_GOING: Final = r"(?:\s?[,(])?\s?(?:(?:en|pour)\s)?(?:(?:pass|évolu)[^\W\d_]*\s|allant\s)?"
_ALONE: Final = r"(?:^|(?<=[.!?:;…]\s)|(?<=\n))(?=[Dd]e\s)"
"""« De 24 à 180, soit 156 de plus »: a change without its verb, for it begins what is said."""

_RATED: Final = pattern(r"%|pour\scent")
_SHAPES: Final = (
    (
        pattern("point"),
        (
            pattern(
                rf"(?:{_VERB}|{_ALONE}){_BOTH}{_AFTER}(?:\s?[,(–-]|\s:)?\s?{_POINTS}", re.IGNORECASE
            ),
            pattern(rf"{_DATED}{_AFTER}(?:\s?[,(–-]|\s:)?\s?{_POINTS}", re.IGNORECASE),
            pattern(
                rf"(?:(?P<up>{_RISES}|gagn)|(?P<down>{_FALLS}|perd))[^\W\d_]*(?:\s[^\W\d_]+){{0,2}}?"
                rf"\s(?P<points>\d{{1,3}}(?:,\d+)?)\spoints?,?\s(?:(?:en|pour)\spass\w+\s)?{_BOTH}",
                re.IGNORECASE,
            ),
        ),
    ),
    (
        pattern(rf"{_ALONE}\w\w\s\d"),
        (
            pattern(rf"{_ALONE}{_BOTH}{_AFTER},?\s(?:soit|c[’']est)\s{_GAP}", re.IGNORECASE),
            pattern(rf"{_ALONE}{_BOTH}{_AFTER},?\s{_SIGNED}", re.IGNORECASE),
        ),
    ),
    (
        _RATED,
        (
            pattern(rf"{_VERB}{_BOTH}{_AFTER}{_SAID}{_TREND}", re.IGNORECASE),
            pattern(rf"{_VERB}{_BOTH}{_AFTER},?\s{_SIGNED}", re.IGNORECASE),
            pattern(rf"{_DATED}{_AFTER},?\s{_SIGNED}", re.IGNORECASE),
        ),
    ),
    (
        pattern("plus|moins|supplément", re.IGNORECASE),
        (
            pattern(rf"{_VERB}{_BOTH}{_AFTER},?\ssoit\s{_GAP}", re.IGNORECASE),
            pattern(rf"{_DATED}{_AFTER},?\ssoit\s{_GAP}", re.IGNORECASE),
        ),
    ),
    (_RATED, (pattern(rf"{_TREND}{_WHEN}{_GOING}{_BOTH}", re.IGNORECASE),)),
    (
        pattern("doubl|tripl|quadrupl|multipli", re.IGNORECASE),
        (
            pattern(rf"{_TIMES}{_WHEN}{_GOING}{_BOTH}", re.IGNORECASE),
            pattern(
                rf"{_VERB}{_BOTH}{_AFTER}(?:,|\s:)?\s[^.;!?\n\d]{{0,30}}?(?<!\w){_TIMES}",
                re.IGNORECASE,
            ),
        ),
    ),
)
"""Behind a clue without which they find nothing: few texts are worth compiling them all."""

_RATIOS: Final = {"doubl": 2, "tripl": 3, "quadrupl": 4}
_THOUSAND: Final = 1000
_LOOSE: Final = Decimal("0.1")
"""How far from twice « a doublé » may be, of the ratio; « presque doublé », twice as far."""


class Change(NamedTuple):
    """A number, what it became, and what it is told in."""

    old: Decimal
    new: Decimal
    in_points: bool
    slack: Decimal
    """By how much either may differ from what it rounds: zero for a count."""

    @property
    def percent(self) -> Decimal:
        """How much it rose, or fell, of what it was."""
        return abs(self.new - self.old) * 100 / self.old

    def may_be(self, percent: Percent) -> bool:
        """Whether numbers that round to these changed by that percentage."""
        slack, old, new = self.slack, self.old, self.new
        if not slack:
            return agrees(percent, self.percent)
        ends = ((new + slack) / (old - slack), (new - slack) / (old + slack))
        low, high = sorted(abs(end - 1) * 100 for end in ends)
        return low - 1 <= percent.value <= high + 1


def changes(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « passé de 200 à 250, une hausse de 20 % » is one of 25 %, and a rise."""
    told: set[int] = set()
    worth = (shapes for clue, shapes in _SHAPES if clue.search(text.text))
    for shape in chain.from_iterable(worth):
        for match in shape.finditer(text.text):
            change = _change(match)
            if change and match.start("a") not in told:
                told.add(match.start("a"))
                groups = match.groupdict()
                rule = next((rule for name, rule in _RULES_OF if groups.get(name)), _trend)
                yield from rule(text, match, change)


def _change(match: re.Match[str]) -> Change | None:
    """None where the numbers are years, or none that can be compared."""
    old, new = _number(match["a"]), _number(match["b"])
    if not old or new is None or all(_is_a_year(match[name]) for name in "ab"):
        return None
    before, behind = ((match[name] or "").strip() for name in ("ua", "ub"))
    if "%" in before and "%" not in behind:
        return None
    scale = _scale(before or behind) if old < _THOUSAND else _scale(before)
    slack = max(_slack(match["a"], scale), _slack(match["b"], _scale(behind)))
    return Change(old * scale, new * _scale(behind), behind == "%", slack)


def _scale(unit: str) -> int:
    """« de 1,2 à 1,5 million », « de 900 000 à 1,2 million »."""
    return next((scale for start, scale in _SCALES.items() if unit.startswith(start)), 1)


def _number(written: str) -> Decimal | None:
    whole, comma, rest = written.partition(",")
    number = lire_nombre(whole)
    return None if number is None else decimal_of(f"{number}{comma}{rest}")


def _slack(written: str, scale: int) -> Decimal:
    """Half of what the number is told in: zero for a whole one, which may be a count."""
    _, comma, rest = written.partition(",")
    return Decimal(scale) / (2 * 10 ** len(rest)) if comma or scale > 1 else Decimal(0)


def _is_a_year(written: str) -> bool:
    return len(written) == 4 and written[:2] in ("19", "20") and written.isdecimal()


def _trend(text: PrintedText, match: re.Match[str], change: Change) -> Iterator[Diagnostic]:
    groups = match.groupdict()
    falls = bool(groups["down"]) or (groups.get("sign") or "").strip() in ("-", "−")
    rises = bool(groups["up"]) or (groups.get("sign") or "").strip() == "+"
    if not (rises or falls):
        return
    percent = Percent(decimal_of(match["p"]), *match.span("p"), groups["hedge"] or "")
    span = text.span(*match.span("p"))
    became = f"de {match['a']} à {match['b']}"
    if change.new != change.old and falls != (change.new < change.old):
        way = "une baisse" if change.new < change.old else "une hausse"
        message = f"{became}, c’est {way}, pas {'une baisse' if falls else 'une hausse'}"
        yield warning("C209", message, span, "corrigez le mot, ou l’un des deux nombres")
    elif not change.may_be(percent):
        right = format_pourcentage(pourcentage(change.percent, 100, percent.decimals))
        points = f" ; {decimal(abs(change.new - change.old))} points" if change.in_points else ""
        said = format_pourcentage(percent.value)
        message = f"{said} est écrit, mais {became} le changement est de {right}{points}"
        hint = "un écart entre deux pourcentages se dit en points" if points else _MEND
        yield warning("C209", message, span, hint)


_MEND: Final = "corrigez le pourcentage, ou l’un des deux nombres"


def _gap(text: PrintedText, match: re.Match[str], change: Change) -> Iterator[Diagnostic]:
    """« De 6 400 à 8 000, soit 1 600 de plus »: between two counts the gap is exact."""
    gap = change.new - change.old
    said = lire_nombre(match["gap"]) or 0
    if change.slack or change.in_points or gap == (-said if match["down"] else said):
        return
    way = "de moins" if gap < 0 else "de plus"
    message = f"de {match['a']} à {match['b']}, c’est {decimal(abs(gap))} {way}, pas {match['gap']}"
    if abs(gap) == said:
        message = f"de {match['a']} à {match['b']}, c’est {decimal(abs(gap))} {way}"
    yield warning("C209", message, text.span(*match.span("gap")), "corrigez l’un de ces nombres")


def _points(text: PrintedText, match: re.Match[str], change: Change) -> Iterator[Diagnostic]:
    """« De 20 % à 65 %, soit 45 points »: as many, but for one where both are rounded."""
    gap, said = change.new - change.old, decimal_of(match["points"])
    if not change.in_points:
        return
    told = match.groupdict()
    falls, rises = told["down"] or told.get("less"), told["up"] or told.get("more")
    turned = (falls and gap > 0) or (rises and gap < 0)
    off = abs(abs(gap) - said) > 1
    if turned or off:
        way = f" de {'moins' if gap < 0 else 'plus'}" if turned else ""
        right = f"{decimal(abs(gap))} points{way}" + (f", pas {match['points']}" if off else "")
        message = f"de {match['a']} à {match['b']} %, c’est {right}"
        span = text.span(*match.span("points"))
        yield warning("C209", message, span, "corrigez l’un de ces nombres")


def _times(text: PrintedText, match: re.Match[str], change: Change) -> Iterator[Diagnostic]:
    said = _number(match["m"]) if match["m"] else _RATIOS.get(match["times"].lower())
    ratio = change.new / change.old
    loose = _LOOSE * (2 if match["hedge"] else 1)
    if said and abs(ratio - said) > loose * said:
        times = decimal(pourcentage(ratio, 100, 1).normalize())
        became = f"de {match['a']} à {match['b']}"
        message = f"{became}, c’est {times} fois autant, pas {decimal(Decimal(said))}"
        span = text.span(*match.span("m" if match["m"] else "times"))
        yield warning("C209", message, span, "corrigez le mot, ou l’un des deux nombres")


_RULES_OF: Final = (("times", _times), ("gap", _gap), ("points", _points))

RULES: Final = ((pattern(rf"\sà\s{NUMBER_PATTERN}", re.IGNORECASE), (changes,)),)
"""The rule on one text, behind its clue."""
