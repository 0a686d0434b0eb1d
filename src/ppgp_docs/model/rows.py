"""Pictures in rows that respect their shapes: those of a row have one height and fill its width.

Lengths are in the unit of who asks; the ratio of a picture is its width over its height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, log
from typing import Final

from attrs import frozen

FURTHEST: Final = 4
"""Pictures of a row, at most: more would be too small to be seen."""

UNEVEN, ALONE = 0.7, 1.0
"""How much rows of unlike heights weigh, and one of a lone picture, against the height that is
wanted."""


@frozen
class Shape:
    """A picture: its width over its height, and the room that what stands under it needs."""

    ratio: float
    least: float = 0.0


@frozen
class Cell:
    """The place of the picture of that ``rank``, from 0."""

    rank: int
    width: float
    height: float


Rows = tuple[tuple[Cell, ...], ...]


def rows_towards(
    shapes: Sequence[Shape], width: float, gap: float, target: float, tallest: float
) -> Rows:
    """The pictures in their order, in rows as near to a height as their shapes allow.

    A row of upright pictures is narrower than the others rather than taller than ``tallest``; where
    one is narrower than what stands under it needs, those of its row leave it that room.
    """
    found = (_rows(shapes, counts, width, gap, tallest) for counts in _partitions(len(shapes)))
    return min(found, key=lambda rows: _strain(rows, target))


def _strain(rows: Rows, target: float) -> float:
    """How far rows are from the height that is wanted, and from one another."""
    heights = [row[0].height for row in rows]
    away = sum(log(height / target) ** 2 for height in heights) / len(heights)
    alone = any(len(row) == 1 for row in rows) and len(rows) > 1
    return away + UNEVEN * log(max(heights) / min(heights)) ** 2 + ALONE * alone


def rows_within(ratios: Sequence[float], width: float, height: float, gap: float) -> Rows:
    """The pictures in their order, in the rows that show them largest inside a box."""
    shapes = [Shape(ratio) for ratio in ratios]
    best: Rows = ()
    most = -inf
    for counts in _partitions(len(ratios)):
        room = height - gap * (len(counts) - 1)
        rows = _rows(shapes, counts, width, gap, room)
        scale = min(1.0, room / sum(row[0].height for row in rows))
        smallest = min(cell.width * cell.height for row in rows for cell in row) * scale**2
        if smallest > most:
            best, most = _scaled(rows, scale), smallest
    return best


def _rows(
    shapes: Sequence[Shape], counts: Sequence[int], width: float, gap: float, tallest: float
) -> Rows:
    found, start = [], 0
    for count in counts:
        row = shapes[start : start + count]
        high = min(_height(row, width - gap * (count - 1)), tallest)
        found.append(tuple(Cell(start + n, high * one.ratio, high) for n, one in enumerate(row)))
        start += count
    return tuple(found)


def _height(row: Sequence[Shape], room: float) -> float:
    """The height at which pictures side by side fill that room, none having less than it needs,
    or all the less where that is more than there is."""
    scarce = min(1.0, room / (sum(one.least for one in row) or room))
    free = sorted(row, key=lambda one: one.least / one.ratio)
    while len(free) > 1:
        high = room / sum(one.ratio for one in free)
        if free[-1].least * scarce <= high * free[-1].ratio:
            break
        room -= free.pop().least * scarce
    return room / sum(one.ratio for one in free)


def _scaled(rows: Rows, scale: float) -> Rows:
    return tuple(
        tuple(Cell(cell.rank, cell.width * scale, cell.height * scale) for cell in row)
        for row in rows
    )


def _partitions(count: int) -> Iterator[tuple[int, ...]]:
    """Every way to part so many pictures into rows, in order."""
    if not count:
        yield ()
    for first in range(min(count, FURTHEST), 0, -1):
        yield from ((first, *others) for others in _partitions(count - first))
