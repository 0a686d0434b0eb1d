"""The columns of what an amount is made of; an amount that nobody typed is their product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import fiche
from ppgp_plan_de_financement.table import Cell, Column, Formula

COSTS: Final = (
    Column("Quantité", 10, "nombre"),
    Column("Unité", 12),
    Column("Grade", 24),
    Column("Mois", 7, "nombre"),
    Column("Coût unitaire", 15, "prix"),
)


PARTS: Final = {
    "sous_action": Column("Sous-action", 12),
    "section": Column("Section", 15),
    "compte": Column("Compte", 9),
}
"""The columns of what a line belongs to."""

SECTIONS: Final = {"fonctionnement": "Fonctionnement", "investissement": "Investissement"}


def parts_of(lines: Iterable[fiche.LigneChiffree]) -> tuple[str, ...]:
    """Which of these columns say something of some of the lines."""
    held = [*lines]
    return tuple(name for name in PARTS if any(map(_SAID[name], held)))


_SAID: Final[dict[str, Callable[[fiche.LigneChiffree], bool]]] = {
    "sous_action": lambda line: bool(line.sous_action),
    "section": lambda line: line.section != "fonctionnement",
    "compte": lambda line: bool(line.compte),
}


def part(line: fiche.LigneChiffree, name: str) -> str:
    """What the line says of one of them."""
    said = str(getattr(line, name))
    return SECTIONS[said] if name == "section" else said


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
