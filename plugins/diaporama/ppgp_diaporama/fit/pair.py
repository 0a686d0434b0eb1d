"""The places of a before/after pair, which has one picture or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.gallery import Ratio
from ppgp_diaporama.fit.grid import GAP, around, columns
from ppgp_diaporama.fit.sizes import fits
from ppgp_diaporama.slides import Para, Slide
from ppgp_docs.api import blocs

UPRIGHT: Final = 0.9
"""The width of a picture over its height up to which a pair stands beside its title."""

COLUMN: Final = 0.26
HEADED: Final = 0.6
"""The part of the width that the title then takes, and of the height."""

SHOWN: Final = 0.66
"""The part of the height that wide pictures take over what changes."""

TOP: Final = 24.0
BEYOND: Final = 32.0
"""Where the captions of such a pair begin, how far it goes into the margin, in points."""


def framed(
    layout: Layout, images: Sequence[blocs.Image | None]
) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The frames of the texts and of the pictures.

    A lone picture shares the whole width with the text that stands for the other one.
    """
    texts, pictures = layout.texts, layout.pictures
    if all(images):
        return texts, pictures
    captions, shown = widened(layout)
    beside = shown[0 if images[0] is None else 1].box
    return (*captions, texts[2].at(beside)), shown


def tall(slide: Slide, layout: Layout, ratio: Ratio) -> Layout:
    """Two upright pictures as tall as the slide, at the right of its title and of what changes;
    the layout itself for others, and where the title has no room in a column."""
    shapes = [ratio(image) if image else None for image in slide.images]
    if not all(shape and shape <= UPRIGHT for shape in shapes) or len(layout.texts) < 3:
        return layout
    title, comparison = layout.title, layout.texts[2]
    area = around([frame.box for frame in (title, *layout.texts, *layout.pictures)])
    column = Box(area.x, title.box.y, area.w * COLUMN, area.h * HEADED)
    narrow = title.at(column)
    if not fits((Para(slide.title.runs),), narrow, title.styles):
        return layout
    left = column.x + column.w + 2 * GAP
    top = TOP + layout.texts[0].box.h
    halves = columns(Box(left, top, area.x + area.w + BEYOND - left, area.y + area.h - top), (1, 1))
    captions = [
        text.at(Box(half.x, TOP, half.w, text.box.h))
        for text, half in zip(layout.texts, halves, strict=False)
    ]
    foot = column.y + column.h
    under = comparison.at(Box(column.x, foot, column.w, area.y + area.h - foot))
    pictures = tuple(each.at(half) for each, half in zip(layout.pictures, halves, strict=False))
    return evolve(layout, title=narrow, texts=(*captions, under), pictures=pictures)


def wide(slide: Slide, layout: Layout, ratio: Ratio) -> Layout:
    """Two wide pictures on the halves of the slide, what changes under them; the layout itself for
    others."""
    shapes = [ratio(image) if image else None for image in slide.images]
    known = [shape for shape in shapes if shape and shape > UPRIGHT]
    if len(known) < len(shapes) or is_tall(layout) or len(layout.texts) < 3:
        return layout
    captions, pictures = widened(layout)
    area = around([frame.box for frame in (*captions, *pictures)])
    top = pictures[0].box.y
    high = area.y + area.h - top
    shown = min(pictures[0].box.w / min(known), high * (SHOWN if slide.panels[2:] else 1))
    foot = top + shown + GAP
    under = layout.texts[2].at(Box(area.x, foot, area.w, area.y + area.h - foot))
    placed = (each.at(evolve(each.box, h=shown)) for each in pictures)
    return evolve(layout, texts=(*captions[:2], under), pictures=tuple(placed))


def is_tall(layout: Layout) -> bool:
    """Whether pictures stand beside the title."""
    title = layout.title.box
    return layout.pictures[0].box.y < title.y + title.h


def widened(layout: Layout) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The captions and the pictures, each pair on half of the width."""
    area = around([frame.box for frame in (*layout.texts, *layout.pictures)])
    halves = columns(area, (1, 1), 2 * GAP)
    captions = tuple(map(_across, layout.texts, halves))
    return captions, tuple(map(_across, layout.pictures, halves))


def _across(frame: Frame, half: Box) -> Frame:
    return frame.at(evolve(frame.box, x=half.x, w=half.w))
