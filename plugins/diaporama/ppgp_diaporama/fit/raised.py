"""The room that a short title leaves, given to what stands under it, and that which a long one
asks: all titles begin at one height, and the texts follow the last of their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame, Layout
from ppgp_diaporama.fit.grid import below
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.pictos import BEARING
from ppgp_diaporama.fit.sizes import BODY_FLOOR
from ppgp_diaporama.fit.titles import held
from ppgp_diaporama.slides import Para, Slide
from ppgp_docs.api import Run

PLAY: Final = 1.0
"""Points that rounding may ask of a title."""

PART: Final = " (2/2)"
"""What may come after a title, once its text is cut."""


def raised(slide: Slide, layout: Layout, part: str) -> Layout:
    """The layout with the frames under its title as high as the title of the slide, ``part`` after
    it, allows.

    A title of several lines in the size of texts takes what it lacks from them. The layout itself
    where the title stands at the foot or in the middle of its place.
    """
    title = layout.title
    said = held(Para((*slide.title.runs, Run(part))), title.styles[0], title.room.w)
    spare = title.room.h - height([said], title.styles, title.room.w) - PLAY
    if not title.hangs:
        return layout
    if spare <= 0:
        layout = evolve(layout, texts=tuple(evolve(each, grows=False) for each in layout.texts))
        smaller = tuple(evolve(style, size=min(style.size, BODY_FLOOR)) for style in title.styles)
        lacking = height([said], smaller, title.room.w) + PLAY - title.room.h
        if not 0 < lacking <= title.room.h:
            return layout
        spare = -lacking
    texts, pictures = layout.texts, () if layout.name == BEARING else layout.pictures
    under = [frame for frame in (*texts, *pictures) if _is_under(frame, title)]
    higher = dict(zip([frame.idx for frame in under], _higher(under, spare, layout), strict=True))
    drawing = layout.drawing
    if drawing and _is_under(drawing, title):
        box = drawing.box
        drawing = drawing.at(evolve(box, y=box.y - spare, h=box.h + spare))
    return evolve(
        layout,
        title=title.at(evolve(title.box, h=title.box.h - spare)),
        texts=tuple(higher.get(frame.idx, frame) for frame in texts),
        pictures=tuple(higher.get(frame.idx, frame) for frame in layout.pictures),
        drawing=drawing,
    )


def _higher(frames: Sequence[Frame], spare: float, layout: Layout) -> Sequence[Frame]:
    """Frames that share out a taller area; a text under a drawing stays where it is."""
    return frames if layout.drawing or not frames else below(frames, -spare)


def _is_under(frame: Frame, title: Frame) -> bool:
    return frame.box.y >= title.box.y + title.box.h
