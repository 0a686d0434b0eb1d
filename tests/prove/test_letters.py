"""Two texts have the same letters when they say the same, however they are set."""

from __future__ import annotations

import pytest

from ppgp_docs.prove.letters import letters, written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("e\u0301te\u0301", "été"),
        ("ﬁn", "fin"),
        ("1\u202f000\u00a0€", "1000€"),
        ("« L’été »", "L'ÉTÉ"),
        ("Saint-Ramberten", "Saint\u2011Ramberten"),
        ("m²", "m2"),
    ],
)
def test_how_a_text_is_set_is_no_difference(one: str, other: str) -> None:
    assert letters(one) == letters(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("12 %", "12"), ("+3", "3"), ("été", "ete"), ("a,b", "ab")]
)
def test_a_sign_an_accent_or_a_comma_is_a_difference(one: str, other: str) -> None:
    assert letters(one) != letters(other)


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("PROJET", True),
        ("P R O J E T", True),
        ("UN PROJET À 2", True),
        ("PRO\nJET – 2024", True),
        ("2024PROJET.", True),
        ("PROJETILE", False),
        ("AVANTPROJET", False),
        ("P R O J E T I L E", False),
        ("PROJETS", False),
        ("Projet", False),
    ],
)
def test_a_word_in_capitals_is_whole(text: str, is_said: bool) -> None:
    assert bool(written("PROJET").search(text)) is is_said
