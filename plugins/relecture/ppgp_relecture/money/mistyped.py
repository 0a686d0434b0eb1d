"""Whether an amount is another one mistyped, or only a round way of saying it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_EURO: Final = Decimal(1)
_THOUSAND: Final = Decimal(1000)
_FINE, _PRECISE, _VERY_PRECISE = 4, 5, 7
"""How many significant figures an amount has, at least, for another to be it mistyped whatever the
sentence says: with a carry forgotten, with two of them swapped, with one changed."""
_TENS: Final = tuple(Decimal(10) ** power for power in range(1, 7))
_NINES: Final = tuple(9 * ten / 10 for ten in _TENS)
_LARGE, _VERY_LARGE = 100, 1000
_SMALL: Final = 10
_SWAPPED: Final = 3
_CHANGED: Final = 4
"""How many digits a whole number of euros has, at least, for two of them to be swapped by a slip,
and for one to be another: 275 for 257, 66 000 for 60 000, never 7 for 9."""


def is_mistyped(typed: Decimal, known: Decimal, step: Decimal = _EURO) -> bool:
    """Off by a euro at most, two digits swapped, one wrong, or a zero more or less.

    ``step`` is how finely the amount was told: thousands are held to thousands.
    """
    if typed == known or is_rounded(typed, known, step):
        return False
    if is_ill_rounded(typed, known, step):
        return True
    if step > _EURO:
        return is_mistyped(typed / step, (known / step).to_integral_value(ROUND_HALF_UP))
    if abs(typed - known) <= 1 and known > _SMALL:
        return True
    if known in (10 * typed, typed / 10) or _is_carried(typed, known, _LARGE):
        return True
    return _is_swapped(typed, known, _SWAPPED) or _is_changed(typed, known, _CHANGED)


def is_nearly(typed: Decimal, known: Decimal, step: Decimal = _EURO) -> bool:
    """Off by a slip, where words leave no doubt of what is told: any amount with cents, even of
    three digits; without, one that is off by a euro. Who moves 540 € may buy for 450 €."""
    if step <= _EURO and not (step < _EURO or known % 1):
        close = abs(typed - known) == 1 and min(map(_figures, (typed, known))) >= _SWAPPED
        return close or is_surely_mistyped(typed, known, step)
    changed = min(map(_figures, (typed, known))) >= _PRECISE and _is_changed(typed, known, _SWAPPED)
    return is_mistyped(typed, known, step) or (changed and not is_rounded(typed, known, step))


def is_surely_mistyped(typed: Decimal, known: Decimal, step: Decimal = _EURO) -> bool:
    """So like a large or a precise amount that it can hardly be another, whatever is said of it."""
    if typed == known or step > _EURO or is_rounded(typed, known, step):
        return False
    if abs(typed - known) <= 1:
        return known >= _THOUSAND
    figures, written = _figures(known), max(_figures(typed), _figures(known))
    swapped = _is_swapped(typed, known, _SWAPPED) and (
        figures >= _PRECISE or (written >= _PRECISE and _are_neighbours(typed, known))
    )
    carried = written >= _FINE and _is_carried(typed, known, _VERY_LARGE)
    changed = _is_changed(typed, known, _CHANGED) or _is_shifted(typed, known)
    return swapped or carried or (figures >= _VERY_PRECISE and changed)


def _figures(amount: Decimal) -> int:
    """How many figures say an amount: four of 180 500 €, seven of 13 450,75 €."""
    return len(f"{amount:.2f}".replace(".", "").rstrip("0"))


def _are_neighbours(typed: Decimal, known: Decimal) -> bool:
    """Whether amounts differ in two digits that stand side by side: 180 050 for 180 500."""
    unlike = _unlike(f"{typed:.2f}", f"{known:.2f}")
    return len(unlike) == 2 and unlike[1] - unlike[0] == 1


def _is_shifted(typed: Decimal, known: Decimal) -> bool:
    """Whether one digit gave one to its neighbour: 108 774,44 for 108 765,44. No wider gap tells a
    slip: a line that is off moves every total, and who says the right one is not to blame."""
    off = abs(typed - known)
    return off in _NINES and _are_neighbours(typed, known)


def _is_swapped(typed: Decimal, known: Decimal, least: int) -> bool:
    """Whether two digits changed places, in amounts of so many digits before the comma."""
    one, other = f"{typed:.2f}", f"{known:.2f}"
    return len(_unlike(one, other)) == 2 and sorted(one) == sorted(other) and _digits(one) >= least


def _is_carried(typed: Decimal, known: Decimal, times: int) -> bool:
    """Whether one digit is off by one, were it carried to those before it: 160 990 for 161 000; of
    an amount so many times as large as what is lost or won."""
    off = abs(typed - known)
    return off in _TENS and known >= times * off


def _is_changed(typed: Decimal, known: Decimal, least: int) -> bool:
    """Whether one digit is another, in amounts of so many digits before the comma."""
    one, other = f"{typed:.2f}", f"{known:.2f}"
    return len(_unlike(one, other)) == 1 and _digits(one) >= least


def _unlike(one: str, other: str) -> list[int]:
    """The ranks where two numbers of one length differ; all of them when they have not."""
    if len(one) != len(other):
        return list(range(max(len(one), len(other))))
    return [rank for rank, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]


def _digits(written: str) -> int:
    return len(written) - len(".00")


def is_rounded(typed: Decimal, known: Decimal, step: Decimal = _EURO) -> bool:
    """Whether an amount is another one rounded, half up, to as many figures as were written.

    « 280 000 € » may be told to the euro, in thousands or in tens of thousands; « 0,28 M€ » is told
    in tens of thousands. Cents that are written are meant, be they « ,00 »: that is a matter of
    ``step``, how finely the amount was written, and not of its value.
    """
    return typed != known and any(
        typed == rounded_to(each, known) for each in _precisions(typed, step)
    )


def is_ill_rounded(typed: Decimal, known: Decimal, step: Decimal = _EURO) -> bool:
    """Whether an amount is told as finely as that, and is not what rounding gives: « 0,29 M€ » for
    282 570,71 €. One that is told by its first figure alone (« 50 000 € ») may be another."""
    if typed == known or is_rounded(typed, known, step):
        return False
    fine = (each for each in _precisions(typed, step) if step > _EURO or typed >= _SMALL * each)
    return abs(typed - known) < max(fine, default=Decimal(0))


def rounded_to(precision: Decimal, known: Decimal) -> Decimal:
    """An amount to the nearest multiple of a precision, half up: both are euros."""
    return (known / precision).to_integral_value(ROUND_HALF_UP) * precision


def _precisions(typed: Decimal, step: Decimal) -> Iterator[Decimal]:
    """How finely an amount may have been told: its step, or the zeros that end it by thousands."""
    if step < _EURO:
        return
    yield step
    precision = _THOUSAND
    while step == _EURO and typed and typed % precision == 0:
        yield precision
        precision *= 10
