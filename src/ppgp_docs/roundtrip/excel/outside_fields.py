"""What was typed in a workbook beside what comes back: other rows, other cells of the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, DecimalException
from difflib import SequenceMatcher
from typing import Final

from attrs import frozen

from ppgp_docs.francais.nombres import decimal
from ppgp_docs.roundtrip.excel.cells import Cell, Row, column_name
from ppgp_docs.roundtrip.fields import COMPUTED_LINE
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import Typed

_COMPUTED: Final = "{calcul}"
_GAP: Final = "\u241f"
"""Between the cells of a row in a frame: a sign for that, which nobody types."""
_LINE: Final = "\u241e"
"""Before the address of a line in the frame of one of its cells."""

_OF_AMENDMENT: Final = (
    "cette ligne vient d’un avenant ou de la fin d’une fiche : corrigez plutôt l’avenant, sous "
    "`avenants` au contrat, ou la `vie` de la fiche"
)


@frozen
class Framed:
    """What holds no field, as it is compared; the ``sheet`` and the ``row`` where it stands, the
    names of its ``cells``."""

    frame: str
    sheet: str
    row: int
    cells: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"feuille « {self.sheet} », ligne {self.row}"

    def cell(self, rank: int) -> str:
        """Where one of its cells stands."""
        return f"feuille « {self.sheet} », cellule {self.cells[rank]}"


def framed_row(sheet: str, row: Row) -> Framed:
    """A row that is no line."""
    frame = _GAP.join(_compared(cell) for cell in row.cells.values())
    return Framed(frame, sheet, row.number, tuple(_name(row, column) for column in row.cells))


def framed_cell(sheet: str, address: str, header: Row, row: Row, column: int) -> Framed:
    """A cell of a line that holds none of its fields; sorting changes none."""
    title = untypeset(header.text(column)) or f"colonne {column_name(column)}"
    frame = f"{_LINE}{address}{_GAP}{title}{_GAP}{_compared(row.cells[column])}"
    return Framed(frame, sheet, row.number, (_name(row, column),))


def _compared(cell: Cell) -> str:
    """A formula by its result, which says what was typed over: two of them are never compared."""
    text = untypeset(cell.text)
    return f"{_COMPUTED}{text}" if cell.formula else text


def _name(row: Row, column: int) -> str:
    return f"{column_name(column)}{row.number}"


def typed_outside_fields(sent: Sequence[str], framed: Sequence[Framed]) -> Iterator[Typed]:
    """What was typed in no field: ``sent`` are the frames of the file as it left."""
    rows = [one for one in sent if not _is_cell(one)]
    yield from _rows(rows, [one for one in framed if not _is_cell(one.frame)])
    cells = {_about(one): one.split(_GAP, 2)[2] for one in filter(_is_cell, sent)}
    for one in framed:
        if _is_cell(one.frame):
            _, title, text = one.frame.split(_GAP, 2)
            before = cells.get(_about(one.frame), "")
            if not _is_same(before, text):
                yield from _typed(one, 0, before, text, f"{title} : ")


def _is_cell(one: str) -> bool:
    return one.startswith(_LINE)


def _about(frame: str) -> tuple[str, ...]:
    """Of which line and column a cell is."""
    return tuple(frame.split(_GAP, 2)[:2])


def _rows(sent: Sequence[str], framed: Sequence[Framed]) -> Iterator[Typed]:
    """Rows that are no line, cell by cell where a row is the one that was sent; one that stands
    elsewhere as it was says nothing: lists are sorted."""
    olds, news = [_bare(one) for one in sent], [_bare(one.frame) for one in framed]
    changes = SequenceMatcher(None, olds, news, False).get_opcodes()
    gone = Counter(
        old for kind, first, last, *_ in changes if kind != "equal" for old in olds[first:last]
    )
    for kind, first, last, start, end in changes:
        if kind not in ("replace", "insert"):
            continue
        for rank in range(start, end):
            if gone[news[rank]]:
                gone[news[rank]] -= 1
                continue
            old = sent[first + rank - start] if first + rank - start < last else ""
            yield from _changed(old.split(_GAP), framed[rank])


def _changed(old: Sequence[str], one: Framed) -> Iterator[Typed]:
    """The cells typed over a calculation, each by itself; the others together."""
    new = one.frame.split(_GAP)
    if len(old) != len(new):
        said = [text for text in new if not _is_computed(text)]
    else:
        said = []
        for rank, (before, text) in enumerate(zip(old, new, strict=True)):
            if _is_computed(before) and not _is_same(before, text):
                yield from _typed(one, rank, before, text)
            elif not _is_same(before, text):
                said.append(text)
    if told := " · ".join(filter(None, said)):
        moves = COMPUTED_LINE in (*old, *new)
        yield Typed(f"{told} ({_OF_AMENDMENT})" if moves else told, where=one.place)


def _typed(one: Framed, rank: int, before: str, text: str, title: str = "") -> Iterator[Typed]:
    if not _is_computed(before):
        yield Typed(f"{title}{text}", where=one.place)
    elif text:
        yield Typed(f"{title}{text} ({_over(before, bool(title))})", where=one.cell(rank))


def _over(before: str, of_line: bool) -> str:
    """Why a cell is not taken, what it held and what to type instead."""
    gave = before.removeprefix(_COMPUTED)
    held = f", qui donnait {_shown(gave)}" if gave else ""
    source = "la quantité ou le coût unitaire" if of_line else "les lignes d’où il vient"
    return f"tapé à la place d’un calcul{held} : corrigez plutôt {source}"


def _shown(number: str) -> str:
    try:
        return untypeset(decimal(Decimal(number.replace(",", "."))))
    except DecimalException:
        return f"« {number} »"


def _is_computed(text: str) -> bool:
    return text.startswith(_COMPUTED)


def _is_same(before: str, text: str) -> bool:
    return before == text or (_is_computed(before) and _is_computed(text))


def _bare(frame: str) -> str:
    return _GAP.join(_COMPUTED if _is_computed(each) else each for each in frame.split(_GAP))
