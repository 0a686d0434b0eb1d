"""Where sentences begin, and where a point ends none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.phrases import debuts_de_phrases, phrases


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "les familles viennent. les équipes écoutent ! tout va bien ? oui.",
            ["les familles viennent.", "les équipes écoutent !", "tout va bien ?", "oui."],
        ),
        ("ils sont 12. ensuite 14.", ["ils sont 12.", "ensuite 14."]),
        ("ça coûte 3,5 €. c’est peu.", ["ça coûte 3,5 €.", "c’est peu."]),
        ("Fin 2022. 12 familles viennent.", ["Fin 2022.", "12 familles viennent."]),
        ("site www.exemple.fr. autre phrase.", ["site www.exemple.fr.", "autre phrase."]),
        ("1. Écouter les familles. 2. Orienter.", ["1. Écouter les familles.", "2. Orienter."]),
        ("Oui… et puis non… Alors voilà.", ["Oui… et puis non…", "Alors voilà."]),
        ("« Oui ! » dit-elle. « Non. » Elle part.",
         ["« Oui ! » dit-elle.", "« Non. »", "Elle part."]),
        ("(Il vient.) elle part.", ["(Il vient.) elle part."]),
        ("Un titre.\nun autre", ["Un titre.", "un autre"]),
        ("un. deux", ["un.", "deux"]),
        ("", []),
        (" \n", []),
    ],
)  # fmt: skip
def test_a_sentence_begins_behind_the_mark_that_ends_another(text: str, due: list[str]) -> None:
    assert phrases(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "Voir art. 5, p. 12 et cf. annexe B. ensuite on part.",
        "M. Durand et le Dr. Martin sont là.",
        "les fruits, légumes, etc. et la suite",
        "1 200 hab. au km²",
        "Le 24. 05. 2024 au matin",
        "le 3 juil. 2022",
        "av. Foch, bd. Carnot",
        "p. ex. un carnet",
        "c.-à-d. une visite",
        "J. Dupont et A. Martin",
        "max. 12 par groupe",
        "… et puis s’en va",
        "environ 3.5 fois",
    ],
)
def test_what_a_point_shortens_is_no_sentence(text: str) -> None:
    assert phrases(text) == [text]


@given(st.text("aA1 .!?…»\n;é", max_size=60))
def test_no_character_is_lost_between_two_sentences(text: str) -> None:
    starts = (*debuts_de_phrases(text), len(text))
    cut = [text[start:end] for start, end in pairwise(starts)]
    assert "".join(cut) == (text if text.strip() else "")
