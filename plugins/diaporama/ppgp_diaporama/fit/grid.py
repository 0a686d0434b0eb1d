"""Texts side by side: how many in a row, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame

GAP: Final = 12.0
"""Space between two cells, in points, where the layout has only one."""

_ROWS: Final = {4: (2, 2), 5: (3, 2), 6: (3, 3)}
_WIDE_ROWS: Final = {3: (1, 1, 1), 4: (2, 2), 5: (2, 2, 1), 6: (2, 2, 2)}
"""How many cells each row has: fewer when a pictogram takes a part of their width."""

Item = TypeVar("Item")


def chunks(items: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """The items in as few groups of at most ``most`` as possible, the groups even."""
    count = -(-len(items) // most)
    size, larger = divmod(len(items), count)
    out, start = [], 0
    for rank in range(count):
        end = start + size + (1 if rank < larger else 0)
        out.append(items[start:end])
        start = end
    return out


def arrange(
    frames: Sequence[Frame], count: int, in_a_row: bool = False, shares: Sequence[float] = ()
) -> list[Frame]:
    """``count`` frames that share out the whole area of the layout's own.

    ``shares`` are the widths wanted in a single row, as parts of each other.
    """
    area = around([frame.box for frame in frames])
    table = _WIDE_ROWS if frames[0].lead else _ROWS
    rows = (count,) if in_a_row else table.get(count, (count,))
    gaps = gaps_of(frames)
    alone = shares and len(rows) == 1
    return _at(frames, columns(area, shares, gaps[0]) if alone else cells(area, rows, gaps))


def stacked(frames: Sequence[Frame], count: int) -> list[Frame]:
    """``count`` frames one under the other, each as wide as the area."""
    area = around([frame.box for frame in frames])
    return _at(frames, cells(area, (1,) * count, gaps_of(frames)))


def below(frames: Sequence[Frame], height: float) -> tuple[Frame, ...]:
    """The frames in what ``height`` points above them leave of their area."""
    area = around([frame.box for frame in frames])
    part, foot = (area.h - height) / area.h, area.y + area.h
    return tuple(
        frame.at(evolve(box, y=foot - (foot - box.y) * part, h=box.h * part))
        for frame in frames
        for box in [frame.box]
    )


def is_a_column(frames: Sequence[Frame]) -> bool:
    """Whether several frames stand one under the other."""
    return len(frames) > 1 and len({frame.box.x for frame in frames}) == 1


def gaps_of(frames: Sequence[Frame]) -> tuple[float, float]:
    """The space that a layout leaves between its cells, across and down, in points."""
    boxes = [frame.box for frame in frames]
    across = [b.x - a.x - a.w for a in boxes for b in boxes if b.y == a.y and b.x > a.x]
    down = [b.y - a.y - a.h for a in boxes for b in boxes if b.x == a.x and b.y > a.y]
    first = min(across, default=GAP)
    return first, min(down, default=first)


def _at(frames: Sequence[Frame], boxes: Sequence[Box]) -> list[Frame]:
    return [frame.at(box) for frame, box in zip(frames, boxes, strict=False)]


def shares(lengths: Sequence[int]) -> tuple[float, ...]:
    """Widths that follow the lengths of texts, none under 0.7 nor over 1.6 times the mean."""
    mean = sum(lengths) / len(lengths) or 1
    return tuple(min(1.6, max(0.7, length / mean)) for length in lengths)


def columns(area: Box, parts: Sequence[float], gap: float = GAP) -> list[Box]:
    """One row of cells whose widths are in these proportions."""
    room, left, out = area.w - gap * (len(parts) - 1), area.x, []
    for part in parts:
        width = room * part / sum(parts)
        out.append(Box(left, area.y, width, area.h))
        left += width + gap
    return out


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.w for box in boxes)
    bottom = max(box.y + box.h for box in boxes)
    return Box(left, top, right - left, bottom - top)


def cells(area: Box, rows: Sequence[int], gaps: tuple[float, float] = (GAP, GAP)) -> list[Box]:
    """Cells of an area: ``rows`` says how many stand in each row, which they fill."""
    across, down = gaps
    height = (area.h - down * (len(rows) - 1)) / len(rows)
    out = []
    for row, count in enumerate(rows):
        width = (area.w - across * (count - 1)) / count
        top = area.y + row * (height + down)
        out += [Box(area.x + n * (width + across), top, width, height) for n in range(count)]
    return out
