"""C218: the unit of a figure agrees with what it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Codes = Callable[..., list[str]]


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
