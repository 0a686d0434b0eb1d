"""Bar charts cut so that each bar has room for its name and its label."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.fit.degrees import has_room
from ppgp_diaporama.fit.frames import Box, Frame
from ppgp_diaporama.fit.grid import chunks
from ppgp_diaporama.fit.measure import LINE, Style, lines, longest_word, width
from ppgp_diaporama.fit.report import SHORTER, Report, too_long
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR
from ppgp_diaporama.slides import Bar, Bars, Panel, Para
from ppgp_diaporama.words import count
from ppgp_docs.api import Diagnostic, Run

MOST: Final = 6
SIZES: Final = (CAPTION_FLOOR,)
"""The size of the texts of every chart."""

NAMES: Final = 0.3
"""The part of the width that the names of the bars may take."""

_SPACING: Final = 1.04
"""The lines of a chart are set a little looser than the font asks."""

_BESIDE: Final = 16.0
"""Points between a bar, its label and the edge."""

LABEL: Final = 2
"""Every bar has room for a name on two lines, so that charts look alike."""

_LARGE: Final = 0.5
_LEAST: Final = 0.25
"""The part of its width that a whole bar keeps, in the size of texts, then however long its
label."""


@frozen
class ChartPage:
    """The bars of one page and the size of their texts, in points.

    ``end`` is the value at the right edge: a whole bar leaves room for the labels. ``stacked``
    when they are parts of one bar, over the names of its degrees.
    """

    bars: Bars
    size: float
    box: Box
    end: Decimal
    stacked: bool = False


def chart_pages(bars: Bars, frame: Frame, report: Report) -> list[ChartPage]:
    """The pages of a chart, all on the same scale; ``report`` hears of a name that fits nowhere."""
    if bars.degrees and has_room(bars, frame):
        return [ChartPage(bars, CAPTION_FLOOR, frame.box, bars.whole, stacked=True)]
    for most in range(min(MOST, len(bars.rows)), 0, -1):
        groups = chunks(bars.rows, most)
        if most > 1 and max(map(_words, groups)) > frame.words:
            continue
        for size in SIZES:
            if all(_fits(group, frame, size) for group in groups):
                end = _end(bars, frame, size)
                parts = (evolve(bars, rows=tuple(group)) for group in groups)
                return [ChartPage(part, size, frame.box, end) for part in parts]
    for row in bars.rows:
        if not _fits([row], frame, SIZES[-1]):
            report(_too_long(row, frame))
    return []


def _words(rows: Sequence[Bar]) -> int:
    return sum(count(row.name) for row in rows)


def _fits(rows: Sequence[Bar], frame: Frame, size: float) -> bool:
    """Whether each name has room at the left of its bar, no word being cut."""
    room, style = frame.box.w * NAMES, Style(size, spacing=_SPACING)
    names = [[Run(row.name)] for row in rows]
    beside = frame.box.w * (1 - NAMES) * (1 - _LARGE)
    if size > SIZES[-1] and _label_width(rows, size) > beside:
        return False
    if max(longest_word(name, style) for name in names) > room:
        return False
    most = max(LABEL, *(lines(name, style, room) for name in names))
    return _height(most, size) <= frame.box.h / len(rows)


def _height(count: int, size: float) -> float:
    return count * size * LINE * _SPACING


def _end(bars: Bars, frame: Frame, size: float) -> Decimal:
    """The value at which the scale ends: the whole, then room for the longest label."""
    room = frame.box.w * (1 - NAMES)
    left = max(room - _label_width(bars.rows, size), room * _LEAST)
    return (bars.whole or Decimal(1)) * Decimal(room / left)


def _label_width(rows: Sequence[Bar], size: float) -> float:
    return max(width(row.label, size, bold=True) for row in rows) + _BESIDE


def _too_long(row: Bar, frame: Frame) -> Diagnostic:
    """The name that does not fit at the left of a chart of one bar."""
    room = Box(0, 0, frame.box.w * NAMES, frame.box.h)
    name = Frame(frame.idx, room, (0, 0), (Style(SIZES[-1], spacing=_SPACING),))
    return too_long(Panel((Para((Run(row.name),)),), row.source), name, SHORTER)
