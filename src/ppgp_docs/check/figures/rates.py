"""Percentages that may have been copied from a spreadsheet, where 60 % is kept as 0,6."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, note
from ppgp_docs.francais.nombres import format_pourcentage
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.walk import iter_nodes


def fractions_of_one(dossier: Dossier) -> Iterator[Diagnostic]:
    """C229: a percentage under 1 that was typed without its sign is perhaps a fraction."""
    for figure in iter_nodes(dossier, Chiffre):
        rate, span = figure.pourcentage, figure.at("pourcentage")
        bare = span.end_column - span.column == len(str(rate))
        if rate is not None and 0 < rate < 1 and bare:
            asked = f"{format_pourcentage(rate)} ou {format_pourcentage(_scaled(rate))} ?"
            hint = "écrivez le signe `%` après le nombre : il lève le doute"
            yield note("C229", f"ce pourcentage est-il {asked}", span, hint)


def _scaled(fraction: Decimal) -> Decimal:
    """A fraction of one as a percentage, without idle decimals."""
    rate = 100 * fraction
    return rate.to_integral() if rate == rate.to_integral() else rate


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (fractions_of_one,)
