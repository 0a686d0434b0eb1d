"""The budget and the frame of a fiche: totals, years, populations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.budget import comparer
from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.fallback import as_prose
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Financement, TotalAnnonce

_AGES: Final = re.compile(r"(\d+)\s*(?:-|–|à)\s*(\d+)[\s\u00a0\u202f]*(ans|mois)")


def stated_totals(dossier: Dossier) -> Iterator[Diagnostic]:
    """C401: a total stated elsewhere is the sum of the lines, to the cent."""
    for fiche in dossier.fiches:
        if fiche.budget:
            yield from _differences(fiche.budget, dossier.departement.collectivite)


def _differences(financement: Financement, collectivite: str) -> Iterator[Diagnostic]:
    stated = {_path(total): total for total in financement.totaux_annonces}
    amounts = {path: total.montant for path, total in stated.items()}
    for gap in comparer(financement.budget, amounts, collectivite):
        sign = "+" if gap.difference > 0 else "−"
        yield error(
            "C401",
            f"{gap.libelle} : {euros(gap.annonce)} annoncés, {euros(gap.calcule)} calculés "
            f"({sign}{euros(abs(gap.difference))})",
            stated[gap.chemin].at("montant"),
            "corrigez la ligne fausse, ou le total annoncé",
        )


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
        paid = set(fiche.budget.budget.par_annee())
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
            if aimed and counted and not counted & aimed:
                yield warning(
                    "C403",
                    f"l’indicateur porte sur {_say(counted)}, l’objectif porte sur {_say(aimed)}",
                    indicateur.at("libelle"),
                    "mesurez la population que l’objectif vise, ou dites pourquoi elle diffère",
                )


def _aim(fiche: FicheAction) -> str:
    rows = [row for row in fiche.rubriques if row.cle == "objectif_operationnel"]
    texts = [as_prose(bloc).plain for row in rows for bloc in row.blocs]
    return " ".join([fiche.objectif.intitule.plain, *texts])


def _ages(text: str) -> frozenset[tuple[str, str, str]]:
    found = _AGES.findall(text)
    return frozenset((low, high, unit) for low, high, unit in found)


def _say(ages: frozenset[tuple[str, str, str]]) -> str:
    return " et ".join(f"les {low}-{high} {unit}" for low, high, unit in sorted(ages))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    stated_totals,
    phases_are_paid,
    populations_agree,
)
