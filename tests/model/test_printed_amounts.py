"""Amounts that a reader compares: all with cents as soon as one of them has some."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ppgp_docs.model.printed_amounts import PrintedAmounts

WHOLE, WITH_CENTS = Decimal(16497), Decimal("272413.7")


@pytest.mark.parametrize(
    ("amounts", "written"),
    [
        ([], ["16\u202f497\u00a0€", "272\u202f413,70\u00a0€"]),
        ([WHOLE], ["16\u202f497\u00a0€", "272\u202f413,70\u00a0€"]),
        ([WHOLE, WITH_CENTS], ["16\u202f497,00\u00a0€", "272\u202f413,70\u00a0€"]),
        ([Decimal("3.00")], ["16\u202f497\u00a0€", "272\u202f413,70\u00a0€"]),
    ],
    ids=["none", "whole euros", "some cents", "cents that are nought"],
)
def test_amounts_show_cents_together_and_never_lose_any(
    amounts: list[Decimal], written: list[str]
) -> None:
    write = PrintedAmounts.of(amounts)
    assert list(map(write, (WHOLE, WITH_CENTS))) == written
