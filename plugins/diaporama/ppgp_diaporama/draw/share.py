"""A share drawn as a bar under the number that says it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from ppgp_diaporama.draw.access import decorate
from ppgp_diaporama.draw.picture import place
from ppgp_diaporama.fit.frames import Box
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.page import Placed

THICK: Final = 16.0
AIR: Final = 14.0
"""The height of the bar, and the space above it, in points."""


def draw_shares(slide: Any, texts: Sequence[Placed]) -> None:
    """Add the bars of figures: their part, then the rest of their base; on one line for those
    of one row, none where a row leaves no room.

    The texts say both: a screen reader is told nothing more.
    """
    for _, row in groupby(texts, lambda placed: placed.frame.box.y):
        cells = list(row)
        top = max(map(_foot, cells)) + AIR
        if top + THICK <= cells[0].frame.box.y + cells[0].frame.box.h:
            for placed in cells:
                _share(slide, placed, top)


def _foot(placed: Placed) -> float:
    return placed.frame.box.y + height(placed.panel.paras, placed.styles, placed.frame.room.w)


def _share(slide: Any, placed: Placed, top: float) -> None:
    """The bar of a figure, whose text then ends above it."""
    share, box = placed.panel.share, placed.frame.box
    if share is None or not 0 <= share <= 1:
        return
    [text] = (each for each in slide.placeholders if _idx(each) == placed.frame.idx)
    place(text, Box(box.x, box.y, box.w, top - box.y))
    wide = box.w * float(share)
    if share:
        draw_bar(slide, Box(box.x, top, wide, THICK), MSO_THEME_COLOR.ACCENT_2, "Part")
    if share < 1:
        rest = Box(box.x + wide, top, box.w - wide, THICK)
        draw_bar(slide, rest, MSO_THEME_COLOR.ACCENT_4, "Reste")


def _idx(holder: Any) -> int:
    return int(holder.placeholder_format.idx)


def draw_bar(slide: Any, box: Box, colour: MSO_THEME_COLOR, name: str) -> Any:
    """A plain bar, which a screen reader passes over."""
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Pt(1), Pt(1))
    place(bar, box)
    bar.name = name
    bar.fill.solid()
    bar.fill.fore_color.theme_color = colour
    bar.line.fill.background()
    bar.shadow.inherit = False
    decorate(bar)
    return bar
