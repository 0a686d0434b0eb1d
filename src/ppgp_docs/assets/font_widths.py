"""The widths of the signs of a font file, read from four of its tables.

Of a document that only measures words, fontTools' import and its objects were a fortieth part of
the time; a test holds each face that comes with the tool against it.

Source: OpenType 1.9.1, tables ``head``, ``hhea``, ``hmtx`` and ``cmap`` (formats 4 and 12).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Final

_UNICODE: Final = {(3, 10): 0, (0, 4): 1, (3, 1): 2, (0, 3): 3}
"""The maps of Unicode by platform and encoding, the widest first."""

_LAST: Final = 0xFFFF
"""What ends the segments of format 4, and maps to nothing."""


def sign_widths(file: Path) -> dict[int, float]:
    """The width of each sign that a font draws, by its code point, for a size of 1.

    Raises OSError; ValueError for a font without such a map.
    """
    data = file.read_bytes()
    tables = _tables(data)
    (em,) = unpack_from(">H", data, tables["head"] + 18)
    (count,) = unpack_from(">H", data, tables["hhea"] + 34)
    metrics = unpack_from(f">{2 * count}H", data, tables["hmtx"])[::2]
    glyphs = _glyphs(data, tables["cmap"])
    return {sign: metrics[min(glyph, count - 1)] / em for sign, glyph in glyphs if glyph}


def _tables(data: bytes) -> dict[str, int]:
    """Where each table begins."""
    (count,) = unpack_from(">H", data, 4)
    entries = iter_unpack(">4sIII", data[12 : 12 + 16 * count])
    return {tag.decode("latin-1"): start for tag, _, start, _ in entries}


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Each sign with the rank of its glyph, by the widest map that we read."""
    (count,) = unpack_from(">H", data, cmap + 2)
    maps = iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * count])
    known = sorted(
        (_UNICODE[platform, encoding], start)
        for platform, encoding, start in maps
        if (platform, encoding) in _UNICODE
    )
    for _, start in known:
        (kind,) = unpack_from(">H", data, cmap + start)
        if kind in _READERS:
            return _READERS[kind](data, cmap + start)
    raise ValueError("a font without a map of Unicode")


def _by_segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 4: runs of signs up to U+FFFF, each shifted or listed."""
    (twice,) = unpack_from(">H", data, start + 6)
    ends, firsts, shifts, offsets = (
        unpack_from(f">{twice // 2}H", data, start + place)
        for place in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    for rank, (first, end) in enumerate(zip(firsts, ends, strict=True)):
        listed = start + 16 + 3 * twice + 2 * rank + offsets[rank]
        for sign in range(first, min(end + 1, _LAST)):
            glyph = sign
            if offsets[rank]:
                (glyph,) = unpack_from(">H", data, listed + 2 * (sign - first))
            yield sign, (glyph + shifts[rank]) & _LAST if glyph else 0


def _by_groups(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 12: groups of signs that follow one another, as their glyphs do."""
    (count,) = unpack_from(">I", data, start + 12)
    for first, end, glyph in iter_unpack(">III", data[start + 16 : start + 16 + 12 * count]):
        yield from ((sign, glyph + sign - first) for sign in range(first, end + 1))


_READERS: Final[dict[int, Callable[[bytes, int], Iterator[tuple[int, int]]]]] = {
    4: _by_segments,
    12: _by_groups,
}
