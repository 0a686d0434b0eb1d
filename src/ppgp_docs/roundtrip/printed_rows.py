"""What a file of ours shows, row by row, and which of its words are those of no field: the totals,
the shares, the movements, the figures that its texts cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from ppgp_docs.francais.nombres import decimal
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.roundtrip.fields import COMPUTED, TAGS, SentField, whole_tag
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.word.file import BODY, origin_of, read_word
from ppgp_docs.roundtrip.word.paragraphs import Paragraph

AMOUNT: Final = re.compile(
    r"[+−-]?\d[\d\u202f\u00a0 ]*(?:,\d+)?[\u202f\u00a0 ]?(?:€|%)|\{calcul\}[^␟]*|"
    r"(?<![\d/])[−-]?\d+,\d+(?!\d)|^-?\d{5,}$"
)
"""An amount or a share as documents write it; a cell that a workbook works out."""
UNNAMED: Final = "#"
"""Before the rank of a column that has no name."""
CALCULATED: Final = "{calcul}"
_NUMBER: Final = re.compile(r"-?\d{5,}|-?\d+,\d+")
_RANK: Final = re.compile(r"\[\d+\]")
_BETWEEN_CELLS: Final = "␟"
_NOT_SHOWN: Final = "␞"


class PrintedCell(NamedTuple):
    """What a cell shows; in its ``frame`` each field is but its tag."""

    shown: str
    frame: str


NOT_WORKED_OUT: Final = PrintedCell("", "=")
"""A formula that no program has worked out yet."""


class PrintedRow(NamedTuple):
    """``cells`` as they are read; in ``frames`` each field stands as its tag, between braces,
    without a rank; ``cites`` are the references of its texts with what they print; ``header`` names
    the columns of its table."""

    cells: tuple[str, ...]
    frames: tuple[str, ...]
    cites: tuple[tuple[str, str], ...] = ()
    header: tuple[str, ...] = ()

    @property
    def label(self) -> tuple[str, ...]:
        """What comes before its first amount."""
        if len(self.cells) == 1:
            return (AMOUNT.split(self.cells[0])[0].strip(" \u00a0\u202f:("),)
        figures = (rank for rank, one in enumerate(self.frames) if AMOUNT.fullmatch(one))
        return self.cells[: next(figures, len(self.cells))]

    @property
    def words(self) -> tuple[str, ...]:
        """The same row whatever its amounts."""
        worked_out = (one.startswith(CALCULATED) for one in self.frames)
        cells = zip(worked_out, self.cells, strict=True)
        return tuple("#" if figure else untypeset(AMOUNT.sub("#", one)) for figure, one in cells)

    @property
    def place(self) -> tuple[str, ...]:
        """The same row whatever its fields and its amounts hold."""
        return tuple(AMOUNT.sub("#", one) for one in self.frames)

    @property
    def columns(self) -> dict[str, int]:
        """The rank of each cell behind its label, by the name of its column or by its rank."""
        count, behind = len(self.cells), len(self.label)
        ranks = range(0 if count in (1, behind) else behind, count)
        named = self.header if len({*self.header}) == count else ()
        return {named[rank] if named else f"{UNNAMED}{rank} {count}": rank for rank in ranks}

    def cell(self, rank: int | None) -> PrintedCell | None:
        """None where there is none."""
        if rank is None:
            return None
        if self.frames[rank].startswith(f"{CALCULATED}="):
            return NOT_WORKED_OUT
        return PrintedCell(self.cells[rank], untypeset(self.frames[rank]))

    @property
    def unread(self) -> bool:
        """Whether it has a formula that no program has worked out."""
        return NOT_WORKED_OUT in map(self.cell, range(len(self.cells)))

    @property
    def computed(self) -> bool:
        """Whether it says a figure that is no field."""
        return any(re.search(r"\d", TAGS.sub("", one)) for one in self.frames)


def printed_rows(data: bytes) -> tuple[PrintedRow, ...]:
    """The rows of a Word file or a workbook in their order; nothing of a file of another kind.

    Raises UnreadableFileError.
    """
    file = opened(data)
    if file.origin is None or file.found is None:
        return ()
    if file.is_workbook:
        return tuple(_of_workbook(file.found.frames))
    parts = Parts(data)
    if BODY not in parts:
        raise UnreadableFileError("ce n’est pas un document Word (.docx)")
    origin = origin_of(parts)
    return tuple(_of_word(read_word(parts, origin).paragraphs, file.origin.by_tag()))


def _of_workbook(frames: Sequence[str]) -> Iterator[PrintedRow]:
    header: tuple[str, ...] = ()
    for frame in frames:
        if frame.startswith(_NOT_SHOWN):
            continue
        said = [_RANK.sub("[]", one) for one in frame.split(_BETWEEN_CELLS)]
        kept = tuple(one for one in said if not one.startswith(COMPUTED))
        cells = tuple(_shown(one.removeprefix(CALCULATED)) for one in kept)
        row = PrintedRow(cells, kept, (), header if len(header) == len(said) == len(kept) else ())
        if len(kept) > 1 and not AMOUNT.search(frame):
            header = cells
        yield row


def _shown(cell: str) -> str:
    """A cell as people read it: « 345 000,50 »."""
    if not _NUMBER.fullmatch(cell):
        return cell
    number = Decimal(cell.replace(",", "."))
    return decimal(number, 2 if re.fullmatch(r"-?\d+,\d", cell) else None)


def _of_word(
    paragraphs: Sequence[Paragraph], fields: Mapping[str, SentField]
) -> Iterator[PrintedRow]:
    headers: dict[int, tuple[str, ...]] = {}
    for (table, row), held in groupby(paragraphs, lambda one: (one.table, one.row)):
        lines = [(one.cell, made) for one in held if (made := _line(one, fields)).cells[0]]
        cells = [cell for cell, _ in lines]
        if not row or len(cells) < 2 or len({*cells}) < len(cells):
            yield from (made for _, made in lines)
            continue
        whole = PrintedRow(
            tuple(made.cells[0] for _, made in lines),
            tuple(made.frames[0] for _, made in lines),
            tuple(cite for _, made in lines for cite in made.cites),
        )
        header = headers.setdefault(table, whole.cells)
        same = header != whole.cells and len(header) == len(whole.cells)
        yield whole._replace(header=header) if same else whole


def _line(paragraph: Paragraph, fields: Mapping[str, SentField]) -> PrintedRow:
    said, frame, last = "", "", ""
    cites: list[tuple[str, str]] = []
    for piece in paragraph.pieces:
        if piece.revision and piece.revision.removes:
            continue
        said += piece.words.text
        tag = whole_tag(piece.tag)
        if piece.words.cites:
            cites.append((piece.words.cites, piece.words.text))
        if tag not in fields:
            frame, last = frame + piece.words.text, ""
        elif tag != last:
            frame, last = f"{frame}{{{tag}}}", tag
    shown = " ".join(said.split(" ")).strip()
    return PrintedRow((shown,), (_RANK.sub("[]", untypeset(frame)),), tuple(cites))
