"""Pictures in PNG put in the file as they are: their points are compressed already, as PDF wants.

WeasyPrint 70 would decode and compress each anew, twice as heavy where it has a palette.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from hashlib import md5
from typing import Any, Final, NamedTuple

import pydyf  # type: ignore[import-untyped]

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _INDEXED = 0, 2, 3
_SPACES: Final = {_GREY: "/DeviceGray", _RGB: "/DeviceRGB"}
_CHANNELS: Final = {_GREY: 1, _RGB: 3, _INDEXED: 1}
_OWN: Final = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))


class PngStream(NamedTuple):
    """What a PDF takes of a PNG: its sides, its colours and its compressed points."""

    width: int
    height: int
    depth: int
    kind: int
    colours: bytes
    points: bytes

    @property
    def stand_in(self) -> bytes:
        """A JPEG of the same sides of which nothing was drawn: WeasyPrint decodes none."""
        return _STAND_IN % struct.pack(">2H", self.height, self.width)

    @property
    def space(self) -> Any:
        """Its colours (ISO 32000-1, 8.6.4 and 8.6.6.3)."""
        if self.kind != _INDEXED:
            return _SPACES[self.kind]
        last = len(self.colours) // 3 - 1
        return pydyf.Array(("/Indexed", "/DeviceRGB", last, f"<{self.colours.hex()}>"))


_STAND_IN: Final = (
    b"\xff\xd8\xff\xc0\x00\x0b\x08%b\x01\x01\x11\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xff\xd9"
)
"""A frame of one channel between the marks of a JPEG (ITU T.81, B.2)."""


def png_stream(data: bytes) -> PngStream | None:
    """What a PDF takes of a PNG; None where it has transparency, interlaced rows, sixteen bits."""
    chunks = [*_chunks(data)]
    head = chunks[0][1]
    width, height, depth, kind, _, _, interlaced = struct.unpack(">2I5B", head)
    is_plain = {name for name, _ in chunks} <= _OWN and kind in _CHANNELS
    if not is_plain or depth > 8 or interlaced or max(width, height) > _LONGEST:
        return None
    colours, points = (
        b"".join(body for name, body in chunks if name == wanted) for wanted in (b"PLTE", b"IDAT")
    )
    return PngStream(width, height, depth, kind, colours, points)


_LONGEST: Final = 0xFFFF
"""The side of a JPEG, which stands in."""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, name = len(_SIGNATURE), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, place)
        yield name, data[place + 8 : place + 8 + length]
        place += length + 12


def write_pngs(document: Any, pdf: Any) -> None:
    """Put the pictures that the fetcher of a document kept in the place of what stands for them.

    Raises RuntimeError where WeasyPrint names its pictures otherwise: they would come out black.
    """
    kept = {_name(url): data for url, data in document.url_fetcher.pngs.items()}
    drawn = [each for each in pdf.objects if _is_picture(each)]
    named = [(each, kept[name]) for each in drawn if (name := _name_of(each)) in kept]
    if kept and drawn and not named:
        raise RuntimeError("this WeasyPrint names its pictures in a way that is not known here")
    for each, png in named:
        _write(each, png)


def _is_picture(each: Any) -> bool:
    return isinstance(each, pydyf.Stream) and each.extra.get("Subtype") == "/Image"


def _name_of(picture: Any) -> str:
    return str(getattr(picture.stream[0], "_key", "")).partition("-")[0]


def _name(url: str) -> str:
    """How WeasyPrint 70 names a picture."""
    return md5(url.encode(), usedforsecurity=False).hexdigest()


def _write(picture: Any, png: PngStream) -> None:
    """The rows of a PNG are those of a PDF, each with its predictor (ISO 32000-1, 7.4.4.4)."""
    rows = {
        "Predictor": 15,
        "Columns": png.width,
        "Colors": _CHANNELS[png.kind],
        "BitsPerComponent": png.depth,
    }
    picture.extra.update(
        Filter="/FlateDecode",
        DecodeParms=pydyf.Dictionary(rows),
        ColorSpace=png.space,
        BitsPerComponent=png.depth,
    )
    picture.stream[:] = [png.points]
