"""Things said twice in different ways: notes, never more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Codes = Callable[..., list[str]]


def service(trained: int, sentence: str) -> str:
    return (
        f"chiffres:\n  formes: {{valeur: {trained}, unite: professionnels}}\n"
        f"contexte:\n  blocs:\n    - {sentence}\n"
    )


@pytest.mark.parametrize(
    ("trained", "expected"), [(62, []), (66, []), (70, ["C216"]), (120, ["C216"]), (9, [])]
)
def test_a_count_far_beyond_a_round_number_is_told(
    codes: Codes, trained: int, expected: list[str]
) -> None:
    sentence = "Le service réunit une soixantaine de professionnelles et de professionnels."
    assert codes(service(trained, sentence)) == expected


def test_a_round_number_of_something_else_is_no_contradiction(codes: Codes) -> None:
    assert codes(service(120, "Une dizaine de communes accueillent la PMI.")) == []


@pytest.mark.parametrize(
    ("listed", "expected"),
    [("Une plaquette", ["C217"]), ("Le guide « Avant et après la naissance »", [])],
)
def test_a_document_named_beside_a_list_is_in_it(
    codes: Codes, listed: str, expected: list[str]
) -> None:
    text = f"""\
activites:
  - titre: La communication
    blocs:
      - Le groupe refait d’abord le guide « Avant et après la naissance ».
      - type: documents
        documents:
          - titre: {listed}
"""
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("valeur", "unite", "expected"),
    [
        ("0", "réponses", ["C218"]),
        ("1", "familles consultées", ["C218"]),
        ("1,5", "jours", ["C218"]),
        ("1", "réponse", []),
        ("2", "familles", []),
        ("1", "mois", []),
        ("1", "équivalent temps plein", []),
        ("1", "ETP", []),
    ],
)
def test_a_unit_below_two_is_singular(
    codes: Codes, valeur: str, unite: str, expected: list[str]
) -> None:
    assert codes(f"chiffres: {{n: {{valeur: '{valeur}', unite: {unite}}}}}\n") == expected
