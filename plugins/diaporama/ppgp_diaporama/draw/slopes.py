"""Native line charts of values before and after: points labelled, the workbook inside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, Final

from attrs import frozen
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from ppgp_diaporama.draw.access import describe
from ppgp_diaporama.draw.chart import lay_out, settle
from ppgp_diaporama.draw.picture import place
from ppgp_diaporama.draw.workbook import SHEET, label_from_cells
from ppgp_diaporama.fit.slopes import SlopesPage, labelled
from ppgp_diaporama.slides import Slopes
from ppgp_docs.api import drawn, normalised_zip

_HEADER: Final = ("Mesure", "Moment", "Valeur", "Libellé", "Détail")
_DAY: Final = datetime(2020, 1, 1, tzinfo=UTC)


@frozen
class _Row:
    """A row of the workbook: a point of the chart, or the blank beside it, where its label is."""

    measure: str
    name: str
    moment: drawn.Moment | None


def draw_slopes(holder: Any, page: SlopesPage) -> None:
    """Put a line chart in its placeholder: one series, cut between the measures, each point with
    its label beside it, read from the cells of the workbook."""
    rows = list(_rows(page.slopes))
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    parent: Any = None
    for row in rows:
        if row.measure:
            parent = data.add_category(row.measure)  # type: ignore[no-untyped-call]
        parent.add_sub_category(row.name)
    values = [float(row.moment.ratio) if row.moment else None for row in rows]
    data.add_series(_HEADER[2], values)  # type: ignore[no-untyped-call]
    frame = holder.insert_chart(XL_CHART_TYPE.LINE_MARKERS, data)
    describe(frame, page.slopes.alt)
    place(frame, page.box)
    _style(frame.chart, page, rows)
    lay_out(frame.chart, {"x": 0.01, "y": 0.01, "w": 0.98, "h": 0.98 - page.under})
    settle(frame.chart)
    frame.chart.part.chart_workbook.xlsx_part._blob = _workbook(rows)


def _rows(slopes: Slopes) -> Iterator[_Row]:
    for slope in slopes.rows:
        yield _Row(slope.change.label, "", None)
        for name, moment in zip(drawn.NAMES, slope.change.moments, strict=True):
            yield _Row("", name, moment)
        yield _Row("", "", None)


def _style(chart: Any, page: SlopesPage, rows: list[_Row]) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(page.size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    names, values = chart.category_axis, chart.value_axis
    names.has_major_gridlines = values.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.format.line.fill.background()
    values.minimum_scale, values.maximum_scale = -page.beyond, 1 + page.beyond
    (series,) = chart.plots[0].series
    series.smooth = False
    series.format.line.width = Pt(3)
    series.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_2
    for rank, row in enumerate(rows):
        if row.moment:
            _mark(series.points[rank], hollow=row.name == drawn.NAMES[0])
    labels = [labelled(row.moment) if row.moment else "" for row in rows]
    sides = ["l" if row.name == drawn.NAMES[0] else "r" for row in rows]
    label_from_cells(series._element, labels, page.size, "D", sides)


def _mark(point: Any, hollow: bool) -> None:
    """The point of before is hollow, that of after full: they are told apart without colour."""
    marker = point.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 14
    fill = MSO_THEME_COLOR.BACKGROUND_1 if hollow else MSO_THEME_COLOR.ACCENT_2
    marker.format.fill.solid()
    marker.format.fill.fore_color.theme_color = fill
    marker.format.line.width = Pt(3)
    marker.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_2


def _workbook(rows: list[_Row]) -> bytes:
    """Measures, moments, values, labels; the same bytes on any day."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _DAY})
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, _HEADER)
        sheet.set_column(0, 0, 40)
        percents = book.add_format({"num_format": "0\u00a0%"})
        for rank, row in enumerate(rows, start=1):
            sheet.write_row(rank, 0, (row.measure, row.name))
            if row.moment:
                sheet.write_number(rank, 2, float(row.moment.ratio), percents)
                _write_label(sheet, rank, row.moment)
    return normalised_zip(out.getvalue())


def _write_label(sheet: Any, rank: int, moment: drawn.Moment) -> None:
    """The label as a formula of its value, where rounding alone gives it."""
    text, more = labelled(moment), "\n".join(moment.details)
    sheet.write_string(rank, 4, more)
    if moment.number != _rounded(moment.ratio):
        sheet.write_string(rank, 3, text)
        return
    detail = f"&CHAR(10)&E{rank + 1}" if more else ""
    sheet.write_formula(rank, 3, f'=TEXT(C{rank + 1},"0\u00a0%"){detail}', None, text)


def _rounded(ratio: Fraction) -> str:
    """As a spreadsheet does: half up."""
    return f"{(200 * ratio + 1) // 2}\u00a0%"
