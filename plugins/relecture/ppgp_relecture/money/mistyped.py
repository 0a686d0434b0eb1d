"""Whether an amount is another one mistyped, or only a round way of saying it."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

_THOUSAND: Final = Decimal(1000)
_SMALL: Final = 10
_SWAPPED: Final = 3
_CHANGED: Final = 4
"""How many digits a whole number of euros has, at least, for two of them to be swapped by a slip,
and for one to be another: 275 for 257, 66 000 for 60 000, never 7 for 9."""


def is_mistyped(typed: Decimal, known: Decimal) -> bool:
    """Off by a euro at most, two digits swapped, one wrong, or a zero more or less."""
    if typed == known or is_rounded(typed, known):
        return False
    if abs(typed - known) <= 1 and known > _SMALL:
        return True
    if known in (10 * typed, typed / 10):
        return True
    one, other = f"{typed:.2f}", f"{known:.2f}"
    if len(one) != len(other):
        return False
    wrong = [rank for rank, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    digits = len(one) - len(".00")
    swapped = len(wrong) == 2 and sorted(one) == sorted(other) and digits >= _SWAPPED
    return swapped or (len(wrong) == 1 and digits >= _CHANGED)


def is_nearly(typed: Decimal, known: Decimal) -> bool:
    """So near to a large amount, a euro at most, that it can hardly be another one."""
    near = 0 < abs(typed - known) <= 1 and not is_rounded(typed, known)
    return near and known >= _THOUSAND


def is_rounded(typed: Decimal, known: Decimal) -> bool:
    """Whether an amount is told without its cents, or in thousands."""
    if typed % _THOUSAND == 0 and abs(typed - known) < _THOUSAND:
        return typed != known
    whole = typed == typed.to_integral_value()
    told = (known.to_integral_value(ROUND_FLOOR), known.to_integral_value(ROUND_HALF_UP))
    return whole and typed != known and typed in told
