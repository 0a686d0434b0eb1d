"""Columns of a table whose numbers are names: « Article », « Code postal », « N° de mandat ».

A cell there holds nothing but the number, and only its header says what it is: its digits stay
together, as :mod:`ppgp_docs.francais.typographie.numeros` keeps those that a sentence names.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve

from ppgp_docs.francais.espaces import FINE
from ppgp_docs.model.blocs import Tableau
from ppgp_docs.model.prose import Line
from ppgp_docs.patterns import pattern

_NAMED: Final = pattern(
    r"\s*(?:n[°º]|num(?:éro|\.)|code|cp\b|r[ée]f(?:érence|\.|\b)|article|art\.|(?:sous-)?compte|imputation"
    r"|nature|fonction|chapitre|opération\s+n|mandat\b|bordereau\b|titre\s+de\s+recette|identifiant"
    r"|id\b|matricule|siren|siret|insee|finess|rpps|rna|rib|iban|guichet|banque)",
    re.IGNORECASE,
)
_LETTER: Final = pattern(r"[^\W\d_]|[€%]")
_PARTED: Final = pattern(rf"(?<=\d){FINE}(?=\d)")


def with_named_numbers(table: Tableau) -> Tableau:
    """The table, the digits of its named numbers held together."""
    named = [_NAMED.match(column.plain) is not None for column in table.colonnes]
    if not any(named):
        return table
    rows = tuple(
        tuple(
            _joined(cell) if rank < len(named) and named[rank] else cell
            for rank, cell in enumerate(row)
        )
        for row in table.lignes
    )
    return evolve(table, lignes=rows)


def _joined(cell: Line) -> Line:
    if FINE not in cell.plain or _LETTER.search(cell.plain):
        return cell
    return Line(tuple(evolve(run, text=_PARTED.sub("", run.text)) for run in cell.runs))
