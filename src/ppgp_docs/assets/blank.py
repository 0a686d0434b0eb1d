"""Whether a picture shows nothing on a white page: a drawing without a stroke, a page without ink,
points that are all white or wholly transparent. What is of one other colour is a picture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.assets.bitmap_structure import eight_bits
from ppgp_docs.assets.svg_safety import local

if TYPE_CHECKING:
    from PIL import Image

_WHITE: Final = 250
"""From this level on, of 255, a white that was compressed is white."""

_FEW: Final = 200
"""Points of a side that are looked at first."""

_HEAD: Final = 500
_SQUEEZED: Final = {"PNG": 80, "JPEG": 25, "GIF": 40, "BMP": 0, "TIFF": 0}
_OTHERS: Final = 60
"""Points a byte of file, beside its head, from which all may be alike; 0 where nothing tells. A
white JPEG has 28 or more, a white PNG 300, a photo less than 10: few pictures are decoded."""

_SHAPES: Final = frozenset(
    ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use")
)
_UNDRAWN: Final = frozenset(
    ("defs", "symbol", "clipPath", "mask", "pattern", "marker", "linearGradient", "radialGradient")
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|(?<![\w-])opacity\s*:\s*0?\.?0*\s*(?:;|$)")
_NEEDED: Final = {
    "path": ("d",), "polyline": ("points",), "polygon": ("points",), "circle": ("r",),
    "rect": ("width", "height"), "ellipse": ("rx", "ry"),
}  # fmt: skip
"""Attributes without which a shape draws nothing, set in a style at times (SVG 2, 9)."""


def is_blank_drawing(root: Any) -> bool:
    """Whether a drawing holds nothing that is drawn, editors' notes being taken out of it."""
    return not any(map(_is_drawn, root.iter()))


def _is_drawn(element: Any) -> bool:
    tag = local(element)
    if tag not in _SHAPES or (tag == "text" and not "".join(element.itertext()).strip()):
        return False
    sides = (element.get(key) for key in _NEEDED.get(tag, ()))
    if any(side is not None and not side.strip(" 0.pxm") for side in sides):
        return False
    return not any(map(_hides, (element, *element.iterancestors())))


def _hides(element: Any) -> bool:
    if local(element) in _UNDRAWN or element.get("display") == "none":
        return True
    seen = element.get("opacity", "1").strip()
    return not seen.strip("0.") or bool(_HIDDEN.search(element.get("style", "")))


def may_be_blank(data: bytes, width: int, height: int, kind: str) -> bool:
    """Whether a bitmap is light enough, for its points, to be all alike."""
    points = _SQUEEZED.get(kind, _OTHERS)
    return not points or len(data) < _HEAD + width * height / points


def is_blank(picture: Image.Image) -> bool:
    """Whether all points of a picture, decoded here, are white, or none is seen at all.

    Some of them are looked at first: of a large picture, the rest takes five times as long as to
    decode it.
    """
    from PIL import Image

    few = min(picture.width, _FEW), min(picture.height, _FEW)
    return _is_blank(picture.resize(few, Image.Resampling.NEAREST)) and _is_blank(picture)


def _is_blank(picture: Image.Image) -> bool:
    from PIL import Image

    shown = eight_bits(picture).convert("RGBA")
    if not _levels(shown.getchannel("A"))[1]:
        return True
    paper = Image.new("RGBA", shown.size, "white")
    return _levels(Image.alpha_composite(paper, shown).convert("L"))[0] >= _WHITE


def _levels(band: Any) -> tuple[int, int]:
    """The lowest and the highest level of a picture of one band."""
    low, high = band.getextrema()
    return int(low), int(high)
