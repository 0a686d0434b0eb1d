"""A sheet as data: columns, rows, formulas with the result that we computed ourselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil
from typing import Final, Literal, TypeAlias

from attrs import frozen

CellKind: TypeAlias = Literal["texte", "entier", "nombre", "euros", "prix", "part"]
"""How a column is aligned and written; ``part`` is a share of 1, shown in %."""


_LINE: Final = 13.5  # points
_PADDING: Final = 3.0  # points
_FILLED: Final = 1.05


@frozen
class Formula:
    """A live formula; ``{row}`` stands for its own row, ``value`` is what it must give.

    ``array`` when it is to be entered as one: it compares each cell of a range.
    """

    text: str
    value: Decimal
    array: bool = False

    def at(self, row: int) -> str:
        """The formula of the row that Excel numbers ``row``."""
        return "=" + self.text.format(row=row)


@frozen
class Measure:
    """A number that is no amount, with the unit that its cell shows behind it, and as many
    ``decimals`` as other documents print of it; two at most where they say nothing."""

    value: Decimal
    unit: str
    decimals: int | None = None


Cell: TypeAlias = str | int | Decimal | Formula | Measure | None


@frozen
class Column:
    """``width`` is in characters; ``summed`` columns have a total; ``choices`` is the name of the
    list that may be typed in its cells; ``rate`` are the columns, part and whole, whose totals
    give its own, ``gap`` those whose difference does, where its rows make it: a total says no
    more than what it adds up."""

    title: str
    width: float
    kind: CellKind = "texte"
    summed: bool = False
    choices: str = ""
    rate: tuple[int, int] | None = None
    gap: tuple[int, int] | None = None

    @property
    def has_total(self) -> bool:
        return self.summed or bool(self.rate or self.gap)


@frozen
class Control:
    """What the lines give for a column, as a formula, against the sum of some of the columns.

    ``parts`` are the first and the last of the columns that must add up to it; ``lacking`` is what
    the table has no place for when they do not.
    """

    column: int
    due: str
    parts: tuple[int, int]
    lacking: str = ""


@frozen
class Sheet:
    """``table`` is the name of its table; ``notes`` are lines below it.

    ``controls`` are told above the header; ``also`` are formulas that must give nothing too;
    ``alarm`` is what to say then, when it is not that the lines give something else. ``room`` is
    how many empty rows are left for lines to add: a sheet that has some may be typed in, the others
    hold formulas, which are protected.
    """

    name: str
    title: str
    table: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    also: tuple[str, ...] = ()
    alarm: str = ""
    room: int = 0
    filters: bool = True

    @property
    def height(self) -> int:
        """How many rows stand between the header and the total."""
        return len(self.rows) + self.room

    def total(self, rank: int) -> Decimal:
        """The sum of a column, or the rate or the difference of two of them."""
        if (of := self.columns[rank].rate) is not None:
            part, whole = map(self.total, of)
            return part / whole if whole else Decimal(0)
        if (of := self.columns[rank].gap) is not None:
            more, less = map(self.total, of)
            whole = more - less
            return whole if whole == self._sum(rank) else Decimal(0)
        return self._sum(rank)

    def _sum(self, rank: int) -> Decimal:
        return add(value for row in self.rows if (value := result(row[rank])) is not None)


def result(cell: Cell) -> Decimal | None:
    """The amount in a cell, computed or typed; None for a text or nothing."""
    value = cell.value if isinstance(cell, Formula) else cell
    return value if isinstance(value, Decimal) else None


def height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """The height of a row, in points: LibreOffice does not fit rows to wrapped texts by itself."""
    cells = zip(row, columns, strict=True)
    return _LINE * max(_lines(cell, column.width) for cell, column in cells) + _PADDING


def _lines(cell: Cell, width: float) -> int:
    """How many lines a text takes, about: the last word of a line rarely fits exactly."""
    paragraphs = cell.split("\n") if isinstance(cell, str) else [""]
    return sum(max(1, ceil(len(paragraph) / (width * _FILLED))) for paragraph in paragraphs)


def add(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
