"""When two names are the same, whoever typed them and wherever."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.pliage import APOSTROPHES, TRAITS_D_UNION, plier


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Préparation.png", "PRE\u0301PARATION.PNG"),
        ("Jean-Pierre", "Jean\u2011Pierre"),
        ("Jean-Pierre", "JEAN\u2010PIERRE"),
        ("CAF de l'Ain", "CAF  de l’Ain"),
        ("CAF de l'Ain", "Caf de l\u02bcain"),
        ("CAF de l'Ain", "CAF de l´Ain"),
        ("CAF du Jura", "CAF\u00a0du\u202fJura "),
        ("Ville de Metz", "Ville\u200b de M\u00adetz"),
        ("officiel", "o\ufb03ciel"),
        ("fiche 08", "fiche\u3000\uff10\uff18"),
        ("Strasse", "STRASSE"),
    ],
)
def test_what_differs_by_signs_alone_is_one_name(one: str, other: str) -> None:
    assert plier(one) == plier(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Léa", "Lea"),
        ("Jean-Pierre", "Jean Pierre"),
        ("CAF 01", "CAF 1"),
        ("l’Ain", "lAin"),
        ("fiche (1)", "fiche"),
    ],
)
def test_letters_accents_and_words_tell_names_apart(one: str, other: str) -> None:
    assert plier(one) != plier(other)


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x24F)))
def test_composed_or_not_in_capitals_or_not_a_text_folds_alike(text: str) -> None:
    cut = unicodedata.normalize("NFD", text)
    assert plier(cut) == plier(unicodedata.normalize("NFC", text))


@given(st.text())
def test_what_is_folded_folds_no_further(text: str) -> None:
    assert plier(plier(text)) == plier(text)


@given(st.sampled_from(APOSTROPHES), st.sampled_from(TRAITS_D_UNION))
def test_every_look_alike_folds_into_one_sign(apostrophe: str, hyphen: str) -> None:
    assert plier(f"Val{hyphen}d{apostrophe}Oise") == "val-d'oise"
