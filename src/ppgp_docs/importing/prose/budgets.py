"""Tables of notes that are a budget: a funder a row and a year a column, or a line a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.nombres import lire_montant
from ppgp_docs.importing.prose.items import Grid
from ppgp_docs.importing.prose.sourced import Sourced
from ppgp_docs.model.named_funders import written_funder

_YEAR: Final = re.compile(r"(?:annee|exercice|budget)?\s*(?P<year>(?:19|20)\d\d)")
_TOTAL: Final = re.compile(r"(?:sous[- ])?(?:total|totaux|somme|ensemble)\b")
_NOTHING: Final = re.compile(r"[\s–—-]*")
_NATURE: Final = "propre"
"""What a table that does not say it mostly is; a share of a common cost is said to be one."""


@frozen
class ReadBudget:
    """Its lines, and the totals that it tells, to be compared with their sums."""

    lines: tuple[Data, ...]
    totals: tuple[Data, ...]


def budget_in(grid: Grid, department: Sequence[str]) -> ReadBudget | None:
    """The budget that a table is; None for any other table, and for one with a cell unread."""
    header, *rows = grid.rows
    years = {
        rank: found["year"]
        for rank, cell in enumerate(header)
        if (found := _YEAR.fullmatch(_bare(cell)))
    }
    others = [rank for rank in range(1, len(header)) if rank not in years]
    known = all(_TOTAL.match(_bare(header[rank])) for rank in others)
    if not rows or not years or 0 in years or not known:
        return None
    amounts = [cell for row in rows for cell in row[1:] if not _NOTHING.fullmatch(cell)]
    if not all(map(amount_in, amounts)) or not all(row[0] for row in rows):
        return None
    lines = [each for row in rows for each in _lines(row, years, grid.rank, department)]
    totals = [each for row in rows for each in _totals(row, years, grid.rank)]
    return ReadBudget(tuple(lines), tuple(totals)) if lines else None


def amount_in(text: str) -> str:
    """An amount as it was typed, without what surrounds it; empty when it is none."""
    said = text.strip(" .*")
    try:
        lire_montant(said)
    except ValueError:
        return ""
    return said


def _lines(
    row: Sequence[str], years: Mapping[int, str], rank: int, department: Sequence[str]
) -> Iterator[Data]:
    if _TOTAL.match(_bare(row[0])):
        return
    funder = written_funder(row[0].strip("* "), department)
    for year, amount in _amounts(row, years):
        said = {"financeur": funder, "nature": _NATURE, "annee": year, "montant": amount}
        yield {key: Sourced(value, rank) for key, value in said.items()}


def _totals(row: Sequence[str], years: Mapping[int, str], rank: int) -> Iterator[Data]:
    if _TOTAL.match(_bare(row[0])):
        for year, amount in _amounts(row, years):
            yield {"annee": Sourced(year, rank), "montant": Sourced(amount, rank)}


def _amounts(row: Sequence[str], years: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    for rank, year in years.items():
        if not _NOTHING.fullmatch(row[rank]):
            yield year, amount_in(row[rank])


def _bare(cell: str) -> str:
    return sans_accents(cell.strip("* ").lower())
