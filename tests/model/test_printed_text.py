"""Numbers as texts write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.model.printed_text import NUMBER_CLUE, NUMBER_PATTERN


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("deux unités", "deux"),
        ("cinquante familles", "cinquante"),
        ("vingt et une familles", "vingt et une"),
        ("quatre-vingt-dix-sept familles", "quatre-vingt-dix-sept"),
        ("deux cent quatre-vingt-dix-sept familles", "deux cent quatre-vingt-dix-sept"),
        ("6 957 visites", "6 957"),
        ("12\u202f500\u00a0familles", "12\u202f500"),
        ("1 000 000 familles", "1 000 000"),
        ("180 membres", "180"),
        ("un membre", None),
    ],
)
def test_a_number_is_read_to_its_end_from_two_on(text: str, number: str | None) -> None:
    found = re.match(NUMBER_PATTERN, text)
    assert (found and found[0]) == number


@given(st.from_regex(re.compile(rf"(?<!\w)(?:{NUMBER_PATTERN})", re.IGNORECASE)))
def test_any_number_bears_the_clue_of_numbers(text: str) -> None:
    assert NUMBER_CLUE.search(text)


@pytest.mark.parametrize("text", ["Une fixation", "Le service a reçu tous les parents", "adieux"])
def test_a_text_without_a_number_is_spared_the_rules_on_numbers(text: str) -> None:
    assert not NUMBER_CLUE.search(text)
