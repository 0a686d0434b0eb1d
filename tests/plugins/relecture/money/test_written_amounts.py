"""Amounts however they are typed: what they are worth, what they contradict, how to type them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_relecture.parsing.written_amounts import written_amounts

from .fiches import HEAD

Found = Callable[..., list[Diagnostic]]

FICHE = (
    HEAD
    + """\
budget:
  lignes:
    - {{financeur: CD, nature: propre, annee: 2021, montant: '{}'}}
    - {{financeur: FIR, nature: propre, annee: 2021, montant: '1 000 000,03'}}
"""
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("typed", "worth", "step"),
    [
        ("272 413,70 €", "272413.70", "0.01"),
        ("272 413 €", "272413", "1"),
        ("272413.70 €", "272413.70", "0.01"),
        ("272.413,70 €", "272413.70", "0.01"),
        ("1.272.413,70 €", "1272413.70", "0.01"),
        ("€ 272 413,70", "272413.70", "0.01"),
        ("€272413", "272413", "1"),
        ("EUR 272 413,70", "272413.70", "0.01"),
        ("12.000,98 €", "12000.98", "0.01"),
        ("113'000,97 €", "113000.97", "0.01"),
        ("113’000.97 €", "113000.97", "0.01"),
        ("113 000€97", "113000.97", "0.01"),
        ("272 413 € 70", "272413.70", "0.01"),
        ("272 413 euros 70 centimes", "272413.70", "0.01"),
        ("272 413 euros et 7 centimes", "272413.07", "0.01"),
        ("272 413,7 €", "272413.70", "0.01"),
        ("272413,70 EUR", "272413.70", "0.01"),
        ("272,413.70 €", "272413.70", "0.01"),
        ("100 000,00 €", "100000.00", "0.01"),
        ("1000€HT", "1000", "1"),
        ("0,27 M€", "270000", "10000"),
        ("1,250 M€", "1250000", "1000"),
        ("272 k€", "272000", "1000"),
        ("272 K€", "272000", "1000"),
        ("272 kEUR", "272000", "1000"),
        ("0,27 million d’euros", "270000", "10000"),
        ("272 milliers d’euros", "272000", "1000"),
        ("272 mille euros", "272000", "1000"),
        ("1,2 Md€", "1200000000", "100000000"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "Le FIR apporte {}.", "Il donne {}, puis 3 fois rien."])
def test_an_amount_is_read_for_what_it_is_worth_and_how_finely(
    typed: str, worth: str, step: str, around: str
) -> None:
    text = around.format(typed)
    if "€ 70" in typed and "{}," in around:
        text = text.replace(",", ".", 1)
    (amount,) = written_amounts(text)
    start, end = amount.place
    assert (amount.value, amount.step) == (Decimal(worth), Decimal(step))
    assert text[start:end].startswith(typed.removesuffix("HT"))


@pytest.mark.parametrize(
    ("text", "worths"),
    [
        ("un repas à 3 € 20 fois par an", ["3"]),
        ("20 € 30 €", ["20", "30"]),
        ("de 20 € à 30 €", ["20", "30"]),
        ("2 M€ 500 k€", ["2000000", "500000"]),
        ("12 € et 20 goûters", ["12"]),
        ("16 497 € en 2022", ["16497"]),
        ("en 2021 16 497 €", ["16497"]),
        ("article 12.3, 15 €", ["15"]),
        ("le 12.03.2024, rien", []),
        ("1.2.3 €", []),
        ("270 M", []),
        ("l’Europe des 27, en euros", []),
    ],
)
def test_what_stands_beside_an_amount_is_not_its_own(text: str, worths: list[str]) -> None:
    assert [each.value for each in written_amounts(text)] == [*map(Decimal, worths)]


@given(st.integers(100_000, 10**11), st.integers(0, 5))
def test_any_amount_is_worth_the_same_in_all_ways_of_writing_it(cents: int, way: int) -> None:
    value = Decimal(cents) / 100
    english = f"{value:,.2f}"
    french = english.replace(",", " ").replace(".", ",")
    ways = (
        f"{french} €",
        f"{value:.2f} €",
        f"{english} €",
        f"{english.replace(',', ' ').replace('.', ',').replace(' ', '.')} €",
        f"€ {french}",
        f"{french.replace(',', '€')}.",
    )
    (amount,) = written_amounts(f"Le FIR apporte {ways[way]}")
    assert amount.value == value


@pytest.mark.parametrize(
    ("sentence", "known", "told"),
    [
        ("Le Département apporte 100 000,00 €.", "99 999,99", "100 000 €"),
        ("Le Département apporte 100 000,00 €.", "100 000,01", "100 000 €"),
        ("Le Département apporte 272413.70 €.", "272 413,71", "272 413,70 €"),
        ("Le Département apporte 272.413,70 €.", "272 413,71", "272 413,70 €"),
        ("Le Département apporte € 272 413,70.", "272 413,71", "272 413,70 €"),
        ("Le Département apporte 12.000,98 €.", "12 000,89", "12 000,98 €"),
        ("Le Département apporte 113'000,97 €.", "113 000,79", "113 000,97 €"),
        ("Le Département apporte 113 000€97.", "113 000,79", "113 000,97 €"),
        ("Le Département apporte 272 413,7 €.", "272 413,71", "272 413,70 €"),
        ("Le Département apporte 272413,70 EUR.", "272 413,71", "272 413,70 €"),
        ("Le Département apporte 272 413 € 70.", "272 413,71", "272 413,70 €"),
        ("Le Département apporte 0,27 M€.", "2 700 000", "270 000 €"),
        ("Le Département apporte 227 k€.", "272 413,71", "227 000 €"),
        ("Le Département apporte 0,29 M€.", "282 570,71", "290 000 €"),
        ("Le Département apporte 0,29 million d’euros.", "282 570,71", "290 000 €"),
        ("Le Département apporte 0,2 M€.", "282 570,71", "200 000 €"),
        ("Le Département apporte 212 k€.", "211 042,71", "212 000 €"),
        ("Le Département apporte 212 milliers d’euros.", "211 042,71", "212 000 €"),
        ("Le Département apporte 212 000 €.", "211 042,71", "212 000 €"),
        ("Le Département apporte 211 042 €.", "211 042,71", "211 042 €"),
    ],
)
def test_an_amount_typed_in_any_way_is_held_to_the_budget(
    found: Found, sentence: str, known: str, told: str
) -> None:
    (fault,) = [each for each in found("", fiche=FICHE.format(sentence, known))
                if each.code == "C404"]  # fmt: skip
    due = f"{known.removesuffix(',00')} €"
    assert plain(fault.message).startswith(f"le texte dit {told}, le budget donne {due}")


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("Le Département apporte 100 000 €.", "99 999,99"),
        ("Le Département apporte 99 999,99 €.", "99 999,99"),
        ("Le Département apporte 272413.71 €.", "272 413,71"),
        ("Le Département apporte 272.413,71 €.", "272 413,71"),
        ("Le Département apporte € 272 413,71.", "272 413,71"),
        ("Le Département apporte 113 000€97.", "113 000,97"),
        ("Le Département apporte 272 k€.", "272 413,71"),
        ("Le Département apporte 0,27 M€.", "272 413,71"),
        ("Le Département apporte 0,272 M€.", "272 413,71"),
        ("Le Département apporte 0,28 M€.", "282 570,71"),
        ("Le Département apporte 0,3 M€.", "282 570,71"),
        ("Le Département apporte 211 k€.", "211 042,71"),
        ("Le Département apporte 211 043 €.", "211 042,71"),
        ("Le Département apporte près de 0,29 M€.", "282 570,71"),
        ("Le coût total de l’action est de 1,27 M€.", "272 413,71"),
        ("Le coût total de l’action est de 1 272 k€.", "272 413,71"),
    ],
)
def test_an_amount_that_says_the_budget_in_its_own_way_is_left_alone(
    found: Found, sentence: str, known: str
) -> None:
    assert "C404" not in [each.code for each in found("", fiche=FICHE.format(sentence, known))]


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("272413.70 €", "272 413,70 €"),
        ("272.413,70 €", "272 413,70 €"),
        ("€ 272 413,70", "272 413,70 €"),
        ("12.000,98 €", "12 000,98 €"),
        ("113'000,97 €", "113 000,97 €"),
        ("113 000€97", "113 000,97 €"),
        ("272 413,7 €", "272 413,70 €"),
        ("272 413 € 70", "272 413,70 €"),
        ("1.272.413 €", "1 272 413 €"),
        ("EUR 500", "500 €"),
    ],
)
def test_what_is_not_written_in_french_is_told_with_what_to_type(
    found: Found, typed: str, due: str
) -> None:
    text = f'contexte: {{blocs: ["Le Département a payé {typed}."]}}\n'
    (told,) = found(text)
    assert (told.code, told.severity) == ("C405", Severity.INFO)
    assert told.hints == (f"écrivez `{due}`",)
    assert told.span is not None
    assert (told.span.line, told.span.column) == (1, 43)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("12.500 €", "écrivez `12 500 €`, ou `12,50 €`"),
        ("12,500 €", "écrivez `12 500 €`, ou `12,50 €`"),
        ("272.413 €", "écrivez `272 413 €`, ou `272,41 €`"),
        ("€ 1.234", "écrivez `1 234 €`, ou `1,23 €`"),
        ("7,125 euros", "écrivez `7 125 €`, ou `7,13 €`"),
    ],
)
def test_an_amount_that_two_readers_would_read_as_two_is_a_warning(
    found: Found, typed: str, due: str
) -> None:
    (told,) = found(f'contexte: {{blocs: ["Le Département a payé {typed}."]}}\n')
    assert (told.code, told.severity) == ("C405", Severity.WARNING)
    assert told.hints == (due,)


@pytest.mark.parametrize(
    "typed",
    [
        "272 413,70 €",
        "272413,70 €",
        "272 413 euros",
        "272 k€",
        "0,27 M€",
        "3 € 20 fois",
        "5 €/jour",
    ],
)
def test_an_amount_in_french_is_left_alone(found: Found, typed: str) -> None:
    assert found(f'contexte: {{blocs: ["Le Département a payé {typed}."]}}\n') == []
