"""The degrees of an opinion as one native bar, each in its tint, its name and its part under it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from ppgp_diaporama.draw.access import describe
from ppgp_diaporama.draw.chart import lay_out, settle
from ppgp_diaporama.draw.picture import place
from ppgp_diaporama.draw.workbook import SHEET
from ppgp_diaporama.fit.chart import ChartPage
from ppgp_diaporama.fit.degrees import BAR, named
from ppgp_diaporama.slides import Bars
from ppgp_docs.api import Theme, contrast, normalised_zip

_ROW: Final = "Réponses"
_DAY: Final = datetime(2020, 1, 1, tzinfo=UTC)
_LEAST: Final = 0.04
"""The part of the whole from which a degree holds its number."""


def draw_degrees(holder: Any, page: ChartPage, theme: Theme) -> None:
    """Put a bar in its placeholder, a series a degree: the names under it are formulas of the
    counts, so that they stay true when the data are edited."""
    bars = page.bars
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [_ROW]
    for row in bars.rows:
        data.add_series(named(row), [float(row.value)])  # type: ignore[no-untyped-call]
    frame = holder.insert_chart(XL_CHART_TYPE.BAR_STACKED_100, data)
    describe(frame, bars.alt)
    place(frame, page.box)
    _style(frame.chart, page, theme)
    lay_out(frame.chart, {"x": 0.01, "y": 0.03, "w": 0.98, "h": BAR})
    settle(frame.chart)
    frame.chart.part.chart_workbook.xlsx_part._blob = _workbook(bars)


def _style(chart: Any, page: ChartPage, theme: Theme) -> None:
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size = Pt(page.size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    for axis in (chart.category_axis, chart.value_axis):
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.format.line.fill.background()
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 0, 100
    colours = theme.degrees(len(page.bars.rows))
    whole = sum(row.value for row in page.bars.rows)
    for series, colour, row in zip(plot.series, colours, page.bars.rows, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
        series.format.line.width = Pt(1)  # the faintest is told from the slide
        series.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_2
        if row.value / whole >= _LEAST:
            _number(series, page.size, colour, theme)


def _number(series: Any, size: float, colour: str, theme: Theme) -> None:
    """How many gave a degree, in the colour that reads better on its own."""
    labels = series.data_labels
    labels.show_value = True
    labels.font.size, labels.font.bold = Pt(size), True
    inks = (theme.colour("encre"), theme.colour("papier"))
    labels.font.color.rgb = _rgb(max(inks, key=lambda ink: contrast(ink, colour)))


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call]


def _workbook(bars: Bars) -> bytes:
    """A column a degree: its name with its part of the whole, its count; the same bytes on any
    day."""
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell

    out, last = io.BytesIO(), xl_rowcol_to_cell(1, len(bars.rows), True, True)
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _DAY})
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(1, 0, _ROW)
        for column, row in enumerate(bars.rows, start=1):
            cell = xl_rowcol_to_cell(1, column)
            part = f'TEXT({cell}/SUM($B$2:{last}),"0\u00a0%")'
            name = row.name.replace('"', '""')
            sheet.write_formula(
                0, column, f'="{name}\u00a0: "&{cell}&"\u00a0("&{part}&")"', None, named(row)
            )
            sheet.write_number(1, column, float(row.value))
    return normalised_zip(out.getvalue())
