"""What a template has no tag for: whoever edited it left that out of the documents on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ppgp_docs.api import Span, fiche
from ppgp_fiche_action.sheet import Sheet


def say_unprinted(sheet: Sheet, paths: tuple[str, ...]) -> None:
    """Declare what stands in the fields at those paths (``fiche.referent``) as left out.

    The rows are none of them: without them the fiche itself is lost.
    """
    for path in paths:
        for place in _places(sheet, path):
            reason = f"le modèle Word n’a pas de balise pour `{path}`"
            sheet.context.left_out(place, reason)


def _places(sheet: Sheet, path: str) -> Iterator[Span]:
    """The places of what was written in a field."""
    one = sheet.document.fiche
    if path == "notes":
        held = [(sheet.document.dossier, f"notes.{name}") for name in sheet.notes]
    else:
        held = _HELD[path](one) if one and path in _HELD else []
    for piece, field in held:
        if piece and (place := piece.place.fields.get(field)):
            yield place


_HELD: Final[dict[str, Callable[[fiche.FicheAction], list[tuple[Any, str]]]]] = {
    "fiche.titre": lambda one: [(one, "titre")],
    "fiche.referent": lambda one: [(one, "referent")],
    "fiche.objectif.intitule": lambda one: [(one.objectif, "intitule")],
    "tampon.identifiant": lambda one: [(one.tampon, "identifiant")],
    "date.libelle": lambda one: [(one.tampon, "recueil")],
    "sigles": lambda one: [(one, "sigles")],
}
"""The pieces of the model, and their field, that each field of the template prints."""
