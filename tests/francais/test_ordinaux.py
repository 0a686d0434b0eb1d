"""Ordinals: what is raised, and what a voice is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.typographie.ordinaux import exposants, ordinaux


@pytest.mark.parametrize(
    ("texte", "montre"),
    [
        ("le 1er juillet", "le 1^er juillet"),
        ("la 1re activité, le 97e rang", "la 1^re activité, le 97^e rang"),
        ("au XXIe siècle, Ve République", "au XXI^e siècle, V^e République"),
        ("François Ier, les Ires assises", "François I^er, les I^res assises"),
        ("les 2es, la 2de", "les 2^es, la 2^de"),
        ("XIXe-XXe siècles, 2es-3es", "XIX^e-XX^e siècles, 2^es-3^es"),
        ("2e-5, 3.2e, 1,2e, 12:30e", "2e-5, 3.2e, 1,2e, 12:30e"),
        ("0e, #2e, abc-2e-def", "0e, #2e, abc-2e-def"),
        ("De Le Me Ce e-learning 2e-3e", "De Le Me Ce e-learning 2^e-3^e"),
        ("077-227700010-20200924-2e-DE", "077-227700010-20200924-2e-DE"),
        ("https://exemple.fr/2e/1er a2e@exemple.fr", "https://exemple.fr/2e/1er a2e@exemple.fr"),
    ],
)
def test_the_endings_of_ordinals_rise_and_nothing_else(texte: str, montre: str) -> None:
    assert "".join(f"^{m}" if haut else m for m, haut in exposants(texte)) == montre


@given(st.text("12eérsXIVnd -.@/", max_size=30))
def test_raising_the_endings_loses_nothing(texte: str) -> None:
    assert "".join(morceau for morceau, _ in exposants(texte)) == texte


@pytest.mark.parametrize(
    ("texte", "mots"),
    [
        ("1er", "premier"),
        ("1res", "premières"),
        ("2e", "deuxième"),
        ("2de", "seconde"),
        ("3e", "troisième"),
        ("80e", "quatre-vingtième"),
        ("97e", "quatre-vingt-dix-septième"),
        ("200e", "deux centième"),
        ("XIXe", "dix-neuvième"),
        ("XXIes", "vingt et unièmes"),
    ],
)
def test_a_voice_is_told_the_ordinal_in_words(texte: str, mots: str) -> None:
    (ordinal,) = ordinaux(texte)
    assert ordinal.mots == mots
