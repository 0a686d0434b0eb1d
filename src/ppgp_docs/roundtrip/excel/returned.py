"""What a workbook says of each line, and what was typed elsewhere.

A line is known by its address, which stands in a column of its own: it follows the line wherever it
is sorted, moved or copied to. Totals are formulas: they are never read, only told when they lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import define, evolve, field, frozen

from ppgp_docs.francais.nombres import euros, prix
from ppgp_docs.roundtrip.excel.cells import Cell, Row, Sheet
from ppgp_docs.roundtrip.excel.hidden_sheet import is_origin
from ppgp_docs.roundtrip.excel.notes import key_of
from ppgp_docs.roundtrip.excel.outside_fields import (
    Framed,
    framed_cell,
    framed_row,
    typed_outside_fields,
)
from ppgp_docs.roundtrip.excel.states_to_type import ReadyRow, stage_of
from ppgp_docs.roundtrip.excel.tables import (
    Line,
    Table,
    fiche_number,
    kin_of,
    line_of,
    lines_of,
    split_field,
    table_of,
)
from ppgp_docs.roundtrip.fields import COMPUTED_LINE, Genre, SentField
from ppgp_docs.roundtrip.markdown import Words, line_markdown, untypeset
from ppgp_docs.roundtrip.returned import Moved, NewLine, Returned, Typed, Value

_TOTAL: Final = "total"
_FILE: Final = ":numero"
"""The end of the address of a fiche's number: the column that says which fiche a line is of."""
_LEAST: Final = 2
"""A row that says fewer things than that is a note, not a line."""


@frozen
class _Read:
    """A row of a table that says something: the ``values`` of its own fields; ``whole``, what it
    says as a line of its own."""

    row: Row
    address: str
    values: Mapping[str, str]
    whole: Mapping[str, str]
    fiche: str
    sheet: int
    first: str
    notes: Mapping[str, str]
    where: str


def returned(
    sheets: Sequence[Sheet],
    fields: Mapping[str, SentField],
    sent: Sequence[str] | None = None,
    notes: Collection[str] = (),
) -> Returned:
    """Sort what was read by field; ``sent`` are the frames of the file as it left, ``notes`` the
    keys of its notes."""
    shown = [sheet for sheet in sheets if not is_origin(sheet)]
    reading = _Reading(lines_of(fields), notes)
    for sheet in shown:
        reading.add(sheet)
    reading.close()
    framed = [one for sheet in shown for one in reading.framed(sheet)]
    typed = () if sent is None else (*reading.stray, *typed_outside_fields(sent, framed))
    return Returned(
        reading.values, (), typed, tuple(one.frame for one in framed), tuple(reading.values),
        tuple(reading.new), tuple(reading.moved), tuple(reading.warnings),
    )  # fmt: skip


def _typed_text(cell: Cell, genre: Genre) -> str:
    if genre is Genre.AMOUNT and cell.number is not None:
        return untypeset(euros(cell.number))
    if genre is Genre.PRICE and cell.number is not None:
        return untypeset(prix(cell.number))
    texts = cell.text.replace("\r\n", "\n").split("\n")
    if genre is Genre.LINES:
        return "\n".join(filter(None, (line_markdown((Words(text),)) for text in texts)))
    if genre in (Genre.STATES, Genre.WEIGHTS):
        return "\n".join(filter(None, map(untypeset, texts)))
    if genre.rich:
        return line_markdown((Words(" ".join(texts)),))
    return untypeset(" ".join(texts))


@define
class _Reading:
    """The tables of a workbook, one after the other."""

    lines: Mapping[str, Line]
    notes: Collection[str] = ()
    values: dict[str, Value] = field(factory=dict)
    new: list[NewLine] = field(factory=list)
    moved: list[Moved] = field(factory=list)
    warnings: list[str] = field(factory=list)
    stray: list[Typed] = field(factory=list)
    """What was typed for the number of a fiche, and is none."""
    _rows: dict[str, dict[int, list[Framed]]] = field(factory=lambda: defaultdict(dict))
    _seen: dict[str, _Read] = field(factory=dict)
    _others: list[tuple[_Read, str]] = field(factory=list)
    _sheets: int = 0

    def add(self, sheet: Sheet) -> None:
        """Read the lines of a sheet; one without a known address has none."""
        table = table_of(sheet, self.lines)
        if table is None:
            return
        self._sheets += 1
        self.warnings += table.warnings
        stage = stage_of(table, self.lines)
        above, sums = "", dict.fromkeys(table.amounts, Decimal(0))
        for row in sheet.rows:
            if row.number <= table.header.number:
                continue
            read = self._read(table, row)
            if not read.address and row.text(0).casefold().startswith(_TOTAL):
                self._check_total(table, row, sums)
            elif read.address == COMPUTED_LINE or self._is_ready(table, read):
                _add(row, sums)
            elif (
                read.address in self.lines
                or len(list(filter(None, read.values.values()))) >= _LEAST
            ):
                self._rows[sheet.name][row.number] = list(self._other_cells(table, read))
                self._take(_with_stage(read, stage, self.lines), above)
                self._told_apart(table, read)
                above = read.address if read.address in self.lines else above
                _add(row, sums)

    def _is_ready(self, table: Table, read: _Read) -> bool:
        """Take a row that stands ready for a state of a line; not one that says another line."""
        ready = ReadyRow.of(table, read.row, self.lines)
        if ready is None or not ready.is_of_its_line(read.whole, read.fiche):
            return False
        known = {*ready.columns.values(), table.address, table.fiche}
        self._rows[table.sheet.name][read.row.number] = list(self._other_cells(table, read, known))
        values = {
            name: _typed_text(read.row.cells.get(column, Cell()), ready.models[name].genre)
            for name, column in ready.columns.items()
        }
        if state := ready.state(values):
            self.new.append(evolve(state, where=read.where))
        elif told := " · ".join(ready.without_amount(values, table.sheet.name)):
            self.stray.append(Typed(told, where=f"{read.where}, sans montant"))
        return True

    def _read(self, table: Table, row: Row) -> _Read:
        address, empty = row.text(table.address), Cell()
        whole = {title: _typed_text(row.cells.get(column, empty), table.kin[title].genre)
                 for title, column in table.columns.items()}  # fmt: skip
        line = self.lines.get(address, table.kin)
        values = {title: text for title, text in whole.items() if title in line}
        fiche = fiche_number(row.text(table.fiche)) if table.fiche is not None else ""
        keys = {title: key_of(table.sheet.name, row.number, column)
                for title, column in table.columns.items()}  # fmt: skip
        notes = {title: key for title, key in keys.items() if key in self.notes}
        where = f"feuille « {table.sheet.name} », ligne {row.number}"
        return _Read(row, address, values, whole, fiche, self._sheets, table.first, notes, where)

    def _told_apart(self, table: Table, read: _Read) -> None:
        """Words in the column of the fiche that name none: the line stays where it is."""
        if table.fiche is None:
            return
        said = untypeset(read.row.text(table.fiche))
        if said and not fiche_number(said):
            title = table.header.text(table.fiche)
            self.stray.append(Typed(f"{title} : {said}", where=read.where))

    def _other_cells(
        self, table: Table, read: _Read, known: Collection[int | None] = ()
    ) -> Iterator[Framed]:
        """The cells of a line that hold none of its fields, which are ``known``, as they are
        compared."""
        own = (table.columns[title] for title in read.values)
        known = known or {*own, table.address, table.fiche}
        for column in read.row.cells:
            if column not in known and read.row.text(column):
                name = table.sheet.name
                yield framed_cell(name, read.address, table.header, read.row, column)

    def _take(self, read: _Read, above: str) -> None:
        """The line that has an address first; its copies, and lines without one, after all."""
        known = self._seen.get(read.address)
        if read.address not in self.lines or known is not None:
            if known is not None and self._is_sent(read) and not self._is_sent(known):
                self._seen[read.address], read = read, known
            self._others.append((read, above))
            return
        self._seen[read.address] = read

    def _is_sent(self, read: _Read) -> bool:
        line = self.lines[read.address]
        return all(untypeset(line[title].sent) == text for title, text in read.values.items())

    def close(self) -> None:
        """Say what each line became, once all sheets are read."""
        for read, above in self._others:
            address = self._missing_as(read)
            if address:
                self._seen[address] = evolve(read, address=address)
            else:
                self.new.append(self._new_line(read, above))
        places = sorted(self._seen.items(), key=lambda pair: (pair[1].sheet, pair[1].row.number))
        for address, read in places:
            for title, one in self.lines[address].items():
                text = read.values.get(title, one.sent)
                remarks = (read.notes[title],) if title in read.notes else ()
                self.values[one.tag] = Value(text, text, remarks=remarks)
            file = f"fiche-{read.fiche}"
            if read.fiche.isdecimal() and not address.startswith(f"{file}:"):
                self.moved.append(Moved(address, file))

    def _missing_as(self, read: _Read) -> str:
        """The line that lost its address and says what it said."""
        for address in self.lines:
            file = f"fiche-{read.fiche}:" if read.fiche else ""
            free = address not in self._seen and address.startswith(file)
            if free and self._says(address, read):
                return address
        return ""

    def _says(self, address: str, read: _Read) -> bool:
        """Whether a row says what a line said; a state repeats some of what its line says."""
        line, outer = self.lines[address], self.lines.get(line_of(address), {})
        for title, text in read.whole.items():
            known = line.get(title) or (outer.get(title) if text else None)
            if text != (untypeset(known.sent) if known else ""):
                return False
        return True

    def _new_line(self, read: _Read, above: str) -> NewLine:
        """A copy stands beside its original; what has no address is a line, not a state of one."""
        is_copy = read.address in self.lines and (
            read.fiche in ("", _fiche_of(read.address)) or line_of(read.address) == read.address
        )
        base = read.address if is_copy else line_of(above or read.first)
        if not base.endswith("]"):  # a named entry: the next ones are those of its mapping
            base = f"{base.rpartition('.')[0]}[0]"
        file, _, path = base.rpartition("[")[0].partition(":")
        file = f"fiche-{read.fiche}" if read.fiche.isdecimal() else file
        kin = kin_of(base, self.lines)
        values = tuple(
            (split_field(kin[title].addresses[0])[1], kin[title], text)
            for title, text in (read.values if is_copy else read.whole).items()
            if text
        )
        near = line_of(above) or (base if is_copy else "")
        places = (
            one for one in (near, base if is_copy else "") if one.startswith(f"{file}:{path}[")
        )
        inside = next(places, "")
        below = "" if inside else self._below(read, f"{file}:{path}[")
        return NewLine(f"{file}:{path}", values, inside, below, read.where)

    def _below(self, read: _Read, start: str) -> str:
        """The line just below one that was typed, where it is of the same list."""
        rows = {
            one.row.number: address
            for address, one in self._seen.items()
            if one.sheet == read.sheet and one.row.number > read.row.number
        }
        below = line_of(rows[min(rows)]) if rows else ""
        return below if below.startswith(start) else ""

    def _check_total(self, table: Table, row: Row, sums: Mapping[int, Decimal]) -> None:
        for column, due in sums.items():
            cell = row.cells.get(column, Cell())
            if cell.number is not None and round(cell.number, 2) != round(due, 2):
                self.warnings.append(
                    f"le total de la feuille « {table.sheet.name} » est de {euros(cell.number)}, "
                    f"ses lignes font {euros(due)} : il n’est pas repris, les totaux se calculent"
                )

    def framed(self, sheet: Sheet) -> Iterator[Framed]:
        """What stands in no field of a sheet, as it is compared."""
        lines = self._rows[sheet.name]
        for row in filter(lambda row: row.cells, sheet.rows):
            yield from lines.get(row.number, [framed_row(sheet.name, row)])


def _with_stage(read: _Read, stage: str, lines: Mapping[str, Line]) -> _Read:
    """A line that was typed in the sheet of a stage and does not say which: it is of that one."""
    if not stage or read.address in lines or read.whole.get("Statut"):
        return read
    said = {"Statut": stage}
    return evolve(read, whole={**read.whole, **said}, values={**read.values, **said})


def _add(row: Row, sums: dict[int, Decimal]) -> None:
    """Add the amounts of a row, each to the sum of its own column."""
    for column in sums:
        number = row.cells[column].number if column in row.cells else None
        sums[column] += number or 0


def _fiche_of(address: str) -> str:
    return address.partition(":")[0].removeprefix("fiche-")
