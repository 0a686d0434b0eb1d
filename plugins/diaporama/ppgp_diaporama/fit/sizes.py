"""Sizes of text: three in a deck, and a fourth for what is drawn rather than read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import Style, height, longest_word
from ppgp_diaporama.sentences import between
from ppgp_diaporama.slides import Panel, Para

TITLE: Final = 34.0
BODY_FLOOR: Final = 28.0
CAPTION_FLOOR: Final = 18.0
NUMBER: Final = 66.0
"""The sizes of a title, of a text and of a note, in points; large numbers, and titles that stand
alone, have a fourth. A text is split rather than set smaller; what cannot be split takes the next
size down, never one between."""

SCALE: Final = (TITLE, BODY_FLOOR, CAPTION_FLOOR)


def enlarged(frame: Frame) -> tuple[Style, ...]:
    """The styles of a frame, texts being at the size of titles, for the few words that a slide
    says; those of the frame under a title that is set smaller."""
    if not frame.grows:
        return frame.styles
    return tuple(
        evolve(style, size=TITLE, hang=style.hang * TITLE / style.size)
        if style.size == BODY_FLOOR
        else style
        for style in frame.styles
    )


def ladders(frame: Frame, floor: float = BODY_FLOOR) -> Iterator[tuple[Style, ...]]:
    """The styles of a frame, then the same in the next sizes down, until all are at their floor:
    that of texts, or of notes for what cannot be split.

    A level that the template already draws under the floor is a note.
    """
    styles = frame.styles
    yield styles
    while styles != (smaller := tuple(_smaller(style, floor) for style in styles)):
        styles = smaller
        yield styles


def _smaller(style: Style, floor: float) -> Style:
    lowest = floor if style.size >= floor else CAPTION_FLOOR
    size = next((size for size in SCALE if lowest <= size < style.size), style.size)
    return evolve(style, size=size, hang=style.hang * size / style.size)


def over(size: float) -> float:
    """The size of the scale over another one; that of titles over theirs."""
    return next((each for each in reversed(SCALE) if each > size), TITLE)


def fits(paras: Sequence[Para], frame: Frame, styles: Sequence[Style]) -> bool:
    """Whether the paragraphs stand inside the frame, no word being cut."""
    room = frame.room
    widest = max((longest_word(p.runs, styles[p.level]) for p in paras), default=0.0)
    return widest <= room.w and height(paras, styles, room.w) <= room.h


def best(
    panels: Sequence[Panel], frames: Sequence[Frame], floor: float = BODY_FLOOR
) -> tuple[Style, ...] | None:
    """The largest styles at which every panel fits its frame; None when even the floor is too much.

    All panels of a slide share their sizes; the frames are alike.
    """
    pairs = list(zip(panels, frames, strict=True))
    for styles in ladders(frames[0], floor):
        if all(fits(panel.paras, frame, styles) for panel, frame in pairs):
            return styles
    return None


def too_many(paras: Sequence[Para], frame: Frame, floor: float = CAPTION_FLOOR) -> int:
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
