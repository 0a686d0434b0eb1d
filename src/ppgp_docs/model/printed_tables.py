"""A table ready to print, once for all documents: each cell knows what of the dossier it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line


@frozen
class CellPart:
    """Words of a cell; where they are those of a field, ``piece`` holds it, as ``field``."""

    text: str
    piece: Located | None = None
    field: str = ""
    label: str = ""
    strong: bool = False

    @property
    def line(self) -> Line | None:
        """The rich text that these words are, where they are one."""
        value = getattr(self.piece, self.field, None) if self.piece else None
        return value if isinstance(value, Line) else None


PrintedCell: TypeAlias = tuple[CellPart, ...]


@frozen
class PrintedTable:
    """``key`` names it among those of its document; ``amounts`` are the ranks, from 0, of columns
    of numbers, ``sums`` those of rows that add up others. Without ``row_headers`` the first cell of
    a row says nothing of the others: two lists stand side by side."""

    key: str
    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    amounts: frozenset[int]
    sums: frozenset[int] = frozenset()
    row_headers: bool = True

    def texts(self) -> Iterator[str]:
        """What each of its numbers says: step 7 looks for each."""
        for row in self.rows:
            for rank in self.amounts:
                yield "".join(part.text for part in row[rank])


def said(text: str, *, strong: bool = False) -> PrintedCell:
    """A cell of words that nobody typed as such; none for no words."""
    return (CellPart(text, strong=strong),) if text else ()
