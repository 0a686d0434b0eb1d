"""The tables of a budget that says more than who pays, each cell in the control of its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from ppgp_docs.api import Genre, Line, Located, SentField
from ppgp_fiche_action.fiche.funding import Funding
from ppgp_fiche_action.word.column_widths import shared
from ppgp_fiche_action.word.fields import text, typed
from ppgp_fiche_action.word.ooxml import Element, paragraph, run
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style
from ppgp_fiche_action.word.tables import Cell, Look, table

_GENRES: Final = {
    "annee": Genre.INTEGER,
    "montant": Genre.AMOUNT,
    "cout_unitaire": Genre.PRICE,
    "ae": Genre.AMOUNT,
    "cp": Genre.AMOUNT,
}
"""How a field is read that comes back; any other one as plain words."""


class _Words(Protocol):
    """Words of a cell; where they are those of a field, ``piece`` holds it, as ``field``."""

    @property
    def text(self) -> str: ...
    @property
    def piece(self) -> Located | None: ...
    @property
    def field(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def strong(self) -> bool: ...
    @property
    def line(self) -> Line | None: ...


def budget_tables(funding: Funding, width: int) -> Iterator[tuple[str, list[Element]]]:
    """Each table under its title, by its key; ``width`` is in twips."""
    sheet = funding.sheet
    for one in funding.printed.tables():
        title = paragraph(sheet.styles[Style.TITRE_3], run(one.title))
        header = [[run(title)] for title in one.header]
        rows = [[_cell(sheet, cell) for cell in row] for row in one.rows]
        look = Look(
            title=one.title,
            description=one.description,
            widths=shared(width, [header, *rows], sheet.styles.size(Style.CELLULE)),
            row_headers=one.row_headers,
            money=True,
            amounts=one.amounts,
            strong=one.sums,
            computed=funding.path(one.key),
        )
        yield one.key, [title, table(sheet, look, header, rows)]


def _cell(sheet: Sheet, cell: Iterable[_Words]) -> Cell:
    return [element for part in cell for element in _part(sheet, part)]


def _part(sheet: Sheet, part: _Words) -> list[Element]:
    said = run(part.text, sheet.styles[Style.GRAS] if part.strong else "")
    if part.piece is None:
        return [said]
    if part.line is not None:
        return text(sheet, part.piece, part.field, part.label)
    genre = _GENRES.get(part.field, Genre.WORDS)
    field = SentField(part.piece.address(part.field), part.label, genre)
    return typed(sheet, field, said)
