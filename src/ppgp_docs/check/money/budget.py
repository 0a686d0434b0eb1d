"""The budget and the frame of a fiche: totals, years, populations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.budget import comparer
from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Financement, Indicateur, TotalAnnonce
from ppgp_docs.model.statement import Statement
from ppgp_docs.plugin.fallback import as_prose

_AGES: Final = re.compile(
    r"(?:(?P<low>\d+)\s*(?:-|–|à)\s*|moins\sde\s)(?P<high>\d+)\s*(?P<unit>ans|mois)"
)


ROLE: Final = "total annoncé"


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C401: a total stated elsewhere is the sum of the lines, to the cent."""
    for fiche in dossier.fiches:
        if fiche.budget:
            for total in fiche.budget.totaux_annonces:
                yield _statement(total, fiche.budget, dossier.departement.collectivite)


def _statement(total: TotalAnnonce, financement: Financement, collectivite: str) -> Statement:
    path, place = _path(total), total.at("montant")
    lines = financement.compare.extrait(*path).lignes

    def tell() -> Diagnostic:
        (gap,) = comparer(financement.compare, {path: total.montant}, collectivite)
        sign = "+" if gap.difference > 0 else "−"
        message = (
            f"{gap.libelle} : {euros(gap.annonce)} annoncés, {euros(gap.calcule)} calculés "
            f"({sign}{euros(abs(gap.difference))})"
        )
        return error("C401", message, place, "corrigez la ligne fausse, ou le total annoncé")

    return Statement(total.montant, lines, place, ROLE, tell)


def _path(total: TotalAnnonce) -> tuple[str | int, ...]:
    """Where a stated total stands in the tree of the budget."""
    steps = tuple(step for step in (total.financeur, total.nature, total.annee) if step)
    if steps and not total.financeur:
        return ("nature" if total.nature else "annee", *steps)
    return steps


def phases_are_paid(dossier: Dossier) -> Iterator[Diagnostic]:
    """C402: a phase of the calendar falls in a year that has money."""
    for fiche in dossier.fiches:
        if not fiche.budget:
            continue
        paid = {ligne.annee for ligne in fiche.budget.lignes}
        for phase in fiche.calendrier:
            year = phase.annee or (phase.date.annee if phase.date else None)
            if phase.budgetee and year and year not in paid:
                yield warning(
                    "C402",
                    f"une phase est prévue en {year}, année sans financement",
                    phase.at("annee"),
                    "ajoutez une ligne au budget, ou `budgetee: non` si la phase ne coûte rien",
                )


def populations_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C403: indicators count the people that the objective is about (0–2 ans, 0–6 ans)."""
    for fiche in dossier.fiches:
        aimed = _ages(_aim(fiche))
        for indicateur in fiche.indicateurs:
            counted = _ages(f"{indicateur.libelle.plain} {indicateur.population}")
            if aimed and counted and not counted.keys() & aimed.keys():
                yield warning(
                    "C403",
                    f"l’indicateur porte sur {_say(counted)}, l’objectif porte sur {_say(aimed)}",
                    _place_of_ages(dossier, indicateur),
                    "mesurez la population que l’objectif vise, ou dites pourquoi elle diffère",
                )


def _place_of_ages(dossier: Dossier, indicateur: Indicateur) -> Span:
    """The very ages, in the label or else in the population."""
    places = [indicateur.at(field) for field in ("libelle", "population")]
    for ecrit in dossier.textes:
        if ecrit.texte.span in places and (match := _AGES.search(ecrit.texte)):
            return ecrit.texte.at(*match.span())
    return places[0]


def _aim(fiche: FicheAction) -> str:
    rows = [row for row in fiche.rubriques if row.cle == "objectif_operationnel"]
    texts = [as_prose(bloc).plain for row in rows for bloc in row.blocs]
    return " ".join([fiche.objectif.intitule.plain, *texts])


def _ages(text: str) -> dict[tuple[int, int], str]:
    """The ages that a text names, in months, with how to say them: 0-24 mois are 0-2 ans."""
    ages = {}
    for match in _AGES.finditer(text):
        low, high, months = int(match["low"] or 0), int(match["high"]), match["unit"] == "mois"
        ages[(low, high) if months else (12 * low, 12 * high)] = f"{low}-{high} {match['unit']}"
    return ages


def _say(ages: dict[tuple[int, int], str]) -> str:
    return enumerer(f"les {ages[age]}" for age in sorted(ages))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    phases_are_paid,
    populations_agree,
)
