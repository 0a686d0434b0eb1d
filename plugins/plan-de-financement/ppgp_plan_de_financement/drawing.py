"""A table drawn in its sheet: a real one, that Excel and screen readers know by its header."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppgp_plan_de_financement.formulas import FIRST_ROW
from ppgp_plan_de_financement.styles import Styles
from ppgp_plan_de_financement.table import Cell, Column, Formula, Measure, Sheet, height

HEADER: Final = FIRST_ROW - 2  # XlsxWriter counts from 0
_TOTAL: Final = "Total"


@frozen
class Drawing:
    """A table of ``page``; ``top`` is the row of its header, ``left`` its first column, from 0."""

    page: Worksheet
    sheet: Sheet
    styles: Styles
    top: int = HEADER
    left: int = 0

    @property
    def totals(self) -> bool:
        return any(column.summed for column in self.sheet.columns)

    @property
    def last(self) -> int:
        """Its last row, from 0."""
        return self.top + self.sheet.height + self.totals

    def draw(self) -> None:
        """Header, rows, room for more, total; looks that depend on what a cell holds."""
        columns = self.sheet.columns
        headers = [self._column(rank, column) for rank, column in enumerate(columns)]
        options = {"columns": headers, "total_row": self.totals, "style": None}
        right = self.left + len(columns) - 1
        named = {"name": self.sheet.table, "autofilter": self.sheet.filters, **options}
        self.page.add_table(self.top, self.left, self.last, right, named)
        self.page.set_row(self.top, height([column.title for column in columns], columns))
        for number, row in enumerate(self.sheet.rows, start=self.top + 1):
            self.page.set_row(number, height(row, columns))
            for rank, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self._write(number, self.left + rank, cell, column)
        self._draw_room()
        if self.totals:
            self._draw_totals()
        for rank, column in enumerate(columns, start=self.left):
            self._tell_apart(rank, column)

    def _draw_room(self) -> None:
        """Rows to type in, and what their columns take."""
        first = self.top + 1 + len(self.sheet.rows)
        for row in range(first, first + self.sheet.room):
            for rank, column in enumerate(self.sheet.columns, start=self.left):
                self.page.write_blank(row, rank, None, self._body(column))

    def _body(self, column: Column, formula: bool = False) -> Any:
        return self.styles.body(column.kind, typed=bool(self.sheet.room) and not formula)

    def _tell_apart(self, rank: int, column: Column) -> None:
        """What no number format says: where the reader knows conditional formats."""
        cells = (self.top + 1, rank, self.last, rank)
        if column.kind in ("euros", "part"):  # no amount is a dash, else « 0 € »
            nothing = {"type": "cell", "criteria": "==", "value": 0, "format": self.styles.dash}
            self.page.conditional_format(*cells, nothing)
        if column.kind == "euros" and not self.styles.cents:  # cents that someone types are seen
            cell = xl_rowcol_to_cell(self.top + 1, rank)
            typed = {"type": "formula", "criteria": f"={cell}<>ROUND({cell},0)"}
            self.page.conditional_format(*cells, {**typed, "format": self.styles.with_cents})
        if column.kind == "part":
            self._tell_shares_apart(cells)

    def _tell_shares_apart(self, cells: tuple[int, int, int, int]) -> None:
        """No share but nothing is « 0 % », none but all « 100 % ».

        A share is a quotient of doubles: all is 1 but for the last of their sixteen figures.
        """
        for least, most, style in (
            (1e-15, 0.00005 - 1e-12, self.styles.hardly),
            (0.99995, 1 - 1e-13, self.styles.nearly),
        ):
            between = {"type": "cell", "criteria": "between", "format": style}
            self.page.conditional_format(*cells, {**between, "minimum": least, "maximum": most})

    def _column(self, rank: int, column: Column) -> dict[str, Any]:
        header = {"header": column.title, "header_format": self.styles.header(column.kind)}
        if column.has_total:
            return {**header, "total_function": self._total(rank)}
        return header if rank else {**header, "total_string": _TOTAL}

    def _total(self, rank: int) -> str:
        """The total of a column: plain, as nearly all spreadsheets compute it, whatever the
        filters."""
        if (of := self.sheet.columns[rank].rate) is not None:
            part, whole = (xl_rowcol_to_cell(self.last, self.left + each) for each in of)
            return f"=IF({whole}=0,0,{part}/{whole})"
        if (of := self.sheet.columns[rank].gap) is not None:
            more, less = (xl_rowcol_to_cell(self.last, self.left + each) for each in of)
            return f"=IF(ROUND({self._sum(rank)}-({more}-{less}),2)=0,{more}-{less},0)"
        return f"={self._sum(rank)}"

    def _sum(self, rank: int) -> str:
        first, column = self.top + 1, self.left + rank
        return f"SUM({xl_range(first, column, self.top + self.sheet.height, column)})"

    def _write(self, row: int, rank: int, cell: Cell, column: Column) -> None:
        style = self._body(column, isinstance(cell, Formula))
        if isinstance(cell, Formula):
            self._write_formula(row, rank, cell, style)
        elif isinstance(cell, Measure):
            self.page.write_number(row, rank, float(cell.value), self.styles.measure(cell))
        elif cell is None or cell == "":
            self.page.write_blank(row, rank, None, style)
        elif isinstance(cell, str):
            self.page.write_string(row, rank, cell, style)
        else:
            self.page.write_number(row, rank, cell, style)

    def _write_formula(self, row: int, rank: int, cell: Formula, style: Any) -> None:
        """A formula and its result as a plain double: some readers take nothing else."""
        formula, value = cell.at(row + 1), float(cell.value)
        if cell.array:
            self.page.write_array_formula(row, rank, row, rank, formula, style, value)
        else:
            self.page.write_formula(row, rank, formula, style, value)

    def _draw_totals(self) -> None:
        for rank, column in enumerate(self.sheet.columns):
            style, at = self.styles.total(column.kind), (self.last, self.left + rank)
            if column.has_total:
                value = float(self.sheet.total(rank))
                self.page.write_formula(*at, self._total(rank), style, value)
            elif rank:  # an empty text would count as a cell that says something
                self.page.write_blank(*at, None, style)
            else:
                self.page.write_string(*at, _TOTAL, style)
