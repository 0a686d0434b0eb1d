"""Places that a number announces and names in a row: « Trois lieux : Bourg, Oyonnax et Gex ».

Names of places alone, each with its capital, an « et » before the last and nothing behind: what
says more of one of them may hold several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import NUMBER_PATTERN, Diagnostic, PrintedText, pattern
from ppgp_relecture.figures.announced import differs
from ppgp_relecture.parsing.quantities import HEDGED

_NAME: Final = (
    r"(?:(?-i:[A-ZÀ-Þ])[^\W\d_]+(?:[-’'][^\W\d_]+)*(?:\s(?:(?-i:[A-ZÀ-Þ])[^\W\d_]+|de|du|la|le|sur)"
    r"(?:[-’'][^\W\d_]+)*){0,3})"
)
_LISTED: Final = pattern(
    rf"(?<![\w,.-])(?P<n>{NUMBER_PATTERN})\s(?P<noun>lieux|sites|communes|villes|villages|cantons"
    rf"|antennes|circonscriptions|départements)\s?:\s(?P<items>{_NAME}(?:,\s{_NAME})*\set\s{_NAME})"
    r"(?=\s?(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
_CLUE: Final = pattern(
    r"(?:lieux|sites|communes|villes|villages|cantons|antennes|circonscriptions|départements)\s?:",
    re.IGNORECASE,
)
_APART: Final = pattern(r",\s|\set\s")
_PART: Final = pattern(r"(?:dont|parmi|sur|des|les|ces|nos)\s$", re.IGNORECASE)
_NEAR: Final = 30


def places(text: PrintedText) -> Iterator[Diagnostic]:
    """C208: the places that are named are as many as the text announces."""
    for match in _LISTED.finditer(text.text):
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        if not HEDGED.search(before) and not _PART.search(before):
            total = len(_APART.split(match["items"]))
            yield from differs(match, total, text.span(*match.span("n")))


RULES: Final = ((_CLUE, (places,)),)
"""The rule on one text, behind its clue."""
