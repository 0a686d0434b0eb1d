"""The rate beside a count that is a figure's: « 1 152 nouveau-nés vus, soit 31 % », who are 30 %.

The figure is known by its value and by the noun that it counts, or because it is cited. A rate of
something else (« 31 % de l’objectif »), of another year, of a plan is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.api import (
    Chiffre,
    Diagnostic,
    PrintedText,
    enumerer,
    format_pourcentage,
    note,
    pattern,
    stems,
    warning,
)
from ppgp_relecture.figures.citing import mistyped, unlike
from ppgp_relecture.parsing.fractions import Percent, agrees, fractions, rate_beside
from ppgp_relecture.parsing.quantities import Quantity, quantities
from ppgp_relecture.parsing.wording import elsewhere, swapped, wording

_OF: Final = pattern(
    r"\s?(?:%|pour\scent)\s(?:d[eu]s?\s|d[’'])\s?(?:(?:la|ces|nos|leurs|tou\w+\sles)\s|l[’'])?(?P<noun>\S+)",
    re.IGNORECASE,
)
_MOVES: Final = pattern(r"[+–−-]\s?$")
_RATE: Final = pattern(r"%|pour\scent")
_SLIP: Final = 3
"""In points."""


class _Rated(NamedTuple):
    name: str
    figure: Chiffre
    base: Chiffre | None
    exact: Decimal

    @property
    def share(self) -> Decimal:
        """As it is printed."""
        return self.figure.part_de(self.base) or Decimal(0)


def rated_counts(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 1 152 nouveau-nés vus, soit 31 % »: the rate beside a figure's count is its own."""
    for percent, meant in misrated(text).items():
        yield _differs(text, percent, meant)


@lru_cache(maxsize=512)
def misrated(text: PrintedText) -> Mapping[Percent, Sequence[_Rated]]:
    """The rates beside counts of figures that are those of none that is meant, with these."""
    found: dict[Percent, Sequence[_Rated]] = {}
    if text.ecrit.cite or not _RATE.search(text.text):
        return found
    told = {fraction.percent.start for fraction in fractions(text) if fraction.percent}
    for quantity in quantities(text):
        percent = rate_beside(text.text, quantity.start, quantity.end)
        if percent and percent.start not in told and text.is_typed(percent.start):
            meant = [*_figures_meant(text, quantity, percent)]
            if meant and not any(agrees(percent, rated.exact) for rated in meant):
                found[percent] = meant
    return found


def _figures_meant(text: PrintedText, quantity: Quantity, percent: Percent) -> Iterator[_Rated]:
    """The figures that a count gives, when the rate beside it is of what they are a part of."""
    cited = text.reference(quantity.start).removeprefix("chiffres.")
    sentence = text.sentence(quantity.start)
    of = _OF.match(text.text, percent.end)
    moves = _MOVES.search(text.text[max(0, percent.start - 3) : percent.start])
    for name, figure in text.figures.items():
        known = name == cited or (
            figure.valeur == quantity.number and quantity.noun in wording(figure).heads
        )
        base = text.figures.get(figure.base)
        exact = _exact(figure, base) if known else None
        if exact is None or moves or elsewhere(sentence, figure):
            continue
        if of is None or (base and wording(base).heads.intersection(stems(of["noun"]))):
            yield _Rated(name, figure, base, exact)


def _exact(figure: Chiffre, base: Chiffre | None) -> Decimal | None:
    if base and base.valeur and figure.valeur is not None:
        return 100 * figure.valeur / base.valeur
    return None if base else figure.pourcentage


def _differs(text: PrintedText, percent: Percent, meant: Sequence[_Rated]) -> Diagnostic:
    """A rate that is no figure's: a slip, for sure, when it is near the only one that is meant."""
    said = format_pourcentage(percent.value)
    given = enumerer(
        f"`{each.name}` donne {each.figure.en_pourcentage(each.base)}" for each in meant
    )
    message = f"{said} est écrit, mais {given}"
    near = [
        each.name
        for each in meant
        if abs(each.exact - percent.value) <= _SLIP or swapped(int(percent.value), int(each.share))
    ]
    sure = len(meant) == 1 and len(near) == 1
    hint = mistyped(near, ".pct") if sure else unlike(said, [])
    span = text.span(percent.start, percent.end)
    return (warning if sure else note)("C209", message, span, hint)


RULES: Final = ((_RATE, (rated_counts,)),)
"""The rule on one text, behind its clue."""
