"""The rows of a table that is asked in Excel: what the file says, then blank ones, each with the
address by which it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.form.tables import Column, Table
from ppgp_docs.model.address import below, items
from ppgp_docs.roundtrip.fields import Genre

OTHER: Final = "autre:"
_INNER: Final = 6
"""How many blank ones for each owner of a list."""


@frozen
class Row:
    """``place`` is its address, ``line`` what it says, ``name`` whose it is, or what it is called
    where the file knows it already."""

    place: str
    line: Mapping[str, Any]
    name: str = ""


def columns_of(table: Table) -> tuple[Column, ...]:
    """Those that are shown: the owner of a row is no field of it."""
    owner = (Column("", table.owner, Genre.WORDS, 34),) if table.owner else ()
    return (*owner, *table.columns)


def value_of(line: Mapping[str, Any], column: Column) -> Any:
    """What a line says of a column, which may be of a group of fields: « de.fiche »."""
    held: Any = line
    for step in column.name.split("."):
        held = held.get(step, "") if isinstance(held, Mapping) else ""
    return held


def rows_of(table: Table, file: str, content: Data) -> Iterator[Row]:
    """Every row of a table, in the order of the file."""
    held: Any = content
    for step in table.path:
        held = held.get(step) if isinstance(held, dict) else None
    address = f"{file}:{'.'.join(table.path)}"
    if table.named:
        yield from _entries(address, held if isinstance(held, dict) else {}, table.rows)
    elif table.inner:
        yield from _of_owners(table, address, held if isinstance(held, list) else [])
    else:
        known = held if isinstance(held, list) else []
        yield from _listed(address, known, max(table.rows - len(known), table.rows // 2))


def _listed(address: str, known: Sequence[Any], blank: int, name: str = "") -> Iterator[Row]:
    every = [*known, *[{} for _ in range(blank)]]
    for place, line in zip(items(address, every), every, strict=True):
        yield Row(place, line if isinstance(line, dict) else {}, name)


def _entries(address: str, known: Mapping[str, Any], rows: int) -> Iterator[Row]:
    for key, said in known.items():
        yield Row(below(address, key), said if isinstance(said, dict) else {}, key)
    for rank in range(len(known) + 1, max(rows, len(known) + rows // 2) + 1):
        yield Row(f"{address}[{rank}]", {})


def _of_owners(table: Table, address: str, owners: Sequence[Any]) -> Iterator[Row]:
    """The lists of each item, then, where one may be begun, that of the next."""
    every = [*owners, *[{}] * table.grows]
    for rank, (place, one) in enumerate(zip(items(address, every), every, strict=True), start=1):
        held = one.get(table.inner) if isinstance(one, dict) else None
        known = held if isinstance(held, list) else []
        yield from _listed(f"{place}.{table.inner}", known, _INNER, _name(table, one, rank))


def _name(table: Table, owner: Any, rank: int) -> str:
    """« Visites à domicile »; « 2, du 24/06/2021 » is what an amendment says of itself."""
    said = owner if isinstance(owner, dict) else {}
    return str(said.get("libelle") or said.get("numero") or f"{table.owner} de la rangée {rank}")
