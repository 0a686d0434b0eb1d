"""The trend of an indicator as web pages draw it: a line to its last result, and its target.

A picture, drawn four times as large then reduced: neither LibreOffice nor Word draws SVG alike.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from docx.shared import Mm
from PIL import Image, ImageDraw

from ppgp_docs.api import Chiffre, Theme, fiche, trend
from ppgp_fiche_action.word.ooxml import Element, w
from ppgp_fiche_action.word.sheet import Sheet

_SIZE: Final = (240, 72)
_EDGE: Final = 8
"""In units of the drawing, as ``page-web`` has them."""
_PIXELS: Final = 3
"""For each unit, in the picture: 300 to the inch at 60 mm."""
_FINER: Final = 4
_DASH: Final = 6
_IN_CELL: Final = 50
"""The width of a drawing in a cell, in mm."""


def drawn_trend(
    sheet: Sheet, indicator: fiche.Indicateur, known: Mapping[str, Chiffre], width: float = 60
) -> Element | None:
    """A run with the drawing, ``width`` mm across; None where the indicator has no trend."""
    found = trend.trend_of(indicator, known)
    if found is None:
        return None
    data = io.BytesIO(_png(found, sheet.context.theme))
    inline = sheet.part.new_pic_inline(data, width=Mm(width))
    for side in "TBLR":  # readers add a margin of their own where none is said
        inline.set(f"dist{side}", "0")
    for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
        properties.set("descr", found.sentence)
    return w("r", w("drawing", inline))


def trend_below(sheet: Sheet, indicator: fiche.Indicateur) -> list[Element]:
    """The trend of an indicator of the fiche of ``sheet``, below its words in a cell."""
    drawing = drawn_trend(sheet, indicator, sheet.figures, width=_IN_CELL)
    return [] if drawing is None else [w("r", w("br")), drawing]


def _png(found: trend.Trend, theme: Theme) -> bytes:
    scale = _PIXELS * _FINER
    width, height = (side * scale for side in _SIZE)
    paper, ink = theme.colour("papier"), theme.colour("encre")
    picture = Image.new("RGB", (width, height), paper)
    pen = ImageDraw.Draw(picture)
    spots = [
        ((_EDGE + x * (_SIZE[0] - 2 * _EDGE)) * scale,
         (_SIZE[1] - _EDGE - y * (_SIZE[1] - 2 * _EDGE)) * scale)
        for x, y in found.places()
    ]  # fmt: skip
    results = spots[: len(found.points)]
    accent = theme.colour("accent")
    if found.target:
        _aim(pen, spots[-1], width, (ink, paper), scale)
    if len(results) > 1:
        pen.line(results, accent, width=int(2.5 * scale), joint="curve")
    for spot in results:
        pen.ellipse(_around(spot, 4 * scale), fill=accent)
    out = io.BytesIO()
    picture.resize((_SIZE[0] * _PIXELS, _SIZE[1] * _PIXELS), Image.Resampling.LANCZOS).save(
        out, "PNG"
    )
    return out.getvalue()


def _aim(
    pen: Any, spot: tuple[float, float], width: int, colours: tuple[str, str], scale: int
) -> None:
    """A dashed line at the height of the target, and a ring where it is due."""
    colour, paper = colours
    step = _DASH * scale
    for start in range(0, width, 2 * step):
        pen.line([(start, spot[1]), (start + step, spot[1])], colour, width=int(1.5 * scale))
    pen.ellipse(_around(spot, 6 * scale), paper, colour, 2 * scale)


def _around(spot: tuple[float, float], radius: float) -> list[float]:
    x, y = spot
    return [x - radius, y - radius, x + radius, y + radius]
