"""Whether a bitmap file is whole, seen from its structure: nothing is decoded.

A copy that was cut short keeps its head, which every program opens; what misses is only seen
when the picture is printed. Each format tells where its data end: PNG by its last chunk, JPEG by
its end marker, the others by lengths written in their heads.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_PNG_HEAD: Final = 8
_PNG_PLAIN: Final = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD")
)
_PNG_BARE: Final = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))
_PNG_PALETTE: Final = (3, 0)
_PNG_END: Final = b"IEND\xaeB`\x82"
_PNG_KINDS: Final = frozenset((8, colours, 0, 0, 0) for colours in (0, 2, 3, 4, 6))
"""Depth, colours, compression, filter, interlacing: eight bits a channel, as nearly all."""

_SCAN: Final = 0xDA
_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD9)))
"""JPEG markers without a length."""

_TIFF_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 16: 8}
_TIFF_WHERE: Final = {273: 279, 324: 325}
"""Strips and tiles: the tag of their offsets, the tag of their lengths (TIFF 6.0)."""


def is_whole(data: bytes, kind: str) -> bool:
    """Whether nothing misses at the end of a file of that format; True when nothing tells."""
    check = _CHECKS.get(kind)
    try:
        return check is None or check(data)
    except (struct.error, IndexError, KeyError):
        return False


def plain_png_sides(data: bytes) -> tuple[int, int] | None:
    """The width and the height of a whole PNG of which no chunk may tell anything else.

    None where a decoder is needed to know: a library takes longer to load than a survey of a
    dossier's pictures to make.
    """
    try:
        bodies = {body[:4]: body for body, _ in _chunks(data)}
        width, height, *told = struct.unpack(">4x2I5B", bodies[b"IHDR"])
    except (struct.error, KeyError):
        return None
    is_plain = bodies.keys() <= _PNG_PLAIN and b"IDAT" in bodies and tuple(told) in _PNG_KINDS
    return (width, height) if is_plain and width and height else None


def is_bare_png(data: bytes) -> bool:
    """Whether a whole PNG holds a palette and points and nothing else, as our own do."""
    bodies = {body[:4]: body for body, _ in _chunks(data)}
    colours, interlacing = bodies[b"IHDR"][13], bodies[b"IHDR"][16]
    is_bare = bodies.keys() <= _PNG_BARE and data.endswith(_PNG_END)
    return is_bare and (colours, interlacing) == _PNG_PALETTE


def _png(data: bytes) -> bool:
    """Chunks follow one another up to IEND, each with its right sum."""
    return all(zlib.crc32(body) == told for body, told in _chunks(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The kind and the content of each chunk, up to IEND, and its sum. Raises struct.error."""
    place, body = _PNG_HEAD, b""
    while body[:4] != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        body = data[place + 4 : place + 8 + length]
        (told,) = struct.unpack_from(">I", data, place + 8 + length)
        yield body, told
        place += 12 + length


def _jpeg(data: bytes) -> bool:
    """An end marker stands behind the first scan; a thumbnail's own comes before."""
    place = 2
    while True:
        if data[place] != 0xFF:
            return data.rfind(b"\xff\xd9") > place
        marker = data[place + 1]
        if marker == _SCAN:
            return data.rfind(b"\xff\xd9") > place
        if marker == 0xFF:  # padding
            place += 1
        elif marker in _ALONE:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", data, place + 2)[0]


def _riff(data: bytes) -> bool:
    (told,) = struct.unpack_from("<I", data, 4)
    return bool(told + 8 <= len(data) + 1)


def _bmp(data: bytes) -> bool:
    start, head = struct.unpack_from("<II", data, 10)
    if head < 40:
        return bool(len(data) > start)
    width, height, _, bits, compression, size = struct.unpack_from("<iiHHII", data, 18)
    row = (abs(width) * bits + 31) // 32 * 4
    plain = compression in (0, 3, 6)
    return bool(start + (row * abs(height) if plain else size) <= len(data))


def _boxes(data: bytes) -> bool:
    """The boxes of an ISO base media file end within it; some phones add bytes behind them."""
    place, kinds = 0, set()
    while place + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, place + 8)
        if size < 8:
            break  # the last box, up to the end, or no box any more
        kinds.add(kind)
        place += size
    return bool(place <= len(data)) and {b"meta", b"mdat"} <= kinds | {data[place + 4 : place + 8]}


def _tiff(data: bytes) -> bool:
    """The strips or tiles of the first picture are within the file."""
    order = "<" if data[:2] == b"II" else ">"
    if data[2:4] in (b"+\0", b"\0+"):
        return True  # BigTIFF: decoded to know
    (first,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, first)
    fields = {}
    for place in range(first + 2, first + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", data, place)
        if tag in _TIFF_WHERE or tag in _TIFF_WHERE.values():
            fields[tag] = _numbers(data, order, kind, number, place + 8)
    return all(
        start + length <= len(data)
        for where, lengths in _TIFF_WHERE.items()
        for start, length in zip(fields.get(where, ()), fields.get(lengths, ()), strict=False)
    )


def _numbers(data: bytes, order: str, kind: int, count: int, place: int) -> tuple[int, ...]:
    """The values of a field: in its place, or where it points to when they take over 4 bytes."""
    size = _TIFF_SIZES[kind]
    if size * count > 4:
        (place,) = struct.unpack_from(f"{order}I", data, place)
    if place + size * count > len(data):
        raise IndexError(place)
    letter = {1: "B", 2: "H", 4: "I", 8: "Q"}[size]
    return struct.unpack_from(f"{order}{count}{letter}", data, place)


_CHECKS: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "PNG": _png,
    "JPEG": _jpeg,
    "WEBP": _riff,
    "BMP": _bmp,
    "TIFF": _tiff,
    "AVIF": _boxes,
    "HEIF": _boxes,
}


def eight_bits(picture: Image.Image) -> Image.Image:
    """The same picture, sixteen bits of grey scaled to eight: Pillow would cut them to white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda grey: grey / 257).convert("L")
