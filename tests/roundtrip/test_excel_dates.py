"""A cell that a workbook shows as a date says that date, whatever its format."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.form.filling import dossier, filled, form_of, taken

from ppgp_docs.roundtrip.archive import Parts
from ppgp_docs.roundtrip.excel.cells import sheets

DAY = date(2026, 1, 10)
FORMATS = {
    "dd/mm/yyyy": "10/01/2026",
    "d mmmm yyyy": "10/01/2026",
    "yyyy-mm-dd": "10/01/2026",
    "[$-40C]dddd d mmmm yyyy;@": "10/01/2026",
    'd "jour" m\\/yy': "10/01/2026",
    "mm-dd-yy": "10/01/2026",
    "dd/mm/yyyy hh:mm": "10/01/2026",
    "mmm-yy": "01/2026",
    "mmmm yyyy": "01/2026",
    "yyyy": "2026",
    "General": "46032",
    "0.00": "46032",
    '# ##0 "jours"': "46032",
    "[Red]0;[Blue]-0": "46032",
    "hh:mm": "46032",
    "[h]:mm:ss": "46032",
}


def read(value: Any, number_format: str, epoch: datetime | None = None) -> str:
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    cell = book.active["A1"]
    cell.value, cell.number_format = value, number_format
    out = io.BytesIO()
    book.save(out)
    [sheet] = sheets(Parts(out.getvalue()))
    return sheet.rows[0].text(0)


@pytest.mark.parametrize("number_format", FORMATS)
def test_a_date_is_read_as_its_format_shows_it(number_format: str) -> None:
    assert read(DAY, number_format) == FORMATS[number_format]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), DAY])
def test_a_day_is_the_same_before_and_after_the_day_that_never_was(day: date) -> None:
    assert read(day, "dd/mm/yyyy") == f"{day:%d/%m}/{day.year}"


def test_a_workbook_of_the_old_macintosh_counts_from_1904() -> None:
    assert read(DAY, "dd/mm/yyyy", CALENDAR_MAC_1904) == "10/01/2026"


@pytest.mark.parametrize("number", [0, -3, 0.5, 3_000_000])
def test_a_number_that_is_no_day_stays_a_number(number: float) -> None:
    assert read(number, "dd/mm/yyyy") == f"{number}".replace(".", ",")


LINE = {"Financeur": "CAF", "Nature": "Propre", "Année": 2026, "Montant": 80, "Date": DAY}


def test_a_date_typed_in_the_form_of_a_budget_comes_back(tmp_path, session) -> None:
    (tmp_path / "departments").mkdir()
    data = filled(form_of(tmp_path, session, "38", 3, is_budget=True), {1: LINE})
    assert not taken(tmp_path, session, data, ".xlsx").left_over
    [line] = dossier(tmp_path, "38-isere/fiches/03.yaml")["budget"]["lignes"]
    assert line["date"] == "10/01/2026"
