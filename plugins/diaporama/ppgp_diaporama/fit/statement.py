"""A title that says all of its slide: as large as a number, at mid-height."""

from __future__ import annotations

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import around
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.sizes import NUMBER, fits, ladders
from ppgp_diaporama.slides import Para, Slide


def stated(slide: Slide, layout: Layout) -> Layout:
    """The layout with its title over the whole of the slide, and nothing under it."""
    title = layout.title
    area = around([title.box, *(frame.box for frame in layout.texts)])
    whole = title.at(Box(title.box.x, title.box.y, title.box.w, area.y + area.h - title.box.y))
    said = (Para(slide.title.runs),)
    found = (styles for styles in ladders(numeral(whole)) if fits(said, whole, styles))
    tall = height(said, next(found, title.styles), whole.room.w)
    down = max(0.0, (whole.box.h - tall) / 2)
    place = evolve(whole.box, y=whole.box.y + down, h=whole.box.h - down)
    return evolve(layout, title=whole.at(place), texts=(), pictures=())


def numeral(frame: Frame) -> Frame:
    """The frame, its text as large as a number."""
    return evolve(frame, styles=tuple(evolve(style, size=NUMBER) for style in frame.styles))
