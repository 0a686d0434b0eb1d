"""A date or a piece typed in Word beside an amount that has none is proposed as that of it."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import FICHE, W, controls, returned, run, yaml_of

from ppgp_docs.importing.proposals import ProposalKind

LINE = "fiche-8:budget.lignes[1]"
PIECE = {"piece": {"type": "convention", "reference": "C-9", "date": "2026-04-01"}}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" (le 30/11/2026)", {"date": "2026-11-30"}),
        (", le 30 novembre 2026", {"date": "2026-11-30"}),
        (" (novembre 2026)", {"date": "2026-11"}),
        (" (convention n° C-9 du 01/04/2026)", PIECE),
        (
            " (le 30/11/2026, convention n° C-9 du 01/04/2026)",
            {"date": "2026-11-30"} | PIECE,
        ),
    ],
)
def test_what_is_typed_behind_an_amount_is_its_date_or_its_piece(own_desk, typed, said):
    def change(root):
        controls(root, f"{LINE}.montant")[0].addnext(run(typed))

    before = yaml_of(own_desk, "08")["budget"]["lignes"][0]
    assert not before.keys() & said.keys()
    target, found = returned(own_desk, FICHE, change)
    assert not found.left_over
    assert {one.kind for one in found.proposals} == {ProposalKind.ADDED}
    assert {one.address for one in found.proposals} == {f"{LINE}.{name}" for name in said}
    take_all(target, found)
    after = yaml_of(own_desk, "08")["budget"]["lignes"][0]
    assert {name: after[name] for name in said} == said
    assert after | before == after, "the amount is as it was"


@pytest.mark.parametrize("typed", [" (à confirmer)", " (le 30/11/2026, à confirmer)", " soit 12 €"])
def test_words_that_are_no_date_and_no_piece_are_told(own_desk, typed):
    def change(root):
        controls(root, f"{LINE}.montant")[0].addnext(run(typed))

    _, found = returned(own_desk, FICHE, change)
    assert [one.kind for one in found.proposals] == [ProposalKind.REFUSED]


def test_a_file_that_is_brought_twice_says_nothing_more(own_desk):
    def change(root):
        controls(root, f"{LINE}.montant")[0].addnext(run(" (le 30/11/2026)"))

    target, found = returned(own_desk, FICHE, change)
    take_all(target, found)
    _, again = returned(own_desk, FICHE, change)
    assert (again.proposals, again.left_over) == ((), ())


@pytest.mark.parametrize(
    ("typed", "date"), [(", le 30/11/2026", "2026-11-30"), (", à confirmer", None)]
)
def test_a_date_typed_in_the_words_of_the_tool_is_that_of_their_amount(own_desk, typed, date):
    """« 30 542 € (devis du 28/08/2020, le 30/11/2026) »."""

    def change(root):
        [day] = controls(root, "fiche-8:budget.lignes[2].piece.date")
        [closing] = [one for one in day.itersiblings(f"{W}r") if ")" in "".join(one.itertext())]
        text = next(closing.iter(f"{W}t"))
        text.text = f"{typed}{text.text}"

    target, found = returned(own_desk, FICHE, change)
    told = [(one.address, one.kind) for one in found.proposals]
    if date is None:
        assert told == []
        assert len(found.left_over) == 1
        return
    assert told == [("fiche-8:budget.lignes[2].date", ProposalKind.ADDED)]
    assert not found.left_over
    take_all(target, found)
    assert yaml_of(own_desk, "08")["budget"]["lignes"][1]["date"] == date
