"""Where a slip in amounts is told, and what is shown beside it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.check.money.agreement import amounts_agree
from ppgp_docs.check.money.budget import ROLE
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.model.contrat import Enveloppe
from ppgp_docs.model.fiche import Etat, EtatDeLigne, LigneBudget
from ppgp_docs.model.place import Place
from ppgp_docs.model.prose import parse_line
from ppgp_docs.model.statement import Reserve, Statement

FILE = Path("08.yaml")


def line(amount: str, row: int, **more: object) -> LigneBudget:
    given = {"financeur": "FIR", "nature": "propre", "annee": 2021, "place": at(row), **more}
    return LigneBudget(**given, montant=Decimal(amount))  # type: ignore


def at(row: int, file: Path = FILE) -> Place:
    return Place(Span(file, row))


def stated(
    amount: str,
    *lines: LigneBudget,
    row: int,
    sure: bool = True,
    role: str = "texte",
    own: bool = True,
) -> Statement:
    place = Span(FILE, row)

    def tell() -> Diagnostic:
        return error("C401", amount, place if own else None, "l’indice du montant")

    return Statement(Decimal(amount), lines, place, role, tell, sure)


def told(*statements: Statement) -> Diagnostic:
    [found] = amounts_agree(statements)
    return found


def rows(found: Diagnostic) -> list[tuple[str, int]]:
    return [(role, place.line) for role, place in found.related]


A, B, C = line("10", 1), line("20", 2), line("40", 3)


def test_a_sum_alone_is_told_at_its_place_with_its_lines_and_its_hint() -> None:
    found = told(stated("31", A, B, row=50))
    assert (found.span, found.hints) == (Span(FILE, 50), ("l’indice du montant",))
    assert rows(found) == [("ligne additionnée", 1), ("ligne additionnée", 2)]


@pytest.mark.parametrize("own", [True, False])
def test_a_sum_that_says_no_place_of_its_own_is_told_where_it_stands(own: bool) -> None:
    assert told(stated("31", A, B, row=50, own=own)).span == Span(FILE, 50)


def test_a_line_that_several_accuse_is_where_it_is_told_with_what_it_would_be_worth() -> None:
    found = told(stated("31", A, B, row=50), stated("51", A, C, row=51))
    assert found.span == Span(FILE, 1)
    assert found.hints == (
        "2 montants concordent et contredisent cette ligne, qui vaudrait 11\u00a0€\u00a0: "
        "corrigez-la, ou corrigez-les",
    )
    assert rows(found) == [("texte", 50), ("texte", 51)]


def test_sums_that_accuse_several_lines_say_so() -> None:
    found = told(stated("31", A, B, row=50), stated("71", A, B, C, row=51))
    assert found.span == Span(FILE, 1), "those that agree are not where it is told"
    assert found.hints == (
        "2 montants concordent et contredisent 2 lignes, dont une est sans doute fausse\u00a0: "
        "10\u00a0€ (`08.yaml`, ligne 1) et 20\u00a0€ (`08.yaml`, ligne 2)",
    )
    assert rows(found) == [("texte", 50), ("texte", 51), ("ligne additionnée", 2)]


def test_sums_that_accuse_many_lines_are_told_at_a_sum_with_each_of_these() -> None:
    lines = [line("10", row) for row in range(1, 8)]
    found = told(stated("71", *lines, row=50), stated("111", *lines, C, row=51))
    assert found.span == Span(FILE, 50), "the first of many would seem to be accused"
    assert "contredisent 7 lignes" in found.hints[0]
    assert found.hints[0].endswith("`08.yaml`, lignes 1, 2, 3, 4, 5, 6 et 7")
    assert found.message.endswith("l’un des montants des lignes 1, 2, 3, 4, 5, 6 et 7 est faux")
    assert [row for role, row in rows(found) if role == "ligne additionnée"] == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_a_total_of_the_fiche_names_the_lines_that_nothing_else_confirms() -> None:
    found = told(stated("31", A, B, row=50, role=ROLE))
    assert found.span == Span(FILE, 50)
    assert found.hints[-1] == (
        "lignes que rien d’autre ne confirme\u00a0: 10\u00a0€ (`08.yaml`, ligne 1) "
        "et 20\u00a0€ (`08.yaml`, ligne 2)"
    )


def test_an_amount_against_one_line_is_told_at_the_line_with_the_other_beside_it() -> None:
    found = told(stated("31", A, B, row=50), stated("10", A, row=51))
    assert found.span == Span(FILE, 2)
    assert found.hints[0] == (
        "rien d’autre ne dit lequel des deux est faux\u00a0: ce montant, "
        "ou l’autre (texte, `08.yaml`, ligne 50)"
    )
    assert found.message == "31\u202f; ce montant ou celui de la ligne 50 est faux"
    assert rows(found) == [("texte", 50)]


def test_a_text_against_one_line_is_told_at_the_text_with_the_line_in_its_sentence() -> None:
    found = told(stated("31", A, B, row=50, sure=False), stated("10", A, row=51))
    assert found.span == Span(FILE, 50)
    assert found.hints[0] == (
        "rien d’autre ne dit lequel des deux est faux\u00a0: ce montant, "
        "ou l’autre (ligne additionnée, `08.yaml`, ligne 2)"
    )
    assert found.message == "31\u202f; ce montant ou celui de la ligne 2 est faux"
    assert rows(found) == [("ligne additionnée", 2)]


def test_states_that_a_text_alone_contradicts_are_all_told_with_it() -> None:
    line_of = line("90", 1)
    states = [
        EtatDeLigne.of(line_of, Etat(statut="engage", montant=Decimal(10), place=at(row)))
        for row in (2, 3)
    ]
    found = told(stated("21", *states, row=50, sure=False))
    assert found.span == Span(FILE, 50)
    assert found.message == "21\u202f; ce montant ou l’un de ceux des lignes 2 et 3 est faux"
    assert rows(found) == [("ligne additionnée", 2), ("ligne additionnée", 3)]


def test_lines_of_several_files_are_told_in_the_hint_by_file() -> None:
    lines = [line("10", row) for row in range(1, 5)]
    other = [line("10", row, place=at(row, Path("09.yaml"))) for row in (7, 8)]
    found = told(stated("71", *lines, *other, row=50), stated("111", *lines, *other, C, row=51))
    assert found.hints[0].endswith("`08.yaml`, lignes 1, 2, 3 et 4\u202f; `09.yaml`, lignes 7 et 8")
    assert "lignes" not in found.message


def test_a_text_that_repeats_one_line_is_told_at_the_text() -> None:
    found = told(stated("11", A, row=50, sure=False))
    assert found.span == Span(FILE, 50)
    assert rows(found) == [("ligne additionnée", 1)]


def test_a_line_that_a_text_repeats_too_is_not_accused_by_one_total() -> None:
    found = told(stated("11", A, row=50), stated("30", A, B, row=51, sure=False))
    assert found.span == Span(FILE, 50)


def test_the_surest_of_several_tells_them() -> None:
    found = told(stated("31", A, B, row=50, sure=False), stated("71", A, B, C, row=51))
    assert found.message == "71\u202f; l’un des montants des lignes 1 et 2 est faux"


@pytest.mark.parametrize(
    ("count", "role", "shown"),
    [(5, "texte", 5), (6, "texte", 6), (7, "texte", 0), (7, ROLE, 7), (6, ROLE, 6)],
)
def test_many_lines_are_shown_of_a_total_of_the_fiche_alone(
    count: int, role: str, shown: int
) -> None:
    lines = [line("10", row) for row in range(1, count + 1)]
    found = told(stated("99", *lines, row=50, role="".join(role)))
    assert len([one for one, _ in rows(found) if one == "ligne additionnée"]) == shown


def test_a_line_that_is_written_twice_is_told_at_the_second() -> None:
    found = told(stated("30", A, B, line("10", 9), row=50))
    assert found.span == Span(FILE, 9)
    assert found.hints == ("cette ligne est écrite deux fois\u00a0: effacez-en une",)


def test_a_line_that_is_written_twice_is_found_behind_a_reserve() -> None:
    envelope = Enveloppe(
        financeur="FIR", montant=Decimal(9), reserve=Decimal(5), place=Place(Span(FILE, 8))
    )
    found = told(stated("35", Reserve.of(envelope), A, B, line("10", 9), row=50))
    assert found.span == Span(FILE, 9)


@pytest.mark.parametrize(
    "other",
    [
        {"financeur": "CD"},
        {"annee": 2022},
        {"nature": "transverse"},
        {"libelle": parse_line("Local")},
    ],
)
def test_lines_that_differ_are_not_written_twice(other: dict[str, object]) -> None:
    found = told(stated("30", A, B, line("10", 9, **other), row=50))
    assert found.span == Span(FILE, 50)
