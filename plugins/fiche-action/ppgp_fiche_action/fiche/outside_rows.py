"""What a fiche holds and no row of it prints: told by ``check``, left out by the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ppgp_docs.api import Diagnostic, dossier, fiche, warning


class OutsideRows(NamedTuple):
    """A field of a fiche that fills itself in a row, by its key, which the fiche lacks."""

    field: str
    row: str
    label: str

    @property
    def reason(self) -> str:
        return f"la fiche n’a pas de rubrique `{self.row}`"


_FILLED: Final = (
    OutsideRows("budget", "moyens", "le détail du budget"),
    OutsideRows("calendrier", "calendrier", "le calendrier"),
    OutsideRows("indicateurs", "indicateurs", "la liste des indicateurs"),
    OutsideRows("points_de_vigilance", "vigilance", "le texte des points de vigilance"),
)


def outside_rows(one: fiche.FicheAction) -> Iterator[OutsideRows]:
    """What the fiche has filled in and gives no row."""
    present = {rubrique.cle for rubrique in one.rubriques}
    return (each for each in _FILLED if getattr(one, each.field) and each.row not in present)


def check(study: dossier.Dossier) -> Iterator[Diagnostic]:
    """R302, where it is filled in, before any document is made."""
    for one in study.fiches:
        for each in outside_rows(one):
            message = f"{each.label} ne s’imprime pas : {each.reason}"
            hint = f"ajoutez `- cle: {each.row}` aux rubriques"
            yield warning("R302", message, one.at(each.field), hint)
