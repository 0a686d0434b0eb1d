"""How much the streams of a PDF unpack to, told before anything reads them: some hundred thousand
bytes may hold hundreds of millions, of which a reader makes gigabytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

MOST_UNPACKED: Final = 60_000_000
"""Bytes that a page may be told in, all fonts and forms with it: a plan of a town takes ten
million. Libraries make three or four of each, all at once."""

_STREAM: Final = re.compile(rb"stream\r?\n")
_PACKED: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY: Final = 2000
"""Bytes before a stream that may say what it is."""
_CHUNK: Final = 1 << 20


def unpacks_to_more(data: bytes, most: int) -> bool:
    """Whether the streams of a PDF hold more than so many bytes, pictures left aside: their points
    are counted as such. No more than ``most`` is unpacked, and none of it is kept."""
    total = 0
    for said, packed in _streams(data):
        pieces = packed
        for _ in _PACKED.findall(said):
            pieces = _unpacked(pieces)
        for piece in pieces:
            total += len(piece)
            if total > most:
                return True
    return False


def _streams(data: bytes) -> Iterator[tuple[bytes, Iterable[bytes]]]:
    """The dictionary of each packed stream that is no picture, and all that follows it."""
    for start in _STREAM.finditer(data):
        head = data[max(0, start.start() - _DICTIONARY) : start.start()]
        said = head[head.rfind(b"obj") + 1 :]
        if _PACKED.search(said) and not _IMAGE.search(said):
            yield said, (data[at : at + _CHUNK] for at in range(start.end(), len(data), _CHUNK))


def _unpacked(packed: Iterable[bytes]) -> Iterator[bytes]:
    """What deflated bytes hold, a piece at a time; nothing of what is no deflated bytes."""
    unpacker = zlib.decompressobj()
    with suppress(zlib.error):
        for piece in packed:
            left = piece
            while left and not unpacker.eof:
                yield unpacker.decompress(left, _CHUNK)
                left = unpacker.unconsumed_tail
            if unpacker.eof:
                return
