"""The workbook of a chart, and labels read from its cells: edited in PowerPoint, they stay true.

The label of a bar is a formula of its value; PowerPoint shows it since 2013 (``c15``,
[MS-ODRAWXML] 2.24.3), with the text kept in the chart until the data are edited.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from ppgp_diaporama.slides import Bar, Bars
from ppgp_docs.api import normalised_zip

SHEET: Final = "Sheet1"
SERIES: Final = ("Valeur", "Reste", "Place du libellé")
"""Columns B to D: what is drawn, what is left of the whole, the room where the label stands."""

APART: Final = "\u00a0" * 2
"""What parts a label from the bar that ends before it: 3 mm, in the size of a note."""

_LABELS: Final = "Libellé"
_WHOLE: Final = ("Un tout", "$G$1")
_DAY: Final = datetime(2020, 1, 1, tzinfo=UTC)
_C15: Final = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
_ON_LABELS: Final = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_ON_SERIES: Final = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_FIELD: Final = "{8B1F5D1E-6B0C-4D6A-9C55-2F6C0C1B7A01}"
_RATED: Final = re.compile(
    r"(?P<number>[\d\s]+?)(?P<of>\ssur\s[\d\s]+?)?(?:\s\((?P<rate>\d+)\s%\))?"
)
"""A label whose number and rounded percentage a formula can say again."""


def workbook(bars: Bars, room: Decimal) -> bytes:
    """Names, values, what is left of the whole, labels; the same bytes on any day."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _DAY})
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 1, (*SERIES, _LABELS, _WHOLE[0], float(bars.whole)))
        sheet.set_column(0, 0, 50)
        for rank, row in enumerate(bars.rows, start=1):
            sheet.write_string(rank, 0, row.name)
            sheet.write_number(rank, 1, float(row.value))
            left = float(bars.whole - row.value)
            sheet.write_formula(rank, 2, f"={_WHOLE[1]}-B{rank + 1}", None, left)
            sheet.write_number(rank, 3, float(room))
            if formula := _formula(row, f"B{rank + 1}"):
                sheet.write_formula(rank, 4, formula, None, f"{APART}{row.label}")
            else:
                sheet.write_string(rank, 4, f"{APART}{row.label}")
    return normalised_zip(out.getvalue())


def _formula(row: Bar, cell: str) -> str:
    """The label as a formula of its value; empty for one that rounding alone does not give."""
    found = _RATED.fullmatch(row.label)
    if not found or re.sub(r"\s", "", found["number"]) != f"{row.value:f}":
        return ""
    said = [f'TEXT({cell},"# ##0")' if row.value >= 1000 else cell]
    if found["of"]:
        said.append(f'"{found["of"]}"')
    if found["rate"]:
        if not row.base:
            return ""
        said.append(f'"\u00a0("&TEXT({cell}/{row.base:f},"0\u00a0%")&")"')
    return f'="{APART}"&' + "&".join(said)


def label_from_cells(
    series: Any, labels: Sequence[str], size: float, column: str = "E", places: Sequence[str] = ()
) -> None:
    """Label each point of a series with its cell in the column of labels; ``places`` are where
    the labels stand (``ST_DLblPos``), at the foot of bars unless they say otherwise."""
    sides = places or ["inBase"] * len(labels)
    pairs = zip(labels, sides, strict=True)
    each = "".join(_label(rank, label, size, side) for rank, (label, side) in enumerate(pairs))
    shown = '<c15:showDataLabelsRange val="1"/>'
    before = next(series.iter(qn("c:cat")))
    before.addprevious(
        parse_xml(
            f"<c:dLbls {nsdecls('c', 'a')}>{each}{_shows(sides[0])}<c:extLst>"
            f'<c:ext uri="{_ON_LABELS}" {_C15}>{shown}</c:ext></c:extLst></c:dLbls>'
        )
    )
    cells = "".join(
        f'<c:pt idx="{rank}"><c:v>{escape(label)}</c:v></c:pt>' for rank, label in enumerate(labels)
    )
    series.append(
        parse_xml(
            f'<c:extLst {nsdecls("c")}><c:ext uri="{_ON_SERIES}" {_C15}><c15:datalabelsRange>'
            f"<c15:f>{SHEET}!${column}$2:${column}${len(labels) + 1}</c15:f><c15:dlblRangeCache>"
            f'<c:ptCount val="{len(labels)}"/>{cells}</c15:dlblRangeCache></c15:datalabelsRange>'
            "</c:ext></c:extLst>"
        )
    )


def _shows(place: str) -> str:
    return (
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="0"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>'
    )


def _label(rank: int, text: str, size: float, place: str) -> str:
    look = f'<a:rPr lang="fr-FR" sz="{round(size * 100)}" b="1"/>'
    said = f'<a:fld id="{_FIELD}" type="CELLRANGE">{look}<a:t>{escape(text)}</a:t></a:fld>'
    return (
        f'<c:dLbl><c:idx val="{rank}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        f"<a:p>{said if text else ''}</a:p></c:rich></c:tx>{_shows(place)}"
        f'<c:extLst><c:ext uri="{_ON_LABELS}" {_C15}><c15:showDataLabelsRange val="1"/></c:ext>'
        "</c:extLst></c:dLbl>"
    )
