"""C404: amounts told loosely, which rounding explains or does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.plugins.relecture.money.test_amounts import fiche, of_two_years

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]
DOSSIER = 'departement: "77"\n'

WILD = [
    "Le FIR apporte environ 300 000 €.",
    "Le FIR finance près de 150 000 €.",
    "Le FIR apporte plus de 300 000 €.",
    "Le FIR apporte plus de 220 000 €.",
    "Le FIR apporte quelque 21 000 €.",
    "Le FIR apporte de l’ordre de 0,3 M€.",
    "Le FIR apporte 300 000 € environ.",
    "Le FIR apporte moins de 150 000 €.",
    "Le coût total de l’action est d’environ 300 000 €.",
    "Le coût total de l’action est de l’ordre de 350 000 €.",
    "L’action coûte plus de 300 000 €.",
    "L’action coûte près de 500 000 €.",
    "Le budget de l’action s’élève à quelque 180 000 €.",
    "En 2021, le Département apporte environ 26 000 €.",
    "Financement FIR : environ 300 000 €.",
]
ROUNDED = [
    "Le FIR apporte environ 210 000 €.",
    "Le FIR apporte environ 211 000 €, le Département près de 17 000 €.",
    "Le FIR apporte plus de 200 000 €.",
    "Le FIR apporte plus de 210 000 €.",
    "Le FIR apporte près de 220 000 €.",
    "Le FIR apporte moins de 220 000 €.",
    "Le FIR apporte quelque 0,2 M€.",
    "Le FIR apporte de l’ordre de 200 000 €.",
    "Le coût total de l’action est d’environ 230 000 €.",
    "L’action coûte près de 230 000 €, soit environ 910 € par personne.",
    "L’action coûte plus de 225 000 €.",
    "Le FIR apporte environ 180 000 € pour la formation.",
    "Le FIR finance le poste, environ 60 000 €.",
    "Le FIR apporte environ 30 000 € au titre des montants transverses.",
    "L’achat de matériel coûte environ 4 000 €.",
    "En 2019, le FIR avait apporté environ 400 000 €.",
    "Chaque poste représente environ 60 000 € par an.",
]


def told(found: Found, sentence: str) -> list[Diagnostic]:
    return [each for each in found(DOSSIER, fiche=fiche(sentence)) if each.code == "C404"]


@pytest.mark.parametrize("sentence", WILD)
def test_an_approximation_that_no_rounding_explains_is_told(found: Found, sentence: str) -> None:
    (fault,) = told(found, sentence)
    assert fault.severity is Severity.WARNING
    assert "sans précision" in fault.message


@pytest.mark.parametrize("sentence", ROUNDED)
def test_a_true_rounding_and_another_amount_are_left_alone(found: Found, sentence: str) -> None:
    assert told(found, sentence) == []


@pytest.mark.parametrize(
    "sentence", ["Le coût total est d’environ 300 000 €.", "Le budget est d’environ 50 000 €."]
)
def test_a_total_that_may_be_that_of_something_else_is_a_note(found: Found, sentence: str) -> None:
    (fault,) = told(found, sentence)
    assert fault.severity is Severity.INFO


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("En 2022, le FIR apporte environ 60 000 €.", 0),
        ("En 2022, le FIR apporte environ 90 000 €.", 1),
        ("En 2023, le Département apporte près de 36 000 €.", 0),
        ("En 2023, le Département apporte plus de 70 000 €.", 1),
        ("Le FIR apporte environ 95 000 €.", 0),
        ("Le FIR apporte environ 36 000 € la seconde année.", 0),
    ],
)
def test_each_year_has_its_own_amounts(found: Found, sentence: str, count: int) -> None:
    seen = found(DOSSIER, fiche=of_two_years(sentence))
    assert len([each for each in seen if each.code == "C404"]) == count
