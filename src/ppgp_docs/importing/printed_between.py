"""What two copies of a document print otherwise and no field says: totals, shares, what amendments
give and take, the figures that texts cite.

The dossier says the same on both sides where an amendment came between them; who holds both files
sees two amounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from ppgp_docs.compare.differences import Difference, DifferenceKind
from ppgp_docs.compare.dossiers import FileDifferences
from ppgp_docs.importing.values import figure_meant
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.printed_rows import (
    AMOUNT,
    NOT_WORKED_OUT,
    UNNAMED,
    PrintedCell,
    PrintedRow,
    printed_rows,
)

Place: TypeAlias = tuple[str, ...]

_KINDS: Final = {
    (False, False): DifferenceKind.CHANGED,
    (True, False): DifferenceKind.ADDED,
    (False, True): DifferenceKind.REMOVED,
}
_NAME: Final = "Calculé, dans ces deux documents"
_OTHER: Final = (
    "ce ne sont pas deux états d’un même document : seuls leurs champs communs sont comparés, ni "
    "les totaux ni les chiffres cités ne le sont"
)
_UNREAD: Final = (
    "l’un des classeurs a des formules sans valeur, qui ne se comparent pas ; ouvrez-le dans Excel "
    "ou LibreOffice et enregistrez-le"
)


def is_typed(reference: str) -> bool:
    """Whether what a text cites is typed in the dossier, where its change is told."""
    return reference.startswith("chiffres.")


def printed_between(before: bytes, after: bytes) -> FileDifferences:
    """What differs, in the order of the second document. Raises UnreadableFileError."""
    documents = [file.origin and file.origin.document for file in map(opened, (before, after))]
    if documents[0] != documents[1]:
        return FileDifferences(_NAME, note=_OTHER)
    rows = printed_rows(before), printed_rows(after)
    first, second = ({one.label for one in each} for each in rows)
    old, new = (_Rows(each, first & second) for each in rows)
    unread = any(
        NOT_WORKED_OUT in map(one.cell, one.columns.values()) for one in (*rows[0], *rows[1])
    )
    return FileDifferences(_NAME, tuple(_differences(old, new)), _UNREAD if unread else "")


class _Rows:
    """The rows of a document, each with what to call its place; ``shared`` are the labels that both
    documents have: those of an amendment are no titles."""

    def __init__(self, rows: Sequence[PrintedRow], shared: Container[Place]) -> None:
        self.rows, self.above = rows, list[Place]()
        self._often = Counter(one.label for one in rows if len(one.cells) == 1)
        head: Place = ()
        for one in rows:
            if self._is_unique(one) and _is_title(one) and one.label in shared:
                head = one.label
            self.above.append(head)

    def _is_unique(self, row: PrintedRow) -> bool:
        return len(row.cells) == 1 and self._often[row.label] == 1

    def place(self, rank: int) -> Place:
        """Under what it stands, where its own label says too little, then that label."""
        row = self.rows[rank]
        own = tuple(filter(None, row.label))
        return own if self._is_unique(row) else (*self.above[rank], *own)


def _is_title(row: PrintedRow) -> bool:
    """No sentence, no amendment by its number, no total: what stands below belongs to the funder
    above, not to the nature of its amounts."""
    said = row.words[0]
    return any(row.label) and not said.endswith(".") and not _NO_TITLE.search(said)


_NO_TITLE: Final = re.compile(r"\d|^(?:#|Total |En )")


def _differences(old: _Rows, new: _Rows) -> Iterator[Difference]:
    for before, after in _pairs(old.rows, new.rows):
        columns = [
            () if rank is None else side.rows[rank].columns
            for side, rank in ((old, before), (new, after))
        ]
        if before is not None and after is not None and {*columns[0]} & {*columns[1]}:
            yield from _of_pair(new.place(after), old.rows[before], new.rows[after])
        else:
            yield from _alone(old, before)
            yield from _alone(new, after, DifferenceKind.ADDED)


_Pair: TypeAlias = tuple[int | None, int | None]
_KEYS: Final[tuple[Callable[[PrintedRow], object], ...]] = (
    lambda one: one.words,
    lambda one: one.place,
    lambda one: (one.label, len(one.cells) > 1),
)
"""By what a row is known: all that it says but its amounts; else its fields; else its name, where
its table has other columns."""


def _pairs(
    old: Sequence[PrintedRow], new: Sequence[PrintedRow], at: tuple[int, int] = (0, 0), by: int = 0
) -> Iterator[_Pair]:
    """The ranks of the same row in both, None where one of them has it not."""
    first, second = at
    if by == len(_KEYS) or not (old and new):
        yield from ((first + rank, None) for rank in range(len(old)))
        yield from ((None, second + rank) for rank in range(len(new)))
        return
    keys = [[_KEYS[by](one) for one in rows] for rows in (old, new)]
    matched = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for kind, i, i_end, j, j_end in matched.get_opcodes():
        if kind == "equal":
            yield from zip(
                range(first + i, first + i_end), range(second + j, second + j_end), strict=True
            )
        else:
            yield from _pairs(old[i:i_end], new[j:j_end], (first + i, second + j), by + 1)


def _alone(
    rows: _Rows, rank: int | None, kind: DifferenceKind = DifferenceKind.REMOVED
) -> Iterator[Difference]:
    """A row that one of them alone has; a line of the dossier is told with its fields."""
    if rank is None or not (row := rows.rows[rank]).computed or row.unread:
        return
    said = " · ".join(row.cells)
    held = (None, said) if kind is DifferenceKind.ADDED else (said, None)
    yield Difference(kind, rows.above[rank] or row.cells[:1], (), *held)


def _of_pair(place: Place, before: PrintedRow, after: PrintedRow) -> Iterator[Difference]:
    was, now = before.columns, after.columns
    for column in dict.fromkeys((*was, *now)):
        where = place if column.startswith(UNNAMED) else (*place, column)
        old, new = before.cell(was.get(column)), after.cell(now.get(column))
        if NOT_WORKED_OUT in (old, new) or (old and new and old.frame == new.frame):
            continue
        was_said, said = (one and _said(one, alone=len(before.cells) == 1) for one in (old, new))
        yield Difference(_KINDS[old is None, new is None], where, (), was_said, said)
    yield from _of_cites(place[-len(after.label) :][:1], before, after)


def _of_cites(place: Place, before: PrintedRow, after: PrintedRow) -> Iterator[Difference]:
    """The figures that a text cites, one after the other."""
    now: dict[str, list[str]] = {}
    for name, text in after.cites:
        now.setdefault(name, []).append(text)
    for name, text in before.cites:
        said = now.get(name, [])
        then = said.pop(0) if said else text
        if not is_typed(name) and figure_meant(then) != figure_meant(text):
            yield Difference(DifferenceKind.CHANGED, (*place, f"renvoi `{name}`"), (), text, then)


def _said(cell: PrintedCell, *, alone: bool) -> str:
    """Of a line with a single amount, that amount."""
    found = [one.group() for one in AMOUNT.finditer(cell.shown)] if alone else []
    return found[0].strip() if len(found) == 1 else cell.shown
