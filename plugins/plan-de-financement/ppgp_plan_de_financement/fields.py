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
    PREVU,
    Genre,
    SentField,
    capitale,
    fiche,
)
from ppgp_plan_de_financement.costs import SECTIONS, parts_of
from ppgp_plan_de_financement.plan import Plan

NATURES: Final = {"propre": "Propre", "transverse": "Transverse"}

_LINE_FIELDS: Final = {
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
_COST_FIELDS: Final = {
    "quantite": ("Quantité", Genre.WORDS),
    "unite": ("Unité", Genre.WORDS),
    "grade": ("Grade", Genre.WORDS),
    "mois": ("Mois", Genre.WORDS),
    "cout_unitaire": ("Coût unitaire", Genre.PRICE),
}
"""Those that are shown where a line of the sheet counts something."""


_POST_FIELDS: Final = {
    "compte": ("Compte", Genre.WORDS),
    "annee": ("Année", Genre.INTEGER),
    "montant": ("Montant", Genre.AMOUNT),
    "libelle": ("Libellé", Genre.LINE),
    "section": ("Section", Genre.CHOICE),
    "sous_action": ("Sous-action", Genre.WORDS),
}
"""Those of a charge or of a product, on the sheet « Comptes »."""

SIDES: Final = ("Charge", "Produit", "Emploi en nature", "Apport en nature")
"""What a line of « Comptes » is: contributions in kind (86, 87) are in no other sum."""


def fields(plan: Plan) -> Iterator[SentField]:
    """The fields of every line, in the order of the sheets."""
    choices = {
        "financeur": tuple(_funders(plan)),
        "nature": tuple(NATURES.items()),
        "section": tuple(SECTIONS.items()),
        "statut": tuple((key, capitale(said)) for key, said in LIBELLES_STATUTS.items()),
    }
    for stage in ETAPES:
        held = [line for _, line in plan.budget.lines_at(stage)]
        # a sheet where no line has a date has no column for it, unless some are to be typed
        dated = any(line.date for line in held) or (stage != PREVU and bool(plan.to_type(stage)))
        shown = {name: kind for name, kind in _LINE_FIELDS.items() if dated or name != "date"}
        if any(line.est_chiffree for line in held):
            shown |= _COST_FIELDS
        shown |= {name: _POST_FIELDS[name] for name in parts_of(held)}
        for line in held:
            yield from _of_line(line, shown, choices)
    yield from _of_posts(plan)
    yield from _of_authorisations(plan)


def authorisations(plan: Plan) -> Iterator[tuple[fiche.FicheAction, fiche.Autorisation]]:
    """What may be committed and paid each year, with its fiche."""
    for one in plan.budget.fiches:
        yield from ((one, each) for each in (one.budget.autorisations if one.budget else ()))


def _of_authorisations(plan: Plan) -> Iterator[SentField]:
    for _, one in authorisations(plan):
        for name, (title, genre) in _AUTHORISATION_FIELDS.items():
            choices = tuple(SECTIONS.items()) if name == "section" else ()
            yield SentField(one.address(name), title, genre, choices=choices)


_AUTHORISATION_FIELDS: Final = {
    "section": ("Section", Genre.CHOICE),
    "annee": ("Année", Genre.INTEGER),
    "ae": ("Autorisation", Genre.AMOUNT),
    "cp": ("Crédits de paiement", Genre.AMOUNT),
}


def _of_line(
    line: fiche.LigneChiffree,
    shown: Mapping[str, tuple[str, Genre]],
    choices: Mapping[str, tuple[tuple[str, str], ...]],
) -> Iterator[SentField]:
    for name, (title, genre) in shown.items():
        computed = name == "montant" and line.est_calcule
        if (address := line.address(name)) and not computed:
            yield SentField(address, title, genre, choices=choices.get(name, ()))


def posts(plan: Plan) -> Iterator[tuple[fiche.FicheAction, fiche.PosteBudget, str]]:
    """Every charge, then every product that no funder's line is, with its fiche and its side."""
    for one in plan.budget.fiches:
        if one.budget:
            for post in one.budget.charges:
                yield one, post, SIDES[2 * post.en_nature]
            for post in one.budget.produits:
                yield one, post, SIDES[1 + 2 * post.en_nature]


def _of_posts(plan: Plan) -> Iterator[SentField]:
    choices = {"section": tuple(SECTIONS.items())}
    for _, post, _ in posts(plan):
        yield from _of_line(post, _POST_FIELDS | _COST_FIELDS, choices)


def _lines(plan: Plan) -> list[fiche.LigneBudget]:
    return [line for stage in ETAPES for _, line in plan.budget.lines_at(stage)]


def _funders(plan: Plan) -> Iterable[tuple[str, str]]:
    known = dict.fromkeys((*LIBELLES_FINANCEURS, *(line.financeur for line in _lines(plan))))
    return ((key, plan.whole.financeur(key)) for key in known)
