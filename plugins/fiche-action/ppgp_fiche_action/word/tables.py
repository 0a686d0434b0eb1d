"""Tables of figures and of text: header row repeated, row headers marked, a title for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.api import computed_tag
from ppgp_fiche_action.word.column_widths import Fit, fitted
from ppgp_fiche_action.word.ooxml import Element, control, paragraph, qn, run, w
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

Cell: TypeAlias = list[Element]
"""The runs of a cell."""
Row: TypeAlias = Sequence[Cell]


@frozen
class Look:
    """How a table is drawn: ``title`` and ``description`` are read aloud.

    ``widths``, in twips, are those of the columns where no word is longer than its own. With
    ``money`` every column but the first ``texts`` is aligned to the right; with ``total`` the last
    row is the sum of the others; ``strong`` rows, counted from 0, are sums on the way.
    """

    title: str
    description: str
    widths: tuple[int, ...]
    row_headers: bool = True
    money: bool = False
    total: bool = False
    texts: int = 1
    strong: frozenset[int] = frozenset()
    amounts: frozenset[int] | None = None
    """The ranks of the columns that are aligned to the right, where they are not the last ones."""
    computed: str = ""
    """The name of what is computed: cells that stand in no control are then locked."""

    def is_amount(self, column: int) -> bool:
        return column >= self.texts if self.amounts is None else column in self.amounts


def plain_cells(*texts: str) -> list[Cell]:
    """Cells of words that stand in no control."""
    return [[run(text)] for text in texts]


def table(sheet: Sheet, look: Look, header: Row, rows: Sequence[Row]) -> Element:
    """A table whose first row is its header."""
    fit = fit_of(sheet, look, header, rows)
    grid = w("tblGrid", *(w("gridCol", w=str(width)) for width in fit.widths))
    head = _row(look, fit, header, _styles(sheet, look, Style.EN_TETE, Style.EN_TETE_MONTANT))
    head.insert(0, w("trPr", w("cantSplit"), w("tblHeader")))
    made = w("tbl", _properties(sheet, look, fit), grid, head, *_body(sheet, look, fit, rows))
    if fit.size:
        _resize(made, fit.size)
    return made


def fit_of(sheet: Sheet, look: Look, header: Row, rows: Sequence[Row]) -> Fit:
    """How the cells of a table fit in its columns."""
    sums = {len(rows)} if look.total else set()
    bold = {0, *sums, *(rank + 1 for rank in look.strong)}
    return fitted(look.widths, [header, *rows], bold, sheet.styles.size(Style.CELLULE))


def _resize(made: Element, size: float) -> None:
    """Set all runs of a table in that size, in points."""
    half_points = str(round(2 * size))
    for each in made.iter(qn("r")):
        look = each.find(qn("rPr"))
        if look is None:
            look = w("rPr")
            each.insert(0, look)
        place = 1 if look.find(qn("rStyle")) is not None else 0
        look[place:place] = [w("sz", val=half_points), w("szCs", val=half_points)]


def equal_widths(total: int, columns: int) -> tuple[int, ...]:
    """``total`` twips shared between the columns, none lost."""
    share, rest = divmod(total, columns)
    return tuple(share + (index < rest) for index in range(columns))


def _properties(sheet: Sheet, look: Look, fit: Fit) -> Element:
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
        w("tblW", w=str(sum(fit.widths)), type="dxa"),
        w("tblLayout", type="fixed"),
        *([_margins(fit.side)] if fit.size else []),
        w("tblLook", **flags),
        w("tblCaption", val=look.title),
        w("tblDescription", val=look.description),
    )


def _margins(side: int) -> Element:
    sides = ("left", "right")
    return w("tblCellMar", *(w(name, w=str(side), type="dxa") for name in sides))


def _body(sheet: Sheet, look: Look, fit: Fit, rows: Sequence[Row]) -> list[Element]:
    usual = _styles(sheet, look, Style.CELLULE, Style.MONTANT)
    last = _styles(sheet, look, Style.LIBELLE_TOTAL, Style.MONTANT_TOTAL)
    body = []
    for position, typed in enumerate(rows):
        cells = [_locked(look, (position, column), cell) for column, cell in enumerate(typed)]
        total = (look.total and position == len(rows) - 1) or position in look.strong
        row = _row(look, fit, cells, last if total else usual)
        row.insert(0, w("trPr", w("cantSplit")))
        body.append(row)
    return body


def _locked(look: Look, place: tuple[int, int], cell: Cell) -> Cell:
    """A computed cell, which nobody edits; one that holds a field stays as it is."""
    if not (look.computed and cell) or any(each.tag == qn("sdt") for each in cell):
        return cell
    line, column = place
    tag = computed_tag(f"{look.computed}/{line + 1}/{column + 1}")
    return [control(tag, "Calculé", *cell, locked=True)]


def _styles(sheet: Sheet, look: Look, first: Style, others: Style) -> tuple[str, str]:
    return sheet.styles[first], sheet.styles[others if look.money else first]


def _row(look: Look, fit: Fit, cells: Row, styles: tuple[str, str]) -> Element:
    return w(
        "tr",
        *(
            w(
                "tc",
                w("tcPr", w("tcW", w=str(width), type="dxa")),
                paragraph(styles[look.is_amount(column)], *cell),
            )
            for column, (width, cell) in enumerate(zip(fit.widths, cells, strict=True))
        ),
    )
