"""A word that only repeats itself, cut by a page in two cells side by side, is lost nowhere."""

from __future__ import annotations

import pytest

from ppgp_docs.prove.search import Haystack, period_of


@pytest.mark.parametrize(
    ("text", "period"),
    [("x" * 30, 1), ("abc" * 20 + "a", 3), ("x" * 10, 0), ("une phrase de longueur usuelle", 0)],
)
def test_a_long_text_that_begins_again_until_its_end_repeats_itself(text: str, period: int) -> None:
    assert period_of(text) == period


def test_what_repeats_itself_is_counted_wherever_pages_cut_it() -> None:
    pages = ["titre\nabcab\nabcab\nbout", "cabcabc\ncabcabc\nfin"]
    assert Haystack.of(pages).repeats("abc" * 8, 3) == 18
    assert Haystack.of(["titre", "fin"]).repeats("abc" * 8, 3) == 0
