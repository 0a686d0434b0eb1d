"""The title of a cover: neither its programme nor its territory, nor what goes with it, is cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.measure import longest_word, width
from ppgp_diaporama.fit.sizes import BODY_FLOOR
from ppgp_diaporama.fit.titles import introduced
from ppgp_diaporama.slides import Slide

COVER: Final = "Couverture"
BESIDE: Final = 28.0
"""Points by which a title may reach into the margin between it and the picture."""

FURTHER: Final = 90.0
"""Points by which the picture may then give way to it, once it is set smaller."""

AIR: Final = 16.0
PLAY: Final = 0.985
"""The space between both; the part of a line that is sure to hold what is measured."""


def widened(slide: Slide, layout: Layout) -> Layout:
    """The layout, its title as wide as the longest of what no line cuts, at the largest size at
    which there is room for it; the layout itself where there is none."""
    title = layout.title
    for size, most in _tried(title):
        style = evolve(title.styles[0], size=size)
        names = (width(name, size, style.bold) for name in introduced(slide.title.plain))
        wide = max((longest_word(slide.title.runs, style), *names))
        more = wide / PLAY - title.room.w
        if more <= most:
            box = evolve(title.box, w=title.box.w + max(0.0, more))
            pictures = tuple(_apart(frame, box) for frame in layout.pictures)
            return evolve(layout, title=title.at(box), pictures=pictures)
    return layout


def _tried(title: Frame) -> Iterator[tuple[float, float]]:
    yield title.styles[0].size, BESIDE
    yield BODY_FLOOR, BESIDE
    yield BODY_FLOOR, FURTHER


def _apart(frame: Frame, title: Box) -> Frame:
    """A picture beside the title, narrower where the title comes near."""
    box = frame.box
    over = title.x + title.w + AIR - box.x
    if over <= 0 or box.x < title.x + title.w / 2:
        return frame
    return frame.at(evolve(box, x=box.x + over, w=box.w - over))
