"""Lines of money as Excel sheets to fill: the budget of a fiche, the tables of a contract.

Lists, cells that are checked, control totals.

Each row knows its place in the dossier by an address in a hidden column, blank rows too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.assets.theme import Theme
from ppgp_docs.assets.zipfiles import normalised_zip
from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.computed_amounts import computed, formula
from ppgp_docs.form.entries import KEY
from ppgp_docs.form.field_help import day_in_french
from ppgp_docs.form.line_words import paper_words, state_words, weights_words
from ppgp_docs.form.table_rows import OTHER, Row, columns_of, rows_of, value_of
from ppgp_docs.form.tables import CHECKS, FIGURE_NAMES, HOW, Column, Table
from ppgp_docs.plugin.formats import UNDATED
from ppgp_docs.roundtrip.excel.tables import ADDRESS
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.schema.validate import read_value

_HEADER: Final = 4
"""The row of the titles, from 0."""
_EUROS: Final = "#,##0.00\u00a0€"
_PRICE: Final = "#,##0.00####\u00a0€"
_GREY: Final = "#5B5B66"
_LINE: Final = 13.5  # points


def table_fields(tables: Iterable[Table], file: str, content: Data) -> tuple[SentField, ...]:
    """The fields of every row, those of blank rows too."""
    return tuple(
        SentField(
            f"{row.place}.{column.name}", column.title, column.genre,
            choices=tuple(_choices(column, (one.line for one in rows))),
        )
        for table in tables
        for rows in ([*rows_of(table, file, content)],)
        for row in rows
        for column in table.columns[bool(table.named and row.name):]
        if column.name != "montant" or computed(row.line) is None
    )  # fmt: skip


def draw_tables(
    tables: Iterable[Table], title: str, file: str, content: Data, theme: Theme
) -> bytes:
    """The workbook, the same for the same lines."""
    out = io.BytesIO()
    font = {"font_name": theme.font, "font_size": 10}
    book = Workbook(out, {"in_memory": True, "default_format_properties": font})
    book.set_properties({"title": title, "created": UNDATED})
    looks = _looks(book, theme)
    for table in tables:
        rows = list(rows_of(table, file, content))
        if not rows:
            continue
        page = book.add_worksheet(table.sheet)
        shown = _shown_columns(table, [row.line for row in rows])
        width = sum(column.width for column in shown)
        _head(page, table, (title, width), looks)
        _fold(page, table, shown)
        for number, row in enumerate(rows, start=_HEADER + 1):
            _row(page, table, number, row, looks)
        _foot(page, table, [row.line for row in rows], looks)
        _check(page, table, len(rows))
        _set_page(page, width, is_short=len(rows) <= table.rows)
    book.close()
    return normalised_zip(out.getvalue())


def _looks(book: Workbook, theme: Theme) -> Mapping[str, Any]:
    accent = theme.colour("accent")
    cell = {"border": 1, "border_color": theme.colour("filet"), "valign": "top", "indent": 1}
    head = {**cell, "bold": True, "font_color": accent, "bg_color": theme.colour("accent_clair")}
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16, "font_color": accent},
        "note": {"font_color": _GREY},
        "told": {"font_color": _GREY, "text_wrap": True, "valign": "top"},
        "head": {**head, "align": "left"},
        "head_right": {**head, "align": "right"},
        "text": {**cell, "align": "left", "text_wrap": True},
        "number": {**cell, "align": "right"},
        "euros": {**cell, "align": "right", "num_format": _EUROS},
        "price": {**cell, "align": "right", "num_format": _PRICE},
        "total": {"bold": True, "indent": 1, "align": "right", "num_format": _EUROS},
        "total_name": {"bold": True, "indent": 1},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _choices(column: Column, lines: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    yield from column.choices.items()
    known = {str(value_of(line, column)) for line in lines}
    if column.name.endswith("financeur"):
        yield from ((one, one.removeprefix(OTHER)) for one in sorted(known) if OTHER in one)


def _head(page: Worksheet, table: Table, sheet: tuple[str, int], looks: Mapping[str, Any]) -> None:
    """The ``sheet`` has a title and a width, in characters."""
    title, width = sheet
    page.write_string(0, 0, title, looks["title"])
    columns = columns_of(table)
    page.merge_range(1, 0, 1, len(columns) - 1, table.told, looks["told"])
    page.set_row(1, _LINE * (1 + len(table.told) // width) + 2)
    for rank, column in enumerate(columns):
        page.set_column(rank, rank, column.width)
        is_number = _look(column) != "text"
        page.write_string(_HEADER, rank, column.title, looks["head_right" if is_number else "head"])
    page.set_row(_HEADER, 20)
    last = len(columns)
    page.set_column(last, last, 24, None, {"hidden": True})
    page.write_string(_HEADER, last, ADDRESS, looks["head"])


def _shown_columns(table: Table, lines: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """All of them where some line says something in one that may be folded."""
    columns = columns_of(table)
    told = any(value_of(line, one) for one in columns if one.folded for line in lines)
    return tuple(one for one in columns if told or not one.folded)


def _fold(page: Worksheet, table: Table, shown: Sequence[Column]) -> None:
    """The others wait behind a +, on the left of them."""
    columns = columns_of(table)
    folded = [rank for rank, one in enumerate(columns) if one not in shown]
    if not folded:
        return
    page.outline_settings(True, True, False, False)
    for rank in folded:
        page.set_column(rank, rank, columns[rank].width, None, {"level": 1, "hidden": True})
    before = folded[0] - 1
    page.set_column(before, before, columns[before].width, None, {"collapsed": True})


def _row(page: Worksheet, table: Table, number: int, row: Row, looks: Mapping[str, Any]) -> None:
    columns = columns_of(table)
    shown = [_cell(row, column) for column in columns]
    for rank, (column, value) in enumerate(zip(columns, shown, strict=True)):
        look = looks[_look(column)]
        if column.name == "montant" and (due := computed(row.line)) is not None:
            page.write_formula(number, rank, formula(columns, number), look, float(due))
        elif isinstance(value, Decimal | int):
            page.write_number(number, rank, value, look)
        elif value:
            page.write_string(number, rank, value, look)
        else:
            page.write_blank(number, rank, None, look)
    page.write_string(number, len(columns), row.place)
    heights = (_height(column, value) for column, value in zip(columns, shown, strict=True))
    page.set_row(number, _LINE * max(heights) + 4)


def _cell(row: Row, column: Column) -> str | int | Decimal:
    """What a cell shows; the first one of a named row, or of one of an owner, is no field."""
    if column.name in ("", KEY) and row.name:
        return row.name
    return _shown(column, value_of(row.line, column))


def _height(column: Column, value: object) -> int:
    """How many lines a cell takes, about."""
    texts = str(value).split("\n")
    return sum(1 + len(text) // (column.width - 2) for text in texts)


def _shown(column: Column, value: Any) -> str | int | Decimal:
    if column.genre in _WORDS:
        return _WORDS[column.genre](value) if value else ""
    text = str(value)
    if column.look or column.genre in (Genre.AMOUNT, Genre.INTEGER):
        kind = "decimal" if column.genre is Genre.WORDS else column.genre.value
        try:
            number: Decimal | int = read_value(kind, text)
        except ValueError:
            return text
        return number
    return column.choices.get(text, text.removeprefix(OTHER))


def _each(words: Callable[[Any], str]) -> Callable[[Any], str]:
    """The items of a list, a line each."""
    return lambda value: "\n".join(map(words, value)) if isinstance(value, list) else ""


_WORDS: Final[Mapping[Genre, Callable[[Any], str]]] = {
    Genre.LINES: _each(str),
    Genre.STATES: _each(state_words),
    Genre.PAPER: paper_words,
    Genre.WEIGHTS: weights_words,
    Genre.DATE: lambda value: day_in_french(str(value)),
}


def _foot(page: Worksheet, table: Table, lines: Sequence[Any], looks: Mapping[str, Any]) -> None:
    """The totals, and above the titles what one would miss; nothing where no money is."""
    columns = columns_of(table)
    ranks = [rank for rank, column in enumerate(columns) if column.genre is Genre.AMOUNT]
    first, last = _HEADER + 2, _HEADER + 1 + len(lines)
    for rank in (rank for rank in ranks if columns[rank].name != "reserve"):
        due = sum((_amount(columns[rank], line) for line in lines), Decimal(0))
        letter = xl_col_to_name(rank)
        total = f"=SUM({letter}{first}:{letter}{last})"
        page.write_formula(last, rank, total, looks["total"], float(due))
    if not ranks:
        return
    page.write_string(last, 0, "Total", looks["total_name"])
    letter = xl_col_to_name(ranks[0])
    amounts = f"{letter}{first}:{letter}{last}"
    whose = (table.owner or columns[0].title).lower()
    missed = (
        f'=IF(COUNTA({amounts})>COUNT({amounts}),"Contrôle : un montant n’est pas un nombre",'
        f'IF(SUMPRODUCT(({amounts}<>"")*(A{first}:A{last}=""))>0,'
        f'"Contrôle : un montant n’a pas {_of(whose)}","Contrôle : aucun écart"))'
    )
    page.write_formula(_HEADER - 1, 0, missed, looks["note"], "Contrôle : aucun écart")


def _of(word: str) -> str:
    return f"d’{word}" if word[0] in "aeéo" else f"de {word}"


def _amount(column: Column, line: Mapping[str, Any]) -> Decimal:
    """What a total has of a line: nothing of what is no number."""
    if column.name == "montant" and (due := computed(line)) is not None:
        return due
    shown = _shown(column, value_of(line, column))
    return shown if isinstance(shown, Decimal) else Decimal(0)


def _check(page: Worksheet, table: Table, count: int) -> None:
    """What each column takes; a funder may be another one."""
    first, last = _HEADER + 1, _HEADER + count
    for rank, column in enumerate(columns_of(table)):
        name = column.name.rpartition(".")[2]
        if column.choices:
            loose = name == "financeur"
            rule = {
                "validate": "list",
                "source": list(column.choices.values()),
                "error_title": column.title,
                "error_message": "Choisissez dans la liste.",
                "error_type": "information" if loose else "stop",
            }
            page.data_validation(first, rank, last, rank, rule)
        elif name in FIGURE_NAMES:
            page.data_validation(first, rank, last, rank, FIGURE_NAMES[name])
        elif name in CHECKS and not column.subtracted:
            page.data_validation(first, rank, last, rank, CHECKS[name])
        elif column.genre in HOW:
            how = {"input_title": column.title, "input_message": HOW[column.genre]}
            page.data_validation(first, rank, last, rank, {"validate": "any", **how})


def _set_page(page: Worksheet, width: int, *, is_short: bool) -> None:
    """Upright where the columns leave room; on one page as long as its letters can be read."""
    page.freeze_panes(_HEADER + 1, 1)
    is_upright = width <= _UPRIGHT
    if not is_upright:
        page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, int(is_upright and is_short))
    page.repeat_rows(_HEADER)
    page.set_footer("&L&8&A&R&8Page &P sur &N")


def _look(column: Column) -> str:
    return column.look or _NUMBERS.get(column.genre, "text")


_UPRIGHT: Final = 100
"""The widest sheet that is printed upright, in characters."""
_NUMBERS: Final = {Genre.AMOUNT: "euros", Genre.INTEGER: "number"}
