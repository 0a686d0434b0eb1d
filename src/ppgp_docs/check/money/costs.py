"""Amounts that are said twice: as a sum, and as so many units at so much each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.francais.nombres import ecart_en_euros, euros
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.dossier import Dossier


def costs_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C628: a typed amount is what its quantity costs, to the cent."""
    for fiche in dossier.fiches:
        for line in fiche.budget.chiffrees if fiche.budget else ():
            if line.calcul is not None and line.calcul != line.montant:
                yield _unlike(line)


def _unlike(line: LigneChiffree) -> Diagnostic:
    assert line.calcul is not None
    return error(
        "C628",
        f"{euros(line.montant)} tapés, {euros(line.calcul)} calculés "
        f"({ecart_en_euros(line.montant - line.calcul)})",
        line.at("montant"),
        "corrigez la quantité, les mois ou le coût unitaire, ou ôtez `montant` : il se calcule",
    )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (costs_agree,)
