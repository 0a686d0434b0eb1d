"""The list of the fiches of a contract, as an office keeps it: Excel, or text with separators."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.francais.pliage import lettres_nues, plier
from ppgp_docs.load.decode import decoded
from ppgp_docs.roundtrip.archive import MOST_BYTES, Parts, UnreadableFileError
from ppgp_docs.roundtrip.excel import cells
from ppgp_docs.schema.forms import blank_fiche
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.system_errors import reason
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.reader import read_bytes

_NUMBERS: Final = frozenset(
    {"numero", "n°", "no", "n", "fiche", "fiche n°", "n° fiche", "n° de fiche", "numero de fiche",
     "n° de la fiche", "numero de la fiche", "fiche action", "fiche action n°"}
)  # fmt: skip
_TITLES: Final = frozenset(
    {"titre", "intitule", "action", "titre de la fiche", "intitule de la fiche", "nom",
     "titre de l'action", "intitule de l'action", "libelle"}
)  # fmt: skip
_NUMBER: Final = re.compile(r"\D*?0*(\d{1,3})(?:[.,]0+)?\s*")
_SEPARATORS: Final = ";\t,"
_HEAD: Final = 30
"""How many rows may stand above the titles of the columns."""

Row = tuple[int, Sequence[str]]
"""The number of a row, from 1, and its cells."""


@frozen
class ListedFiche:
    """What a list says of a fiche; ``titre`` is empty where it says nothing."""

    numero: int
    titre: str


@frozen
class FicheList:
    """What a list says, the columns that nothing is taken of, what is wrong with it."""

    fiches: tuple[ListedFiche, ...] = ()
    ignored: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def read_fiche_list(file: Path) -> FicheList:
    """Read a list of fiches; F034 at each row that cannot be taken."""
    try:
        tables = _tables(file)
    except OSError as problem:
        return _refused(file, reason(problem))
    except UnreadableFileError as problem:
        return _refused(file, str(problem))
    except csv.Error:
        return _refused(file, "ses lignes ne forment pas un tableau, enregistrez-le de nouveau")
    for rows in tables:
        for rank, (_, names) in enumerate(rows[:_HEAD]):
            columns = [_folded(cell) for cell in names]
            number = _fullest(columns, rows[rank + 1 :])
            title = next((n for n, each in enumerate(columns) if each in _TITLES), None)
            if number is not None and title is not None:
                ignored = _others(names, (number, title))
                return _listed(file, rows[rank + 1 :], (number, title), ignored)
    return _refused(
        file,
        "aucune ligne n’y nomme les colonnes « Numéro » et « Titre »",
        "écrivez-les au-dessus de la liste, dans deux cellules de la même ligne",
    )


def _tables(file: Path) -> list[list[Row]]:
    data = read_bytes(file, most=MOST_BYTES)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return [
            [(row.number, _cells(row)) for row in sheet.rows] for sheet in cells.sheets(Parts(data))
        ]
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes as « CSV » on Windows
    if "\0" in text:
        raise UnreadableFileError("ce n’est ni un classeur Excel (.xlsx), ni un texte (.csv)")
    return [_of_text(text)]


def _cells(row: cells.Row) -> list[str]:
    return [row.text(column) for column in range(max(row.cells, default=-1) + 1)]


def _of_text(text: str) -> list[Row]:
    head = text[:2000]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    rows: list[Row] = []
    start = 1
    for found in reader:
        rows.append((start, [each.strip() for each in found]))
        start = reader.line_num + 1
    return rows


def _folded(cell: str) -> str:
    return " ".join(lettres_nues(plier(cell))[0].split()).rstrip(" :")


def _fullest(columns: Sequence[str], rows: Sequence[Row]) -> int | None:
    """The column of numbers; of several that are called so, as an empty « N° » beside « Numéro »,
    the first of those that hold the most."""
    named = [rank for rank, name in enumerate(columns) if name in _NUMBERS]

    def held(rank: int) -> int:
        return sum(bool(_NUMBER.fullmatch(cells[rank])) for _, cells in rows if rank < len(cells))

    return max(named, key=held, default=None)


def _others(names: Sequence[str], taken: tuple[int, int]) -> tuple[str, ...]:
    return tuple(name for rank, name in enumerate(names) if name and rank not in taken)


def _listed(
    file: Path, rows: Sequence[Row], columns: tuple[int, int], ignored: tuple[str, ...]
) -> FicheList:
    found: dict[int, ListedFiche] = {}
    faults: list[Diagnostic] = []
    for line, typed in rows:
        said, title = (typed[rank] if rank < len(typed) else "" for rank in columns)
        if not said and not title:
            continue
        match = _NUMBER.fullmatch(said)
        number = int(match[1]) if match else 0
        if not number:
            told = f"`{said or title}` : cette ligne n’a pas de numéro de fiche, de 1 à 999"
            faults.append(_fault(Span(file, line, columns[0] + 1), told))
        elif number in found:
            told = f"la fiche {number} y est deux fois"
            faults.append(_fault(Span(file, line, columns[0] + 1), told))
        else:
            found[number] = ListedFiche(number, " ".join(title.split()))
    if not found and not faults:
        return _refused(file, "elle ne nomme aucune fiche")
    fiches = tuple(found[number] for number in sorted(found))
    return FicheList(fiches, ignored, tuple(faults))


def _fault(place: Span, message: str, *hints: str) -> Diagnostic:
    hint = "corrigez la liste, puis recommencez : rien n’a été écrit"
    return error("F034", message, place, *(hints or (hint,)))


def _refused(file: Path, why: str, *hints: str) -> FicheList:
    return FicheList(faults=(_fault(Span(file), f"cette liste ne se lit pas : {why}", *hints),))


def as_entries(fiches: Iterable[ListedFiche]) -> Iterator[Data]:
    """The fiches as a contract declares them: all to come, none with a share of anything."""
    for one in fiches:
        title = {"titre": one.titre} if one.titre else {}
        yield {"numero": str(one.numero), **title, "a_venir": "oui"}


def contract_text(folder: DossierFolder) -> str:
    """The contract of a dossier as it is typed; empty where there is none that can be read."""
    if folder.contrat is None:
        return ""
    try:
        return decoded(read_bytes(folder.contrat, most=MOST_BYTES))
    except (OSError, UnicodeDecodeError):
        return ""


def begun_fiche(schemas: Schemas, number: int, contract: str) -> str:
    """A blank fiche, with the title that the text of its ``contract`` declares for that number."""
    blank = blank_fiche(schemas, number)
    title = _declared_title(number, contract)
    if not title:
        return blank
    return apply(blank, [Set(("titre",), title, tuple(schemas.named["fiche"]))]).text


def _declared_title(number: int, contract: str) -> str:
    try:
        said = data(nodes(contract))
    except NotEditableError:
        return ""
    listed = said.get("fiches") if isinstance(said, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("numero") == str(number):
            title = one.get("titre")
            return title if isinstance(title, str) else ""
    return ""
