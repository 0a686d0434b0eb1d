"""Step 7 on workbooks: what a reader of the cells would miss is said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from xlsxwriter import Workbook

from ppgp_docs.prove.xlsx import read


@pytest.fixture
def workbook() -> bytes:
    """A title, a text, an amount, a share, a formula and a chart, as our formats write them."""
    out = io.BytesIO()
    book = Workbook(out)
    book.set_properties({"title": "Essai"})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "Département")
    sheet.write_number(1, 0, 16497, book.add_format({"num_format": '#,##0"\u00a0€"'}))
    sheet.write_number(2, 0, 0.925, book.add_format({"num_format": "0.00%"}))
    cents = book.add_format({"num_format": '#,##0.00"\u00a0€"'})
    sheet.write_formula(3, 0, "=A2/4", cents, 4124.25)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet1!$A$2:$A$2"})
    sheet.insert_chart(5, 0, chart, {"description": "Un histogramme"})
    book.close()
    return changed(
        out.getvalue(), "core", "</dc:title>", "</dc:title><dc:language>fr</dc:language>"
    )


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same archive with a part in which `old` (a pattern) became `new`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith((f"xl/{part}", f"docProps/{part}")):
                assert re.search(old, text.decode())
                text = re.sub(old, new, text.decode()).encode()
            target.writestr(name, text)
    return out.getvalue()


def test_cells_are_read_as_a_french_reader_sees_them(workbook: bytes) -> None:
    reading = read(workbook)
    shown = ["Département", "16\u202f497\u00a0€", "92,50\u00a0%", "4\u202f124,25\u00a0€"]
    assert [line for line in reading.text.splitlines() if line] == shown
    assert reading.heard == ("Un histogramme",)
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("core", "<dc:language>.*</dc:language>", "", "n’indique pas sa langue"),
        ("core", "<dc:title>.*</dc:title>", "", "n’a pas de titre"),
        ("drawings/drawing1.xml", ' descr="[^"]*"', "", "sans texte de remplacement"),
        (
            "worksheets/sheet1.xml",
            "<v>4124.25</v>",
            "",
            "la formule de la cellule A4 n’a pas de résultat",
        ),
        ("worksheets/sheet1.xml", '<c r="A2" s="1">', '<c r="A2" s="1" t="e">', "A2 est en erreur"),
    ],
)
def test_what_is_wrong_with_a_workbook_is_said(
    workbook: bytes, part: str, old: str, new: str, fault: str
) -> None:
    faults = read(changed(workbook, part, old, new)).faults
    assert any(fault in said for said in faults)


@pytest.mark.parametrize("broken", [lambda data: data[:300], lambda _: b"pas une archive"])
def test_a_file_that_does_not_open_is_said(
    workbook: bytes, broken: Callable[[bytes], bytes]
) -> None:
    reading = read(broken(workbook))
    assert reading.pages == ()
    assert "ne s’ouvre pas" in reading.faults[0]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" t="inlineStr"><is><r><t>En</t></r><r><t> ligne</t></r></is></c>', "En ligne"),
        ('<c r="A1" t="str"><f>A2</f><v>Un texte</v></c>', "Un texte"),
        ('<c r="A1" t="inlineStr"><is><t/></is></c>', ""),
    ],
)
def test_a_text_is_read_wherever_a_workbook_keeps_it(
    workbook: bytes, cell: str, shown: str
) -> None:
    data = changed(workbook, "worksheets/sheet1.xml", '<c r="A1"[^>]*>.*?</c>', cell)
    assert read(data).pages[0].splitlines()[0:1] == ([shown] if shown else [""])


def test_a_share_without_decimals_is_rounded_to_the_unit() -> None:
    out = io.BytesIO()
    book = Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_number(0, 0, 0.92, book.add_format({"num_format": "0%"}))
    sheet.write_number(1, 0, 0.928, book.add_format({"num_format": "0%"}))
    book.close()
    assert read(out.getvalue()).pages[0].split("\n") == ["92\u00a0%", "93\u00a0%"]
