"""The pictures of a dossier: there, readable, described, with enough points for their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from ppgp_docs.assets.picture import Look, PictureError
from ppgp_docs.assets.prepare import MM_PER_INCH, inspect, locate
from ppgp_docs.diagnostics import Diagnostic, error, note, warning
from ppgp_docs.francais.accords import compter
from ppgp_docs.francais.remplacement import ne_dit_rien
from ppgp_docs.model.blocs import AvantApres, Image, ImagePlacee
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.walk import ByIdentity, iter_nodes
from ppgp_docs.workspace.files import entries

_FULL: Final = 160
_WIDTHS: Final = {"pleine_page": 210, "bandeau": 210, "pleine": _FULL, "moyenne": 84, "petite": 45}
"""Printed widths of a placed picture on the page of the case study, in mm."""

_COVER: Final = (210, 139)
"""Sides of the place that the cover fills, cropped to it, in mm."""

_PLATE: Final = 140
"""Printed width of a picture that is compared, in mm."""

_ENOUGH: Final = 100
_GOOD: Final = 150
"""Points per inch: fewer than enough are seen one by one, a good print has 150 or more."""


def pictures(dossier: Dossier) -> Iterator[Diagnostic]:
    """C108: a picture is there, inside the dossier, and is one. C109: it says what it shows.

    C116: it has the points that its place asks for. C117: what is not shown of it is said.
    """
    places, listing = _places(dossier), cache(entries)
    for image in iter_nodes(dossier, Image):
        try:
            look = inspect(locate(dossier.dossier_dir, image.fichier, listing))
        except PictureError as problem:
            hints = (problem.hint,) if problem.hint else ()
            yield error("C108", str(problem), image.at("fichier"), *hints)
        else:
            place = places.get(ByIdentity(image), (0, 0))
            yield from _shown(image, look, _printed_width(look, *place))
        yield from _described(image)


def _described(image: Image) -> Iterator[Diagnostic]:
    """C109; what is typed and says nothing leaves a reader as blind, and is told all the same."""
    if image.decoratif:
        return
    if not image.alt:
        yield error(
            "C109",
            f"l’image `{image.fichier}` n’a pas de texte de remplacement",
            image.at("fichier"),
            "ajoutez `alt: …` avec ce que l’image dit, ou `decoratif: oui`",
        )
    elif ne_dit_rien(image.alt):
        message = f"le texte de remplacement `{image.alt}` ne dit rien de l’image"
        yield warning("C109", message, image.at("alt"), "dites en une phrase ce qu’elle montre")


def _places(dossier: Dossier) -> Mapping[ByIdentity, tuple[float, float]]:
    """The width, and the height when they fill it, of the large places of pictures, in mm."""
    places: dict[ByIdentity, tuple[float, float]] = {}
    if dossier.couverture:
        places[ByIdentity(dossier.couverture)] = _COVER
    for bloc in iter_nodes(dossier, ImagePlacee):
        places[ByIdentity(bloc.image)] = (_WIDTHS.get(bloc.largeur, _FULL), 0)
    for pair in iter_nodes(dossier, AvantApres):
        for side in (pair.avant, pair.apres):
            if side.image:
                places[ByIdentity(side.image)] = (_PLATE, 0)
    return places


def _printed_width(look: Look, width: float, height: float) -> float:
    """How wide a picture is printed, in mm, before it is cropped to a place that it fills."""
    if not (look.width and look.height):
        return 0
    return max(width, height * look.width / look.height)


def _shown(image: Image, look: Look, width: float) -> Iterator[Diagnostic]:
    if look.width and look.width < width / MM_PER_INCH * _ENOUGH:
        place = f"{width / 10:.3g} cm".replace(".", ",")
        place = (
            f"{place} qu’elle prend, rognée" if width > _COVER[0] else f"{place} où elle s’imprime"
        )
        wanted = round(width / MM_PER_INCH * _GOOD, -1)
        yield warning(
            "C116",
            f"`{image.fichier}` a {compter(look.width, 'point')} de large, trop peu pour les "
            f"{place} : elle serait floue",
            image.at("fichier"),
            f"prenez une image d’au moins {wanted:.0f} points de large{_or_smaller(width)}",
        )
    if look.views > 1:
        message = f"seule la première des {look.views} vues de `{image.fichier}` est montrée"
        yield note("C117", message, image.at("fichier"))


def _or_smaller(width: float) -> str:
    """What a picture that was placed in a larger way than another may do."""
    return ", ou une `largeur` moindre" if width in (_FULL, _WIDTHS["moyenne"]) else ""


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (pictures,)
