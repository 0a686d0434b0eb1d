"""C404: shares of a budget that texts tell, and amounts told « au total »."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .fiches import HEAD

Codes = Callable[..., list[str]]

FICHE = (
    HEAD
    + """\
budget:
  lignes:
    - {{financeur: CD, nature: propre, annee: 2021, montant: '88 958'}}
    - {{financeur: FIR, nature: propre, annee: 2021, montant: '145 142'}}
"""
)
"""234 100 € in all, 62 % of them from the FIR."""

SLIPS = (
    "Le FIR finance 74 % de l’action.",
    "Le FIR finance 74 %.",
    "Le FIR finance 74 % des dépenses.",
    "Le FIR finance 74 % de l’ensemble.",
    "Le FIR représente 74 % du budget.",
    "Le FIR paie 74 % du coût total.",
    "Le FIR participe à hauteur de 74 %.",
    "L’action est financée à 74 % par le FIR.",
    "Le projet est pris en charge à hauteur de 74 % par l’ARS.",
    "La part du FIR est de 74 %.",
    "La part du Département est de 28 % du total.",
    "74 % du financement viennent du FIR.",
    "74 % des dépenses sont financées par le FIR.",
    "74 % du coût total est financé par l’ARS.",
    "L’action coûte 243,1 k€ au total.",
    "Elle mobilise 243,1 k€ au total.",
    "Le budget est de 243 100 € en tout.",
    "Le coût total est de 243,1 k€.",
    "Au total : 243 100 €.",
)
SOUND = (
    "Le FIR finance 62 % de l’action.",
    "Le FIR finance 62 %.",
    "Le FIR finance 62 % des dépenses.",
    "Le FIR finance 74 % des dépenses de personnel.",
    "Le FIR finance 74 % du poste.",
    "Le FIR représente 62 % du budget.",
    "Le FIR représente 74 % des réponses.",
    "Le FIR paie 62,0 % du coût total.",
    "Le FIR verse 74 %, puis 26 % à la fin.",
    "L’action est financée à 62 % par le FIR.",
    "Le poste est financé à 74 % par le FIR.",
    "La part du FIR est de 62 %.",
    "La part du FIR est de 74 % en 2023.",
    "La part du Département est de 38 % du total.",
    "62 % du financement viennent du FIR.",
    "74 % des familles viennent du Département.",
    "74 % des heures sont financées par le FIR.",
    "L’action coûte 234,1 k€ au total.",
    "Au total, 234,1 k€ sont mobilisés.",
    "Au total, 243,1 km sont parcourus.",
    "Au total, 54 000 € vont aux achats.",
    "Le Département apporte 88 958 € au total.",
    "Au total, le FIR apporte 145 142 €.",
    "Le budget est de 234 100 € en tout.",
    "Au total : 234 100 €.",
)


@pytest.mark.parametrize("said", SLIPS)
def test_a_share_or_a_total_that_the_budget_does_not_give_is_told(codes: Codes, said: str) -> None:
    assert "C404" in codes("", fiche=FICHE.format(said))


@pytest.mark.parametrize("said", SOUND)
def test_one_that_it_gives_or_one_of_something_else_is_left_alone(codes: Codes, said: str) -> None:
    assert "C404" not in codes("", fiche=FICHE.format(said))


STAGES = (
    HEAD
    + """\
budget:
  lignes:
    - {{financeur: CD, nature: propre, annee: 2021, montant: '100 000', etats: [
        {{statut: realise, montant: '80 000,50'}}]}}
    - {{financeur: FIR, nature: propre, annee: 2021, montant: '50 000', etats: [
        {{statut: realise, montant: '45 000'}}]}}
"""
)


@pytest.mark.parametrize(
    "said",
    [
        "Le Département apporte 180 000,50 €.",
        "Le FIR finance 95 000 €.",
        "Le coût total est de 275 000,50 €.",
        "Au total, 275 000,50 € sont prévus.",
        "Le budget de l’action est de 275 000,50 €.",
    ],
)
def test_what_was_foreseen_and_what_was_spent_are_never_added_up(codes: Codes, said: str) -> None:
    assert "C404" in codes("", fiche=STAGES.format(said))


@pytest.mark.parametrize(
    "said",
    [
        "Le Département apporte 100 000 €, dont 80 000,50 € dépensés.",
        "Le coût total est de 150 000 €.",
        "L’action a coûté 125 000,50 €.",
        "La salle compte 275 000,50 € de travaux.",
    ],
)
def test_each_stage_is_told_alone(codes: Codes, said: str) -> None:
    assert "C404" not in codes("", fiche=STAGES.format(said))
