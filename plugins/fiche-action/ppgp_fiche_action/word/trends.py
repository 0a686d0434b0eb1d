"""The trend of an indicator as web pages draw it: a line to its last result, and its target.

A picture, drawn four times as large then reduced: neither LibreOffice nor Word draws SVG alike.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from docx.shared import Mm
from PIL import Image, ImageDraw, ImageFont

from ppgp_docs.api import Chiffre, Theme, faces, fiche, trend
from ppgp_fiche_action.word.ooxml import Element, w
from ppgp_fiche_action.word.sheet import Sheet

_SIZE: Final = (240, 96)
_EDGE: Final = 8
_TOP: Final = 22
_BOTTOM: Final = 22
"""In units of the drawing; a label stands above or below the line."""
_LETTERS: Final = 13
_WEIGHT: Final = 600
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
    spots = [(x * scale, y * scale) for x, y in map(_place, found.places())]
    results = spots[: len(found.points)]
    accent = theme.colour("accent")
    if found.target:
        _aim(pen, spots[len(results)], width, (ink, paper), scale)
    for spot in spots[len(spots) - len(found.aims) :]:
        pen.ellipse(_around(spot, 5 * scale), paper, ink, int(1.5 * scale))
    if len(results) > 1:
        pen.line(results, accent, width=int(2.5 * scale), joint="curve")
    for spot in results:
        pen.ellipse(_around(spot, 4 * scale), fill=accent)
    for each in _labels(found):
        at = (each.spot[0] * scale, each.spot[1] * scale)
        font, edge = _font(_LETTERS * scale), 2 * scale
        pen.text(at, each.text, ink, font, each.anchor, stroke_width=edge, stroke_fill=paper)
    out = io.BytesIO()
    picture.resize((_SIZE[0] * _PIXELS, _SIZE[1] * _PIXELS), Image.Resampling.LANCZOS).save(
        out, "PNG"
    )
    return out.getvalue()


def _place(spot: tuple[float, float]) -> tuple[float, float]:
    """Where a point stands, in units of the drawing from its upper left corner."""
    across, up = spot
    high = _SIZE[1] - _TOP - _BOTTOM
    return _EDGE + across * (_SIZE[0] - 2 * _EDGE), _SIZE[1] - _BOTTOM - up * high


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    (file,) = (one.file for one in faces() if one.weight == _WEIGHT and not one.italic)
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


class _Label(NamedTuple):
    """Words at a spot, in units; ``anchor`` is Pillow's: which corner of them stands there."""

    text: str
    spot: tuple[float, float]
    anchor: str


def _labels(found: trend.Trend) -> Iterator[_Label]:
    """The first value, the last one and the target, each where the line does not go."""
    places = [_place(each) for each in found.places()]
    known = places[: len(found.points)]
    if len(known) > 1:
        yield _beside(found, 0, known[0], rises=known[1][1] < known[0][1])
    last = len(known) - 1
    target = places[len(known)] if found.target else known[-1]
    if target[0] - known[-1][0] > _ROOM:
        x, y = known[-1]
        yield _Label(_said(found, last), (x + _EDGE, y), "lm")
    else:
        falls = len(known) > 1 and known[-1][1] > known[-2][1]
        yield _beside(found, last, known[-1], rises=falls)
    if found.target:
        y = target[1]
        is_below = known[-1][1] < y
        words = f"cible {_value(found, found.target)}"
        down = _EDGE if is_below else -_EDGE
        yield _Label(words, (_SIZE[0] - 1, y + down), "rt" if is_below else "rb")


_ROOM: Final = 40
"""What a value takes beside its point, in units."""


def _beside(found: trend.Trend, rank: int, spot: tuple[float, float], *, rises: bool) -> _Label:
    """Below a point that the line leaves upwards, else above it; from the edge that is near."""
    x, y = spot
    edge, anchor = (1, "l") if x < _SIZE[0] / 2 else (_SIZE[0] - 1, "r")
    x = edge if abs(x - edge) <= _EDGE else x
    down = _EDGE if rises else -_EDGE
    return _Label(_said(found, rank), (x, y + down), anchor + ("t" if rises else "b"))


def _said(found: trend.Trend, rank: int) -> str:
    return _value(found, found.points[rank])


def _value(found: trend.Trend, point: trend.TrendPoint) -> str:
    """The number as it stands beside the drawing; its share where shares are compared."""
    figure = point.figure
    return (figure.percentage if found.unit == trend.PERCENT else "") or figure.number


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
