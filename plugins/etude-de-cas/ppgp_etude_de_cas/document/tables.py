"""How a table is drawn: the widths of its columns, its row headers, or row by row when too tall.

A row is never cut by the foot of a page: it would be read half by half, without its headers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from ppgp_docs.api import Line, blocs, column_widths, longest_word, wrapped

_PAGE: Final = 453.5
"""Width of the text area, in points (160 mm)."""

_WEIGHT: Final = 700
"""Headings are bold: all words are measured so."""

_TALLEST: Final = 340.0
"""The tallest row of a table, in points (120 mm): half a page."""


@frozen
class _Setting:
    """Size of the letters, margins at both sides of a cell, height of a line; in points."""

    size: float
    sides: float
    line: float


_USUAL: Final = _Setting(9.8, 17.1, 13.6)
_TIGHT: Final = _Setting(9.0, 9.2, 12.5)
"""As ``blocs.css`` sets them: ``table``, and ``.tableau-serre``; with a tenth of a point to spare:
widths are told in hundredths of a percent."""


@frozen
class TableView:
    """A table as the template needs it.

    ``widths`` are percentages; ``row_headers`` where they serve: a small table of mostly headers
    is heard as noise; ``by_row`` where a row is too tall to stand in a table: each is then told
    on its own, cell after cell.
    """

    widths: tuple[float, ...]
    tight: bool
    row_headers: bool
    by_row: bool


def table_view(bloc: blocs.Tableau) -> TableView:
    """Looks at all the cells of a table, once."""
    columns = [[cell.plain for cell in column] for column in _columns(bloc)]
    setting = _USUAL
    widths = _widths(columns, setting)
    if tight := _cuts_words(columns, widths, setting):
        setting = _TIGHT
        widths = _widths(columns, setting)
    return TableView(
        widths=tuple(round(100 * width / _PAGE, 2) for width in widths),
        tight=tight,
        row_headers=len(bloc.lignes) * (len(columns) - 2) >= len(columns),
        by_row=any(_height(row, widths, setting) > _TALLEST for row in bloc.lignes),
    )


def _columns(bloc: blocs.Tableau) -> list[tuple[Line, ...]]:
    return list(zip(bloc.colonnes, *bloc.lignes, strict=True))


def _widths(columns: Sequence[Sequence[str]], setting: _Setting) -> tuple[float, ...]:
    return column_widths(columns, _PAGE, setting.sides, setting.size, _WEIGHT)


def _cuts_words(
    columns: Sequence[Sequence[str]], widths: Sequence[float], setting: _Setting
) -> bool:
    """Whether a word is longer than its column."""
    words = (max(longest_word(text, setting.size, _WEIGHT) for text in texts) for texts in columns)
    return any(
        word > width - setting.sides + 0.1 for word, width in zip(words, widths, strict=True)
    )


def _height(row: Sequence[Line], widths: Sequence[float], setting: _Setting) -> float:
    lines = (
        len(wrapped(cell.plain, width - setting.sides, setting.size))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(lines) * setting.line
