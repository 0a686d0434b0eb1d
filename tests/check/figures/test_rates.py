"""C229: 0,6 for 60 %."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0,6", ["C229"]),
        ("0.65", ["C229"]),
        ("0,6 %", []),  # the sign says it
        ("0,6%", []),
        ("0", []),
        ("1", []),
        ("60", []),
    ],
)
def test_a_percentage_under_one_says_its_sign(found: Found, typed: str, told: list[str]) -> None:
    text = f"chiffres:\n  part:\n    pourcentage: {typed}\n    source: enquête du service\n"
    assert [each.code for each in found(text) if each.code == "C229"] == told


def test_the_note_says_both_readings(found: Found) -> None:
    text = "chiffres:\n  part:\n    pourcentage: 0,6\n    source: une enquête\n"
    (told,) = [each for each in found(text) if each.code == "C229"]
    assert told.severity is Severity.INFO
    assert told.message == "ce pourcentage est-il 0,6\u00a0% ou 60\u00a0%\u202f?"
