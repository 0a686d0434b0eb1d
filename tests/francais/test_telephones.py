"""Telephone numbers as people type them, written the usual way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.telephones import est_un_telephone, telephone


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0199001234", "01 99 00 12 34"),
        ("01.99.00.12.34", "01 99 00 12 34"),
        ("01-99-00-12-34", "01 99 00 12 34"),
        ("01/99/00/12/34", "01 99 00 12 34"),
        ("06 39 98 12 34", "06 39 98 12 34"),
        ("06\u202f39\u00a098 12 34", "06 39 98 12 34"),
        ("0800 12 34 56", "0 800 123 456"),
        ("+33199001234", "+33 1 99 00 12 34"),
        ("+33 (0)1 99 00 12 34", "+33 1 99 00 12 34"),
        ("(+33) 01 99 00 12 34", "+33 1 99 00 12 34"),
        ("0033 1 99 00 12 34", "+33 1 99 00 12 34"),
        ("0262123456", "0262 12 34 56"),
        ("05 90 12 34 56", "0590 12 34 56"),
        ("0594 12 34 56", "0594 12 34 56"),
        ("0696123456", "0696 12 34 56"),
        ("+262262123456", "+262 262 12 34 56"),
        ("00262 692 12 34 56", "+262 692 12 34 56"),
        ("+262 639 12 34 56", "+262 639 12 34 56"),
        ("+590 590 123456", "+590 590 12 34 56"),
        ("+594 (0)594 12 34 56", "+594 594 12 34 56"),
        ("+596596123456", "+596 596 12 34 56"),
        ("+508 411234", "+508 41 12 34"),
        ("+687 261234", "+687 26 12 34"),
        ("+689 40123456", "+689 40 12 34 56"),
        ("+41 223274111", "+41 22 327 41 11"),
        ("119", "119"),
        ("3919", "39 19"),
        ("31 14", "31 14"),
        ("116117", "116 117"),
        ("tel:+33199001234", "+33 1 99 00 12 34"),
    ],
)
def test_a_number_is_written_the_usual_way_however_it_was_typed(typed: str, written: str) -> None:
    assert telephone(typed) == written.replace(" ", "\u00a0")
    assert telephone(telephone(typed)) == telephone(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "poste 12",
        "01 99 00 12",
        "01 99 00 12 345",
        "00 99 00 12 34",
        "O1 99 00 12 34",
        "+262 12",
        "+262 262 12 34 56 78",
        "+596 596 12 34",
        "+999 12 34 56 78",
        "01 99 00 12 34 / 01 99 00 12 35",
        "٠١٩٩٠٠١٢٣٤",
        "9" * 60,
    ],
)
def test_what_nobody_could_dial_is_no_number(typed: str) -> None:
    assert not est_un_telephone(typed)


@pytest.mark.parametrize(
    "start", ["0199 00", "0261 91", "0353 01", "0465 71", "0536 49", "0639 98"]
)
@given(st.integers(0, 9999))
def test_the_numbers_that_the_arcep_keeps_for_fiction_are_numbers(start: str, end: int) -> None:
    assert est_un_telephone(f"{start}{end:04d}")


@given(st.text())
def test_whatever_is_typed_is_a_number_or_is_not(typed: str) -> None:
    assert est_un_telephone(typed) in (True, False)


def test_the_library_is_not_loaded_for_a_number_of_metropolitan_france() -> None:
    code = (
        "import sys; from ppgp_docs.francais.telephones import telephone as t; "
        "t('01 99 00 12 34'); t('0262 12 34 56'); t('+33199001234'); t('3919'); "
        "assert 'phonenumbers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("04 99 00 12 3", "il a 9 chiffres, il en faut dix"),
        ("04 99 00 12 345", "il a 11 chiffres"),
        ("499001234", "il lui manque le 0 du début, `0499001234`"),
        ("04 99 00 12 34 poste 12", "un seul, sans poste"),
        ("04 99 00 12 34 / 35", "un seul"),
        ("04 99 00 12 34 ou 06 39 98 00 00", "un seul"),
        ("tél. 04 99 00 12 34", "seul, sans autre mot"),
        ("04 99 00 12 3O", "la lettre O"),
        ("+33 4 99 00 12 3456", ""),
    ],
)
def test_what_keeps_a_number_from_being_one_is_said(typed: str, why: str) -> None:
    with pytest.raises(ValueError) as refused:
        telephone(typed)
    assert f"`{typed}`" in str(refused.value) and why in str(refused.value)
