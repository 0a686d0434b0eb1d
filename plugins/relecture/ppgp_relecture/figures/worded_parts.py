"""A part told in words and the percentage beside it: « un quart (30 %) », « 25 %, soit un tiers ».

Half, thirds, quarters, fifths and tenths. They are told of round shares, « un tiers (35 %) »: only
what no one would call so, five points away or more, is a slip. What is told as more or less is on
that side (« plus de la moitié, soit 40 % » is none); what is only near is nearer than a quarter of
itself (« près de la moitié (80 %) » is not). A percentage of something else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.api import Diagnostic, PrintedText, format_pourcentage, pattern, warning
from ppgp_relecture.parsing.fractions import decimal_of
from ppgp_relecture.parsing.quantities import HEDGED

FAR: Final = 5
"""Points from which a share is no longer told by a part in words."""

_ASIDE: Final = Decimal("0.5")
"""Points on the wrong side that rounding explains: « plus de la moitié (50 %) »."""

_PARTS: Final = {
    "moitié": Decimal(50),
    "tiers": Decimal(100) / 3,
    "quart": Decimal(25),
    "quarts": Decimal(25),
    "cinquième": Decimal(20),
    "cinquièmes": Decimal(20),
    "dixième": Decimal(10),
    "dixièmes": Decimal(10),
}
_TIMES: Final = {"la": 1, "un": 1, "du": 1, "deux": 2, "trois": 3, "quatre": 4, "neuf": 9}
_FRACTION: Final = (
    r"(?P<part>(?P<times>la|un|du|deux|trois|quatre|neuf)\s(?P<kind>moitié"
    r"|tiers|quarts?|cinquièmes?|dixièmes?))(?!\w)"
)
_PART: Final = rf"(?:les\s|d[’'](?=un))?{_FRACTION}"
_OF: Final = r"(?P<of>(?:\s(?:d[eu]s?|d[’']|de\sl[’'])?\s?[^\W\d_][\w·•‧∙⋅’'-]*){0,6}?)"
_RATE: Final = r"\d{1,3}(?:,\d+)?"
_OVER: Final = r"(?=\s?(?:[.,;:)!?\n]|$))"
_THAT_IS: Final = r"(?:soit|c[’']est-à-dire)\s"
_WORDED: Final = pattern(
    rf"(?<![\w’'-]){_PART}{_OF}(?:\s\((?:{_THAT_IS})?(?P<p>{_RATE})\s?%\)"
    rf"|,?\s{_THAT_IS}(?P<q>{_RATE})\s?%(?:{_OVER}|(?P<whole>(?=\sdes?\s)))"
    rf"|,\s(?P<r>{_RATE})\s?%(?=\s?(?:[.;)!?\n]|$|,(?!\s\d))))",
    re.IGNORECASE,
)
_RATED: Final = pattern(
    rf"(?<![\d,])(?P<p>{_RATE})\s?%(?P<of>(?:\s(?:d[eu]s?|d[’']|de\sl[’'])\s?[^\W\d_][\w·•‧∙⋅’'-]*"
    rf"(?:\s[^\W\d_][\w·•‧∙⋅’'-]*)?)?)(?:,?\s{_THAT_IS}|\s\((?:{_THAT_IS})?)"
    r"(?P<hedge>(?:[^\W\d_]+\s){0,3}?(?:[^\W\d_]+\s)?)(?:d[’'](?=un)|(?:les|des)\s)?"
    rf"{_FRACTION}(?:{_OVER}|(?P<whole>(?=\sdes\s)))",
    re.IGNORECASE,
)
_SIDES: Final = {
    "more": r"(?:un\speu\s|bien\s|nettement\s|largement\s)?plus|au\smoins",
    "less": r"(?:un\speu\s|bien\s|nettement\s)?(?<!au\s)moins|au\splus",
    "near": r"(?:très\s)?près|environ|presque|quasi\w*|autour|proches?|quelque",
}
_HEDGE: Final = pattern(
    rf"(?<![\w’'-])(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _SIDES.items())})"
    r"(?:\s(?:d[eu]|des|les|à)|\sd[’'])?\s?$",
    re.IGNORECASE,
)
_NOT: Final = pattern(
    r"(?<!\w)(?:pas|ni|non|jamais|ou|sans|guère|à\speine|rien\sde|que)\s$", re.IGNORECASE
)
_LOOSE: Final = pattern(
    r"(?:plus|moins|près|environ|presque|quasi\w*|autour|proche|vers|entre|jusqu\w*|dépass\w*"
    r"|avoisin\w*|approch\w*|frôl\w*|(?:à|sous|pour)\speine|ni|pas|sur|chaque|autre|seconde"
    r"|première|dernier|premier)\W*(?:d[eu]\s|d[’']|à\s|des\s|les\s|l[’'])?$",
    re.IGNORECASE,
)
_MOVES: Final = pattern(
    r"(?:hausse|baisse|augment\w*|dimin\w*|rédui\w*|recul\w*|progress\w*|[+−–-])\W*(?:d[eu]\s)?$",
    re.IGNORECASE,
)
_BREAKS: Final = pattern(r"(?<!\w)(?:et|ou|dont|contre|sur|parmi|que|mais|à)(?!\w)", re.IGNORECASE)
_NEAR: Final = 30

_KINDS: Final = r"(?:moitié|tiers|quart|cinquième|dixième)"
_CLUE: Final = pattern(
    rf"{_KINDS}[^%]{{0,90}}\d\s?%|%.{{0,60}}(?:soit|\(|c[’']est).{{0,40}}{_KINDS}", re.IGNORECASE
)


def worded_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C231: « un quart (30 %) »: a part in words is the percentage that stands with it."""
    for match in _WORDED.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        opening = text.text[match.start() : match.start("part")].lower()
        hedge = _hedge(before + (opening if opening.startswith("d") else ""))
        is_loose = _LOOSE.search(before) or HEDGED.search(before) or opening.startswith("d")
        if hedge is None if is_loose else match["times"].lower() == "du":
            continue
        if match["whole"] is not None and match["of"].strip():
            continue  # « un quart des agents, soit 30 % des réponses »: of two wholes
        if not _BREAKS.search(match["of"]):
            said = next(name for name in ("p", "q", "r") if match[name])
            yield from _held(text, match, said, hedge or "")


def rated_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C231: « 25 %, soit un tiers »: so is one that stands behind it."""
    for match in _RATED.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        hedge = _hedge(match["hedge"] + _article(match)) if match["hedge"].strip() else ""
        if _LOOSE.search(before) or _MOVES.search(before) or hedge is None:
            continue
        two_wholes = match["whole"] is not None and match["of"].strip()
        if not (two_wholes or (match["times"].lower() == "du" and not hedge)):
            yield from _held(text, match, "p", hedge)


def _article(match: re.Match[str]) -> str:
    """What stands between the words that round a part and the part itself."""
    return match.string[match.end("hedge") : match.start("part")]


def _hedge(before: str) -> str | None:
    """On which side of a part in words the share may be; None when the words do not say."""
    found = _HEDGE.search(before)
    if not found or _NOT.search(before[: found.start()]):
        return None
    return str(found.lastgroup)


def _held(text: PrintedText, match: re.Match[str], said: str, hedge: str) -> Iterator[Diagnostic]:
    exact = _TIMES[match["times"].lower()] * _PARTS[match["kind"].lower()]
    value = decimal_of(match[said])
    if exact > _WHOLE or not _is_wrong(value, exact, hedge):
        return
    right, wrong = format_pourcentage(Decimal(round(exact))), format_pourcentage(value)
    part = match["part"].lower()
    message = f"« {part} » veut dire {right}, pas {wrong}"
    if hedge in _WORDS:
        message = f"« {_WORDS[hedge]} » {right} est dit, mais {wrong} est écrit"
    hint = "corrigez l’un des deux ; s’il est loin du compte, écrivez le pourcentage seul"
    yield warning("C231", message, text.span(*match.span(said)), hint)


def _is_wrong(value: Decimal, exact: Decimal, hedge: str) -> bool:
    if hedge == "more":
        return value < exact - _ASIDE
    if hedge == "less":
        return value > exact + _ASIDE
    if hedge == "near":
        return abs(value - exact) > max(Decimal(FAR), exact / 4)
    return abs(value - exact) >= FAR


_WORDS: Final = {"more": "plus de", "less": "moins de"}
_WHOLE: Final = 100

RULES: Final = ((_CLUE, (worded_parts, rated_parts)),)
"""The rules on one text, behind their clue."""
