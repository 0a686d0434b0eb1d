"""The tables of a workbook: where their titles, their lines and the addresses of these stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.excel.cells import Row, Sheet
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.markdown import untypeset

ADDRESS: Final = "Adresse dans le dossier"
"""The title of the column that holds the address of each line."""

Line: TypeAlias = dict[str, SentField]
"""The fields of a line by the title of their column."""


def lines_of(fields: Mapping[str, SentField]) -> dict[str, Line]:
    """The fields of each line, by its address."""
    lines: dict[str, Line] = defaultdict(dict)
    for one in fields.values():
        address, _ = split_field(one.addresses[0])
        if address:
            lines[address][one.label] = one
    return dict(lines)


def split_field(address: str) -> tuple[str, str]:
    """The address of a line, or of a named entry, and the field in it: « de.fiche »; nothing for
    what is of no line."""
    head, bracket, rest = address.rpartition("]")
    if bracket:
        return (f"{head}]", rest.removeprefix(".")) if rest else ("", "")
    entry, dot, name = address.rpartition(".")
    return (entry, name) if dot and "." in entry else ("", "")


@frozen
class Table:
    """The lines of a sheet: ``columns`` by title, that of the addresses, that of the fiche, those
    of the ``amounts``; ``kin`` are the fields that a line of its list may have; ``first`` is the
    address of one of its lines; ``warnings`` are French sentences on it."""

    sheet: Sheet
    header: Row
    columns: Mapping[str, int]
    address: int
    fiche: int | None
    amounts: tuple[int, ...]
    kin: Line
    first: str
    warnings: tuple[str, ...] = ()


def kin_of(address: str, lines: Mapping[str, Line]) -> Line:
    """The fields that the lines of a list have: a state of a line has some of them alone."""
    path = list_of(address)
    own = (line for place, line in lines.items() if list_of(place) == path)
    return {title: one for line in own for title, one in line.items()}


def table_of(sheet: Sheet, lines: Mapping[str, Line]) -> Table | None:
    """The table of a sheet; None for one that has no lines. Raises UnreadableFileError."""
    found = [(row, column) for row in sheet.rows for column in row.cells
             if row.text(column) in lines]  # fmt: skip
    if not found:
        return _without_lines(sheet, lines)
    columns = [column for _, column in found]
    address = max(set(columns), key=columns.count)
    above = (row for row in sheet.rows if row.number < found[0][0].number)
    first = found[0][0].text(found[0][1])
    header, best = _header(above, kin_of(first, lines), sheet.rows[0])
    due = {title for row, column in found for title in lines[row.text(column)]}
    lost = tuple(
        f"la colonne « {title} » n’est plus dans la feuille « {sheet.name} » : ses valeurs restent "
        "ce qu’elles sont dans le dossier"
        for title in sorted(due - best.keys())
    )
    return _table(sheet, (header, best), address, (first, kin_of(first, lines)), lost)


def _without_lines(sheet: Sheet, lines: Mapping[str, Line]) -> Table | None:
    """The table of a sheet that has its titles and no line left that we know by its address.

    Raises UnreadableFileError where it has lines and no column for addresses.
    """
    for first in {list_of(place): place for place in reversed(list(lines))}.values():
        kin = kin_of(first, lines)
        header, best = _header(sheet.rows, kin, Row(0, {}))
        if len(best) <= len(kin) / 2:
            continue
        titles = {untypeset(header.text(column)): column for column in header.cells}
        if ADDRESS not in titles:
            raise UnreadableFileError(
                f"les lignes de la feuille « {sheet.name} » n’ont plus d’adresse : la colonne "
                f"« {ADDRESS} » a été ôtée ; reprenez le fichier d’origine, ou recopiez ce qui "
                "a changé"
            )
        return _table(sheet, (header, best), titles[ADDRESS], (first, kin), ())
    return None


def _table(
    sheet: Sheet,
    titles: tuple[Row, Mapping[str, int]],
    address: int,
    model: tuple[str, Line],
    warnings: tuple[str, ...],
) -> Table:
    header, columns = titles
    first, kin = model
    amounts = (column for title, column in columns.items() if kin[title].genre is Genre.AMOUNT)
    fiche = _fiche_column(header, columns)
    return Table(sheet, header, columns, address, fiche, tuple(amounts), kin, first, warnings)


def _header(rows: Iterable[Row], kin: Line, none: Row) -> tuple[Row, Mapping[str, int]]:
    """The row that has most titles of fields, with their columns."""
    header, best = none, dict[str, int]()
    for row in rows:
        known = dict(_titles(row, kin))
        if len(known) > len(best):
            header, best = row, known
    return header, best


def _titles(row: Row, kin: Line) -> Iterator[tuple[str, int]]:
    titles = {untypeset(title).casefold(): title for title in kin}
    for column in row.cells:
        if (name := untypeset(row.text(column)).casefold()) in titles:
            yield titles[name], column


def _fiche_column(header: Row, columns: Mapping[str, int]) -> int | None:
    """The column that says which fiche a line is of: « Fiche »."""
    names = {untypeset(header.text(column)).casefold(): column for column in header.cells}
    return names.get("fiche") if "fiche" not in columns else None


def line_of(address: str) -> str:
    """The line that an address is of: its own, or the one that a state is of."""
    return _STATE.sub("", address)


def list_of(address: str) -> str:
    """The list, or the mapping, that the line of an address is in, without its file."""
    path = line_of(address).partition(":")[2]
    return _RANK.sub("", path) if path.endswith("]") else path.rpartition(".")[0]


_STATE: Final = re.compile(r"\.etats\[[^\]]*\]$")
_RANK: Final = re.compile(r"\[[^\]]*\]")


_FICHE: Final = re.compile(
    r"(?:fiche(?: action)? ?)?(?:n[°o] ?)?(?P<number>[1-9]\d{0,2})(?:[.,]0+)?(?: ?[-–—:(].*)?", re.I
)


def fiche_number(text: str) -> str:
    """The number in « 5 », « Fiche 5 », « Fiche n° 5 : Ouvrir… »; nothing where none is said."""
    said = _FICHE.fullmatch(untypeset(text))
    return said["number"] if said else ""
