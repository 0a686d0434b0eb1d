"""Native line charts of values before and after: points labelled, the workbook inside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from attrs import frozen
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
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
    name: str = ""
    moment: drawn.Moment | None = None
    is_before: bool = False

    @property
    def value(self) -> float | None:
        """What is drawn: a count, or a part of the whole."""
        if self.moment is None:
            return None
        return float(self.moment.ratio if self.moment.count is None else self.moment.count)


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
    data.add_series(_HEADER[2], [row.value for row in rows])  # type: ignore[no-untyped-call]
    frame = holder.insert_chart(XL_CHART_TYPE.LINE_MARKERS, data)
    describe(frame, page.slopes.alt)
    place(frame, page.box)
    _style(frame.chart, page, rows)
    lay_out(frame.chart, {"x": 0.01, "y": 0.01, "w": 0.98, "h": 0.98 - page.under})
    settle(frame.chart)
    frame.chart.part.chart_workbook.xlsx_part._blob = _workbook(rows)


def _rows(slopes: Slopes) -> Iterator[_Row]:
    for slope in slopes.rows:
        (before, after), change = slope.change.names, slope.change
        yield _Row(change.label)
        yield _Row("", before, change.before, is_before=True)
        yield _Row("", after, change.after)
        yield _Row("")


def _whole(rows: list[_Row]) -> float:
    """The value at the top of the scale: 1 for parts of a whole, the largest count for counts."""
    counts = (row.moment.count for row in rows if row.moment and row.moment.count)
    return float(max(counts, default=1))


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
    values.crosses = XL_AXIS_CROSSES.MINIMUM
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    whole = _whole(rows)
    values.minimum_scale = -page.beyond * whole
    values.maximum_scale = (1 + page.beyond) * whole
    (series,) = chart.plots[0].series
    series.smooth = False
    series.format.line.width = Pt(3)
    series.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_2
    for rank, row in enumerate(rows):
        if row.moment:
            _mark(series.points[rank], hollow=row.is_before)
    labels = [labelled(row.moment) if row.moment else "" for row in rows]
    sides = ["l" if row.is_before else "r" for row in rows]
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
                look = percents if row.moment.count is None else None
                sheet.write_number(rank, 2, row.value, look)
                _write_label(sheet, rank, row.moment)
    return normalised_zip(out.getvalue())


def _write_label(sheet: Any, rank: int, moment: drawn.Moment) -> None:
    """The label as a formula of its value, where rounding alone gives one of its lines; the other
    lines stand in the cell beside it."""
    lines = (moment.number, *moment.details)
    own = _own_line(moment)
    sheet.write_string(rank, 4, "\n".join(line for line in lines if line != own))
    if not own:
        sheet.write_string(rank, 3, labelled(moment))
        return
    value = f'TEXT(C{rank + 1},"{_look(moment)}")'
    parts = [value if line == own else f"E{rank + 1}" for line in lines[:2]]
    sheet.write_formula(rank, 3, "=" + "&CHAR(10)&".join(parts), None, labelled(moment))


def _own_line(moment: drawn.Moment) -> str:
    """The line that says the value itself, as a spreadsheet would; empty for none.

    A share may stand below its count; nothing else does.
    """
    lines = (moment.number, *moment.details)
    if moment.count is None:
        said = f"{(200 * moment.ratio + 1) // 2}\u00a0%"  # half up
        return said if said in lines[:2] and (said == lines[0] or len(lines) == 2) else ""
    digits = re.sub(r"\s", "", moment.number)
    return moment.number if digits == str(moment.count) else ""


def _look(moment: drawn.Moment) -> str:
    return "0\u00a0%" if moment.count is None else "# ##0" if moment.count >= 1000 else "0"
