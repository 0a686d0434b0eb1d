"""SVG drawings: what draws is kept, once nothing in it runs or fetches anything.

What editors leave beside the drawing goes (DOCTYPE, metadata, their own names and paths), its
sides are written where readers look for them, and pictures inside are made ready like any other.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from math import inf
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from ppgp_docs.assets.bitmaps import bitmap
from ppgp_docs.assets.blank import is_blank_drawing
from ppgp_docs.assets.drawing_cost import refuse_endless, refuse_heavy
from ppgp_docs.assets.drawing_styles import settle
from ppgp_docs.assets.drawn_words import texts_of
from ppgp_docs.assets.file_kind import DRAWING, PAGE, format_of
from ppgp_docs.assets.picture import Look, Picture, PictureError
from ppgp_docs.assets.svg_safety import DATA, NAMESPACE, local, refuse, strip
from ppgp_docs.assets.tints import tinted
from ppgp_docs.patterns import pattern

MAX_RATIO: Final = 1000
_SMALLEST: Final = 1e-3
_LARGEST: Final = 1e6
"""Sides in user units; beyond, the numbers of a PDF overflow (ISO 32000-1, annex C)."""

_WIDEST: Final = 2400
"""Pixels of a picture inside a drawing: a full page at 290 dots an inch."""

_LENGTH: Final = pattern(
    r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q|r?em|ex|ch)?\s*", re.I
)
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
    "q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0,
}  # fmt: skip
"""CSS pixels in the units of SVG (CSS Values and Units 3, 6.2); of letters, at the size that a
drawing by itself gives them, half of it where no font says better (6.1.1)."""


def drawing(data: bytes, name: str, tint: tuple[str, ...] = ()) -> Picture:
    """A drawing ready to embed, its sides in user units; its colours between the two of a
    ``tint``, if any.

    Raises PictureError for one that is broken, has no size, or could run or fetch something.
    """
    from lxml import etree

    root, width, height, _ = _ready_drawing(data, name)
    written = etree.tostring(root, encoding="utf-8")
    if tint:
        written = tinted(written, *tint)
    return Picture(written, "image/svg+xml", max(1, round(width)), max(1, round(height)))


def look_at_drawing(data: bytes, name: str) -> Look:
    """Whether a drawing draws nothing, and what of its colours it leaves to a page. Raises
    PictureError for one that :func:`drawing` refuses."""
    root, _, _, lacking = _ready_drawing(data, name)
    return Look(blank=is_blank_drawing(root), lacking=lacking)


def texts_of_drawing(data: bytes, name: str) -> Iterator[str]:
    """What a drawing says, whatever cuts it: :func:`drawn_words.texts_of`. Raises PictureError for
    what is no drawing."""
    return texts_of(_parsed(data, name))


def _ready_drawing(data: bytes, name: str) -> tuple[Any, float, float, tuple[str, ...]]:
    """What draws of a drawing, its sides, what it lacks."""
    root = _parsed(data, name)
    refuse_endless(root, name)
    refuse(root, name)
    strip(root)
    lacking = settle(root, data)
    width, height = _size(root, name)
    refuse_heavy(root, name)
    _embed_pictures(root, name)
    return root, width, height, lacking


_SAVE_AGAIN: Final = "réenregistrez-le dans le logiciel qui l’a dessiné"


def _parsed(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise _unread(problem, name) from problem
    for element in root.iter(etree.Element):
        if any(":" in each.rpartition("}")[2] for each in (element.tag, *element.keys())):
            # a prefix that nothing declares: lxml lets it by beside a relative namespace
            told = (
                f"`{name}` n’est pas un SVG lisible : la ligne {element.sourceline} est mal formée"
            )
            raise PictureError(told, _SAVE_AGAIN)
    if root.tag == "svg":  # copied from a web page, where nobody writes it
        for element in root.iter():
            if isinstance(element.tag, str) and not element.tag.startswith("{"):
                element.tag = NAMESPACE + element.tag
    if root.tag != f"{NAMESPACE}svg":
        raise PictureError(f"`{name}` n’est pas un SVG lisible : il commence par `{local(root)}`")
    return root


def _unread(problem: Any, name: str) -> PictureError:
    """Why a drawing is not read: beyond what the library takes, no line of it is ill formed."""
    if "depth" in problem.msg:
        told = (
            f"`{name}` est un dessin trop imbriqué : plus de {_DEEPEST} groupes l’un dans l’autre"
        )
        return PictureError(told, "dissociez ses groupes, ou donnez-le en PNG")
    if problem.msg.startswith(_TOO_MUCH):
        told = f"`{name}` est un dessin démesuré à la ligne {problem.lineno}"
        return PictureError(told, "simplifiez-le, ou donnez-le en PNG")
    told = f"`{name}` n’est pas un SVG lisible : la ligne {problem.lineno} est mal formée"
    return PictureError(told, _SAVE_AGAIN)


_DEEPEST: Final = 256
_TOO_MUCH: Final = ("Resource limit", "Comment too big", "Name too long", "Maximum entity")
"""What libxml2 says of a sound file that has one piece of more than ten million signs, a name of
fifty thousand, or entities that multiply."""


def _size(root: Any, name: str) -> tuple[float, float]:
    """The sides of a drawing, which are written down as its ``viewBox``, ``width``, ``height``.

    The ``viewBox`` first, which says what is drawn, else the sides that it gives itself.
    """
    left, top, width, height = _view_box(root) or (0.0, 0.0, *map(_side, _given(root)))
    if not _has_sides(width, height):
        raise PictureError(
            f"`{name}` n’indique pas ses proportions (`viewBox`, ou `width` et `height`)",
            "réenregistrez-le en « SVG simple » dans le logiciel qui l’a dessiné",
        )
    if not (_SMALLEST < width < _LARGEST and _SMALLEST < height < _LARGEST):
        told = f"`{name}` a des dimensions démesurées : {width:.3g} sur {height:.3g}"
        raise PictureError(told, "réenregistrez-le à sa taille dans le logiciel qui l’a dessiné")
    root.set("viewBox", " ".join(f"{value:.10g}" for value in (left, top, width, height)))
    root.set("width", f"{width:.10g}")
    root.set("height", f"{height:.10g}")
    return width, height


def _view_box(root: Any) -> tuple[float, float, float, float] | None:
    try:
        left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        return None
    return (left, top, width, height) if _has_sides(width, height) else None


def _given(root: Any) -> tuple[str, str]:
    return root.get("width", ""), root.get("height", "")


def _side(length: str) -> float:
    """A length in user units; 0 where it is none, or a share of what is around the drawing."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0.0


def _has_sides(width: float, height: float) -> bool:
    ratio = width / height if 0 < width < inf and 0 < height < inf else 0
    return 1 / MAX_RATIO < ratio < MAX_RATIO


def _embed_pictures(root: Any, name: str) -> None:
    """Make ready the pictures inside a drawing: they carry metadata too."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if local(key) == "href" and DATA.match(value):
                element.set(key, _embedded(value, name))


def _embedded(address: str, name: str) -> str:
    """The ``data:`` address (RFC 2397) of a picture, read by its content, made ready."""
    head, _, body = address.partition(",")
    try:
        data = unquote_to_bytes(body)
        data = base64.b64decode(b"".join(data.split())) if "base64" in head else data
    except binascii.Error as problem:
        raise PictureError(f"`{name}` contient une image abîmée", _AGAIN) from problem
    kind = format_of(data, "")
    if kind in ("", DRAWING, PAGE):
        raise PictureError(f"`{name}` contient une image qui n’en est pas une", _AGAIN)
    picture = bitmap(data, name, kind, _WIDEST)
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


_AGAIN: Final = "incorporez-la de nouveau dans le dessin, en PNG ou en JPEG"
