"""What a workbook says of each line, and what was typed elsewhere.

A line is known by its address, which stands in a column of its own: it follows the line wherever it
is sorted, moved or copied to. Totals are formulas: they are never read, only told when they lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final

from attrs import define, evolve, field, frozen

from ppgp_docs.francais.nombres import euros
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.excel.cells import Cell, Row, Sheet
from ppgp_docs.roundtrip.excel.hidden_sheet import is_origin
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.markdown import Words, line_markdown, untypeset
from ppgp_docs.roundtrip.returned import Moved, NewLine, Returned, Typed, Value

_COMPUTED: Final = "{calcul}"
_TOTAL: Final = "total"
_FILE: Final = ":numero"
"""The end of the address of a fiche's number: the column that says which fiche a line is of."""
_GAP: Final = "\u241f"
"""Between the cells of a row in a frame: a sign for that, which nobody types."""
_LEAST: Final = 2
"""A row that says fewer things than that is a note, not a line."""

Line = dict[str, SentField]
"""The fields of a line by the title of their column."""


@frozen
class _Table:
    """The lines of a sheet: ``columns`` by title, that of the addresses, that of the fiche, those
    of the ``amounts``; ``first`` is the address of one of its lines."""

    sheet: Sheet
    header: Row
    columns: Mapping[str, int]
    address: int
    fiche: int | None
    amounts: tuple[int, ...]
    first: str


@frozen
class _Read:
    """A row of a table that says something."""

    row: Row
    address: str
    values: Mapping[str, str]
    fiche: str
    sheet: int
    first: str


def returned(
    sheets: Sequence[Sheet], fields: Mapping[str, SentField], sent: Sequence[str] | None = None
) -> Returned:
    """Sort what was read by field; ``sent`` are the frames of the file as it left."""
    shown = [sheet for sheet in sheets if not is_origin(sheet)]
    reading = _Reading(_lines(fields))
    for sheet in shown:
        reading.add(sheet)
    reading.close()
    frames = tuple(frame for sheet in shown for frame in reading.frames(sheet))
    typed = () if sent is None else tuple(_beside(sent, frames, reading.places(shown)))
    return Returned(
        reading.values, (), typed, frames, tuple(reading.values),
        tuple(reading.new), tuple(reading.moved), tuple(reading.warnings),
    )  # fmt: skip


def _lines(fields: Mapping[str, SentField]) -> dict[str, Line]:
    """The fields of each line, by its address."""
    lines: dict[str, Line] = defaultdict(dict)
    for one in fields.values():
        address, dot, _ = one.addresses[0].rpartition(".")
        if dot and address.endswith("]"):
            lines[address][one.label] = one
    return dict(lines)


def _said(cell: Cell, genre: Genre) -> str:
    if genre is Genre.AMOUNT and cell.number is not None:
        return untypeset(euros(cell.number))
    texts = cell.text.replace("\r\n", "\n").split("\n")
    if genre is Genre.LINES:
        return "\n".join(filter(None, (line_markdown((Words(text),)) for text in texts)))
    if genre.rich:
        return line_markdown((Words(" ".join(texts)),))
    return untypeset(" ".join(texts))


@define
class _Reading:
    """The tables of a workbook, one after the other."""

    lines: Mapping[str, Line]
    values: dict[str, Value] = field(factory=dict)
    new: list[NewLine] = field(factory=list)
    moved: list[Moved] = field(factory=list)
    warnings: list[str] = field(factory=list)
    _rows: dict[str, set[int]] = field(factory=lambda: defaultdict(set))
    _seen: dict[str, _Read] = field(factory=dict)
    _others: list[tuple[_Read, str]] = field(factory=list)
    _sheets: int = 0

    def add(self, sheet: Sheet) -> None:
        """Read the lines of a sheet; one without a known address has none."""
        table = self._table(sheet)
        if table is None:
            return
        self._sheets += 1
        above, amounts = "", list[Decimal]()
        for row in sheet.rows:
            if row.number <= table.header.number:
                continue
            read = self._read(table, row)
            if not read.address and row.text(0).casefold().startswith(_TOTAL):
                self._check_total(table, row, amounts)
            elif (
                read.address in self.lines
                or len(list(filter(None, read.values.values()))) >= _LEAST
            ):
                self._rows[sheet.name].add(row.number)
                self._take(read, above)
                above = read.address if read.address in self.lines else above
                amounts += self._amounts(table, row)

    def _table(self, sheet: Sheet) -> _Table | None:
        found = [(row, column) for row in sheet.rows for column in row.cells
                 if row.text(column) in self.lines]  # fmt: skip
        if not found:
            self._refuse_without_addresses(sheet)
            return None
        columns = [column for _, column in found]
        address = max(set(columns), key=columns.count)
        line = self.lines[found[0][0].text(address)] if found[0][1] == address else {}
        titles = {untypeset(title).casefold(): title for title in line}
        best: dict[str, int] = {}
        header = sheet.rows[0]
        for row in sheet.rows:
            if row.number >= found[0][0].number:
                break
            known = {titles[name]: column for column in row.cells
                     if (name := untypeset(row.text(column)).casefold()) in titles}  # fmt: skip
            if len(known) > len(best):
                best, header = known, row
        for title in line.keys() - best.keys():
            self.warnings.append(
                f"la colonne « {title} » n’est plus dans la feuille « {sheet.name} » : ses "
                "valeurs restent ce qu’elles sont dans le dossier"
            )
        amounts = (column for title, column in best.items() if line[title].genre is Genre.AMOUNT)
        first = found[0][0].text(found[0][1])
        fiche = _fiche_column(header, best)
        return _Table(sheet, header, best, address, fiche, tuple(amounts), first)

    def _refuse_without_addresses(self, sheet: Sheet) -> None:
        """Raises UnreadableFileError for a sheet of lines whose column of addresses is gone."""
        titles = {untypeset(title).casefold() for line in self.lines.values() for title in line}
        for row in sheet.rows:
            said = {untypeset(row.text(column)).casefold() for column in row.cells}
            if titles and len(said & titles) > len(titles) / 2:
                raise UnreadableFileError(
                    f"aucune ligne de la feuille « {sheet.name} » n’a plus d’adresse, la colonne "
                    "« Adresse dans le dossier » en a été ôtée ; reprenez le fichier d’origine, ou "
                    "recopiez ce qui a changé"
                )

    def _read(self, table: _Table, row: Row) -> _Read:
        address = row.text(table.address)
        line = self.lines.get(address) or self.lines[table.first]
        empty = Cell()
        values = {title: _said(row.cells.get(column, empty), line[title].genre)
                  for title, column in table.columns.items() if title in line}  # fmt: skip
        fiche = row.text(table.fiche) if table.fiche is not None else ""
        return _Read(row, address, values, fiche, self._sheets, table.first)

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
                self.values[one.tag] = Value(text, text)
            file = f"fiche-{read.fiche}"
            if read.fiche.isdecimal() and not address.startswith(f"{file}:"):
                self.moved.append(Moved(address, file))

    def _missing_as(self, read: _Read) -> str:
        """The line that lost its address and says what it said."""
        for address, line in self.lines.items():
            same = read.values.keys() <= line.keys() and all(
                untypeset(line[title].sent) == text for title, text in read.values.items()
            )
            file = f"fiche-{read.fiche}:" if read.fiche else ""
            if same and address not in self._seen and address.startswith(file):
                return address
        return ""

    def _new_line(self, read: _Read, above: str) -> NewLine:
        model = self.lines.get(read.address) or self.lines.get(above)
        address, line = above or read.first, model or self.lines[read.first]
        file, _, path = address.rpartition("[")[0].partition(":")
        file = f"fiche-{read.fiche}" if read.fiche.isdecimal() else file
        values = tuple(
            (line[title].addresses[0].rpartition(".")[2], line[title], text)
            for title, text in read.values.items()
            if text
        )
        inside = read.address if read.address in self.lines else above
        return NewLine(f"{file}:{path}", values, inside if inside.startswith(f"{file}:") else "")

    def _amounts(self, table: _Table, row: Row) -> Iterator[Decimal]:
        for column in table.amounts:
            number = row.cells[column].number if column in row.cells else None
            yield number or Decimal(0)

    def _check_total(self, table: _Table, row: Row, amounts: Sequence[Decimal]) -> None:
        for column in table.amounts:
            cell = row.cells.get(column, Cell())
            due = sum(amounts, Decimal(0))
            if cell.number is not None and round(cell.number, 2) != round(due, 2):
                self.warnings.append(
                    f"le total de la feuille « {table.sheet.name} » dit {euros(cell.number)}, ses "
                    f"lignes font {euros(due)} : il n’est pas repris, les totaux se calculent"
                )

    def frames(self, sheet: Sheet) -> Iterator[str]:
        """The rows of a sheet that are no line, as they are compared."""
        return (_frame(row) for row in self._free(sheet))

    def places(self, sheets: Iterable[Sheet]) -> list[str]:
        """Where each of these rows stands."""
        return [
            f"feuille « {sheet.name} », ligne {row.number}"
            for sheet in sheets
            for row in self._free(sheet)
        ]

    def _free(self, sheet: Sheet) -> Iterator[Row]:
        return (row for row in sheet.rows if row.cells and row.number not in self._rows[sheet.name])


def _fiche_column(header: Row, columns: Mapping[str, int]) -> int | None:
    """The column that says which fiche a line is of: « Fiche »."""
    names = {untypeset(header.text(column)).casefold(): column for column in header.cells}
    return names.get("fiche") if "fiche" not in columns else None


def _frame(row: Row) -> str:
    texts = (_COMPUTED if cell.formula else untypeset(cell.text) for cell in row.cells.values())
    return _GAP.join(texts)


def _beside(sent: Sequence[str], frames: Sequence[str], places: Sequence[str]) -> Iterator[Typed]:
    """What was typed in no line, cell by cell where its row is the one that was sent."""
    matcher = SequenceMatcher(None, list(sent), list(frames), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind not in ("replace", "insert"):
            continue
        for rank in range(start, end):
            old = sent[first + rank - start] if first + rank - start < last else ""
            said = _changed(old.split(_GAP), frames[rank].split(_GAP))
            if said:
                yield Typed(said, where=places[rank])


def _changed(old: Sequence[str], new: Sequence[str]) -> str:
    if len(old) != len(new):
        return " · ".join(text for text in new if text and text != _COMPUTED)
    pairs = [(before, text) for before, text in zip(old, new, strict=True) if before != text]
    told = (
        f"{text} (tapé à la place d’un calcul)" if before == _COMPUTED else text
        for before, text in pairs
    )
    return " · ".join(filter(None, told))
