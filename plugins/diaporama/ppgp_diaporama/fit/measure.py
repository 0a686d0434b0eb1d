"""How much room a text takes, from the widths that the font itself declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from ppgp_diaporama.fit.arial import widths
from ppgp_diaporama.slides import Para
from ppgp_docs.api import Run, text_width

MARGIN: Final = 1.1
"""How much wider than ours, sign by sign, the wider of our font and Arial is in a usual text."""

LINE: Final = 1.257
"""Height of a line of Source Sans Pro for a size of 1 (ascent 984 and descent 273 of 1000), more
than Arial's 1.15 and Calibri's 1.22."""

_BREAKS: Final = " \u2009"
_HYPHENS: Final = "-\u2010/"

LINE_BREAK: Final = "\v"
"""Where a line ends and its paragraph goes on; python-pptx gives it back so."""


@frozen
class Style:
    """How the paragraphs of a level are set; all sizes in points.

    ``spacing`` multiplies the height of a line, ``before`` is the space above, ``hang`` the room
    that a bullet takes at the left.
    """

    size: float
    bold: bool = False
    spacing: float = 0.9
    before: float = 0
    hang: float = 0


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text on one line, in points, each sign in the wider of our font and Arial:
    PowerPoint puts Arial in the place of a font that a machine lacks."""
    return sum(_widest(sign, bold) for sign in text) * size


@lru_cache(maxsize=2048)
def _widest(sign: str, bold: bool) -> float:
    return max(text_width(sign, 1, 700 if bold else 400), widths(bold).get(sign, 0.0))


def lines(runs: Sequence[Run], style: Style, room: float) -> int:
    """How many lines the runs take in ``room`` points."""
    return 1 + sum(count for _, count in line_ends(runs, style, room))


def line_ends(runs: Sequence[Run], style: Style, room: float) -> Iterator[tuple[int, int]]:
    """Where lines end in ``room`` points: a rank among the characters, how many lines end there."""
    at, used = 0, 0.0
    space = width(" ", style.size, style.bold)
    for piece in _pieces(tuple(runs), style.bold):
        word = piece.width * style.size
        if used and used + word > room:
            yield at, 1
            used = 0.0
        at += len(piece.text) + piece.breaks
        extra = int(word // room) if word > room else 0
        if extra or piece.ends:
            yield at, extra + piece.ends
        used = 0.0 if piece.ends else used + word - extra * room + space * piece.breaks


def longest_word(runs: Sequence[Run], style: Style) -> float:
    """The width of the longest unbreakable piece, in points."""
    return _longest(tuple(runs), style.bold).width * style.size


def longest_word_text(runs: Sequence[Run], style: Style) -> str:
    """The longest unbreakable piece itself."""
    return _longest(tuple(runs), style.bold).text


def height(paras: Iterable[Para], styles: Sequence[Style], room: float) -> float:
    """The height of paragraphs set in ``room`` points of width."""
    total = 0.0
    for rank, para in enumerate(paras):
        style = styles[min(para.level, len(styles) - 1)]
        count = lines(para.runs, style, room - style.hang)
        total += count * style.size * LINE * style.spacing + (style.before if rank else 0)
    return total


@frozen
class _Piece:
    """What stands between two places where a line may break, as wide as ``width`` for a size of 1.

    ``breaks`` when a space follows, ``ends`` when the line does.
    """

    text: str = ""
    width: float = 0.0
    breaks: bool = False
    ends: bool = False


@lru_cache(maxsize=8192)
def _longest(runs: tuple[Run, ...], bold: bool) -> _Piece:
    return max(_pieces(runs, bold), key=lambda piece: piece.width, default=_Piece())


@lru_cache(maxsize=8192)
def _pieces(runs: tuple[Run, ...], bold: bool) -> tuple[_Piece, ...]:
    """Measured once: the same texts are tried at many sizes."""
    found, text, wide = [], "", 0.0
    for run in runs:
        for char in run.text:
            if char in _BREAKS or char == LINE_BREAK:
                found.append(_Piece(text, wide, breaks=True, ends=char == LINE_BREAK))
                text, wide = "", 0.0
                continue
            text, wide = text + char, wide + width(char, 1, bold or run.bold)
            if char in _HYPHENS:
                found.append(_Piece(text, wide))
                text, wide = "", 0.0
    if text:
        found.append(_Piece(text, wide))
    return tuple(found)
