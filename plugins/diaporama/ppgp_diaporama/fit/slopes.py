"""Values before and after, cut so that each has room for its labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.fit.frames import Box, Frame
from ppgp_diaporama.fit.grid import chunks
from ppgp_diaporama.fit.measure import LINE, Style, lines, longest_word, width
from ppgp_diaporama.fit.report import SHORTER, Report, too_long
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR
from ppgp_diaporama.slides import Panel, Para, Slope, Slopes
from ppgp_diaporama.words import count
from ppgp_docs.api import Diagnostic, Run, drawn

MOST: Final = 3
"""Measures side by side."""

_CELLS: Final = 4
"""Equal parts of a measure: its two points, and a blank at each side, for their labels."""

_BESIDE: Final = 1.4
"""The parts that a label takes beside its point."""

_NAMES: Final = 2
"""The most lines under the points for the name of a measure."""

_GAP: Final = 10.0
"""Points around a label."""


@frozen
class SlopesPage:
    """The measures of one page and the size of their texts, in points.

    ``beyond`` is how much further than nothing and than the whole the scale goes: their labels
    have room. ``under`` is the part of the height that the names take.
    """

    slopes: Slopes
    size: float
    box: Box
    beyond: float
    under: float


def slopes_pages(slopes: Slopes, frame: Frame, report: Report) -> list[SlopesPage]:
    """The pages of a chart; ``report`` hears of a name that fits nowhere."""
    for most in range(min(MOST, len(slopes.rows)), 0, -1):
        groups = chunks(slopes.rows, most)
        few = most == 1 or all(_words(group) <= frame.words for group in groups)
        if few and all(_fits(group, frame) for group in groups):
            return [_page(evolve(slopes, rows=tuple(group)), frame) for group in groups]
    for row in slopes.rows:
        if not _fits([row], frame):
            report(_too_long(row, frame))
    return []


def labelled(moment: drawn.Moment) -> str:
    """What stands beside a point, a line each."""
    return "\n".join((moment.number, *moment.details))


def _page(slopes: Slopes, frame: Frame) -> SlopesPage:
    line = CAPTION_FLOOR * LINE
    under = line * (1 + _NAMES) + _GAP
    tall = max((_lines(row) for row in slopes.rows), default=1) * line + _GAP
    room = frame.box.h - under
    beyond = tall / 2 / max(room - tall, room / 3)
    return SlopesPage(slopes, CAPTION_FLOOR, frame.box, beyond, under / frame.box.h)


def _lines(row: Slope) -> int:
    return max(1 + len(moment.details) for moment in row.change.moments if moment)


def _words(rows: Sequence[Slope]) -> int:
    return sum(count(row.change.label) for row in rows)


def _fits(rows: Sequence[Slope], frame: Frame) -> bool:
    """Whether each name and each label has room, no word being cut."""
    cell = frame.box.w / (_CELLS * len(rows))
    return all(
        _label_width(row) + _GAP <= _BESIDE * cell and _named(row, _CELLS * cell) for row in rows
    )


def _named(row: Slope, room: float) -> bool:
    style, name = Style(CAPTION_FLOOR, bold=True), [Run(row.change.label)]
    return longest_word(name, style) <= room and lines(name, style, room) <= _NAMES


def _label_width(row: Slope) -> float:
    texts = (text for each in row.change.moments if each for text in labelled(each).split("\n"))
    return max(width(text, CAPTION_FLOOR, bold=True) for text in texts)


def _too_long(row: Slope, frame: Frame) -> Diagnostic:
    """The name that does not fit under a chart of one measure."""
    room = Box(0, 0, frame.box.w, _NAMES * CAPTION_FLOOR * LINE)
    name = Frame(frame.idx, room, (0, 0), (Style(CAPTION_FLOOR, bold=True),))
    return too_long(Panel((Para((Run(row.change.label),)),), row.source), name, SHORTER)
