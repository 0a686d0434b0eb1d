"""Native bar charts: values labelled, the workbook inside, French throughout."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ppgp_diaporama.draw.access import describe
from ppgp_diaporama.draw.picture import place
from ppgp_diaporama.draw.workbook import APART, SERIES, label_from_cells, workbook
from ppgp_diaporama.fit.chart import NAMES, ChartPage


def draw_chart(holder: Any, page: ChartPage) -> None:
    """Put a bar chart in its placeholder, the first figure on top: each bar on a track as long as
    the whole, its label where the track ends, all three read from the cells of the workbook."""
    bars, whole = page.bars, page.bars.whole
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [row.name for row in bars.rows]
    values = [row.value for row in bars.rows]
    room = page.end - whole
    for name, numbers in (
        (SERIES[0], values),
        (SERIES[1], [whole - value for value in values]),
        (SERIES[2], [room] * len(values)),
    ):
        data.add_series(name, [float(n) for n in numbers])  # type: ignore[no-untyped-call]
    frame = holder.insert_chart(XL_CHART_TYPE.BAR_STACKED, data)
    describe(frame, bars.alt)
    place(frame, page.box)
    _style(frame.chart, page)
    _share_out(frame.chart)
    settle(frame.chart)
    frame.chart.part.chart_workbook.xlsx_part._blob = workbook(bars, room)


def _style(chart: Any, page: ChartPage) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(page.size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _axes(chart, page, Pt(page.size))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    value, track, label = plot.series
    for series, colour in ((value, MSO_THEME_COLOR.ACCENT_2), (track, MSO_THEME_COLOR.ACCENT_4)):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
    label.format.fill.background()
    label_from_cells(label._element, [f"{APART}{row.label}" for row in page.bars.rows], page.size)


def _axes(chart: Any, page: ChartPage, size: Any) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.has_major_gridlines = values.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
    names.tick_labels.font.size = size
    lying = names._element.txPr.bodyPr
    for attribute, value in (("rot", "0"), ("vert", "horz")):
        lying.set(attribute, value)  # LibreOffice breaks the lines of no others: it squeezes them
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.format.line.fill.background()
    values.minimum_scale = 0
    values.maximum_scale = float(page.end)


def _share_out(chart: Any) -> None:
    """Give the names of the bars the width they were measured for, and hide none of them."""
    names = chart.category_axis._element
    names.find(qn("c:noMultiLvlLbl")).addprevious(
        parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    )
    lay_out(chart, {"x": NAMES + 0.01, "y": 0.01, "w": 0.99 - NAMES, "h": 0.98})


def lay_out(chart: Any, edges: dict[str, float]) -> None:
    """Give the inside of a chart its place, in parts of the whole."""
    plot = chart._chartSpace.chart.plotArea
    layout = plot.find(qn("c:layout"))
    if layout is not None:
        plot.remove(layout)
    values = "".join(f'<c:{name} val="{value:.2f}"/>' for name, value in edges.items())
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
        ),
    )


def settle(chart: Any) -> None:
    """Mend what python-pptx leaves: the language, negative axis numbers, the workbook's date."""
    space = chart._chartSpace
    space.get_or_add_date1904().addnext(parse_xml(f'<c:lang {nsdecls("c")} val="fr-FR"/>'))
    numbers: dict[str, str] = {}
    for tag in ("c:axId", "c:crossAx"):
        for node in space.iter(qn(tag)):
            node.set("val", numbers.setdefault(node.get("val"), str(1000 + len(numbers))))
    for props in space.iter(qn("a:defRPr")):
        props.set("lang", "fr-FR")
