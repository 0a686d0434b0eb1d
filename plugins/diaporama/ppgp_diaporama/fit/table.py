"""The columns and the sizes of a table, over as many pages as its rows need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import frozen

from ppgp_diaporama.fit.frames import Box, Frame
from ppgp_diaporama.fit.measure import LINE, Style, lines, longest_word, width
from ppgp_diaporama.slides import Para, Source, Table
from ppgp_docs.api import Line

SIZES: Final = (24.0, 22.0, 20.0, 18.0)
SIDE: Final = 12.0
EDGE: Final = 8.0
"""Margins of a cell, in points: at the left and right, at the top and bottom."""

AIR: Final = 26.0
"""Room added to each row of a short table, in points."""

Row = tuple[Line, ...]
Tell = Callable[[Source, Sequence[Para], Box], None]


@frozen
class TablePage:
    """The rows of one page under their header; widths, heights and size in points."""

    box: Box
    header: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float


def table_pages(table: Table, frame: Frame, tell: Tell) -> list[TablePage]:
    """The pages of a table; ``tell`` hears of the row that is taller than a page."""
    for size in SIZES:
        widths = _widths(table, frame.box.w, size)
        groups = _groups(table, widths, size, frame.box.h)
        if groups and (len(groups) == 1 or size == SIZES[-1]):
            return [_page(table, group, frame.box, widths, size) for group in groups]
    widths = _widths(table, frame.box.w, SIZES[-1])
    for row in table.rows:
        cell = max(range(len(row)), key=lambda n: len(row[n].plain) / widths[n])
        box = Box(0, 0, widths[cell] - 2 * SIDE, frame.box.h / 2)
        tell(table.source, [Para(row[cell].runs)], box)
        break
    return []


def _widths(table: Table, room: float, size: float) -> tuple[float, ...]:
    """Each column wide enough for its longest word, the rest shared by the weight of its text."""
    columns = list(zip(table.header, *table.rows, strict=True))
    style = Style(size, bold=True)
    least = [
        max(longest_word(cell.runs, style) for cell in column) + 2 * SIDE for column in columns
    ]
    wanted = [max(width(cell.plain, size) for cell in column) + 2 * SIDE for column in columns]
    spare = max(0.0, room - sum(least))
    greed = [max(0.0, min(want, room) - low) + 1 for want, low in zip(wanted, least, strict=True)]
    found = [low + spare * part / sum(greed) for low, part in zip(least, greed, strict=True)]
    return tuple(value * room / sum(found) for value in found)


def _groups(
    table: Table, widths: Sequence[float], size: float, room: float
) -> list[list[Row]] | None:
    top = _height(table.header, widths, size, True)
    groups: list[list[Row]] = [[]]
    used = top
    for row in table.rows:
        tall = _height(row, widths, size, False)
        if top + tall > room:
            return None
        if used + tall > room:
            groups.append([])
            used = top
        groups[-1].append(row)
        used += tall
    return groups


def _height(row: Row, widths: Sequence[float], size: float, bold: bool) -> float:
    style = Style(size, bold=bold)
    most = max(
        lines(cell.runs, style, wide - 2 * SIDE) for cell, wide in zip(row, widths, strict=True)
    )
    return most * size * LINE + 2 * EDGE


def _page(
    table: Table, rows: Sequence[Row], box: Box, widths: tuple[float, ...], size: float
) -> TablePage:
    heights = [_height(table.header, widths, size, True)]
    heights += [_height(row, widths, size, False) for row in rows]
    air = min(AIR, (box.h - sum(heights)) / len(heights))
    return TablePage(box, table.header, tuple(rows), widths, tuple(h + air for h in heights), size)
