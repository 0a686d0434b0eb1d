"""Amounts that a fiche tells loosely, « environ 210 000 € », held against its budget.

A sentence that says which part of the budget it tells of may round it, and no more: « environ
300 000 € » for 211 042 € misleads as much as two digits swapped. How far rounding goes is read from
the figures that were written: « 230 000 » is told in tens of thousands, « 200 000 » in hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    euros,
    note,
    pattern,
    warning,
)
from ppgp_relecture.money.amounts import (
    NEAR_TOTAL,
    TOTAL,
    budget_texts,
    buys_a_part,
    funder_of,
)
from ppgp_relecture.money.funding import BudgetSums, Funding
from ppgp_relecture.parsing.stated_amounts import YEAR, Leaning, StatedAmount, stated_amounts

_PAYS: Final = pattern(
    r"(?<!\w)(?:financ\w*|apport\w*|vers\w*|accord\w*|octroi\w*|contribu\w*|mobilis\w*|notifi\w*"
    r"|allou\w*|attribu\w*|pren\w+\sen\scharge|participat\w+|subvention\w*|dotation)(?!\w)"
    r"|:\s*$",
    re.IGNORECASE,
)
"""What tells that a funder and an amount go together."""

_ACTION: Final = pattern(r"(?<!\w)(?:action|projet|fiche)(?!\w)", re.IGNORECASE)
_TWO, _FIVE = Decimal(2), Decimal(5)


def approximations_told(dossier: Dossier) -> Iterator[Diagnostic]:
    """C404: an amount told loosely is one that rounding explains."""
    for text, money in budget_texts(dossier):
        for amount in stated_amounts(text):
            if (leaning := amount.leaning()) and not amount.is_rate():
                yield from _approximation(amount, leaning, text, money)


def _approximation(
    amount: StatedAmount, leaning: Leaning, text: PrintedText, money: Funding
) -> Iterator[Diagnostic]:
    year = amount.year()
    if year is None or {*YEAR.findall(text.sentence(amount.place[0]))} - money.years:
        return
    funder, sure = _told_of(amount, year, money)
    known = _parts(funder, year, money) if funder is not None else ()
    if not known or any(explains(amount, leaning, part.total) for part in known):
        return
    due = known[0].total
    when = f" en {year}" if year else ""
    message = (
        f"le texte dit, sans précision, {euros(amount.value)} ; le budget donne {euros(due)}{when}"
    )
    tell = warning if sure else note
    hint = "corrigez le montant : un arrondi ne va pas jusque-là"
    yield tell("C404", message, text.span(*amount.place), hint)


def _told_of(amount: StatedAmount, year: str, money: Funding) -> tuple[str | None, bool]:
    """The funder whose amount the words tell, "" for the whole, None when they do not say; and
    whether they leave no doubt."""
    if buys_a_part(amount, money):
        return None, False
    before = _bare(amount.before)
    if found := TOTAL.search(before) or NEAR_TOTAL.search(_bare(amount.head)):
        return "", bool(_ACTION.search(found[0]))
    funder = funder_of(amount, year, money)
    return (funder, True) if funder and _PAYS.search(before) else (None, False)


def _parts(funder: str, year: str, money: Funding) -> BudgetSums:
    """What is known of a funder, or of the whole: that year, or any when the text names none."""
    years = (year,) if year else ("", *sorted(money.years))
    if funder:
        return tuple(part for each in years for part in money.of_funder(funder, each))
    return (*map(money.whole, years), *money.other_stages)


def _bare(words: str) -> str:
    """The words before an amount as they would be, were it told exactly: « est d’environ », « est
    de l’ordre de » are « est de »."""
    bare = StatedAmount.LOOSE.sub("", words)
    bare = re.sub(r"(?<!\w)[dD][’']\s*$", "de ", bare)
    return re.sub(r"(?<!\w)(est|sera|évalué|estimé)\s+$", r"\1 de ", bare)


def explains(amount: StatedAmount, leaning: Leaning, known: Decimal) -> bool:
    """Whether rounding leads from an amount to what was told, on the side that the words say."""
    step = rounding_step(amount.value, amount.step)
    below, above = {
        Leaning.ABOUT: (step / 2, step / 2),
        Leaning.UNDER: (step, step / 2),
        Leaning.MORE: (Decimal(0), step),
        Leaning.LESS: (step, Decimal(0)),
    }[leaning]
    return amount.value - below <= known <= amount.value + above


def rounding_step(typed: Decimal, step: Decimal) -> Decimal:
    """How far apart the amounts are among which the one that is told was chosen, in euros.

    A number that ends with a 5 or with an even digit may be told in fives or in twos: 250 000 for
    230 000 or 270 000; one with a single figure is told in ones: 200 000 for 150 000 to 250 000.
    """
    unit = max(step, Decimal(1))
    while typed and typed % (unit * 10) == 0:
        unit *= 10
    figures = int(typed / unit)
    if figures < 10:
        return unit
    if figures % 5 == 0:
        return _FIVE * unit
    return _TWO * unit if figures % 2 == 0 else unit


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (approximations_told,)
