"""C209: shares told whole first, changes and sums, worked out from the numbers of a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

Told: TypeAlias = Callable[[str], list[str]]


@pytest.fixture
def told(codes: Callable[[str], list[str]]) -> Told:
    """The codes that a sentence of the context raises."""
    return lambda sentence: codes(f"contexte:\n  blocs:\n    - >-\n        {sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sur les 62 familles, 50 ont répondu, soit 80 %",
        "Parmi les 62 familles rencontrées, 50 ont répondu (80 %)",
        "Sur 62 familles, 50 familles ont répondu, soit 79 %",
        "Sur les 62 familles, cinquante disent oui (82 %)",
        "Nous avons vu 62 familles, dont 50 en ville (80 %)",
        "Les 62 familles, dont 50 ont répondu, soit 80 %, habitent la ville",
        "79 % des 62 familles, soit 50, ont répondu",
        "80 % des 62 familles (50) ont répondu",
        "Des 62 familles, seules 12 ont refusé, soit 20 %",
    ],
)
def test_a_share_that_cannot_be_is_told(told: Told, sentence: str) -> None:
    assert told(sentence) == ["C209"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sur les 62 familles, 50 ont répondu, soit 81 %",
        "Sur les 62 familles, 50 ont répondu, soit 80,6 %",
        "Sur les 62 familles, 50 ont répondu, soit près de 80 %",
        "Sur les 62 familles, 50 ont répondu, soit environ 80 %",
        "Sur les 12 derniers mois, 50 familles ont été reçues, soit 20 % de plus",
        "Nous avons vu 62 familles, dont 50 en ville (81 %)",
        "Parmi les 62 familles, 20 agents sont intervenus (15 % du service)",
        "81 % des 62 familles, soit 50, ont répondu",
        "Les 62 familles (23 en ville, 39 à la campagne) sont venues",
        "Le taux de retour est de 14 % sur 62 questionnaires, dont 9 en ligne",
    ],
)
def test_a_share_that_may_be_is_left_alone(told: Told, sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Le nombre de visites est passé de 200 à 250, une hausse de 20 %",
        "Les visites passent de 200 en 2021 à 250 en 2023, soit une augmentation de 20 %",
        "Le nombre de visites a augmenté de 20 %, passant de 200 à 250",
        "Les visites sont passées de 250 à 200, soit une baisse de 25 %",
        "Les visites sont passées de 250 à 200, une hausse de 20 %",
        "Les visites sont passées de 200 à 250 (+ 20 %)",
        "Les visites sont passées de 200 à 250, soit 20 % de plus",
        "Le budget passe de 45 000 € à 50 000 €, soit une hausse de 10 %",
        "Le taux passe de 15 % à 20 %, soit une hausse de 5 %",
        "Les visites ont doublé, passant de 200 à 300",
        "Les visites sont passées de 200 à 300 : elles ont doublé",
        "Les visites ont été multipliées par trois, de 200 à 400",
    ],
)
def test_a_change_that_cannot_be_is_told(told: Told, sentence: str) -> None:
    assert told(sentence) == ["C209"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les visites sont passées de 200 à 250, une hausse de 25 %",
        "Les visites sont passées de 2020 à 2022 à deux par mois, une hausse de 20 %",
        "Le taux passe de 15 % à 20 %, soit une hausse de 5 points",
        "Le taux passe de 15 % à 20 %, soit une hausse de 33 %",
        "Le budget passe de 1,2 à 1,5 million d’euros, soit une hausse de 24 %",
        "Les visites passent de 200 à 250, soit une hausse d’environ 20 %",
        "Les visites ont presque doublé, passant de 200 à 380",
        "Le tarif passe de 8 à 12 € par jour, avec une prise en charge de 20 %",
        "Une famille passe de 2 à 3 enfants, la part de ces familles progresse de 20 %",
        "Les effectifs augmentent de 2 à 3 agents par an",
        "Le nombre d’agents passe de 8 à 12, avec une hausse de 10 % du budget",
        "Une hausse de 10 % du budget porte le nombre d’agents de 8 à 12",
        "Le budget augmente de 10 % et permet de passer de 8 à 12 agents",
        "La fréquentation a doublé et le groupe passe de 8 à 12 enfants",
        "Le nombre d’agents passe de 8 à 12, alors que la population augmente de 10 %",
    ],
)
def test_a_change_that_may_be_is_left_alone(told: Told, sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Douze agents ont été formés : 5, 4 et 4",
        "Douze agents : 5, 4 et 4",
        "Douze agents (5, 4 et 4) y travaillent",
        "Douze agents : 5 à Bourg, 4 à Nantua et 4 à Gex",
        "Les 12 agents sont répartis en trois équipes de 5, 4 et 4",
        "5 + 4 + 4 = 12 agents",
        "Vingt séances : huit, sept et six",
        "Douze séances : 5 en 2021, 4 en 2022 et 4 en 2023",
    ],
)
def test_a_sum_that_cannot_be_is_told(told: Told, sentence: str) -> None:
    assert told(sentence) == ["C209"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Douze agents : 5, 4 et 3",
        "Trois groupes : 5, 4 et 4 agents",
        "Douze séances : les 5, 12 et 19 mars 2024",
        "Trois séances : 5, 12 et 19 mars 2024",
        "Les 20 séances ont lieu le matin : 9 h, 10 h et 11 h",
        "Le groupe de 12 agents (5 en présentiel et 7 à distance) se réunit",
        "Douze agents suivent les articles 5, 4 et 4",
        "L’atelier accueille 12 enfants (de 3 à 6 ans)",
        "La fiche 12 : 5, 4 et 3",
        "Les 120 places : 40 en crèche, 50 chez une assistante et 30 en halte-garderie",
        "Les 24 séances : 2 par semaine et 1 par mois",
        "Voici 30 repères : 3, 6 et 9 mois sont des caps",
    ],
)
def test_a_sum_that_may_be_is_left_alone(told: Told, sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("De 6 400 visites en 2019 à 8 000 en 2024, soit + 20 %", 1),
        ("De 6 400 visites en 2019 à 8 000 en 2024, soit + 25 %", 0),
        ("Le nombre de visites passe de 6 400 à 8 000, soit 1 500 de plus", 1),
        ("Le nombre de visites passe de 6 400 à 8 000, soit 1 600 visites de moins", 1),
        ("Le nombre de visites passe de 6 400 à 8 000, soit 1 600 de plus", 0),
        ("Il accueille les enfants de 3 à 6 ans, soit 20 % de moins", 0),
        ("Il accueille les enfants de 3 à 6 ans, soit 12 enfants de plus", 0),
        ("Trois répondants sur cinq (93 sur 124) le disent", 1),
        ("Trois répondants sur quatre (93 sur 124) le disent", 0),
        ("Près de trois répondants sur cinq (93 sur 124) le disent", 0),
        ("Le disent 31 répondants sur 124, soit un tiers", 1),
        ("Le disent 31 répondants sur 124, soit un quart", 0),
        ("Le disent 40 répondants sur 124, soit un tiers", 0),
        ("La moitié des 124 répondants, soit 64, le disent", 1),
        ("La moitié des 124 répondants, soit 62, le disent", 0),
        ("La moitié des 125 répondants, soit 63, le disent", 0),
        ("Environ la moitié des 124 répondants, soit 64, le disent", 0),
        ("Nous avons reçu 45 femmes et 23 hommes, soit 78 personnes", 1),
        ("Nous avons reçu 45 femmes et 23 hommes, soit 68 personnes", 0),
        ("Nous avons reçu 45 femmes et 24 hommes, soit 34 couples", 0),
        ("Les parts : 20 % + 30 % + 45 % = 100 %", 1),
        ("Les parts : 20 % + 30 % + 50 % = 100 %", 0),
        ("Les parts : 33 % + 33 % + 33 % = 100 %", 0),
        ("Ont répondu 140 des 124 familles", 1),
    ],
)
def test_a_sentence_is_held_to_its_own_numbers(told: Told, sentence: str, times: int) -> None:
    assert told(sentence) == ["C209"] * times
