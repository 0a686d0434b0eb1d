"""Sizes of text: from what the template draws down to the floor that a room can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import Style, height, longest_word
from ppgp_diaporama.sentences import between
from ppgp_diaporama.slides import Panel, Para

BODY_FLOOR: Final = 18.0
TITLE_FLOOR: Final = 24.0
CAPTION_FLOOR: Final = 14.0
STEP: Final = 2.0


def ladders(frame: Frame, floor: float = BODY_FLOOR) -> Iterator[tuple[Style, ...]]:
    """The styles of a frame, then the same two points smaller, until all are at their floor.

    A level that the template already draws under the floor is a caption: it goes down to 14.
    """
    drop = 0.0
    while True:
        styles = tuple(_smaller(style, drop, floor) for style in frame.styles)
        yield styles
        drop += STEP
        if styles == tuple(_smaller(style, drop, floor) for style in frame.styles):
            return


def _smaller(style: Style, drop: float, floor: float) -> Style:
    lowest = floor if style.size >= floor else min(style.size, CAPTION_FLOOR)
    size = max(lowest, style.size - drop)
    return evolve(style, size=size, hang=style.hang * size / style.size)


def fits(paras: Sequence[Para], frame: Frame, styles: Sequence[Style]) -> bool:
    """Whether the paragraphs stand inside the frame, no word being cut."""
    room = frame.room
    widest = max((longest_word(p.runs, styles[p.level]) for p in paras), default=0.0)
    return widest <= room.w and height(paras, styles, room.w) <= room.h


def best(panels: Sequence[Panel], frames: Sequence[Frame]) -> tuple[Style, ...] | None:
    """The largest styles at which every panel fits its frame; None when even the floor is too much.

    All panels of a slide share their sizes; the frames are alike.
    """
    pairs = list(zip(panels, frames, strict=True))
    for styles in ladders(frames[0]):
        if all(fits(panel.paras, frame, styles) for panel, frame in pairs):
            return styles
    return None


def too_many(paras: Sequence[Para], frame: Frame, floor: float = BODY_FLOOR) -> int:
    """How many characters must go for the paragraphs to fit at the floor; at least one is told
    of paragraphs that do not fit."""
    smallest = list(ladders(frame, floor))[-1]
    total = sum(len(each.plain) for each in paras)
    low, high = 0, total
    while low < high:
        middle = (low + high + 1) // 2
        if fits(list(_cut(paras, middle)), frame, smallest):
            low = middle
        else:
            high = middle - 1
    return total - low


def _cut(paras: Sequence[Para], length: int) -> Iterator[Para]:
    """The first ``length`` characters, each in its own style."""
    for each in paras:
        runs = tuple(between(each.runs, 0, min(length, len(each.plain))))
        length -= len(each.plain)
        if runs:
            yield evolve(each, runs=runs)
        if length <= 0:
            return
