"""Bar charts cut so that each bar has room for its name and its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.fit.frames import Box, Frame
from ppgp_diaporama.fit.grid import chunks
from ppgp_diaporama.fit.measure import Style, lines
from ppgp_diaporama.slides import Bars, Para, Source
from ppgp_docs.api import Run

MOST: Final = 6
SIZES: Final = (22.0, 20.0, 18.0)
NAMES: Final = 0.42
"""The part of the width that the names of the bars may take."""

_LINE: Final = 1.3
_LABEL: Final = 2
"""A label stands on two lines: the count, then the percentage."""

Tell = Callable[[Source, Sequence[Para], Box], None]


@frozen
class ChartPage:
    """The bars of one page and the size of their texts, in points."""

    bars: Bars
    size: float


def chart_pages(bars: Bars, frame: Frame, tell: Tell) -> list[ChartPage]:
    """The pages of a chart, all on the same scale; ``tell`` hears of a name that fits nowhere."""
    whole = evolve(bars, maximum=max((bars.maximum or Decimal(0), *bars.values)))
    ranks = range(len(bars.names))
    for most in range(min(MOST, len(bars.names)), 0, -1):
        groups = chunks(ranks, most)
        for size in SIZES:
            if all(_fits(whole, group, frame, size) for group in groups):
                return [ChartPage(_part(whole, group), size) for group in groups]
    longest = max(bars.names, key=len)
    tell(bars.source, [Para((Run(longest),))], Box(0, 0, frame.box.w * NAMES, frame.box.h))
    return []


def _fits(bars: Bars, ranks: Sequence[int], frame: Frame, size: float) -> bool:
    row = frame.box.h / len(ranks)
    room = frame.box.w * NAMES
    counts = [lines([Run(bars.names[n])], Style(size), room) for n in ranks]
    return max(*counts, _LABEL) * size * _LINE <= row


def _part(bars: Bars, ranks: Sequence[int]) -> Bars:
    return evolve(
        bars,
        names=tuple(bars.names[n] for n in ranks),
        values=tuple(bars.values[n] for n in ranks),
        labels=tuple(bars.labels[n] for n in ranks),
    )
