"""People's pictures: whole, never a strip of a face."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.gallery import Ratio
from ppgp_diaporama.fit.grid import GAP, around
from ppgp_diaporama.fit.page import Body, Placed, Shown
from ppgp_diaporama.fit.sizes import BODY_FLOOR, fits
from ppgp_diaporama.slides import Slide

PEOPLE: Final = "Personnes"
WIDEST: Final = 0.5
"""The part of the width that the picture of a lone person takes at most."""


def alone(slide: Slide, layout: Layout, ratio: Ratio) -> Layout:
    """The picture of a lone person at the left, as tall as it can be, who it is beside it; the
    layout itself for several people."""
    if len(slide.panels) != 1 or not any(slide.images):
        return layout
    image, text, picture = slide.images[0], layout.texts[0], layout.pictures[0]
    area = around([frame.box for frame in (*layout.texts, *layout.pictures)])
    shape = (ratio(image) if image else None) or 1.0
    shown = _within(Box(area.x, area.y, area.w * WIDEST, area.h), shape)
    left = shown.x + shown.w + 2 * GAP
    beside = text.at(Box(left, area.y, area.x + area.w - left, area.h))
    return evolve(layout, texts=(beside,), pictures=(picture.at(shown),))


def whole(body: Body, ratio: Ratio) -> Body:
    """The page of people, each picture in the shape that it has, at the foot of its place; who a
    lone one is, in the size of texts."""
    texts = tuple(map(_read, body.texts)) if len(body.texts) == 1 else body.texts
    pictures = tuple(_whole(shown, ratio(shown.image)) for shown in body.pictures)
    return evolve(body, texts=texts, pictures=pictures)


def _read(placed: Placed) -> Placed:
    styles = tuple(evolve(style, size=max(style.size, BODY_FLOOR)) for style in placed.styles)
    held = fits(placed.panel.paras, placed.frame, styles)
    return evolve(placed, styles=styles) if held else placed


def _whole(shown: Shown, shape: float | None) -> Shown:
    frame: Frame = shown.frame
    if shape is None:
        return shown
    box = _within(frame.box, shape)
    foot = frame.box.y + frame.box.h
    return evolve(shown, frame=frame.at(evolve(box, y=foot - box.h)))


def _within(box: Box, shape: float) -> Box:
    """The largest place of that shape in a box, in its upper left corner."""
    wide = min(box.w, box.h * shape)
    return Box(box.x, box.y, wide, wide / shape)
