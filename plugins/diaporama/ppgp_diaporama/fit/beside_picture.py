"""A text and a picture side by side: a small one as asked, an upright one as tall as the slide."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Layout
from ppgp_diaporama.fit.grid import around
from ppgp_diaporama.fit.sizes import fits, ladders
from ppgp_diaporama.slides import Para, Slide

UPRIGHT: Final = 1.1
"""The width of a picture over its height up to which it takes the height of the slide."""

WIDEST: Final = 0.56
SMALL: Final = 0.25
"""The part of the width that an upright picture takes at most, and that of one asked small."""

TOP: Final = 24.0
"""Where an upright picture begins, over the height of titles, in points."""

GAP: Final = 36.0
TALLER: Final = 1.5
"""The space between both, in points; how much taller the frame of a narrower title is."""


def beside(slide: Slide, layout: Layout, ratio: float | None) -> Layout:
    """The layout as the picture of its slide wants it; ``ratio`` is its width over its height.

    The layout itself for a picture that is wide or unknown, and where the title would not fit.
    """
    title, text, picture = layout.title, layout.texts[0], layout.pictures[0]
    area = around([title.box, text.box, picture.box])
    right = area.x + area.w
    if slide.small:
        wide = area.w * SMALL
        at = Box(right - wide, picture.box.y, wide, picture.box.h)
        texts = (text.at(evolve(text.box, w=area.w - wide - GAP)), *layout.texts[1:])
        return evolve(layout, texts=texts, pictures=(picture.at(at),))
    if ratio is None or ratio > UPRIGHT:
        return layout
    area = evolve(area, y=min(area.y, TOP), h=area.y + area.h - min(area.y, TOP))
    wide = min(area.h * ratio, area.w * WIDEST)
    left, high = area.w - wide - GAP, title.box.h * TALLER
    narrow = title.at(Box(title.box.x, title.box.y, left, high))
    if not fits((Para(slide.title.runs),), narrow, next(ladders(narrow))):
        return layout
    top = title.box.y + high + (text.box.y - title.box.y - title.box.h)
    under = text.at(Box(text.box.x, top, left, area.y + area.h - top))
    shown = picture.at(Box(right - wide, area.y, wide, area.h))
    return evolve(layout, title=narrow, texts=(under, *layout.texts[1:]), pictures=(shown,))
