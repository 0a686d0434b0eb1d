"""The columns of what an amount is made of; an amount that nobody typed is their product."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import fiche
from ppgp_plan_de_financement.table import Cell, Column, Formula

COSTS: Final = (
    Column("Quantité", 10, "nombre"),
    Column("Unité", 12),
    Column("Grade", 24),
    Column("Mois", 7, "nombre"),
    Column("Coût unitaire", 15, "euros"),
)


def costs(line: fiche.LigneChiffree) -> tuple[Cell, ...]:
    """The cells of these columns."""
    return (line.quantite, line.unite, line.grade, line.mois, line.cout_unitaire)


def amount(line: fiche.LigneChiffree, first: int) -> Cell:
    """The amount of a line whose costs stand from the column ``first`` on, counted from 0."""
    if not line.est_calcule:
        return line.montant
    quantity, _, _, months, unit = (
        f"{xl_col_to_name(first + rank)}{{row}}" for rank in range(len(COSTS))
    )
    whole = f"{quantity}*{unit}"
    return Formula(f'ROUND(IF({months}="",{whole},{whole}*{months}/12),2)', line.montant)
