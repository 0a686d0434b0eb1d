"""Rows of two tables in one: all of them as wide as its grid."""

from __future__ import annotations

from copy import deepcopy

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.word.ooxml import W, attribute


def square(table: Element) -> None:
    """Give a table the columns of its widest row, and the last cell of the others those left."""
    grid = table.find(f"{W}tblGrid")
    rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
    cells = [[one for one in row.iter(f"{W}tc") if _row_of(one) is row] for row in rows]
    if grid is None or not len(grid):
        return
    width = max([len(grid), *(sum(map(_span, row)) for row in cells)])
    for _ in range(width - len(grid)):
        grid.append(deepcopy(grid[-1]))
    for row in cells:
        if row and (missing := width - sum(map(_span, row))):
            _widen(row[-1], missing)


def _row_of(cell: Element) -> Element:
    return next(cell.iterancestors(f"{W}tr"))


def _span(cell: Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    said = "" if found is None else attribute(found, "val")
    return int(said) if said.isdecimal() else 1


def _widen(cell: Element, count: int) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = cell.makeelement(f"{W}tcPr")
        cell.insert(0, properties)
    span = properties.find(f"{W}gridSpan")
    if span is None:
        span = cell.makeelement(f"{W}gridSpan")
        width = properties.find(f"{W}tcW")
        properties.insert(0 if width is None else properties.index(width) + 1, span)
    span.set(f"{W}val", str(_span(cell) + count))
