"""C209, C211, C405: parts that exceed their whole, a count told of another year, a decimal with its
point; what is advised of a part that is not its figure's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[[str], list[Diagnostic]]

FIGURES = """\
chiffres:
  interroges: {valeur: 320, unite: personnes, libelle: personnes interrogées}
  favorables: {valeur: 208, unite: personnes, base: interroges, libelle: personnes favorables}
  inscrits: {valeur: 60, unite: parents, libelle: parents inscrits}
  contents: {valeur: 48, unite: parents, base: inscrits, libelle: parents contents}
  naissances: {valeur: 1906, unite: naissances, libelle: naissances du territoire, date: 2024}
  repondants: {valeur: 9, unite: répondants, libelle: répondants}
"""


def told(found: Found, sentence: str) -> list[Diagnostic]:
    """What is told of one sentence, the figures that it could cite left out."""
    text = f"{FIGURES}contexte:\n  blocs:\n    - >-\n        {sentence}\n"
    return [each for each in found(text) if each.code in ("C209", "C211", "C405")]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("208 favorables, 32 opposés et 90 sans avis sur 320.", "font 330 en tout, plus que 320"),
        ("Sur 320 personnes, 208 sont d’accord, 32 contre, 90 sans avis.", "font 330 en tout"),
        ("208 + 32 + 90 sur 320.", "208 + 32 + 90 font 330, plus que 320"),
        ("120 femmes et 90 hommes sur 200 personnes.", "font 210 en tout, plus que 200"),
        ("60 % sont pour et 50 % contre.", "110 % en tout"),
        ("60 % sont satisfaits, 50 % ne le sont pas.", "110 % en tout"),
        ("60 % d’avis favorables et 50 % d’avis défavorables.", "110 % en tout"),
        ("60 % favorables, 40 % opposés et 30 % sans avis.", "130 % en tout"),
        ("60 % de femmes et 50 % d’hommes.", "110 % en tout"),
        ("72 sur 60 parents inscrits sont là.", "la partie dépasse le tout"),
        ("1 906 naissances ont eu lieu en 2023.", "`naissances` est de 2024"),
        ("En 2023, le territoire compte 1 906 naissances.", "`naissances` est de 2024"),
        ("Tous les répondants (7 sur 9).", "« tous » est écrit, mais le texte dit 7 sur 9"),
    ],
)
def test_what_cannot_be_is_told_once(found: Found, sentence: str, words: str) -> None:
    (fault,) = told(found, sentence)
    assert fault.severity is Severity.WARNING
    assert words in fault.message.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("sentence", ["1.5 atelier a été tenu.", "Avec 2.5 ateliers par mois."])
def test_a_decimal_that_keeps_its_point_is_told(found: Found, sentence: str) -> None:
    (fault,) = told(found, sentence)
    assert (fault.code, fault.severity) == ("C405", Severity.INFO)


@pytest.mark.parametrize(
    "sentence",
    [
        "208 favorables, 32 opposés et 80 sans avis sur 320.",
        "208 + 32 + 80 sur 320.",
        "Sur 62 familles, 40 ont reçu une visite et 35 un atelier.",
        "Visites : 72 sur 60 familles.",
        "Groupes de 5 + 3 personnes sur 2 sites.",
        "Une équipe joignable 24 heures sur 24 et 7 jours sur 7.",
        "45 femmes et 30 hommes reçus sur 4 sites.",
        "60 % sont favorables contre 50 % en 2022.",
        "60 % étaient favorables en 2022, 50 % sont opposés en 2024.",
        "60 % des mères sont favorables et 50 % des pères opposés.",
        "60 % sont satisfaits de l’accueil, 50 % mécontents des horaires.",
        "Plusieurs choix étaient possibles : 60 % pour, 50 % contre.",
        "60 % des femmes et 50 % des hommes travaillent.",
        "60 % de filles vaccinées, 55 % de garçons vaccinés.",
        "61 % pour, 30 % contre, 10 % sans avis.",
        "Le vote : 12 pour, 3 contre, 2 abstentions.",
        "En 2024, le territoire compte 1 906 naissances.",
        "Depuis 2023, 1 906 naissances ont été suivies.",
        "L’objectif de 1 906 naissances en 2023 est fixé.",
        "En 2023, 1 906 visites ont eu lieu.",
        "Tous les répondants (9 sur 62) ont apprécié.",
        "Tous les participants (7 sur 12) ont apprécié.",
        "Voir le point 2.3 réunions, puis la version 1.5 du questionnaire.",
    ],
)
def test_what_may_be_is_left_alone(found: Found, sentence: str) -> None:
    assert told(found, sentence) == []


@pytest.mark.parametrize("verb", ["portent sur", "reposent sur", "roulent sur"])
@pytest.mark.parametrize("subject", ["Les commandes de 2025", "La fiche 12", "Les lots 40"])
@pytest.mark.parametrize(
    "amount", ["1 000,00 €", "1 000,00 €", "12 000,00 €", "62 790,33 euros", "10 €", "10 €", "9 k€"]
)
def test_an_amount_is_the_whole_of_no_year_nor_number(
    found: Found, subject: str, verb: str, amount: str
) -> None:
    """« 2 025 sur 1 » was read in « 2025 portent sur 1 000,00 € »."""
    assert told(found, f"{subject} {verb} {amount}.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "45 parents sur 60 sont contents.",
        "32 sur 320 opposés, soit 65 %.",
        "208 sur 320 opposés, soit 10 %.",
        "48 sur 60, soit 75 %, sont absents.",
    ],
)
def test_no_figure_is_advised_that_would_say_something_else(found: Found, sentence: str) -> None:
    (fault,) = told(found, sentence)
    assert not any("chiffres." in hint or "`favorables`" in hint for hint in fault.hints)
