"""How an amount was worked out, once for all documents: quantities, unit costs, months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.nombres import decimal, prix
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.printed_amounts import NOTHING
from ppgp_docs.model.printed_tables import CellPart, PrintedCell, PrintedTable, said

_HEADER: Final = ("Poste", "Année", "Quantité", "Coût unitaire", "Montant")


def quantity(line: LigneChiffree) -> PrintedCell:
    """« 1,5 ETP sur 8 mois »: what was counted, each of its fields in its own words."""
    parts: list[CellPart] = []
    if line.quantite is not None:
        parts += [CellPart(decimal(line.quantite), line, "quantite", "Quantité")]
    if line.unite:
        parts += [CellPart("\u00a0")] * bool(parts)
        parts += [CellPart(line.unite, line, "unite", "Unité")]
    if line.mois is not None:
        parts += [CellPart(" sur ")] * bool(parts)
        parts += [CellPart(decimal(line.mois), line, "mois", "Mois"), CellPart("\u00a0mois")]
    return tuple(parts) or said(NOTHING)


def unit_cost(line: LigneChiffree) -> PrintedCell:
    """What a unit costs; of a whole year where months are counted."""
    if line.cout_unitaire is None:
        return said(NOTHING)
    amount = prix(line.cout_unitaire)
    by_year = (CellPart(" par an"),) if line.mois is not None else ()
    return (CellPart(amount, line, "cout_unitaire", "Coût unitaire"), *by_year)


def label(line: LigneChiffree, otherwise: str) -> PrintedCell:
    """What a line pays for, with the grade of a post; ``otherwise`` where it has no label."""
    said_so = CellPart(line.libelle.plain, line, "libelle", "Libellé")
    first = (said_so,) if line.libelle else said(otherwise)
    grade = CellPart(line.grade, line, "grade", "Grade")
    if first and line.grade:
        return (*first, CellPart(" ("), grade, CellPart(")"))
    return (grade,) if line.grade else first


def sub_action(line: LigneChiffree) -> PrintedCell:
    """« , sous-action 8.1 »: which part of the action it is of."""
    if not line.sous_action:
        return ()
    number = CellPart(line.sous_action, line, "sous_action", "Sous-action")
    return (CellPart(", sous-action\u00a0"), number)


def amount(line: LigneChiffree, write: Callable[[Decimal], str]) -> PrintedCell:
    """The amount of a line: a field where it was typed, computed where it was not."""
    if line.est_calcule:
        return said(write(line.montant))
    return (CellPart(write(line.montant), line, "montant", "Montant"),)


def costs_table(
    lines: Iterable[tuple[LigneChiffree, str]], write: Callable[[Decimal], str]
) -> PrintedTable | None:
    """The lines that say how they were reckoned, each with its other name; None for none."""
    held = [(line, name) for line, name in lines if line.est_chiffree]
    if not held:
        return None
    rounded = ", montants arrondis au centime" * any(line.est_arrondi for line, _ in held)
    return PrintedTable(
        key="chiffrage",
        title=f"Quantités et coûts unitaires{rounded}",
        description="Ce que paie chaque montant\u00a0: quantité, coût d’une unité, montant",
        header=_HEADER,
        rows=tuple(_row(line, name, write) for line, name in held),
        amounts=frozenset((3, 4)),
    )


def _row(
    line: LigneChiffree, name: str, write: Callable[[Decimal], str]
) -> tuple[PrintedCell, ...]:
    return (
        label(line, capitale(name)),
        (CellPart(str(line.annee), line, "annee", "Année"),),
        quantity(line),
        unit_cost(line),
        amount(line, write),
    )
