"""How formulas read the sheet « Lignes », in the words that nearly all spreadsheets compute.

Plain A1 ranges: references to the columns of a table are lost in several readers. ``SUMIFS`` takes
``*``, ``?``, ``~``, ``<``, ``=`` in a name for operators and ignores case: where a funder of the
contract would be misread, names are compared by ``EXACT`` instead, in a formula that is entered as
an array, without which Gnumeric does not compare each line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

FIRST_ROW: Final = 5
"""The row below the header, as Excel counts: title, contract, control, header."""

FICHE: Final = "A"
FUNDER: Final = "B"
NATURE: Final = "C"
YEAR: Final = "D"
AMOUNT: Final = "E"
STATUS: Final = "F"

ROOM: Final = 15
"""How many empty rows a sheet of lines has above its total."""
_BEYOND: Final = 200
"""How many rows below the total are read too: lines are added there when there is no room left."""
_OPERATORS: Final = frozenset("*?~<>=")


@frozen
class Lines:
    """The ranges of « Lignes », or of the ``sheet`` of another stage; ``exact`` when a name must be
    compared sign by sign."""

    count: int
    exact: bool
    sheet: str = "Lignes"

    @property
    def total_row(self) -> int:
        """The row of the total, below the room for more lines."""
        return FIRST_ROW + self.count + ROOM

    @property
    def all(self) -> str:
        """The sum of all lines, those added below the total included."""
        return f"SUM({self._range(AMOUNT)})-{self.sheet}!${AMOUNT}${self.total_row}"

    @property
    def not_amounts(self) -> str:
        """How many amounts were typed as texts: no sum has them."""
        amounts = self._range(AMOUNT)
        return f"COUNTA({amounts})-COUNT({amounts})"

    def not_among(self, column: str, words: Iterable[str]) -> str:
        """How many lines have another word than these in a column; a cell may be empty."""
        cells = self._range(column)
        return f"COUNTA({cells})" + "".join(f'-COUNTIF({cells},"{word}")' for word in words)

    def sum(self, criteria: Mapping[str, str], amount: str = AMOUNT) -> str:
        """The sum of the lines whose columns hold what these cells hold; ``amount`` is the column
        that is summed."""
        if self.is_array(criteria):
            tests = ",".join(self._test(column, cell) for column, cell in criteria.items())
            return f"SUMPRODUCT({tests},{self._range(amount)})"
        tests = ",".join(f"{self._range(column)},{cell}" for column, cell in criteria.items())
        return f"SUMIFS({self._range(amount)},{tests})"

    def is_array(self, criteria: Mapping[str, str]) -> bool:
        """Whether the formula of ``sum`` is entered as an array."""
        return self.exact and FUNDER in criteria

    def amounts_of(self, year: str) -> str:
        """How many of the lines of a year have an amount, be it 0 €."""
        tests = f"{self._range(YEAR)},{year},{self._range(AMOUNT)}"
        return f'COUNTIFS({tests},">=0")+COUNTIFS({tests},"<0")'

    def column(self, letter: str) -> str:
        """The cells of a column that lines are typed in, for a name to stand for."""
        return f"{self.sheet}!${letter}${FIRST_ROW}:${letter}${self.total_row - 1}"

    def _test(self, column: str, cell: str) -> str:
        if column in (FUNDER, NATURE):
            return f"EXACT({self._range(column)},{cell})*1"
        number = f"VALUE({cell})" if column == YEAR else cell  # the header of a table is a text
        return f"({self._range(column)}={number})*1"

    def _range(self, column: str) -> str:
        return f"{self.sheet}!${column}${FIRST_ROW}:${column}${self.total_row + _BEYOND}"


def must_be_exact(names: Iterable[str]) -> bool:
    """Whether a criterion would read one of these names otherwise than as it stands."""
    known = list(names)
    return len({name.casefold() for name in known}) < len(known) or any(map(_is_misread, known))


def _is_misread(name: str) -> bool:
    """An operator, or what a spreadsheet takes for a number, a truth, an error, nothing."""
    return not _OPERATORS.isdisjoint(name) or not name[:1].isalpha() or len(name) > _LONGEST


_LONGEST: Final = 200
"""A criterion of more than 255 characters is an error in Excel."""
