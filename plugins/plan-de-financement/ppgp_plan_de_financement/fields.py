"""The cells of « Lignes » and « Réalisé » that can come back, each with its place in the dossier.

Totals, and what other sheets repeat, are no fields: they are computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ppgp_docs.api import (
    LIBELLES_FINANCEURS,
    LIBELLES_STATUTS,
    Genre,
    SentField,
    capitale,
    fiche,
)
from ppgp_plan_de_financement.plan import Plan

NATURES: Final = {"propre": "Propre", "transverse": "Transverse"}

_FIELDS: Final = {
    "financeur": ("Financeur", Genre.CHOICE),
    "nature": ("Nature", Genre.CHOICE),
    "annee": ("Année", Genre.INTEGER),
    "montant": ("Montant", Genre.AMOUNT),
    "statut": ("Statut", Genre.CHOICE),
    "libelle": ("Libellé", Genre.LINE),
    "piece": ("Pièce", Genre.PAPER),
    "prestations": ("Prestations", Genre.LINES),
}
"""The fields of a line: the title of its column, how it is read."""


def fields(plan: Plan) -> Iterator[SentField]:
    """The fields of every line, in the order of the sheets."""
    choices = {
        "financeur": tuple(_funders(plan)),
        "nature": tuple(NATURES.items()),
        "statut": tuple((key, capitale(said)) for key, said in LIBELLES_STATUTS.items()),
    }
    for _, line in (*plan.budget.lines, *plan.budget.spent_lines):
        for name, (title, genre) in _FIELDS.items():
            yield SentField(line.address(name), title, genre, choices=choices.get(name, ()))


def _funders(plan: Plan) -> Iterable[tuple[str, str]]:
    lines: list[fiche.LigneBudget] = [
        line for _, line in (*plan.budget.lines, *plan.budget.spent_lines)
    ]
    known = dict.fromkeys((*LIBELLES_FINANCEURS, *(line.financeur for line in lines)))
    return ((key, plan.whole.financeur(key)) for key in known)
