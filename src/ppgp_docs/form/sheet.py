"""Lines of money as Excel sheets to fill: the budget of a fiche, the tables of a contract.

Lists, cells that are checked, control totals.

Each row knows its place in the dossier by an address in a hidden column, blank rows too.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import frozen
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.assets.theme import Theme
from ppgp_docs.assets.zipfiles import normalised_zip
from ppgp_docs.budget import LIBELLES_FINANCEURS, LIBELLES_STATUTS
from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.entries import day_in_french
from ppgp_docs.francais.accords import capitale
from ppgp_docs.model.address import items
from ppgp_docs.plugin.formats import UNDATED
from ppgp_docs.roundtrip.excel.tables import ADDRESS
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.schema.validate import read_value

_OTHER: Final = "autre:"
_ROWS: Final = 40
"""How many rows stand there, at least half of them blank."""
_HEADER: Final = 4
"""The row of the titles, from 0."""
_EUROS: Final = "#,##0.00\u00a0€"
_GREY: Final = "#5B5B66"
_LINE: Final = 13.5  # points
_NATURES: Final = {"propre": "Propre", "transverse": "Transverse"}
_STATUSES: Final = {key: capitale(said) for key, said in LIBELLES_STATUTS.items()}


@frozen
class Column:
    """A field of a line: its title, how it is read, its width in characters, what may be chosen."""

    name: str
    title: str
    genre: Genre
    width: int
    choices: Mapping[str, str] = {}


_COLUMNS: Final = (
    Column("financeur", "Financeur", Genre.CHOICE, 32, LIBELLES_FINANCEURS),
    Column("nature", "Nature", Genre.CHOICE, 12, _NATURES),
    Column("annee", "Année", Genre.INTEGER, 9),
    Column("montant", "Montant", Genre.AMOUNT, 16),
    Column("statut", "Statut", Genre.CHOICE, 13, _STATUSES),
    Column("libelle", "Libellé", Genre.LINE, 34),
    Column("piece", "Pièce", Genre.PAPER, 26),
    Column("prestations", "Prestations", Genre.LINES, 40),
)


@frozen
class Table:
    """A list of the file, on a sheet of its own; ``told`` says how it is filled."""

    sheet: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    told: str


_TOLD: Final = (
    "Une ligne par financeur, nature et année. Laissez vides les lignes de trop ; les totaux se "
    "calculent."
)
_YES: Final = {"oui": "Oui", "non": "Non"}
_ROUNDED: Final = {"centime": "Au centime", "euro": "À l’euro"}
_FUNDER: Final = Column("financeur", "Financeur", Genre.CHOICE, 32, LIBELLES_FINANCEURS)
_YEAR: Final = Column("annee", "Année", Genre.INTEGER, 9)
_AMOUNT: Final = Column("montant", "Montant", Genre.AMOUNT, 16)

BUDGET: Final = (Table("Lignes", ("budget", "lignes"), _COLUMNS, _TOLD),)
"""The lines of the budget of a fiche."""

CONTRACT: Final = (
    Table(
        "Enveloppes",
        ("enveloppes",),
        (_FUNDER, _YEAR, _AMOUNT, Column("reserve", "Dont réserve", Genre.AMOUNT, 16)),
        "Le montant du contrat par financeur ; laissez l’année vide pour toute la période. La "
        "réserve est la part qu’aucune fiche ne porte encore.",
    ),
    Table(
        "Coûts transverses",
        ("couts_transverses",),
        (
            _FUNDER,
            _YEAR,
            _AMOUNT,
            Column("libelle", "Libellé", Genre.LINE, 34),
            Column("parts_egales", "Parts égales", Genre.CHOICE, 14, _YES),
            Column("arrondi", "Arrondi", Genre.CHOICE, 14, _ROUNDED),
        ),
        "Ce que les fiches se partagent. Une clé de répartition se dit dans le formulaire Word.",
    ),
    Table(
        "Fiches",
        ("fiches",),
        (
            Column("numero", "Numéro", Genre.INTEGER, 10),
            Column("titre", "Titre", Genre.LINE, 60),
            Column("a_venir", "À venir", Genre.CHOICE, 14, _YES),
        ),
        "Les fiches du contrat qui ne sont pas dans ce dossier, et celles qui sont à venir.",
    ),
)
"""The tables of a contract."""


def table_fields(tables: Iterable[Table], file: str, content: Data) -> tuple[SentField, ...]:
    """The fields of every row, those of blank rows too."""
    return tuple(
        SentField(
            f"{place}.{column.name}", column.title, column.genre,
            choices=tuple(_choices(column, lines)),
        )
        for table in tables
        for lines in (_lines(table, content),)
        for place, _ in _rows(table, file, lines)
        for column in table.columns
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
        page = book.add_worksheet(table.sheet)
        rows = list(_rows(table, file, _lines(table, content)))
        _head(page, table, title, looks)
        for number, (place, line) in enumerate(rows, start=_HEADER + 1):
            _row(page, table, number, (place, line), looks)
        _foot(page, table, [line for _, line in rows], looks)
        _check(page, table, len(rows))
        _set_page(page)
    book.close()
    return normalised_zip(out.getvalue())


def _looks(book: Workbook, theme: Theme) -> Mapping[str, Any]:
    accent = theme.colour("accent")
    cell = {"border": 1, "border_color": theme.colour("filet"), "valign": "top"}
    head = {**cell, "bold": True, "font_color": accent, "bg_color": theme.colour("accent_clair")}
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16, "font_color": accent},
        "note": {"font_color": _GREY},
        "head": head,
        "text": {**cell, "text_wrap": True},
        "euros": {**cell, "num_format": _EUROS},
        "total": {"bold": True, "num_format": _EUROS},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _lines(table: Table, content: Data) -> Sequence[Any]:
    held: Any = content
    for step in table.path:
        held = held.get(step) if isinstance(held, dict) else None
    return held if isinstance(held, list) else []


def _rows(table: Table, file: str, lines: Sequence[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    blank = max(_ROWS - len(lines), _ROWS // 2)
    every = [*lines, *[{} for _ in range(blank)]]
    address = f"{file}:{'.'.join(table.path)}"
    for place, line in zip(items(address, every), every, strict=True):
        yield place, line if isinstance(line, dict) else {}


def _choices(column: Column, lines: Iterable[Any]) -> Iterator[tuple[str, str]]:
    yield from column.choices.items()
    known = {str(line.get("financeur", "")) for line in lines if isinstance(line, dict)}
    if column.name == "financeur":
        yield from ((one, one.removeprefix(_OTHER)) for one in sorted(known) if _OTHER in one)


def _head(page: Worksheet, table: Table, title: str, looks: Mapping[str, Any]) -> None:
    page.write_string(0, 0, title, looks["title"])
    page.write_string(1, 0, table.told, looks["note"])
    for rank, column in enumerate(table.columns):
        page.set_column(rank, rank, column.width)
        page.write_string(_HEADER, rank, column.title, looks["head"])
    last = len(table.columns)
    page.set_column(last, last, 24, None, {"hidden": True})
    page.write_string(_HEADER, last, ADDRESS, looks["head"])


def _row(
    page: Worksheet,
    table: Table,
    number: int,
    row: tuple[str, Mapping[str, Any]],
    looks: Mapping[str, Any],
) -> None:
    place, line = row
    for rank, column in enumerate(table.columns):
        look = looks["euros" if column.genre is Genre.AMOUNT else "text"]
        value = _shown(column, line.get(column.name, ""))
        if isinstance(value, Decimal | int):
            page.write_number(number, rank, value, look)
        elif value:
            page.write_string(number, rank, value, look)
        else:
            page.write_blank(number, rank, None, look)
    page.write_string(number, len(table.columns), place)
    page.set_row(number, _LINE * max(_height(column, line) for column in table.columns) + 4)


def _height(column: Column, line: Mapping[str, Any]) -> int:
    """How many lines a cell takes, about."""
    texts = str(_shown(column, line.get(column.name, ""))).split("\n")
    return sum(1 + len(text) // column.width for text in texts)


def _shown(column: Column, value: Any) -> str | int | Decimal:
    if column.genre is Genre.LINES:
        return "\n".join(map(str, value)) if isinstance(value, list) else ""
    if column.genre is Genre.PAPER:
        return _paper(value) if isinstance(value, dict) else ""
    text = str(value)
    if column.genre in (Genre.AMOUNT, Genre.INTEGER):
        try:
            number: Decimal | int = read_value(column.genre.value, text)
        except ValueError:
            return text
        return number
    return column.choices.get(text, text.removeprefix(_OTHER))


def _paper(value: Mapping[str, Any]) -> str:
    number = f" n° {value['reference']}" if value.get("reference") else ""
    said = day_in_french(str(value.get("date", "")))
    date = (f" du {said}" if said.count("/") == 2 else f", {said}") if said else ""
    return f"{capitale(str(value.get('type', '')))}{number}{date}"


def _foot(page: Worksheet, table: Table, lines: Sequence[Any], looks: Mapping[str, Any]) -> None:
    """The total, and above the titles what a total would miss; nothing where no money is."""
    amount = _rank(table, Genre.AMOUNT)
    if amount is None:
        return
    count, column = len(lines), table.columns[amount]
    shown = (_shown(column, line.get(column.name, "")) for line in lines)
    due = sum((one for one in shown if isinstance(one, Decimal)), Decimal(0))
    first, last = _HEADER + 2, _HEADER + 1 + count
    letter = "ABCDEFGHIJ"[amount]
    page.write_string(last, 0, "Total", looks["total"])
    total = f"=SUM({letter}{first}:{letter}{last})"
    page.write_formula(last, amount, total, looks["total"], float(due))
    amounts = f"{letter}{first}:{letter}{last}"
    missed = (
        f'=IF(COUNTA({amounts})>COUNT({amounts}),"Contrôle : un montant n’est pas un nombre",'
        f'IF(SUMPRODUCT(({amounts}<>"")*(A{first}:A{last}=""))>0,'
        '"Contrôle : un montant n’a pas de financeur","Contrôle : aucun écart"))'
    )
    page.write_formula(_HEADER - 1, 0, missed, looks["note"], "Contrôle : aucun écart")


def _rank(table: Table, genre: Genre) -> int | None:
    """The first column of a genre."""
    ranks = (rank for rank, column in enumerate(table.columns) if column.genre is genre)
    return next(ranks, None)


def _check(page: Worksheet, table: Table, count: int) -> None:
    """What each column takes; a funder may be another one."""
    first, last = _HEADER + 1, _HEADER + count
    for rank, column in enumerate(table.columns):
        if column.choices:
            loose = column.name == "financeur"
            rule = {
                "validate": "list",
                "source": list(column.choices.values()),
                "error_title": column.title,
                "error_message": "Choisissez dans la liste.",
                "error_type": "information" if loose else "stop",
            }
            page.data_validation(first, rank, last, rank, rule)
        elif column.name in _CHECKS:
            page.data_validation(first, rank, last, rank, _CHECKS[column.name])


_CHECKS: Final[Mapping[str, dict[str, Any]]] = {
    "annee": {
        "validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100,
        "error_title": "Année", "error_message": "Une année, comme 2026.",
    },
    "montant": {
        "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Montant",
        "error_message": "Un montant en euros, sans texte autour.",
    },
    "numero": {
        "validate": "integer", "criteria": "between", "minimum": 1, "maximum": 999,
        "error_title": "Numéro", "error_message": "Le numéro de la fiche, comme 12.",
    },
}  # fmt: skip


def _set_page(page: Worksheet) -> None:
    page.freeze_panes(_HEADER + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADER)
