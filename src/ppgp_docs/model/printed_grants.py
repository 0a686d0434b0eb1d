"""What is asked beside what is granted, funder by funder: once for all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.budget import PROPOSE, Budget
from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.printed_tables import PrintedCell, PrintedTable, said

Write = Callable[[Decimal], str]

_HEADER: Final = ("Financeur", "Demandé", "Accordé", "Total")


def grants_table(
    budget: Budget[LigneBudget], funder: Callable[[str], str], write: Write
) -> PrintedTable | None:
    """Its subtotals, where a funder has granted part of what it is asked for: the sum of both
    stands in the other tables. « Accordé » is what is granted, notified or not.

    ``budget`` is what is foreseen, ``funder`` names one by its key.
    """
    parts = {key: budget.extrait(key) for key in budget.financeurs()}
    if not any(map(_is_granted_in_part, parts.values())):
        return None
    rows = [_row(funder(key), part, write) for key, part in parts.items()]
    return PrintedTable(
        key="statuts",
        title="Ce qui est demandé, ce qui est accordé",
        description="Montants que chaque financeur a accordés, et ceux qui lui sont demandés",
        header=_HEADER,
        rows=(*rows, _row("Total", budget, write)),
        amounts=frozenset((1, 2, 3)),
        sums=frozenset((len(rows),)),
    )


def _is_granted_in_part(part: Budget[LigneBudget]) -> bool:
    statuses = part.par_statut()
    return PROPOSE in statuses and len(statuses) > 1


def _row(name: str, part: Budget[LigneBudget], write: Write) -> tuple[PrintedCell, ...]:
    return tuple(map(said, (name, *map(write, _amounts(part)))))


def _amounts(part: Budget[LigneBudget]) -> Iterator[Decimal]:
    """What is asked, what is granted, both."""
    asked, whole = part.par_statut().get(PROPOSE, Decimal(0)), part.total()
    yield from (asked, whole - asked, whole)
