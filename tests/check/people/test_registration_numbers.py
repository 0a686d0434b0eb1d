"""A number of social security is refused where a text gives it, and is not said again."""

from __future__ import annotations

import pytest

NUMBERS = [
    "2 85 05 78 006 084 41",
    "285057800608441",
    "1 85 05 18 006 084 62",
    "2 85 05 78 006 084 41",
    "1.85.05.2A.006.084.35",
    "1 85 05 2B 006 084 62",
]


def c908(read, text: str):
    found = read(f"edition: 2021\ncontexte:\n  blocs:\n    - {text}\n").diagnostics
    return [each for each in found if each.code in ("C908", "C505")]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_with_its_key_is_refused_at_its_place_and_not_repeated(read, number):
    (found,) = c908(read, f"Le dossier {number} est complet.")
    assert found.is_error
    assert (found.span.line, found.span.column) == (4, 18)
    assert number not in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Le dossier 2 85 05 78 006 084 36 est complet.",  # its key is wrong: no such person
        "Le SIRET 217 700 010 00014 et le 01 99 00 12 34.",
        "Le compte 285057800608 est clos.",
    ],
)
def test_other_long_numbers_are_left_alone(read, text):
    assert c908(read, text) == []
