"""Dossiers of one block, and what the cells of a drawn table say."""

from __future__ import annotations

from collections.abc import Callable

from ppgp_diaporama.slides import Source
from ppgp_docs.api import dossier

HERE = Source("le texte")

Read = Callable[..., dossier.Dossier]


def under(bloc: str) -> str:
    return f'departement: "971"\ncontexte:\n  titre: Le contexte\n  blocs:\n{bloc}'


def of_cells(shape) -> str:
    return " ".join(cell.text for row in shape.table.rows for cell in row.cells)
