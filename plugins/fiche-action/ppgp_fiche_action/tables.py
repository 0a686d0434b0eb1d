"""Tables of figures and of text: header row repeated, row headers marked, a title for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_fiche_action.ooxml import Element, paragraph, w
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.styles import Style

Cell: TypeAlias = list[Element]
"""The runs of a cell."""
Row: TypeAlias = Sequence[Cell]


NOTHING: Final = "–"
"""What a cell says of an amount or a share that there is not."""


@frozen
class Look:
    """How a table is drawn: ``title`` and ``description`` are read aloud, ``widths`` in twips.

    With ``money`` every column but the first ``texts`` is aligned to the right; with ``total`` the
    last row is the sum of the others; ``strong`` rows, counted from 0, are sums on the way.
    """

    title: str
    description: str
    widths: tuple[int, ...]
    row_headers: bool = True
    money: bool = False
    total: bool = False
    texts: int = 1
    strong: frozenset[int] = frozenset()


def table(sheet: Sheet, look: Look, header: Row, rows: Sequence[Row]) -> Element:
    """A table whose first row is its header."""
    grid = w("tblGrid", *(w("gridCol", w=str(width)) for width in look.widths))
    head = _row(look, header, _styles(sheet, look, Style.EN_TETE, Style.EN_TETE_MONTANT))
    head.insert(0, w("trPr", w("cantSplit"), w("tblHeader")))
    return w("tbl", _properties(sheet, look), grid, head, *_body(sheet, look, rows))


def equal_widths(total: int, columns: int) -> tuple[int, ...]:
    """``total`` twips shared between the columns, none lost."""
    share, rest = divmod(total, columns)
    return tuple(share + (index < rest) for index in range(columns))


def _properties(sheet: Sheet, look: Look) -> Element:
    flags = {
        "firstRow": "1",
        "lastRow": str(int(look.total)),
        "firstColumn": str(int(look.row_headers)),
        "lastColumn": "0",
        "noHBand": "0",
        "noVBand": "1",
    }
    return w(
        "tblPr",
        w("tblStyle", val=sheet.styles[Style.TABLEAU]),
        w("tblW", w=str(sum(look.widths)), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", **flags),
        w("tblCaption", val=look.title),
        w("tblDescription", val=look.description),
    )


def _body(sheet: Sheet, look: Look, rows: Sequence[Row]) -> list[Element]:
    usual = _styles(sheet, look, Style.CELLULE, Style.MONTANT)
    last = _styles(sheet, look, Style.LIBELLE_TOTAL, Style.MONTANT_TOTAL)
    body = []
    for position, cells in enumerate(rows):
        total = (look.total and position == len(rows) - 1) or position in look.strong
        row = _row(look, cells, last if total else usual)
        row.insert(0, w("trPr", w("cantSplit")))
        body.append(row)
    return body


def _styles(sheet: Sheet, look: Look, first: Style, others: Style) -> tuple[str, str]:
    return sheet.styles[first], sheet.styles[others if look.money else first]


def _row(look: Look, cells: Row, styles: tuple[str, str]) -> Element:
    return w(
        "tr",
        *(
            w(
                "tc",
                w("tcPr", w("tcW", w=str(width), type="dxa")),
                paragraph(styles[column >= look.texts], *cell),
            )
            for column, (width, cell) in enumerate(zip(look.widths, cells, strict=True))
        ),
    )
