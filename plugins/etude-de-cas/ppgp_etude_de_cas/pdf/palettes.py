"""Pictures with a palette, written with it: a byte a point where WeasyPrint writes three.

Drawings and screens of few colours take half as much room in the file, and are compressed faster.
"""

from __future__ import annotations

import io
import zlib
from hashlib import md5
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]
from PIL import Image

_LEVEL: Final = 6
"""The highest one takes several times as long for a file a twentieth smaller."""


def write_palettes(document: Any, pdf: Any) -> None:
    """Put the pictures that the fetcher of a document kept in the place of their blanks.

    Raises RuntimeError where WeasyPrint names its pictures otherwise: they would come out black.
    """
    kept = {_name(url): data for url, data in document.url_fetcher.palettes.items()}
    drawn = [each for each in pdf.objects if _is_picture(each)]
    named = [(each, kept[name]) for each in drawn if (name := _name_of(each)) in kept]
    if kept and drawn and not named:
        raise RuntimeError("this WeasyPrint names its pictures in a way that is not known here")
    for each, data in named:
        _write(each, data)


def _is_picture(each: Any) -> bool:
    return isinstance(each, pydyf.Stream) and each.extra.get("Subtype") == "/Image"


def _name_of(picture: Any) -> str:
    return str(getattr(picture.stream[0], "_key", "")).partition("-")[0]


def _name(url: str) -> str:
    """How WeasyPrint 70 names a picture."""
    return md5(url.encode(), usedforsecurity=False).hexdigest()


def _write(picture: Any, data: bytes) -> None:
    """The points of a picture and its colours (ISO 32000-1, 8.6.6.3)."""
    with Image.open(io.BytesIO(data)) as opened:
        points, colours = opened.tobytes(), bytes(opened.getpalette("RGB") or ())
    last = max(points)
    colours = colours[: 3 * (last + 1)].ljust(3 * (last + 1), b"\0")
    del picture.extra["DecodeParms"]
    picture.extra["ColorSpace"] = pydyf.Array(
        ("/Indexed", "/DeviceRGB", last, f"<{colours.hex()}>")
    )
    picture.stream[:] = [zlib.compress(points, _LEVEL)]
