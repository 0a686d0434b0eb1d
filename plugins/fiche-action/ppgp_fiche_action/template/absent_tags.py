"""What a template has no tag for, and may do without: whoever edited it chose to leave it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ppgp_docs.api import Located, fiche
from ppgp_fiche_action.word.sheet import Sheet


def say_unprinted(sheet: Sheet, paths: tuple[str, ...]) -> None:
    """Declare as left out what stands in the fields at those paths (``fiche.referent``).

    The rows and the notes are none of them: they are the fiche itself.
    """
    for path in paths:
        if path in _OPTIONAL and sheet.document.fiche:
            piece, field = _OPTIONAL[path](sheet.document.fiche)
            if piece:
                reason = f"le modèle Word n’a pas de balise pour `{path}`"
                sheet.context.left_out(piece, reason, field)


_OPTIONAL: Final[dict[str, Callable[[fiche.FicheAction], tuple[Located | None, str]]]] = {
    "fiche.titre": lambda one: (one, "titre"),
    "fiche.objectif.intitule": lambda one: (one.objectif, "intitule"),
    "fiche.referent": lambda one: (one, "referent"),
    "tampon.identifiant": lambda one: (one.tampon, "identifiant"),
    "date.libelle": lambda one: (one.tampon, "recueil"),
    "sigles": lambda one: (one, "sigles"),
}
"""The piece of the model, and its field, that each of those fields prints."""
