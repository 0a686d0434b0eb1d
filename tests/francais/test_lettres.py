"""Letters without their accents, to compare words."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.lettres import sans_accents


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("Évêché", "Eveche"),
        ("e\u0301te\u0301", "ete"),
        ("garçon naïf", "garcon naif"),
        ("le cœur des sœurs", "le coeur des soeurs"),
        ("ŒUVRE, ex æquo", "OEUVRE, ex aequo"),
        ("l’été · 12 €", "l’ete · 12 €"),
    ],
)
def test_accents_and_ligatures_go_everything_else_stays(typed: str, bare: str) -> None:
    assert sans_accents(typed) == bare
