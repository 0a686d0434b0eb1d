"""The budget and the frame of a fiche: totals, years, populations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ppgp_docs.budget import Ecart, comparer
from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Financement, Indicateur, LigneBudget, TotalAnnonce
from ppgp_docs.plugin.fallback import as_prose

_AGES: Final = re.compile(
    r"(?:(?P<low>\d+)\s*(?:-|–|à)\s*|moins\sde\s)(?P<high>\d+)\s*(?P<unit>ans|mois)"
)


def stated_totals(dossier: Dossier) -> Iterator[Diagnostic]:
    """C401: a total stated elsewhere is the sum of the lines, to the cent."""
    for fiche in dossier.fiches:
        if fiche.budget:
            yield from _differences(fiche.budget, dossier.departement.collectivite)


def _differences(financement: Financement, collectivite: str) -> Iterator[Diagnostic]:
    stated = {_path(total): total for total in financement.totaux_annonces}
    amounts = {path: total.montant for path, total in stated.items()}
    for gaps in _causes(comparer(financement.compare, amounts, collectivite), financement):
        totals = [stated[gap.chemin] for gap in gaps]
        yield _difference(gaps[0], _lines(gaps[0], financement), totals)


def _causes(gaps: Iterable[Ecart], financement: Financement) -> list[list[Ecart]]:
    """Gaps of one cause together: the same difference, in totals that hold one another.

    The total of the fewest lines comes first in each: the cause is among them.
    """
    causes: list[list[Ecart]] = []
    for gap in sorted(gaps, key=lambda gap: len(_lines(gap, financement))):
        lines = _lines(gap, financement)
        for cause in causes:
            inner = _lines(cause[0], financement)
            same = cause[0].difference == gap.difference
            if same and inner and all(any(one is other for other in lines) for one in inner):
                cause.append(gap)
                break
        else:
            causes.append([gap])
    return causes


def _lines(gap: Ecart, financement: Financement) -> tuple[LigneBudget, ...]:
    return financement.compare.extrait(*gap.chemin).lignes


def _difference(
    gap: Ecart, lines: tuple[LigneBudget, ...], totals: list[TotalAnnonce]
) -> Diagnostic:
    """One gap, at the line that explains it when only one does, else at the stated total."""
    sign = "+" if gap.difference > 0 else "−"
    message = (
        f"{gap.libelle} : {euros(gap.annonce)} annoncés, {euros(gap.calcule)} calculés "
        f"({sign}{euros(abs(gap.difference))})"
    )
    span, hint = totals[0].at("montant"), "corrigez la ligne fausse, ou le total annoncé"
    if twice := _twice(lines, -gap.difference):
        span, hint = twice.at("montant"), "cette ligne est écrite deux fois : effacez-en une"
    elif len(totals) > 1 and len(lines) == 1:
        span, hint = lines[0].at("montant"), _EXPLAINED.format(len(totals))
    places = [("total annoncé", total.at("montant")) for total in totals]
    places += [("ligne additionnée", line.at("montant")) for line in lines]
    related = tuple((name, place) for name, place in places if place != span)
    return replace(error("C401", message, span, hint), related=related)


_EXPLAINED: Final = (
    "{} totaux annoncés s’accordent contre cette ligne : corrigez-la, ou corrigez-les"
)


def _twice(lines: tuple[LigneBudget, ...], excess: Decimal) -> LigneBudget | None:
    """The second of two like lines, when one too many makes the excess."""
    seen = set()
    for line in lines:
        like = (line.financeur, line.nature, line.annee, line.montant, line.libelle.plain)
        if like in seen and line.montant == excess:
            return line
        seen.add(like)
    return None


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
    stated_totals,
    phases_are_paid,
    populations_agree,
)
