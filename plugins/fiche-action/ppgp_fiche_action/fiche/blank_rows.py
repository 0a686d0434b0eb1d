"""Rows of a fiche that its Word file would print blank: told by ``check --conseils``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, dossier, note

_DATA: Final = {
    "moyens": "budget",
    "calendrier": "calendrier",
    "indicateurs": "indicateurs",
    "vigilance": "points_de_vigilance",
}
"""By the key of a row that fills itself: the field of the fiche that it prints."""


def advise(study: dossier.Dossier) -> Iterator[Diagnostic]:
    """C859: a row without a block, nor anything to fill itself with."""
    for one in study.fiches:
        for row in one.rubriques:
            field = _DATA.get(row.cle, "")
            if row.blocs or (field and getattr(one, field)):
                continue
            message = f"la rubrique « {row.intitule} » s’imprime vide"
            filled = f"écrivez `{field}` dans la fiche" if field else "remplissez-la"
            yield note("C859", message, row.at("cle"), f"{filled}, ou retirez-la")
