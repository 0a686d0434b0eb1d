"""The table of the charges and products of a contract by account, in its summary and its report."""

from __future__ import annotations

from ppgp_docs.api import ContractAccounts
from ppgp_fiche_action.word.ooxml import Element
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.tables import Look, equal_widths, plain_cells, table

_AMOUNT = 1900
"""The width of a column of amounts, in twips."""


def accounts_table(sheet: Sheet, accounts: ContractAccounts, width: int, key: str) -> Element:
    """A row for each account, a column for each year; ``width`` is in twips."""
    made = list(accounts.cells())
    columns = len(accounts.header) - 1
    name = max(width - columns * _AMOUNT, width // 3)
    look = Look(
        accounts.title,
        "Les charges, puis les produits de chaque compte et leurs totaux",
        (name, *equal_widths(width - name, columns)),
        money=True,
        computed=key,
        strong=frozenset(rank for rank, (_, is_sum) in enumerate(made) if is_sum),
    )
    rows = [plain_cells(*cells) for cells, _ in made]
    return table(sheet, look, plain_cells(*accounts.header), rows)
