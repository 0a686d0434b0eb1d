"""What was typed in a workbook beside what comes back: other rows, other cells of the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from ppgp_docs.roundtrip.excel.cells import Row, column_name
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import Typed

_COMPUTED: Final = "{calcul}"
_GAP: Final = "\u241f"
"""Between the cells of a row in a frame: a sign for that, which nobody types."""
_LINE: Final = "\u241e"
"""Before the address of a line in the frame of one of its cells."""


def frame(row: Row) -> str:
    """A row that is no line, as it is compared."""
    texts = (_COMPUTED if cell.formula else untypeset(cell.text) for cell in row.cells.values())
    return _GAP.join(texts)


def cell_frame(address: str, header: Row, row: Row, column: int) -> str:
    """A cell of a line that holds none of its fields, as it is compared; sorting changes none."""
    title = untypeset(header.text(column)) or f"colonne {column_name(column)}"
    text = _COMPUTED if row.cells[column].formula else untypeset(row.text(column))
    return f"{_LINE}{address}{_GAP}{title}{_GAP}{text}"


def typed_outside_fields(sent: Sequence[str], framed: Sequence[tuple[str, str]]) -> Iterator[Typed]:
    """What was typed in no field: ``framed`` are the frames that came back, each with its place."""
    cells, rows = set(filter(_is_cell, sent)), [one for one in sent if not _is_cell(one)]
    yield from _rows(rows, [pair for pair in framed if not _is_cell(pair[0])])
    for one, place in framed:
        if _is_cell(one) and one not in cells:
            _, title, text = one.split(_GAP, 2)
            yield Typed(f"{title} : {text}", where=place)


def _is_cell(one: str) -> bool:
    return one.startswith(_LINE)


def _rows(sent: Sequence[str], framed: Sequence[tuple[str, str]]) -> Iterator[Typed]:
    """Rows that are no line, cell by cell where a row is the one that was sent."""
    frames = [one for one, _ in framed]
    matcher = SequenceMatcher(None, list(sent), frames, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind not in ("replace", "insert"):
            continue
        for rank in range(start, end):
            old = sent[first + rank - start] if first + rank - start < last else ""
            said = _changed(old.split(_GAP), frames[rank].split(_GAP))
            if said:
                yield Typed(said, where=framed[rank][1])


def _changed(old: Sequence[str], new: Sequence[str]) -> str:
    if len(old) != len(new):
        return " · ".join(text for text in new if text and text != _COMPUTED)
    pairs = [(before, text) for before, text in zip(old, new, strict=True) if before != text]
    told = (
        f"{text} (tapé à la place d’un calcul)" if before == _COMPUTED else text
        for before, text in pairs
    )
    return " · ".join(filter(None, told))
