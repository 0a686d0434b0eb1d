"""A cell that a workbook shows as a date says that date, whatever its format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
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
    "yyyy-mm-dd h:mm:ss": "10/01/2026",
    "jj/mm/aaaa": "10/01/2026",
    "[$-40C]jj/mm/aaaa": "10/01/2026",
    "mmmm": "01/2026",
    "h:mm AM/PM": "10/01/2026",
    "hh:mm": "10/01/2026",
    "mm:ss": "10/01/2026",
    "[h]:mm:ss": "10/01/2026",
    "Standard": "46032",
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


def test_the_formats_of_conditions_do_not_hide_that_of_a_date() -> None:
    """A rule of conditional formatting numbers its format as it likes, the number of a cell's too
    (openpyxl numbers them so when it writes a workbook of ours again)."""
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value, cell.number_format = DAY, "yyyy-mm-dd h:mm:ss"
    book.save(out := io.BytesIO())
    styles = (
        b'<dxfs count="1"><dxf><numFmt numFmtId="164" formatCode="&quot;-&quot;"/></dxf></dxfs>'
    )
    parts = dict(_contents(out.getvalue()))
    place = rb"<dxfs\b.*?(/>|</dxfs>)|(?=</styleSheet>)"
    parts["xl/styles.xml"] = re.sub(place, styles, parts["xl/styles.xml"], count=1)
    with zipfile.ZipFile(made := io.BytesIO(), "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    [sheet] = sheets(Parts(made.getvalue()))
    assert sheet.rows[0].text(0) == "10/01/2026"


def _contents(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from ((name, archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize(("value", "shown"), [(0.75, "0,75"), (1.52, "1,52"), (400, "400")])
def test_hours_of_a_duration_are_no_day(value: float, shown: str) -> None:
    assert read(value, "[h]:mm") == shown


def test_a_date_written_as_iso_text_is_read() -> None:
    book = openpyxl.Workbook()
    book.iso_dates = True
    book.active["A1"].value = datetime(2026, 1, 10)
    book.active["A2"].value = DAY
    book.save(out := io.BytesIO())
    [sheet] = sheets(Parts(out.getvalue()))
    assert [row.text(0) for row in sheet.rows] == ["10/01/2026", "10/01/2026"]


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
