"""Numbers, money and percentages: written the French way, read without guessing."""

import re
from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from ppgp_docs.francais.nombres import (
    decimal,
    dire_part,
    ecart_en_euros,
    en_lettres,
    entier,
    euros,
    format_pourcentage,
    lire_decimal,
    lire_entier,
    lire_montant,
    lire_nombre,
    lire_pourcentage,
    lire_prix,
    petit_nombre,
    pourcentage,
    prix,
    reachable,
)

_MONTANTS = st.decimals(min_value=0, max_value=10**12, places=2)


@given(_MONTANTS)
def test_amounts_are_written_as_unicode_cldr_does(montant: Decimal) -> None:
    assert euros(montant, centimes=True) == format_currency(montant, "EUR", locale="fr")


@given(st.integers(min_value=0, max_value=10**15))
def test_integers_are_written_as_unicode_cldr_does(n: int) -> None:
    assert entier(n) == format_decimal(n, locale="fr")


def test_cents_are_printed_only_when_there_are_some() -> None:
    assert euros(Decimal("16497.00")) == "16\u202f497\u00a0€"
    assert euros(Decimal("722.5")) == "722,50\u00a0€"
    assert euros(Decimal("722.5"), centimes=False) == "723\u00a0€"


def test_a_decimal_keeps_its_own_decimals_or_is_rounded_half_up() -> None:
    assert decimal(Decimal("1234.50")) == "1\u202f234,50"
    assert decimal(Decimal("-0.125"), 2) == "−0,13"
    assert decimal(Decimal("-0.4"), 0) == "0"
    assert euros(Decimal("-0.004")) == "0\u00a0€"


def test_a_share_is_rounded_and_never_truncated() -> None:
    assert pourcentage(7, 9) == 78
    assert pourcentage(1, 8) == 13
    assert format_pourcentage(pourcentage(16_497, 227_539, 2)) == "7,25\u00a0%"


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="base nulle"):
        pourcentage(0, 0)


@given(_MONTANTS, st.sampled_from([None, True]))
def test_what_is_written_reads_back_the_same(montant: Decimal, centimes: bool | None) -> None:
    assert lire_montant(euros(montant, centimes)) == montant
    assert lire_decimal(decimal(-montant)) == -montant
    assert lire_pourcentage(format_pourcentage(montant)) == montant


@pytest.mark.parametrize(
    ("texte", "montant"),
    [
        ("12 500,50 €", "12500.50"),
        ("12500.5", "12500.50"),
        ("12 500 €", "12500"),
        ("1 234 567,89", "1234567.89"),
        ("16\u202f497\u00a0€", "16497"),
        ("  180500 euros ", "180500"),
        ("-3,5 EUR", "-3.5"),
        ("1.200,50 €", "1200.50"),
        ("-1.234.567,89", "-1234567.89"),
        ("1.234.567 €", "1234567"),
        ("(1 200,00)", "-1200"),
        ("(1.200,50 €)", "-1200.50"),
        ("( 600 ) €", "-600"),
    ],
)
def test_an_amount_is_read_as_french_people_type_it(texte: str, montant: str) -> None:
    assert lire_montant(texte) == Decimal(montant)


@pytest.mark.parametrize("texte", ["12.500", "12,500", "12,500 €", "(12.500)"])
def test_an_amount_that_two_readers_read_otherwise_is_refused(texte: str) -> None:
    with pytest.raises(ValueError) as refus:
        lire_montant(texte)
    assert re.fullmatch(
        f"`{re.escape(texte)}` peut se lire de deux façons\u00a0: "
        "écrivez `−?12 500`, ou la valeur avec deux décimales",
        str(refus.value),
    )


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "€",
        "12 50",
        "8,4 M€",
        "1e5",
        "٣",
        "9" * 40,
        "1.23.456,7",
        "1.2345,6",
        "(-600)",
        "()",
        "(6",
        "1.200,",
    ],
)
def test_what_is_no_amount_is_refused_with_a_model(texte: str) -> None:
    with pytest.raises(ValueError, match=r"ne se lit pas comme un nombre.* `12 500,50 €`"):
        lire_montant(texte)


@pytest.mark.parametrize(
    ("texte", "valeur", "ecrit"),
    [
        ("52 000 €", "52000", "52\u202f000\u00a0€"),
        ("12,5", "12.5", "12,50\u00a0€"),
        ("0,0345 €", "0.0345", "0,0345\u00a0€"),
        ("0.345", "0.345", "0,345\u00a0€"),
        ("1,1250 €", "1.125", "1,1250\u00a0€"),
        ("0,000001", "0.000001", "0,000001\u00a0€"),
    ],
)
def test_what_a_unit_costs_may_go_below_the_cent(texte: str, valeur: str, ecrit: str) -> None:
    assert lire_prix(texte) == Decimal(valeur)
    assert prix(Decimal(valeur)) == ecrit
    assert lire_prix(ecrit) == Decimal(valeur)


@pytest.mark.parametrize("texte", ["1,125", "12.500 €", "0,0000001", "abc"])
def test_what_no_unit_costs_is_refused(texte: str) -> None:
    with pytest.raises(ValueError):
        lire_prix(texte)


def test_an_amount_beyond_the_cent_is_refused() -> None:
    with pytest.raises(ValueError, match="`0,005` va au-delà du centime"):
        lire_montant("0,005")


def test_an_integer_is_read_grouped_or_not_and_never_cut() -> None:
    assert lire_entier("6957") == lire_entier("6\u202f957") == 6957
    with pytest.raises(ValueError, match="`12,5` n’est pas un nombre entier"):
        lire_entier("12,5")
    with pytest.raises(ValueError, match="écrivez `12 500`"):
        lire_entier("12.500")


def test_a_percentage_is_read_with_or_without_its_sign() -> None:
    assert lire_pourcentage("77 %") == lire_pourcentage("77") == 77
    assert lire_pourcentage("7,25%") == lire_pourcentage("7.25") == Decimal("7.25")


def test_three_decimals_are_plain_after_a_comma_and_ambiguous_after_a_point() -> None:
    assert lire_decimal("1,125") == Decimal("1.125")
    assert lire_decimal("0.125") == Decimal("0.125")
    with pytest.raises(ValueError, match="deux façons"):
        lire_decimal("1.125")


@pytest.mark.parametrize(
    ("mot", "nombre"),
    [
        ("douze", 12),
        ("Une", 1),
        ("vingt et un", 21),
        ("vingt-et-une", 21),
        ("quatre-vingts", 80),
        ("soixante et onze", 71),
        ("double", 2),
        ("triple", 3),
        ("12", 12),
        ("6 957", 6957),
        ("plusieurs", None),
        ("", None),
    ],
)
def test_a_number_word_is_read_and_another_word_is_not(mot: str, nombre: int | None) -> None:
    assert lire_nombre(mot) == nombre


@given(st.integers(min_value=0, max_value=100), st.booleans())
def test_a_number_in_words_reads_back_the_same(n: int, feminin: bool) -> None:
    assert lire_nombre(en_lettres(n, feminin)) == n


@pytest.mark.parametrize("said", ["cent un", "cent et un", "cent-une", "deux cents"])
def test_words_are_read_up_to_a_hundred(said: str) -> None:
    assert lire_nombre("cent") == 100
    assert lire_nombre(said) is None


def test_only_a_last_one_takes_the_feminine() -> None:
    assert en_lettres(21, feminin=True) == "vingt et une"
    assert en_lettres(11, feminin=True) == "onze"
    assert en_lettres(62, feminin=True) == "soixante-deux"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (4, "0,4"),
        (5, "0,5"),
        (9, "0,9"),
        (10, "1"),
        (14, "1"),
        (990, "99"),
        (995, "99,5"),
        (996, "99,6"),
    ],
)
def test_below_one_per_cent_and_above_ninety_nine_there_is_one_decimal(
    part: int, said: str
) -> None:
    assert dire_part(part, 1000) == f"{said}\u00a0%"


@pytest.mark.parametrize("n", range(101))
def test_a_number_in_words_is_the_one_that_a_library_gives(n: int) -> None:
    assert en_lettres(n) == num2words(n, lang="fr")


@pytest.mark.parametrize("n", range(21))
def test_a_small_number_is_printed_in_the_same_words(n: int) -> None:
    assert petit_nombre(Decimal(n)) == en_lettres(n)
    assert petit_nombre(Decimal(n), feminin=True) == en_lettres(n, feminin=True)


@pytest.mark.parametrize(
    ("part", "base", "said"),
    [
        (985, 1000, "99\u00a0%"),
        (992, 1000, "99,2\u00a0%"),
        (1999, 2000, "plus de 99,9\u00a0%"),
        (1, 10_000, "moins de 0,1\u00a0%"),
        (1004, 1000, "100,4\u00a0%"),
        (1104, 1000, "110\u00a0%"),
        (10_001, 10_000, "plus de 100\u00a0%"),
        (1000, 1000, "100\u00a0%"),
        (0, 1000, "0\u00a0%"),
    ],
)
def test_a_share_never_says_none_or_all_of_what_is_neither(part: int, base: int, said: str) -> None:
    assert dire_part(part, base) == said


@pytest.mark.parametrize("whole", [7, 9, 30, 1000])
def test_a_share_is_reachable_when_some_whole_number_makes_it(whole: int) -> None:
    made = {round_half_up(100 * k, whole) for k in range(whole + 1)}
    for share in range(101):
        assert reachable(Decimal(share), whole) == (share in made)


def round_half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


@pytest.mark.parametrize("texte", ["1,500", "999,500", "-999.999"])
def test_three_decimals_of_an_amount_may_be_thousands(texte: str) -> None:
    with pytest.raises(ValueError, match="peut se lire de deux façons"):
        lire_montant(texte)


@pytest.mark.parametrize("n", ["2.5", "0.1", "21", "25", "-1"])
def test_a_number_in_parts_above_twenty_or_below_zero_stays_in_figures(n: str) -> None:
    assert petit_nombre(Decimal(n)) == ""


def test_what_is_no_number_is_quoted_as_it_was_typed() -> None:
    with pytest.raises(ValueError, match=r"^`abc` ne se lit pas"):
        lire_decimal("abc")
    with pytest.raises(ValueError, match=r"^`abc €` ne se lit pas"):
        lire_montant("abc €")


@pytest.mark.parametrize(
    ("gap", "words"),
    [("0.01", "+0,01\u00a0€"), ("-0.01", "−0,01\u00a0€"), ("1000", "+1\u202f000\u00a0€")],
)
def test_a_difference_in_euros_bears_its_sign(gap: str, words: str) -> None:
    assert ecart_en_euros(Decimal(gap)) == words
