"""What a share leaves of its whole: « 54 % adaptés, 46 % inadaptés »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ppgp_docs.api import PrintedText, pattern
from ppgp_relecture.parsing.fractions import Percent, percents

_DENIED: Final = pattern(
    r"(?:in|im|ir|il|dés?|mé|non\s|mal\s|peu\s|sans\s|autres?|restant\w*|pas\s)\w", re.IGNORECASE
)
_SIGN: Final = pattern(r"\s?(?:%|pour\scent)\s(?:(?:d[eu]s?|sont|est|jugée?s)\s)*")
_WHOLE: Final = 100


def is_complement(
    text: PrintedText, percent: Percent, known: Sequence[tuple[str, Decimal]]
) -> bool:
    """Whether a percentage is what the share of a figure leaves: that share stands in the text too,
    or the word behind the percentage says the contrary. ``known`` are figures and their shares."""
    rest = {share for _, share in known if percent.value + share == _WHOLE}
    if not rest or percent.hedge:
        return False
    others = [*percents(text)]
    cited = {text.reference(other.start) for other in others}
    told = any(f"chiffres.{name}.pct" in cited for name, _ in known)
    if told or not rest.isdisjoint(other.value for other in others):
        return True
    sign = _SIGN.match(text.text, percent.end)
    return bool(sign and _DENIED.match(text.text, sign.end()))
