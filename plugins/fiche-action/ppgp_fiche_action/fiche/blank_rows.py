"""Rows of a fiche that its Word file would print blank: told by ``check --conseils``."""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.api import Diagnostic, dossier, note


def advise(study: dossier.Dossier) -> Iterator[Diagnostic]:
    """C859: a free row without a block; one that fills itself is told where its data lack."""
    for one in study.fiches:
        for row in one.rubriques:
            if not row.blocs and not row.fills_itself:
                message = f"la rubrique « {row.intitule} » s’imprime vide"
                yield note("C859", message, row.at("cle"), "remplissez-la, ou retirez-la")
