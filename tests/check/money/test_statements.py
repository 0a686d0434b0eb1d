"""The fewest slips that explain what disagrees, on sums made by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.check.money.statements import Cause, causes
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.amendments import Avenant, LigneDAvenant, Mouvement, Posting
from ppgp_docs.model.fiche import EtapeDeVie, LigneBudget
from ppgp_docs.model.funds import Poste
from ppgp_docs.model.place import Place
from ppgp_docs.model.statement import Balance, Statement

PLACE = Place(Span(Path("08.yaml")))


def line(amount: str) -> LigneBudget:
    return LigneBudget(
        financeur="FIR", nature="propre", annee=2021, montant=Decimal(amount), place=PLACE
    )


def stated(amount: str, *lines: LigneBudget, sure: bool = True) -> Statement:
    def tell() -> Diagnostic:
        return error("C401", amount)

    return Statement(Decimal(amount), lines, PLACE.span, "total", tell, sure)


def told(*statements: Statement) -> list[tuple[str, list[str], list[str]]]:
    """Gap, amounts stated, suspects."""
    return [_readable(cause) for cause in causes(statements)]


def _readable(cause: Cause) -> tuple[str, list[str], list[str]]:
    return (
        str(cause.gap),
        [str(one.amount) for one in cause.statements],
        [str(one.montant) for one in cause.suspects],
    )


A, B, C, D = line("10"), line("20"), line("40"), line("80")


def test_sums_that_agree_have_no_cause() -> None:
    assert told(stated("30", A, B), stated("150", A, B, C, D)) == []


def test_a_line_is_where_the_sums_that_disagree_cross() -> None:
    found = told(stated("30.01", A, B), stated("50.01", A, C), stated("120", C, D))
    assert found == [("0.01", ["30.01", "50.01"], ["10"])]


def test_a_line_that_a_right_sum_holds_is_never_accused() -> None:
    found = told(stated("31", A, B), stated("51", A, C), stated("90", A, D), stated("20", B))
    assert found == [("1", ["31"], []), ("1", ["51"], ["40"])]


def test_a_sum_that_alone_disagrees_is_told_with_the_lines_that_might_be_wrong() -> None:
    assert told(stated("31", A, B), stated("10", A)) == [("1", ["31"], ["20"])]


def test_sums_that_agree_against_the_same_lines_are_one_cause_without_a_line() -> None:
    (cause,) = causes([stated("31", A, B), stated("151", A, B, C, D)])
    assert cause.line is None
    assert [one.montant for one in cause.suspects] == [10, 20]


def test_two_lines_wrong_by_different_amounts_are_told_apart_in_the_total_of_both() -> None:
    total = stated("150.03", A, B, C, D)
    of_one = stated("10.01", A), stated("50.01", A, C)
    found = told(total, *of_one, stated("20.02", B), stated("100.02", B, D))
    assert found == [
        ("0.01", ["10.01", "50.01"], ["10"]),
        ("0.02", ["20.02", "100.02", "150.03"], ["20"]),
    ]


def test_a_text_that_repeats_the_fault_of_a_line_does_not_clear_it() -> None:
    echo = stated("10", A, sure=False)
    assert told(stated("31", A, B), stated("51", A, C), echo) == [("1", ["31", "51"], ["10"])]


def test_a_text_that_agrees_with_one_of_two_suspects_leaves_the_other() -> None:
    echo = stated("10", A, sure=False)
    found = told(stated("31", A, B), stated("151", A, B, C, D), echo)
    assert found == [("1", ["31", "151"], ["20"])]


def test_an_amount_stated_of_no_line_is_told() -> None:
    assert told(stated("5")) == [("5", ["5"], [])]


def test_many_wrong_totals_are_told_in_time_that_grows_with_them() -> None:
    lines = [line(str(rank)) for rank in range(1, 1001)]
    wrong = [stated(str(rank + 3 * rank), one) for rank, one in enumerate(lines, start=1)]
    assert len(told(*wrong, stated("1", *lines))) == 1001


def moved(
    amount: str,
    move: Mouvement | EtapeDeVie,
    *had: LigneBudget,
    spent: tuple[LigneBudget, ...] = (),
) -> LigneDAvenant:
    """What a movement gives to a place, or takes from it; what a fiche that ends had there."""
    place = Poste("FIR", 2021, "propre", 8)
    act = Avenant(numero=1, date=lire_date("2021-03-01"), place=PLACE)
    posting = Posting(place, Decimal(amount), act, move, None)
    return LigneDAvenant(
        financeur="FIR", nature="propre", annee=2021, montant=Decimal(amount), place=PLACE,
        posting=posting, origines=had, depenses=spent,
    )  # fmt: skip


def test_a_movement_that_one_sum_loses_and_another_gains_is_one_slip() -> None:
    move = Mouvement(montant=Decimal("5"), place=PLACE)
    gives, takes = moved("-5", move), moved("5", move)
    (cause,) = causes([stated("4", A, gives), stated("26", B, takes), stated("40", C)])
    assert (str(cause.gap), str(cause.due)) == ("1", "6")
    assert cause.line in (gives, takes)


def test_a_movement_that_a_sum_loses_explains_as_much_as_one_that_it_gains() -> None:
    taken = moved("-10", Mouvement(montant=Decimal("10"), place=Place(Span(Path("a")))))
    given = moved("5", Mouvement(montant=Decimal("5"), place=Place(Span(Path("b")))))
    (cause,) = causes([stated("6", A, taken, given), stated("26", A, B, taken, given)])
    assert (cause.suspects, cause.line) == ((A, taken, given), None)
    found = [
        *causes(
            [
                stated("6", A, taken, given),
                stated("26", A, B, taken, given),
                stated("10", A),
                stated("5", given),
            ]
        )
    ]
    assert [(one.line, one.gap, one.due) for one in found] == [(taken, -1, 9)]


def test_a_movement_within_a_sum_explains_nothing_of_it() -> None:
    move = Mouvement(montant=Decimal("5"), place=PLACE)
    both = stated("31", A, B, moved("-5", move), moved("5", move))
    (cause,) = causes([both])
    assert cause.line is None


def test_a_movement_of_money_of_two_statuses_is_one_slip() -> None:
    move = Mouvement(montant=Decimal("5"), place=PLACE)
    taken, given = (moved("-3", move), moved("-2", move)), (moved("3", move), moved("2", move))
    (cause,) = causes([stated("4", A, *taken), stated("26", B, *given)])
    assert (str(cause.gap), str(cause.due)) == ("1", "6")
    assert cause.line in (*taken, *given)


def test_a_sum_that_holds_a_part_of_a_movement_and_one_that_holds_it_all_cross_there() -> None:
    move = Mouvement(montant=Decimal("5"), place=PLACE)
    voted, asked = moved("3", move), moved("2", move)
    (cause,) = causes([stated("23", B, asked), stated("46", C, asked, voted)])
    assert (str(cause.gap), str(cause.due)) == ("1", "6")


def test_a_movement_of_two_statuses_within_a_sum_explains_nothing_of_it() -> None:
    move = Mouvement(montant=Decimal("5"), place=PLACE)
    every = [moved(amount, move) for amount in ("-3", "3", "-2", "2")]
    (cause,) = causes([stated("31", A, B, *every)])
    assert set(cause.suspects) == {A, B}


@pytest.mark.parametrize("foreseen", ["0.01", "1", "100"])
def test_what_an_ended_fiche_gives_is_wrong_by_as_much_as_the_line_that_it_had(
    foreseen: str,
) -> None:
    """Five are lacking where the line is, and where what is left of it went."""
    end = EtapeDeVie(etat="close", date=lire_date("2021-03-01"), place=PLACE)
    own = line(foreseen)
    there = moved(foreseen, end, own)
    sums = [stated(str(Decimal(foreseen) + 5), own), stated(str(Decimal(foreseen) + 25), B, there)]
    (cause,) = causes(sums)
    assert (cause.gap, cause.line, len(cause.statements)) == (5, own, 2)


def limit(known: LigneBudget, *spent: LigneBudget) -> Balance:
    """What is spent is within what is known."""

    def tell() -> Diagnostic:
        return error("C407", "excess")

    return Balance(Decimal(0), (known,), PLACE.span, "réalisé", tell, less=spent, limit=True)


def test_a_limit_that_is_kept_neither_accuses_nor_vouches() -> None:
    found = told(stated("11", A), limit(B, A))
    assert found == [("1", ["11"], ["10"])]


def test_a_limit_met_to_the_cent_vouches_for_both_its_sides() -> None:
    other = line("10")
    assert told(stated("11", A), limit(other, A)) == [("1", ["11"], [])]


def test_a_broken_limit_and_a_total_accuse_the_line_that_they_share() -> None:
    spent = line("11")
    assert told(stated("11", A), limit(A, spent)) == [("1", ["11", "0"], ["10"])]


def test_a_limit_that_a_slip_explains_in_part_is_told_for_the_rest() -> None:
    spent = line("11")
    found = told(stated("10.5", A), stated("50.5", A, C), limit(A, spent))
    assert [(gap, of) for gap, of, _ in found] == [("0.5", ["10.5", "50.5"]), ("0.5", ["0"])]


def test_a_total_that_a_slip_explains_is_told_when_it_lacks_less_than_the_slip() -> None:
    sums = stated("10.03", A), stated("50.03", A, C), stated("150.01", A, B, C, D)
    found = told(*sums)
    assert [(gap, of) for gap, of, _ in found] == [
        ("0.03", ["10.03", "50.03"]),
        ("-0.02", ["150.01"]),
    ]


def test_a_line_whose_due_amount_is_more_than_a_limit_lacks_explains_it() -> None:
    spent = line("12")
    assert told(stated("15", A), limit(A, spent)) == [("5", ["15", "0"], ["10"])]


def test_a_broken_limit_that_nothing_else_explains_stays() -> None:
    spent = line("11")
    found = told(limit(A, spent), stated("10", A), stated("11", spent))
    assert found == [("1", ["0"], [])]
