"""What may be committed and what may be paid, year by year: once for all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from ppgp_docs.model.costs import FONCTIONNEMENT, INVESTISSEMENT, Autorisation
from ppgp_docs.model.printed_tables import CellPart, PrintedCell, PrintedTable, said

Write = Callable[[Decimal], str]

NAMES: Final = {FONCTIONNEMENT: "AE", INVESTISSEMENT: "AP"}
"""What an authorisation is called: of commitments, of a programme."""

_TITLES: Final = {
    FONCTIONNEMENT: "Autorisations d’engagement et crédits de paiement",
    INVESTISSEMENT: "Autorisations de programme et crédits de paiement",
}


def authorisation_tables(every: Sequence[Autorisation], write: Write) -> Iterator[PrintedTable]:
    """One for each section that has some."""
    for section, title in _TITLES.items():
        if held := [one for one in every if one.section == section]:
            yield _table(section, title, sorted(held, key=lambda one: one.annee), write)


def _table(section: str, title: str, held: Sequence[Autorisation], write: Write) -> PrintedTable:
    total = [sum((getattr(one, name) for one in held), Decimal(0)) for name in ("ae", "cp")]
    last = (said("Total"), *(said(write(one)) for one in total))
    return PrintedTable(
        key=f"autorisations/{section}",
        title=title,
        description="Ce qui peut être engagé et ce qui peut être payé, par année",
        header=("Année", NAMES[section], "CP"),
        rows=(*(_row(one, write) for one in held), last),
        amounts=frozenset((1, 2)),
        sums=frozenset((len(held),)),
    )


def _row(one: Autorisation, write: Write) -> tuple[PrintedCell, ...]:
    return (
        (CellPart(str(one.annee), one, "annee", "Année"),),
        (CellPart(write(one.ae), one, "ae", NAMES[one.section]),),
        (CellPart(write(one.cp), one, "cp", "CP"),),
    )
