"""Native tables, with a header row that screen readers know."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from ppgp_diaporama.draw.access import describe
from ppgp_diaporama.draw.picture import place
from ppgp_diaporama.draw.text import write
from ppgp_diaporama.fit.table import EDGE, SIDE, TablePage
from ppgp_diaporama.slides import Para
from ppgp_docs.api import Line


def draw_table(holder: Any, page: TablePage, title: str) -> None:
    """Put a table in its placeholder."""
    frame = holder.insert_table(rows=len(page.rows) + 1, cols=len(page.header))
    table = frame.table
    table.first_row, table.horz_banding = True, True
    _wear(table, frame)
    for column, width in zip(table.columns, page.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, page.heights, strict=True):
        row.height = Pt(height)
    for rank, cells in enumerate((page.header, *page.rows)):
        for cell, line in zip(table.rows[rank].cells, cells, strict=True):
            _fill(cell, line, page.size)
    place(frame, page.box)
    frame.height = Pt(sum(page.heights))
    describe(frame, f"Tableau. {title}")


def _wear(table: Any, frame: Any) -> None:
    """The table style that the template names as its own, instead of python-pptx's; a template
    that lost its list of them, as a repair may leave it, names none."""
    default = None
    with suppress(KeyError, etree.XMLSyntaxError):
        deck = frame.part.package.presentation_part
        parts = deck.part_related_by(RELATIONSHIP_TYPE.TABLE_STYLES)
        default = etree.fromstring(parts.blob).get("def")
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if default and style is not None:
        style.text = default


def _fill(cell: Any, line: Line, size: float) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(EDGE)
    write(cell.text_frame, [Para(tuple(run for run in line.runs if not run.note))])
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size)
