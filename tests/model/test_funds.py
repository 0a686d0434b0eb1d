"""What each place holds, asked and voted apart, as money leaves it and comes to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.model.funds import ASKED_FIRST, VOTED_FIRST, Flow, Funds, Poste
from ppgp_docs.model.money_references import CitedLine

HERE, THERE, BEYOND = (Poste("CD", 2025, "propre", number) for number in (4, 9, 12))
RESERVE = Poste("CD", 2025, "", None)
PLACES = (HERE, THERE, BEYOND)
STATUSES = ("propose", "acquis", "notifie")


def funds(
    held: Mapping[Poste, Mapping[str, int]], done: Mapping[Poste, list[CitedLine]] | None = None
) -> Funds:
    return Funds(
        (
            (place, status, Decimal(amount))
            for place, own in held.items()
            for status, amount in own.items()
        ),
        done or {},
    )


def state(amount: int, of: str, stage: str = "realise", line: object = None) -> CitedLine:
    """What became of a line of a status, of ``line`` where it is told; the line says the rest."""
    return CitedLine(
        financeur="CD",
        nature="propre",
        annee=2025,
        montant=Decimal(amount),
        statut=stage,
        statut_de_la_ligne=of,
        origine=line,
    )


def flow(amount: int, source: Poste | None = HERE, target: Poste | None = None) -> Flow:
    return Flow(Decimal(amount), source, target)


@pytest.mark.parametrize(
    ("amount", "gone"),
    [
        (600, {"acquis": 600}),
        (1000, {"acquis": 1000}),
        (1100, {"acquis": 1000, "notifie": 100}),
        (1350, {"acquis": 1000, "notifie": 300, "propose": 50}),
    ],
)
def test_an_amendment_takes_what_was_voted_before_what_is_asked(
    amount: int, gone: Mapping[str, int]
) -> None:
    own = funds({HERE: {"propose": 400, "acquis": 1000, "notifie": 300}})
    assert own.move(flow(amount), VOTED_FIRST) == gone
    assert own.total(HERE) == 1700 - amount


@pytest.mark.parametrize(
    ("amount", "gone"),
    [
        (300, {"propose": 300}),
        (900, {"propose": 400, "acquis": 500}),
        (1500, {"propose": 400, "acquis": 1000, "notifie": 100}),
    ],
)
def test_what_ends_gives_up_what_it_asks_before_what_was_voted(
    amount: int, gone: Mapping[str, int]
) -> None:
    own = funds({HERE: {"acquis": 1000, "propose": 400, "notifie": 300}})
    assert own.move(flow(amount, HERE, RESERVE), ASKED_FIRST) == gone


def test_money_keeps_its_status_where_it_goes() -> None:
    own = funds({HERE: {"notifie": 100, "propose": 50}, THERE: {"propose": 10}})
    own.move(flow(120, HERE, THERE), VOTED_FIRST)
    assert own.by_status(THERE) == {"propose": 30, "notifie": 100}
    own.move(flow(110, THERE, BEYOND), VOTED_FIRST)
    assert own.by_status(BEYOND) == {"notifie": 100, "propose": 10}


@pytest.mark.parametrize("source", [None, RESERVE])
@pytest.mark.parametrize(
    ("signed", "status"),
    [
        ({"propose": 4}, "propose"),
        ({"propose": 4, "notifie": 1}, "notifie"),
        ({"notifie": 1, "acquis": 1, "propose": 4}, "acquis"),
        ({}, "acquis"),
    ],
)
def test_money_of_no_status_takes_that_which_was_signed_where_it_comes_or_was_voted(
    source: Poste | None, signed: Mapping[str, int], status: str
) -> None:
    own = funds({HERE: signed})
    assert own.move(flow(5, source, HERE), VOTED_FIRST) == {status: 5}


def test_money_that_was_moved_to_a_place_does_not_say_what_comes_there_next() -> None:
    own = funds({HERE: {"notifie": 100}})
    own.move(flow(10, HERE, THERE), VOTED_FIRST)
    assert own.move(flow(7, None, THERE), VOTED_FIRST) == {"acquis": 7}


def test_what_a_place_lacks_has_its_own_status_or_that_of_where_it_goes() -> None:
    assert funds({HERE: {"notifie": 1}}).move(flow(3), VOTED_FIRST) == {"notifie": 3}
    elsewhere = funds({THERE: {"propose": 1}})
    assert elsewhere.move(flow(3, HERE, THERE), VOTED_FIRST) == {"propose": 3}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_place_gives_what_the_same_amendment_gives_it(order: tuple[int, int]) -> None:
    own = funds({HERE: {"notifie": 50}, THERE: {"propose": 5}})
    flows = [flow(50, HERE, THERE), flow(52, THERE, BEYOND)]
    parts = own.move_together([flows[rank] for rank in order])
    assert parts[order.index(1)] == {"notifie": 50, "propose": 2}
    assert own.by_status(THERE) == {"propose": 3, "notifie": 0}


def test_what_goes_round_in_an_amendment_changes_no_place() -> None:
    own = funds({HERE: {"propose": 1}, THERE: {"notifie": 1}})
    parts = own.move_together([flow(10, HERE, THERE), flow(10, THERE, HERE), flow(0, HERE, HERE)])
    assert [sum(each.values()) for each in parts] == [10, 10, 0]
    assert [own.by_status(place) for place in (HERE, THERE)] == [{"propose": 1}, {"notifie": 1}]


places = st.sampled_from((*PLACES, RESERVE, None))
flows = st.builds(flow, st.integers(0, 9), places, places)
held = st.dictionaries(
    st.sampled_from(PLACES), st.dictionaries(st.sampled_from(STATUSES), st.integers(0, 9))
)


@pytest.mark.parametrize(
    ("done", "amount", "gone"),
    [
        ([state(100, "acquis")], 50, {"notifie": 50}),
        ([state(60, "acquis")], 90, {"acquis": 40, "notifie": 50}),
        ([state(60, "acquis")], 120, {"acquis": 40, "notifie": 50, "propose": 30}),
        ([state(60, "acquis")], 150, {"notifie": 50, "propose": 30, "acquis": 70}),
        ([state(100, "acquis"), state(50, "notifie")], 40, {"propose": 30, "acquis": 10}),
        ([state(120, "acquis")], 60, {"notifie": 50, "propose": 10}),
        ([state(30, "acquis"), state(80, "acquis", "engage")], 30, {"acquis": 20, "notifie": 10}),
        ([state(30, "realise")], 110, {"acquis": 100, "notifie": 10}),
        ([state(30, "acquis"), state(-30, "acquis")], 60, {"acquis": 60}),
    ],
    ids=["all of it", "some", "asked too", "all", "two", "too much", "stage", "of no line", "back"],
)
def test_an_amendment_takes_what_was_voted_and_not_spent_before_what_was(
    done: list[CitedLine], amount: int, gone: Mapping[str, int]
) -> None:
    own = funds({HERE: {"acquis": 100, "notifie": 50, "propose": 30}}, {HERE: done})
    parts = own.move(flow(amount), VOTED_FIRST)
    assert parts == gone
    assert [*parts] == [*gone]


@pytest.mark.parametrize(
    ("done", "gone"),
    [
        ([state(100, "acquis")], {"propose": 30, "notifie": 50}),
        ([state(50, "notifie")], {"propose": 30, "acquis": 100}),
        ([state(60, "acquis"), state(20, "notifie")], {"propose": 30, "acquis": 40, "notifie": 30}),
        ([state(120, "acquis")], {"propose": 30, "notifie": 30}),
        ([state(100, "acquis"), state(80, "notifie")], {}),
        ([state(10, "propose"), state(100, "acquis")], {"propose": 20, "notifie": 50}),
        ([state(100, "acquis", "engage"), state(80, "acquis")], {"propose": 30, "notifie": 50}),
        ([state(90, "realise")], {"propose": 30, "acquis": 60}),
        ([state(-7, "acquis")], {"propose": 30, "acquis": 100, "notifie": 50}),
    ],
    ids=["voted", "notified", "both", "too much", "in all", "asked", "stage", "of no line", "back"],
)
def test_what_ends_keeps_what_each_line_spent_in_the_status_of_that_line(
    done: list[CitedLine], gone: Mapping[str, int]
) -> None:
    own = funds({HERE: {"acquis": 100, "notifie": 50, "propose": 30}}, {HERE: done})
    left = own.left(HERE)
    assert left == sum(gone.values())
    assert own.move(flow(int(left), HERE, RESERVE), ASKED_FIRST) == gone


ONE, OTHER = object(), object()


@pytest.mark.parametrize(
    ("done", "left"),
    [
        ([state(40, "acquis", "engage", ONE), state(30, "acquis", "realise", OTHER)], 30),
        ([state(40, "acquis", "engage", ONE), state(30, "acquis", "realise", ONE)], 60),
        ([state(40, "acquis", "engage", ONE), state(30, "acquis")], 60),
        ([state(20, "acquis", "engage", ONE), state(25, "acquis", "realise", ONE),
          state(9, "acquis", "mandate", OTHER), state(8, "acquis", "realise", OTHER)], 66),
        ([state(40, "acquis"), state(5, "acquis", "engage", ONE)], 60),
    ],
    ids=["two lines", "one line", "a line by itself", "stages of each", "most of all"],
)  # fmt: skip
def test_what_one_line_committed_and_another_spent_are_both_kept(
    done: list[CitedLine], left: int
) -> None:
    assert funds({HERE: {"acquis": 100}}, {HERE: done}).left(HERE) == left


def test_what_comes_to_a_place_is_not_what_was_spent_there() -> None:
    own = funds({HERE: {"acquis": 100}, THERE: {"notifie": 50}}, {HERE: [state(100, "acquis")]})
    own.move(flow(50, THERE, HERE), VOTED_FIRST)
    assert own.move(flow(int(own.left(HERE)), HERE, RESERVE), ASKED_FIRST) == {"notifie": 50}
    assert own.by_status(HERE) == {"acquis": 100, "notifie": 0}


states = st.lists(
    st.builds(
        state,
        st.integers(-3, 12),
        st.sampled_from(STATUSES),
        st.sampled_from(("engage", "realise")),
    ),
    max_size=5,
)
one_place = st.dictionaries(st.sampled_from(STATUSES), st.integers(0, 9))


@given(signed=one_place, done=states, amount=st.integers(0, 30), ends=st.booleans())
def test_nothing_that_was_spent_leaves_while_something_was_not(
    signed: Mapping[str, int], done: list[CitedLine], amount: int, *, ends: bool
) -> None:
    own, plain = funds({HERE: signed}, {HERE: done}), funds({HERE: signed})
    gone = max(int(own.left(HERE)), 0) if ends else min(amount, sum(signed.values()))
    order = ASKED_FIRST if ends else VOTED_FIRST
    parts = own.move(flow(gone, HERE, THERE), order)
    plain.move(flow(gone, HERE, THERE), order)
    assert sum(parts.values()) == gone
    assert [own.total(one) for one in PLACES] == [plain.total(one) for one in PLACES]
    spent = {
        status: max(
            0,
            *(
                sum(o.montant for o in done if (o.statut, o.statut_de_la_ligne) == (stage, status))
                for stage in ("engage", "realise")
            ),
        )
        for status in STATUSES
    }
    held = own.by_status(HERE)
    into_spent = [s for s in parts if held[s] < min(spent[s], signed[s])]
    assert not into_spent or all(held[s] <= spent[s] for s in signed)
    assert min(held.values(), default=Decimal(0)) >= 0


@given(held=held, amendments=st.lists(st.lists(flows, max_size=6), max_size=3))
def test_each_status_holds_something_or_nothing_whatever_moves(
    held: Mapping[Poste, Mapping[str, int]], amendments: list[list[Flow]]
) -> None:
    own, book, short = funds(held), Counter[Poste](), set[Poste]()
    book.update({place: sum(each.values()) for place, each in held.items()})
    for moved in amendments:
        parts = own.move_together(moved)
        assert [sum(each.values()) for each in parts] == [one.montant for one in moved]
        for amount, source, target in moved:
            for place, sign in ((source, -1), (target, 1)):
                if place in PLACES:
                    book[place] += sign * int(amount)
        short |= {place for place, amount in book.items() if amount < 0}
        for place in PLACES:
            assert own.total(place) == book[place]
            assert place in short or min(own.by_status(place).values(), default=0) >= 0
