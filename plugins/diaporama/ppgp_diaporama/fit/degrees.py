"""The degrees of an opinion under the one bar that they make."""

from __future__ import annotations

from typing import Final

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import LINE, width
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR
from ppgp_diaporama.slides import Bar, Bars
from ppgp_diaporama.words import count

BAR: Final = 0.4
"""The part of the height that the bar takes; the names of its degrees stand under it."""

_KEY: Final = 40.0
"""Points that a name takes beside its text: its square, the blanks around it."""

_LOOSE: Final = 1.8
"""The height of a row of names, over that of a line."""


def named(row: Bar) -> str:
    """What stands beside the colour of a degree: its name, how many gave it."""
    return f"{row.name}\u00a0: {row.label}"


def has_room(bars: Bars, frame: Frame) -> bool:
    """Whether the names of the degrees stand under the bar, on as few rows as their widths ask."""
    if sum(count(row.name) for row in bars.rows) > frame.words:
        return False
    widest = max(width(named(row), CAPTION_FLOOR) for row in bars.rows) + _KEY
    across = int(frame.box.w // widest)
    rows = -(-len(bars.rows) // across) if across else len(bars.rows) + 1
    return across > 0 and rows * CAPTION_FLOOR * LINE * _LOOSE <= frame.box.h * (1 - BAR)
