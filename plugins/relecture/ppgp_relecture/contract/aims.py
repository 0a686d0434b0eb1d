"""What a fiche aims at, said in several places: its rates, the ages of the people it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, FicheAction, Span, as_prose, enumerer, warning
from ppgp_docs.api import fiche as model

_PERCENTAGE: Final = re.compile(
    r"(?P<rate>\d+(?:,\d+)?)\s*%(?P<now>\s(?:aujourd[’']hui|actuellement|en\s(?P<year>20\d\d)))?"
)
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_AGES: Final = re.compile(
    r"(?:(?P<low>\d+)\s*(?:-|–|à)\s*|moins\sde\s)(?P<high>\d+)\s*(?P<unit>ans|mois)"
)


def percentages_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C610: the operational objective aims at the percentage of the objective it serves."""
    for fiche in dossier.fiches:
        intitule = fiche.objectif.intitule.plain
        horizon = max(_YEAR.findall(intitule), default="")
        aimed = _rates(intitule)
        for row, text in _operational(fiche):
            said = _rates(text, horizon)
            if aimed and said and not aimed & said:
                told, right = _say_rates(said), _say_rates(aimed)
                yield warning(
                    "C610",
                    f"l’objectif opérationnel annonce {told}, l’objectif {right}",
                    row,
                    "reprenez le taux de l’objectif, ou dites pourquoi il diffère",
                )


def _rates(text: str, horizon: str = "") -> frozenset[str]:
    """The percentages aimed at: those of today, or of a year before the horizon, left aside."""
    return frozenset(
        match["rate"]
        for match in _PERCENTAGE.finditer(text)
        if not match["now"] or (match["year"] or "") >= (horizon or "0")
    )


def _say_rates(percentages: frozenset[str]) -> str:
    return " et ".join(f"{percentage}\u00a0%" for percentage in sorted(percentages))


def populations_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """C403: indicators count the people that the objective is about (0–2 ans, 0–6 ans)."""
    for fiche in dossier.fiches:
        aimed = _ages(_aim(fiche))
        for indicateur in fiche.indicateurs:
            counted = _ages(f"{indicateur.libelle.plain} {indicateur.population}")
            if aimed and counted and not counted.keys() & aimed.keys():
                told, right = _say_ages(counted), _say_ages(aimed)
                yield warning(
                    "C403",
                    f"l’indicateur porte sur {told}, l’objectif porte sur {right}",
                    _place_of_ages(dossier, indicateur),
                    "mesurez la population que l’objectif vise, ou dites pourquoi elle diffère",
                )


def _place_of_ages(dossier: Dossier, indicateur: model.Indicateur) -> Span:
    """The very ages, in the label or else in the population."""
    places = [indicateur.at(field) for field in ("libelle", "population")]
    for ecrit in dossier.textes:
        if ecrit.texte.span in places and (match := _AGES.search(ecrit.texte)):
            return ecrit.texte.at(*match.span())
    return places[0]


def _ages(text: str) -> dict[tuple[int, int], str]:
    """The ages that a text names, in months, with how to say them: 0-24 mois are 0-2 ans."""
    ages = {}
    for match in _AGES.finditer(text):
        low, high, months = int(match["low"] or 0), int(match["high"]), match["unit"] == "mois"
        ages[(low, high) if months else (12 * low, 12 * high)] = f"{low}-{high} {match['unit']}"
    return ages


def _say_ages(ages: dict[tuple[int, int], str]) -> str:
    return enumerer(f"les {ages[age]}" for age in sorted(ages))


def _aim(fiche: FicheAction) -> str:
    return " ".join([fiche.objectif.intitule.plain, *(text for _, text in _operational(fiche))])


def _operational(fiche: FicheAction) -> Iterator[tuple[Span, str]]:
    for row in fiche.rubriques:
        if row.cle == "objectif_operationnel":
            yield row.at("blocs"), " ".join(as_prose(bloc).plain for bloc in row.blocs)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    percentages_agree,
    populations_agree,
)
