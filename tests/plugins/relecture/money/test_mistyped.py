"""Slips of the hand in amounts, and the round ways of saying one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_relecture.money.mistyped import is_mistyped, is_rounded, is_surely_mistyped

cents = st.integers(2_000, 10**11)


def amount(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", "."))


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("272 413,70", "272 413,71"),
        ("272 413,70", "272 413,69"),
        ("100 000,01", "100 000"),
        ("99 999,99", "100 000"),
        ("60 001", "60 000"),
        ("227 359", "227 539"),
        ("260,34", "206,34"),
        ("675 708,08", "675 708,80"),
        ("66 000", "60 000"),
        ("2 110 420", "211 042"),
        ("21 104,20", "211 042"),
        ("20,57", "20,75"),
        ("160 990", "161 000"),
        ("160 900", "161 000"),
        ("1 519 100,22", "1 520 100,22"),
        ("14 700,70", "14 690,70"),
    ],
)
def test_a_slip_of_the_hand(typed: str, known: str) -> None:
    assert is_mistyped(amount(typed), amount(known))


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("272 414", "272 413,71"),
        ("272 000", "272 413,71"),
        ("270 000", "272 413,71"),
        ("300 000", "272 413,71"),
        ("181 000", "180 500"),
        ("100 000", "99 999,99"),
    ],
)
def test_an_amount_told_without_its_cents_or_in_thousands_is_no_slip(
    typed: str, known: str
) -> None:
    assert is_rounded(amount(typed), amount(known))
    assert not is_mistyped(amount(typed), amount(known))
    assert not is_surely_mistyped(amount(typed), amount(known))


@pytest.mark.parametrize(
    ("typed", "known", "step", "rounded", "slip"),
    [
        ("100 000", "99 999,99", "1", True, False),
        ("100 000", "99 999,99", "0,01", False, True),
        ("272 413", "272 413,71", "0,01", False, True),
        ("272 000", "272 413,71", "1 000", True, False),
        ("273 000", "272 413,71", "1 000", False, True),
        ("270 000", "272 413,71", "10 000", True, False),
        ("227 000", "272 413,71", "1 000", False, True),
        ("121 000", "272 413,71", "1 000", False, False),
        ("290 000", "282 570,71", "10 000", False, True),
        ("280 000", "282 570,71", "10 000", True, False),
        ("212 000", "211 042,71", "1 000", False, True),
        ("211 000", "211 042,71", "1 000", True, False),
        ("200 000", "282 570,71", "100 000", False, True),
        ("1 300 000", "1 250 000", "100 000", True, False),
        ("1 200 000", "1 250 000", "100 000", False, True),
        ("272 413", "272 413,71", "1", False, True),
        ("273 000", "272 413,71", "1", False, True),
        ("280 000", "272 413,71", "1", False, True),
        ("200 000", "272 413,71", "1", False, False),
        ("60 000", "56 500", "1", True, False),
    ],
)
def test_how_finely_an_amount_was_written_tells_whether_it_is_rounded(
    typed: str, known: str, step: str, rounded: bool, slip: bool
) -> None:
    told = amount(typed), amount(known), amount(step)
    assert (is_rounded(*told), is_mistyped(*told)) == (rounded, slip)


@pytest.mark.parametrize(("typed", "known"), [("9", "7"), ("3", "4"), ("90 000", "227 539")])
def test_a_small_or_a_distant_amount_is_another_one(typed: str, known: str) -> None:
    assert not is_mistyped(amount(typed), amount(known))


@given(cents, st.sampled_from([-100, -1, 1, 100]))
def test_a_cent_or_a_euro_more_or_less_is_always_seen_whatever_the_carry(
    known: int, gap: int
) -> None:
    one, other = Decimal(known) / 100, Decimal(known + gap) / 100
    assert is_mistyped(other, one) or is_rounded(other, one)


@given(cents, cents)
def test_an_amount_is_never_a_slip_for_itself_nor_both_a_slip_and_a_round_number(
    typed: int, known: int
) -> None:
    one, other = Decimal(typed) / 100, Decimal(known) / 100
    assert not is_mistyped(one, one)
    assert not (is_mistyped(one, other) and is_rounded(one, other))


@pytest.mark.parametrize(
    ("typed", "known", "told"),
    [
        ("45 590", "45 600", True),
        ("45 610", "45 600", True),
        ("180 050", "180 500", True),
        ("108 774,44", "108 765,44", True),
        ("108 756,44", "108 765,44", True),
        ("184 100", "181 400", False),
        ("1 377 459,57", "1 377 462,27", False),
        ("108 765,44", "108 774,44", True),
        ("46 500", "45 600", False),  # too few figures: it may be another
        ("45 700", "45 600", False),
        ("108 000", "108 765,44", False),
        ("112 345,44", "108 765,44", False),
        ("12 000", "12 500", False),
    ],
)
def test_an_amount_near_a_fine_one_is_it_mistyped_whatever_is_said(
    typed: str, known: str, told: bool
) -> None:
    assert is_surely_mistyped(amount(typed), amount(known)) is told
