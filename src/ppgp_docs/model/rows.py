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
class Cell:
    """The place of the picture of that ``rank``, from 0."""

    rank: int
    width: float
    height: float


Rows = tuple[tuple[Cell, ...], ...]


def rows_towards(
    ratios: Sequence[float], width: float, gap: float, target: float, tallest: float
) -> Rows:
    """The pictures in their order, in rows as near to a height as their shapes allow.

    A row of upright pictures is narrower than the others rather than taller than ``tallest``.
    """
    found = (_rows(ratios, counts, width, gap, tallest) for counts in _partitions(len(ratios)))
    return min(found, key=lambda rows: _strain(rows, target))


def _strain(rows: Rows, target: float) -> float:
    """How far rows are from the height that is wanted, and from one another."""
    heights = [row[0].height for row in rows]
    away = sum(log(height / target) ** 2 for height in heights) / len(heights)
    alone = any(len(row) == 1 for row in rows) and len(rows) > 1
    return away + UNEVEN * log(max(heights) / min(heights)) ** 2 + ALONE * alone


def rows_within(ratios: Sequence[float], width: float, height: float, gap: float) -> Rows:
    """The pictures in their order, in the rows that show them largest inside a box."""
    best: Rows = ()
    most = -inf
    for counts in _partitions(len(ratios)):
        room = height - gap * (len(counts) - 1)
        rows = _rows(ratios, counts, width, gap, room)
        scale = min(1.0, room / sum(row[0].height for row in rows))
        smallest = min(cell.width * cell.height for row in rows for cell in row) * scale**2
        if smallest > most:
            best, most = _scaled(rows, scale), smallest
    return best


def _rows(
    ratios: Sequence[float], counts: Sequence[int], width: float, gap: float, tallest: float
) -> Rows:
    found, start = [], 0
    for count in counts:
        row = ratios[start : start + count]
        high = min((width - gap * (count - 1)) / sum(row), tallest)
        found.append(tuple(Cell(start + n, high * ratio, high) for n, ratio in enumerate(row)))
        start += count
    return tuple(found)


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
