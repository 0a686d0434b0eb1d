"""A part told in words and the percentage right behind it: « un quart, soit 30 % ».

Half, thirds, quarters, fifths and tenths. They are told of round shares, « un tiers (35 %) »: only
what no one would call so, five points away or more, is a slip; what is only near (« près de la
moitié », « une bonne moitié ») is left alone, and so is a percentage of something else.
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
_TIMES: Final = {"la": 1, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "neuf": 9}
_WORDED: Final = pattern(
    r"(?<![\w’'-])(?:les\s)?(?P<part>(?P<times>la|un|deux|trois|quatre|neuf)\s(?P<kind>moitié"
    r"|tiers|quarts?|cinquièmes?|dixièmes?))(?P<of>(?:\s(?:d[eu]s?|d[’']|de\sl[’'])?\s?"
    r"[^\W\d_][\w·•‧∙⋅’'-]*){0,6}?)"
    r"(?:\s\((?:soit\s)?(?P<p>\d{1,3}(?:,\d+)?)\s?%\)"
    r"|,?\ssoit\s(?P<q>\d{1,3}(?:,\d+)?)\s?%(?:(?=\s?(?:[.,;:)!?\n]|$))|(?P<whole>(?=\sdes?\s))))",
    re.IGNORECASE,
)
_LOOSE: Final = pattern(
    r"(?:plus|moins|près|environ|presque|quasi\w*|autour|proche|vers|entre|jusqu\w*|dépass\w*"
    r"|avoisin\w*|approch\w*|frôl\w*|(?:à|sous|pour)\speine|ni|pas|sur|chaque|autre|seconde"
    r"|première|dernier|premier)\W*(?:d[eu]\s|d[’']|à\s|des\s|les\s|l[’'])?$",
    re.IGNORECASE,
)
_BREAKS: Final = pattern(r"(?<!\w)(?:et|ou|dont|contre|sur|parmi|que|mais|à)(?!\w)", re.IGNORECASE)
_NEAR: Final = 30

_CLUE: Final = pattern(r"(?:moitié|tiers|quart|cinquième|dixième)[^%]{0,90}\d\s?%", re.IGNORECASE)


def worded_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C231: « un quart (30 %) »: a part in words is the percentage that stands with it."""
    for match in _WORDED.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        if _LOOSE.search(before) or HEDGED.search(before) or _BREAKS.search(match["of"]):
            continue
        if match["whole"] is not None and match["of"].strip():
            continue  # « un quart des agents, soit 30 % des réponses »: of two wholes
        said = "p" if match["p"] else "q"
        exact = _TIMES[match["times"].lower()] * _PARTS[match["kind"].lower()]
        value = decimal_of(match[said])
        if abs(value - exact) >= FAR and exact <= _WHOLE:
            right = format_pourcentage(Decimal(round(exact)))
            part, wrong = match["part"].lower(), format_pourcentage(value)
            message = f"« {part} » veut dire {right}, pas {wrong}"
            hint = "corrigez l’un des deux ; s’il est loin du compte, écrivez le pourcentage seul"
            yield warning("C231", message, text.span(*match.span(said)), hint)


_WHOLE: Final = 100

RULES: Final = ((_CLUE, (worded_parts,)),)
"""The rule on one text, behind its clue."""
