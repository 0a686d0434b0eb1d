"""Where a text stands in pages of letters: whole, or cut at the end of a line of a page."""

from __future__ import annotations

import pytest

from ppgp_docs.prove.search import Haystack, period_of


def test_a_text_that_is_cut_is_placed_where_it_begins() -> None:
    pages = Haystack.of(["début\nabc", "def\nfin"])
    assert pages.take("abcdef", 1) == [len("début")]


def test_the_places_of_a_text_come_in_order_whole_or_cut() -> None:
    pages = Haystack.of(["xx\nab", "cd\nabcd"])
    places = pages.take("abcd", 2)
    assert places == sorted(places) and len(places) == 2
    assert places[0] == 2


def test_what_was_taken_is_taken_once() -> None:
    pages = Haystack.of(["un\nab", "cd\nun"])
    assert len(pages.take("abcd", 1)) == 1
    assert pages.take("abcd", 1) == []
    assert pages.take("cd", 1) == []
    assert len(pages.take("un", 2)) == 2


@pytest.mark.parametrize("pages", [["abcd"], ["ab"], ["ab", "x\ny"], ["abc", "x", "def"], []])
def test_a_text_that_nothing_continues_is_nowhere(pages: list[str]) -> None:
    assert Haystack.of(pages).take("abcdef", 1) == []


def test_the_longest_beginning_is_the_one_that_goes_on() -> None:
    pages = Haystack.of(["ab\nabab", "cd"])
    assert pages.take("ababcd", 1) == [2]


def test_a_text_within_a_longer_one_that_stands_too_often_is_found() -> None:
    pages = Haystack.of(["5documents\n5documents"])
    assert len(pages.take("5documents", 1)) == 2
    assert pages.take("documents", 1) == [1, 11]


def test_a_line_is_found_before_what_only_reads_as_it() -> None:
    pages = Haystack.of(["maison1\n1rue\nmaison11\n11rue"])
    assert len(pages.take("maison11", 1)) == 2
    assert pages.take("maison1", 1) == [0]
    assert 7 in pages.take("1rue", 1)


def test_a_longer_text_gives_back_what_it_can_miss() -> None:
    pages = Haystack.of(["maison1\n1rue\nà la maison11 demain"])
    assert len(pages.take("maison11", 1)) == 2
    assert pages.take("1rue", 1) == [7]
    assert pages.take("1rue", 1) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("x" * 24, 1),
        ("x" * 23, 0),
        ("abc" * 9, 3),
        ("abc" * 9 + "ab", 3),
        ("abc" * 9 + "x", 0),
        ("abcdefghijklmn" * 2, 0),
        ("abcdefghijklmnopqrstuvwxyz", 0),
    ],
)
def test_a_long_text_that_repeats_itself_six_times_has_a_period(text: str, period: int) -> None:
    assert period_of(text) == period


def test_a_text_is_given_back_behind_a_place_that_cannot_be_missed() -> None:
    """The first « ba » would take two « ab » of which one is to spare; the second takes one."""
    pages = Haystack.of(["ababxaba"])
    assert len(pages.take("ab", 2)) == 3
    assert pages.take("ba", 1) == [6]


def test_a_text_is_given_back_where_it_meets_itself() -> None:
    """The first « aaa » lost its head to what cannot be missed; the next begins a letter later."""
    pages = Haystack.of(["xaaaaz\nqaz"])
    assert pages.take("xa", 1) == [0]
    assert len(pages.take("az", 1)) == 2
    assert pages.take("aaa", 1) == [2]
