"""Pictures in their frames: covers and portraits fill them, documents stand whole inside."""

from __future__ import annotations

import io
from typing import Any, Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu, Pt

from ppgp_diaporama.draw.access import decorate, describe
from ppgp_diaporama.draw.vector import SVG_TYPE, keep_drawing, rasterised
from ppgp_diaporama.fit.frames import Box
from ppgp_diaporama.fit.page import Shown
from ppgp_docs.api import Context, Document, HandledError, Picture, PictureError, error

MM: Final = 25.4 / 72
"""Millimetres in a point."""

DENSITY: Final = 144 / 72
"""Pixels in a point, for the PNG of a drawing: 144 dpi, those of a screen that a slide fills; what
prints the slide has the drawing itself."""

SCREEN: Final = 144 / 220
"""The density of a photo for one of 220 dpi, those of paper: a deck of photos is sent by mail."""

SHARP: Final = 72 / 90
"""Points of a slide for each pixel of a picture, at most: 90 dpi, those of a large screen."""

BORDERED: Final = frozenset({"Avant-après", "Texte et image"})
FILLING: Final = frozenset({"Couverture", "Intercalaire", "Personnes", "Image"})
DIVIDER: Final = "Intercalaire"
PART: Final = 0.6
"""The part of a picture that a divider shows as an ornament."""

_FOCUS: Final = {"haut": (0.5, 0.0), "bas": (0.5, 1.0), "gauche": (0.0, 0.5), "droite": (1.0, 0.5)}
"""The part that stays when a picture is cropped: shares of the width and of the height."""


def put(holder: Any, shown: Shown, layout: str, document: Document, context: Context) -> None:
    """Put a picture in its placeholder, or on the slide itself where it has none.

    Raises HandledError for a picture that cannot be used.
    """
    box, fill = shown.frame.box, layout in FILLING
    try:
        wide = box.w * MM * (1.6 if fill else 1)
        picture = context.picture(document, shown.image, wide * SCREEN)
        native = _inserted(holder, picture, box)
    except PictureError as problem:
        raise HandledError(error("R220", str(problem), shown.image.at("fichier"))) from problem
    place(native, box)
    native.crop_left = native.crop_right = native.crop_top = native.crop_bottom = 0
    if fill:
        _crop(native, box, picture, shown.image.foyer)
        if layout == DIVIDER and shown.image.decoratif:
            _closer(native, shown.image.foyer)
    else:
        _contain(native, box, picture)
        if layout in BORDERED:
            _border(native)
    if shown.image.decoratif:
        decorate(native)
    else:
        describe(native, shown.image.alt)


def put_logo(holder: Any, box: Box, context: Context) -> bool:
    """Put the logo of the theme in its placeholder; false when the theme has none.

    Raises HandledError for a logo that cannot be used.
    """
    try:
        logo = context.logo(box.w * MM)
        if logo is None:
            return False
        native = _inserted(holder, logo, box)
    except PictureError as problem:
        raise HandledError(error("R220", str(problem))) from problem
    native.crop_left = native.crop_right = native.crop_top = native.crop_bottom = 0
    _contain(native, box, logo)
    describe(native, context.theme.logo_alt)
    return True


def _inserted(holder: Any, picture: Picture, box: Box) -> Any:
    """The native picture; a drawing stays one, beside its PNG at the density of a print."""
    if picture.media_type != SVG_TYPE:
        return _native(holder, picture.data)
    across = max(box.w, box.h * picture.width / picture.height)
    shown = rasterised(picture.data, round(across * DENSITY))
    native = _native(holder, shown)
    keep_drawing(native, picture.data)
    return native


def _native(holder: Any, data: bytes) -> Any:
    if hasattr(holder, "insert_picture"):
        return holder.insert_picture(io.BytesIO(data))
    native = holder.shapes.add_picture(io.BytesIO(data), 0, 0)
    native.name = f"Image {len(holder.shapes) - 1}"
    return native


def place(shape: Any, box: Box) -> None:
    """Move a shape to a box in points."""
    shape.left, shape.top = Emu(round(box.x * 12700)), Emu(round(box.y * 12700))
    shape.width, shape.height = Emu(round(box.w * 12700)), Emu(round(box.h * 12700))


def moved(shape: Any, box: Box) -> None:
    """Move a shape that does not stand where it is wanted, and say nothing of one that does."""
    wanted = [round(value * 12700) for value in (box.x, box.y, box.w, box.h)]
    if [shape.left, shape.top, shape.width, shape.height] != wanted:
        place(shape, box)


def _crop(native: Any, box: Box, picture: Picture, focus: str) -> None:
    across, down = _FOCUS.get(focus, (0.5, 0.5))
    ratio = (picture.width / picture.height) / (box.w / box.h)
    if ratio > 1:
        native.crop_left, native.crop_right = (
            (1 - 1 / ratio) * across,
            (1 - 1 / ratio) * (1 - across),
        )
    else:
        native.crop_top, native.crop_bottom = (1 - ratio) * down, (1 - ratio) * (1 - down)


def _closer(native: Any, focus: str) -> None:
    """An ornament shows a part of its picture, at its focus."""
    across, down = _FOCUS.get(focus, (0.5, 0.5))
    wide = 1 - native.crop_left - native.crop_right
    tall = 1 - native.crop_top - native.crop_bottom
    native.crop_left += wide * (1 - PART) * across
    native.crop_right += wide * (1 - PART) * (1 - across)
    native.crop_top += tall * (1 - PART) * down
    native.crop_bottom += tall * (1 - PART) * (1 - down)


def _contain(native: Any, box: Box, picture: Picture) -> None:
    """The whole picture, centred; one of few points no larger than they stay sharp."""
    scale = min(box.w / picture.width, box.h / picture.height)
    if picture.media_type != SVG_TYPE:
        scale = min(scale, SHARP)
    width, height = picture.width * scale, picture.height * scale
    place(native, Box(box.x + (box.w - width) / 2, box.y + (box.h - height) / 2, width, height))


def _border(native: Any) -> None:
    """A thin border that parts a document from the slide."""
    native.line.color.theme_color = MSO_THEME_COLOR.ACCENT_5
    native.line.width = Pt(0.75)
