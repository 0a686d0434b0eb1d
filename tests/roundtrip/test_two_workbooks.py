"""Two people fill the same plan in Excel, and their files come back one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.test_workbook import (
    NEW,
    PLAN,
    budget,
    insert,
    lines,
    own_plans,
    put,
    row_of,
    saved,
)  # fmt: skip

from ppgp_docs.importing.proposals import ProposalKind

__all__ = ["own_plans"]
SECOND, THIRD = (f"fiche-12:budget.lignes[{rank}]" for rank in (2, 3))


def added(rank: int, **said: object) -> Callable[[object], None]:
    def change(book) -> None:
        sheet = lines(book)
        insert(sheet, row_of(sheet) + rank, {**NEW, **said})

    return change


def gone(address: str) -> Callable[[object], None]:
    def change(book) -> None:
        sheet = lines(book)
        sheet.delete_rows(row_of(sheet, address))

    return change


AMOUNT = put("Montant", 777.77)
OTHER_AMOUNT = put("Montant", 888.88)
LABEL = put("Libellé", "D’une autre main")
AMOUNT_2 = put("Montant", 555.55, SECOND)
ADDED = added(1, Libellé="De l’une", Montant=100)
ADDED_TOO = added(1, Libellé="De l’autre", Montant=200)
ADDED_FAR = added(3, Libellé="Plus loin", Montant=300)

EDITS = {
    "un montant": AMOUNT, "un libellé": LABEL, "un autre montant": AMOUNT_2,
    "une ligne": ADDED, "une autre ligne": ADDED_TOO, "une ligne plus loin": ADDED_FAR,
    "une ligne ôtée": gone(THIRD),
}  # fmt: skip


def in_turn(desk, *changes):
    """The files made of one that was sent, taken one after the other; what each proposed."""
    sent = desk.files[PLAN]
    told = []
    for change in changes:
        target = desk.target(PLAN)
        found = desk.back(saved(sent, change), target)
        told.append(found)
        take_all(target, found)
    return told


@pytest.mark.parametrize("first", EDITS)
@pytest.mark.parametrize("second", EDITS)
@pytest.mark.campaign(share=8)
def test_what_both_did_is_in_the_dossier(own_plans, first, second):
    if first == second:
        return
    before = budget(own_plans)
    told = in_turn(own_plans, EDITS[first], EDITS[second])
    after = budget(own_plans)
    for one in told:
        assert not one.left_over
        assert all(each.kind is not ProposalKind.CONFLICT for each in one.proposals)
    names = (first, second)
    texts = str(after)
    assert ("777.77" in texts or "777,77" in texts) == ("un montant" in names)
    assert ("555.55" in texts or "555,55" in texts) == ("un autre montant" in names)
    assert ("D’une autre main" in texts) == ("un libellé" in names)
    for label, name in (
        ("De l’une", "une ligne"), ("De l’autre", "une autre ligne"),
        ("Plus loin", "une ligne plus loin"),
    ):  # fmt: skip
        assert texts.count(label) == (name in names), label
    added_lines = sum(name.startswith("une ") and "ôtée" not in name for name in names)
    assert len(after) == len(before) + added_lines - ("une ligne ôtée" in names)
    third = before[2]
    assert (third in after) != ("une ligne ôtée" in names)


def test_two_amounts_of_one_line_are_a_conflict_that_keeps_both(own_plans):
    _, second = in_turn(own_plans, AMOUNT, OTHER_AMOUNT)
    [one] = second.proposals
    assert one.kind is ProposalKind.CONFLICT
    assert "888,88" in one.back
    assert "777,77" in one.now


def test_the_same_change_twice_is_no_news(own_plans):
    for change in (AMOUNT, ADDED, gone(THIRD)):
        _, second = in_turn(own_plans, change, change)
        assert second.is_empty, change


def test_a_line_that_one_took_out_and_the_other_changed_is_told(own_plans):
    _, second = in_turn(own_plans, gone(SECOND), AMOUNT_2)
    assert len(second.proposals) == 1
    assert second.proposals[0].why
    assert not second.proposals[0].is_sure
