"""Native bar charts: values labelled, the workbook inside, French throughout."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ppgp_diaporama.draw.access import describe
from ppgp_diaporama.draw.picture import place
from ppgp_diaporama.draw.text import write_plain
from ppgp_diaporama.fit.chart import NAMES, ChartPage
from ppgp_docs.api import normalised_zip

_DATES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED: Final = rb"\g<1>2020-01-01T00:00:00Z"


def draw_chart(holder: Any, page: ChartPage) -> None:
    """Put a bar chart in its placeholder, the first figure on top."""
    bars = page.bars
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [row.name for row in bars.rows]
    values = [float(row.value) for row in bars.rows]  # a chart of Office knows no decimal
    data.add_series("Valeur", values)  # type: ignore[no-untyped-call]
    frame = holder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    describe(frame, bars.alt)
    place(frame, page.box)
    _style(frame.chart, page)
    _share_out(frame.chart)
    _settle(frame.chart)


def _style(chart: Any, page: ChartPage) -> None:
    size = Pt(page.size)
    chart.has_legend = chart.has_title = False
    chart.font.size = size
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _axes(chart, page, size)
    plot = chart.plots[0]
    plot.gap_width = 60
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    plot.has_data_labels = True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for point, row in enumerate(page.bars.rows):
        words = series.points[point].data_label
        write_plain(words.text_frame, row.label.split("\n"))
        words.position = XL_LABEL_POSITION.OUTSIDE_END
        for paragraph in words.text_frame.paragraphs:
            for run in paragraph.runs:  # none for a figure that a draft leaves without its value
                run.font.size, run.font.bold = size, True


def _axes(chart: Any, page: ChartPage, size: Any) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.has_major_gridlines = values.has_major_gridlines = False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
    names.tick_labels.font.size = size
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
    plot = chart._chartSpace.chart.plotArea
    layout = plot.find(qn("c:layout"))
    if layout is not None:
        plot.remove(layout)
    edges = {"x": NAMES + 0.01, "y": 0.01, "w": 0.99 - NAMES, "h": 0.98}
    values = "".join(f'<c:{name} val="{value:.2f}"/>' for name, value in edges.items())
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
        ),
    )


def _settle(chart: Any) -> None:
    """Mend what python-pptx leaves: the language, negative axis numbers, the workbook's date."""
    space = chart._chartSpace
    space.get_or_add_date1904().addnext(parse_xml(f'<c:lang {nsdecls("c")} val="fr-FR"/>'))
    numbers: dict[str, str] = {}
    for tag in ("c:axId", "c:crossAx"):
        for node in space.iter(qn(tag)):
            node.set("val", numbers.setdefault(node.get("val"), str(1000 + len(numbers))))
    for props in space.iter(qn("a:defRPr")):
        props.set("lang", "fr-FR")
    workbook = chart.part.chart_workbook.xlsx_part
    workbook._blob = _dateless(workbook.blob)


def _dateless(workbook: bytes) -> bytes:
    """The workbook without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _DATES.sub(_FIXED, data)
            target.writestr(name, data)
    return normalised_zip(out.getvalue())
