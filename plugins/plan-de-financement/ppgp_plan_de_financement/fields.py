"""The cells of « Lignes » and of the sheets of other stages that can come back, with their places.

Totals, and what other sheets repeat, are no fields: they are computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ppgp_docs.api import (
    ETAPES,
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
    "date": ("Date", Genre.DATE),
    "libelle": ("Libellé", Genre.LINE),
    "piece": ("Pièce", Genre.PAPER),
    "prestations": ("Prestations", Genre.LINES),
}
"""The fields of a line: the title of its column, how it is read."""
_COSTS: Final = {
    "quantite": ("Quantité", Genre.WORDS),
    "unite": ("Unité", Genre.WORDS),
    "grade": ("Grade", Genre.WORDS),
    "mois": ("Mois", Genre.WORDS),
    "cout_unitaire": ("Coût unitaire", Genre.AMOUNT),
}
"""Those that are shown where a line of the sheet counts something."""


def fields(plan: Plan) -> Iterator[SentField]:
    """The fields of every line, in the order of the sheets."""
    choices = {
        "financeur": tuple(_funders(plan)),
        "nature": tuple(NATURES.items()),
        "statut": tuple((key, capitale(said)) for key, said in LIBELLES_STATUTS.items()),
    }
    for stage in ETAPES:
        held = [line for _, line in plan.budget.lines_at(stage)]
        dated = any(line.date for line in held)  # else its sheet has no column for dates
        shown = {name: kind for name, kind in _FIELDS.items() if dated or name != "date"}
        if any(line.quantite is not None for line in held):
            shown |= _COSTS
        for line in held:
            yield from _of_line(line, shown, choices)


def _of_line(
    line: fiche.LigneBudget,
    shown: Mapping[str, tuple[str, Genre]],
    choices: Mapping[str, tuple[tuple[str, str], ...]],
) -> Iterator[SentField]:
    for name, (title, genre) in shown.items():
        computed = name == "montant" and line.est_calcule
        if (address := line.address(name)) and not computed:
            yield SentField(address, title, genre, choices=choices.get(name, ()))


def _lines(plan: Plan) -> list[fiche.LigneBudget]:
    return [line for stage in ETAPES for _, line in plan.budget.lines_at(stage)]


def _funders(plan: Plan) -> Iterable[tuple[str, str]]:
    known = dict.fromkeys((*LIBELLES_FINANCEURS, *(line.financeur for line in _lines(plan))))
    return ((key, plan.whole.financeur(key)) for key in known)
