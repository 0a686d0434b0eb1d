"""Texts in lines, and columns shared by them, from the widths that the font itself declares.

All lengths are in the unit of the size that is given; weights are those of CSS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs.assets.fonts import text_width
from ppgp_docs.patterns import pattern

_PIECE: Final = pattern(r"[^ \t\n\u2009\-\u2010/]*[\-\u2010/]*[ \t\n\u2009]*")
"""What holds together on a line, and the space after it: a line may end after a space, a hyphen or
a slash. No-break spaces hold, as those of « 04 99 00 12 34 »."""


def longest_word(text: str, size: float, weight: int = 400) -> float:
    """The width of the longest piece that a line does not cut."""
    pieces = (piece.rstrip(" \t\n\u2009") for piece in _PIECE.findall(text))
    return max((text_width(piece, size, weight) for piece in pieces), default=0.0)


def wrapped(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """The lines of a text in a column of that width; a word longer than a line is cut."""
    lines, used = [""], 0.0
    for piece in _fitting_pieces(text, room, size, weight):
        if used and used + text_width(piece.rstrip(" "), size, weight) > room:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += text_width(piece, size, weight)
    return [line.rstrip(" ") for line in lines]


def column_widths(
    columns: Sequence[Sequence[str]], room: float, sides: float, size: float, weight: int = 400
) -> tuple[float, ...]:
    """``room`` shared between columns of texts, so that the longest word of each is whole.

    ``sides`` is what the margins of a cell take. Beyond its longest word a column grows with its
    longest text. Where not even the longest words fit, the widest columns alone are narrowed, all
    to the same width.
    """
    least = [max(longest_word(text, size, weight) for text in texts) + sides for texts in columns]
    if sum(least) > room:
        return _narrowed(least, room)
    wanted = [max(text_width(text, size, weight) for text in texts) + sides for texts in columns]
    greed = [max(want - low, 0.0) for want, low in zip(wanted, least, strict=True)]
    spare = room - sum(least)
    if sum(greed) <= spare:
        return tuple(want * room / sum(wanted) for want in wanted)
    return tuple(low + spare * part / sum(greed) for low, part in zip(least, greed, strict=True))


def _narrowed(least: Sequence[float], room: float) -> tuple[float, ...]:
    """The same widths, none above the one that makes them fit."""
    left, kept = room, sorted(least)
    for rank, width in enumerate(kept):
        share = left / (len(kept) - rank)
        if width > share:
            return tuple(min(low, share) for low in least)
        left -= width
    return tuple(least)


def _fitting_pieces(text: str, room: float, size: float, weight: int) -> Iterator[str]:
    """The pieces of a text; those wider than the room in parts."""
    for piece in _PIECE.findall(text):
        while text_width(piece.rstrip(" "), size, weight) > room and len(piece) > 1:
            fitting = _fitting(piece, room, size, weight)
            yield piece[:fitting]
            piece = piece[fitting:]  # noqa: PLW2901 - what is left of it
        yield piece


def _fitting(piece: str, room: float, size: float, weight: int) -> int:
    """How many characters of a piece the room holds, one at least."""
    number, width = 0, 0.0
    while (
        number < len(piece) and (width := width + text_width(piece[number], size, weight)) <= room
    ):
        number += 1
    return max(number, 1)
