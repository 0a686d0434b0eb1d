"""The columns and the sizes of a table, over as many pages as its rows and columns need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.fit.flow import CONTINUED
from ppgp_diaporama.fit.frames import Box, Frame
from ppgp_diaporama.fit.grid import chunks
from ppgp_diaporama.fit.measure import LINE, Style, lines, longest_word, width
from ppgp_diaporama.fit.report import CELL, Report, too_long
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, fits
from ppgp_diaporama.fit.titles import compounds, held
from ppgp_diaporama.sentences import pieces
from ppgp_diaporama.slides import Panel, Para, Source, Table
from ppgp_docs.api import Diagnostic, Line, Run

SIZES: Final = (BODY_FLOOR, CAPTION_FLOOR)
SIDE: Final = 8.0
EDGE: Final = 4.0
"""Margins of a cell, in points: at the left and right, at the top and bottom."""

AIR: Final = 26.0
"""Room added to each row of a short table, in points."""

Row = tuple[Line, ...]


@frozen
class TablePage:
    """The rows of one page under their header; widths, heights and size in points."""

    box: Box
    header: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float


def table_pages(table: Table, frame: Frame, report: Report) -> list[TablePage]:
    """The pages of a table; ``report`` hears of the cells that fit on none.

    Columns that are too many for one page go to the next ones, behind the first column again; so
    do rows, under the header again.
    """
    groups = _groups(table, frame)
    faults = list(_unfit_cells(table, groups, frame))
    for fault in faults:
        report(fault)
    for size in () if faults else SIZES:
        parts = [_part(_only(table, group), frame.box, size) for group in groups]
        alone = all(len(part) == 1 for part in parts)
        if all(parts) and (alone or size == SIZES[-1]):
            return [page for part in parts for page in part]
    return []


def _only(table: Table, columns: Sequence[int]) -> Table:
    """Some columns of a table."""
    rows = tuple(tuple(row[n] for n in columns) for row in table.rows)
    return evolve(table, header=tuple(table.header[n] for n in columns), rows=rows)


def _groups(table: Table, frame: Frame) -> list[tuple[int, ...]]:
    """The columns of each page: all of them, or as many as stand side by side, no word cut."""
    least, room = _least(table, SIZES[-1]), frame.box.w
    others = range(1, len(least))
    for most in range(len(others), 0, -1):
        groups = [(0, *group) for group in chunks(others, most)]
        if all(sum(least[n] for n in group) <= room for group in groups):
            return groups
    return [(n,) for n in range(len(least))]


def _least(table: Table, size: float) -> list[float]:
    """The widths that the longest words ask of the columns."""
    style = Style(size, bold=True)
    columns = zip(table.header, *table.rows, strict=True)
    return [max(longest_word(cell.runs, style) for cell in column) + 2 * SIDE for column in columns]


def _part(table: Table, box: Box, size: float) -> list[TablePage]:
    """The pages of columns that stand side by side; none when they do not fit in this size."""
    least = _least(table, size)
    if sum(least) > box.w:
        return []
    widths = _widths(table, least, box.w, size)
    table = _whole_names(table, widths, size)
    rows = list(_rows(table, widths, size, box.h))
    top = _height(table.header, widths, size, True)
    pages: list[list[Row]] = [[]]
    used = top
    for row in rows:
        tall = _height(row, widths, size, False)
        if top + tall > box.h:
            return []
        if used + tall > box.h:
            pages.append([])
            used = top
        pages[-1].append(row)
        used += tall
    return [_page(table, page, box, widths, size) for page in pages]


def _whole_names(table: Table, widths: Sequence[float], size: float) -> Table:
    """The table, whose lines end before a compound name rather than within: « Saint-Rambert »."""

    def row(cells: Row, bold: bool) -> Row:
        style = Style(size, bold=bold)
        pairs = zip(cells, widths, strict=True)
        return tuple(
            Line(held(Para(cell.runs), style, wide - 2 * SIDE, compounds).runs)
            for cell, wide in pairs
        )

    return evolve(
        table, header=row(table.header, True), rows=tuple(row(each, False) for each in table.rows)
    )


def _widths(table: Table, least: Sequence[float], room: float, size: float) -> tuple[float, ...]:
    """Each column wide enough for its longest word, the rest shared by the weight of its text."""
    columns = zip(table.header, *table.rows, strict=True)
    wanted = [max(width(cell.plain, size) for cell in column) + 2 * SIDE for column in columns]
    greed = [max(0.0, min(want, room) - low) + 1 for want, low in zip(wanted, least, strict=True)]
    spare = room - sum(least)
    return tuple(low + spare * part / sum(greed) for low, part in zip(least, greed, strict=True))


def _rows(table: Table, widths: Sequence[float], size: float, room: float) -> Iterator[Row]:
    """The rows; in the smallest size, one that is taller than a page as several."""
    most = _most_lines(table, widths, room)
    for row in table.rows:
        if size == SIZES[-1]:
            cells = [_cut(cell, wide, most) for cell, wide in zip(row, widths, strict=True)]
            yield from _continued(cells)
        else:
            yield row


def _continued(cells: Sequence[Sequence[Line]]) -> Iterator[Row]:
    """The parts of the cells as rows; the first cell, when it is whole, is said again."""
    for rank, row in enumerate(zip_longest(*cells, fillvalue=Line())):
        first, *others = row
        if rank and len(cells[0]) == 1 and cells[0][0]:
            first = Line((*cells[0][0].runs, CONTINUED))
        yield (first, *others)


def _most_lines(table: Table, widths: Sequence[float], room: float) -> int:
    """How many lines a cell may have on a page, in the smallest size."""
    left = room - _height(table.header, widths, SIZES[-1], True) - 2 * EDGE
    return max(1, int(left / (SIZES[-1] * LINE)))


def _cut(cell: Line, wide: float, most: int) -> list[Line]:
    """A cell as parts of whole sentences, none longer than ``most`` lines unless a sentence is."""
    style, room = Style(SIZES[-1]), wide - 2 * SIDE
    if lines(cell.runs, style, room) <= most:
        return [cell]
    parts: list[Line] = []
    for piece in pieces(Para(cell.runs), lambda part: lines(part.runs, style, room) <= most):
        longer = Line((*parts[-1].runs, Run(" "), *piece.runs)) if parts else Line()
        if parts and lines(longer.runs, style, room) <= most:
            parts[-1] = longer
        else:
            parts.append(Line(piece.runs))
    return parts


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


def _unfit_cells(
    table: Table, groups: Sequence[Sequence[int]], frame: Frame
) -> Iterator[Diagnostic]:
    """The cells whose word is wider than a page, whose header or sentence is taller."""
    for group in groups:
        part = _only(table, group)
        least = _least(part, SIZES[-1])
        spare = frame.box.w - sum(least)
        widths = _widths(part, least, frame.box.w, SIZES[-1]) if spare >= 0 else (frame.box.w,)
        head = (frame.box.h / 2 - 2 * EDGE) / (SIZES[-1] * LINE)
        most = _most_lines(part, widths, frame.box.h)
        for rank, row in enumerate((part.header, *part.rows)):
            for n, wide, cell in zip(group, widths, row, strict=True):
                box = Box(0, 0, wide - 2 * SIDE, (most if rank else int(head)) * SIZES[-1] * LINE)
                yield from _fault(cell, box, table.places[rank][n], bold=not rank)


def _fault(cell: Line, box: Box, source: Source, bold: bool) -> Iterator[Diagnostic]:
    frame = Frame(0, box, (0, 0), (Style(SIZES[-1], bold=bold, spacing=1),))

    def fit(part: Para) -> bool:
        return fits([part], frame, frame.styles)

    for piece in pieces(Para(cell.runs), fit):
        if not fit(piece):
            yield too_long(Panel((piece,), source), frame, CELL)
