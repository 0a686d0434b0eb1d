"""C209: the rate beside a count that is a figure's, and parts told at one slip of theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[[str], list[Diagnostic]]
Codes = Callable[[str], list[str]]

FIGURES = """\
chiffres:
  naissances: {valeur: 3840, unite: naissances, libelle: naissances dans l’année}
  vus: {valeur: 1152, unite: nouveau-nés, base: naissances, libelle: nouveau-nés vus à domicile}
  formes: {valeur: 62, unite: personnes, libelle: personnes formées en présentiel}
  repondants: {valeur: 9, unite: réponses, base: formes}
"""


def text(sentence: str) -> str:
    cited = "{{ chiffres.vus.sur }}, {{ chiffres.repondants }}"
    return f'{FIGURES}contexte:\n  blocs:\n    - "{cited}"\n    - >-\n        {sentence}\n'


@pytest.mark.parametrize(
    "sentence",
    [
        "Les 1 152 nouveau-nés vus, soit 31 %",
        "1 152 nouveau-nés vus à domicile (31 %)",
        "1 152 nouveau-nés ont été vus, soit 31 % des naissances",
        "31 % des naissances, soit 1 152 nouveau-nés vus",
        "Un taux de 31 % (1 152 nouveau-nés vus)",
        "{{ chiffres.vus }} nouveau-nés, soit 31 %",
        "{{ chiffres.vus }} nouveau-nés vus, soit plus de 32 %",
        "Les 9 réponses, soit 51 %, sont bonnes",
        "1 125 nouveau-nés vus sur 3 840 naissances",
        "1 152 nouveau-nés vus sur 3 804 naissances",
        "1 153 nouveau-nés vus sur 3 840 naissances",
        "1 252 nouveau-nés à domicile sur 3 840 naissances",
        "Toutes les réponses : 98 %",
        "Toutes les réponses : 99,5 %",
        "Tous les avis recueillis : 97 %.",
    ],
)
def test_a_number_that_contradicts_its_figure_is_told_once(found: Found, sentence: str) -> None:
    (fault,) = found(text(sentence))
    assert (fault.code, fault.severity) == ("C209", Severity.WARNING)


@pytest.mark.parametrize(
    "sentence",
    [
        "Les 1 152 nouveau-nés vus, soit 30 %, vont bien",
        "1 152 nouveau-nés vus sur 3 840 naissances",
        "1 152 nouveau-nés vus, dont 31 % de prématurés",
        "1 152 nouveau-nés vus (+ 31 %)",
        "1 152 nouveau-nés vus, soit 31 % de plus que prévu",
        "1 152 nouveau-nés vus, soit une hausse de 31 %",
        "1 152 nouveau-nés vus, soit 31 % de l’objectif",
        "1 152 nouveau-nés vus, soit 31 % des enfants de la Mayenne",
        "En 2019, 1 152 nouveau-nés vus, soit 31 %",
        "En région, 1 152 nouveau-nés vus, soit 12 %",
        "1 100 nouveau-nés prématurés sur 3 840 naissances",
        "1 552 nouveau-nés prématurés sur 3 840 naissances",
        "9 réponses, soit 5 % de tous les agents",
        "Toutes les réponses : 100 %",
        "Presque toutes les réponses : 98 %",
        "Toutes les réponses : 98 % de satisfaction",
        "Toutes les équipes : 40 % ; toutes les familles : 60 %",
    ],
)
def test_a_rate_of_something_else_is_left_alone(codes: Codes, sentence: str) -> None:
    assert codes(text(sentence)) == []


def test_a_rate_far_from_its_figure_is_asked_about(found: Found) -> None:
    (fault,) = found(text("1 152 nouveau-nés vus, soit 57 %"))
    assert fault.severity is Severity.INFO


def test_a_part_is_told_with_its_thousands(found: Found) -> None:
    (fault,) = found(text("1 125 nouveau-nés vus sur 3 840 naissances"))
    assert "le texte dit 1\u202f125 sur 3\u202f840" in fault.message
