"""The pictures of a dossier: there, readable, described, with enough points for their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ppgp_docs.assets.picture import Look, PictureError
from ppgp_docs.assets.prepare import MM_PER_INCH, inspect, locate
from ppgp_docs.diagnostics import Diagnostic, error, note, warning
from ppgp_docs.francais.accords import compter, enumerer
from ppgp_docs.francais.remplacement import ne_dit_rien
from ppgp_docs.model.blocs import DocumentRetravaille, Image, ImagePlacee, Volet, Vue
from ppgp_docs.model.dossier import Activite, Dossier, Personne
from ppgp_docs.model.walk import ByIdentity, iter_nodes
from ppgp_docs.workspace.files import entries

_FULL: Final = 160
_WIDTHS: Final = {"pleine": _FULL, "moyenne": 84, "petite": 45}
_ACROSS: Final = {"pleine_page": 258, "bandeau": 92}
"""Printed widths of a placed picture on the page of the case study, in mm; heights of those that
fill its width."""

_PAGE: Final = 210


class _Room(NamedTuple):
    """A place of a picture, in mm: one that ``fills`` it is cropped to it, any other stands whole
    inside."""

    width: float
    height: float
    fills: bool = False

    def printed_width(self, look: Look) -> float:
        """How wide a picture is drawn, before it is cropped; 0 for what is drawn at any size."""
        if not (look.width and look.height):
            return 0
        across = self.height * look.width / look.height
        return max(self.width, across) if self.fills else min(self.width, across)


_COVER: Final = _Room(_PAGE, 139, fills=True)
_OPENING: Final = _Room(_PAGE, 92, fills=True)
_PLATE: Final = _Room(140, 212)
_VIEW: Final = _Room(44, 150)
_IN_A_GALLERY: Final = _Room(84, 84)
"""About the largest of a gallery, whose rows follow the shapes of its pictures."""

_PORTRAIT: Final = _Room(68, 68, fills=True)
"""On a slide, that of the case study being smaller."""

_PICTO: Final = _Room(18, 18)
"""The same; what a plugin's block shows has this much room at least."""

_TALLEST: Final = 180
_SEVERAL: Final = 3

_MOST: Final = 1_000_000_000
"""Pixels of all the pictures of a dossier, eighty photos of a telephone: each is unfolded, to be
seen and then to be printed, whatever little room it takes on the disk."""

_TOO_MANY: Final = (
    "les images du dossier ont plus d’un milliard de pixels en tout : la suite n’est pas lue"
)
_REDUCE: Final = "réduisez les plus grandes : 2 000 pixels de large suffisent à une page entière"

_ENOUGH: Final = 100
_GOOD: Final = 150
"""Points per inch: fewer than enough are seen one by one, a good print has 150 or more."""


def pictures(dossier: Dossier) -> Iterator[Diagnostic]:
    """C108: a picture is there, inside the dossier, and is one. C109: it says what it shows.

    C116: it has the points that its place asks for. C117: what is not shown of it is said. C118:
    something is seen of it. C123: its colours are its own.
    """
    rooms, listing = _rooms(dossier), cache(entries)
    sizes: dict[Path, int] = {}
    for image in iter_nodes(dossier, Image):
        try:
            file = locate(dossier.dossier_dir, image.fichier, listing)
            look = inspect(file)
        except PictureError as problem:
            hints = (problem.hint,) if problem.hint else ()
            told = error("C108", str(problem), image.at("fichier"), *hints)
            yield replace(told, transient=problem.transient)
        else:
            sizes[file] = (look.width or 0) * (look.height or 0)
            yield from _shown(image, look, rooms.get(ByIdentity(image), _PICTO))
        yield from _described(image)
        if sum(sizes.values()) > _MOST:
            yield error("C108", _TOO_MANY, image.at("fichier"), _REDUCE)
            return


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


def _rooms(dossier: Dossier) -> Mapping[ByIdentity, _Room]:
    """The largest place where a document shows each picture."""
    placed = ((each.image, _placed(each.largeur)) for each in iter_nodes(dossier, ImagePlacee))
    others = (
        *((each.image, _OPENING) for each in iter_nodes(dossier, Activite)),
        *((each.image, _PLATE) for each in iter_nodes(dossier, Volet)),
        *((each.image, _IN_A_GALLERY) for each in iter_nodes(dossier, Vue)),
        *((each.image, _VIEW) for each in iter_nodes(dossier, DocumentRetravaille)),
        *((each.photo, _PORTRAIT) for each in iter_nodes(dossier, Personne)),
        (dossier.couverture, _COVER),
    )
    return {ByIdentity(image): room for image, room in (*placed, *others) if image}


def _placed(width: str) -> _Room:
    if width in _ACROSS:
        return _Room(_PAGE, _ACROSS[width], fills=True)
    return _Room(_WIDTHS.get(width, _FULL), _TALLEST)


def _shown(image: Image, look: Look, room: _Room) -> Iterator[Diagnostic]:
    width = room.printed_width(look)
    if look.blank:
        yield _blank(image)
    elif look.width and look.width < width / MM_PER_INCH * _ENOUGH:
        place = f"{width / 10:.3g} cm".replace(".", ",")
        cropped = room.fills and width > room.width
        place = f"{place} qu’elle prend, rognée" if cropped else f"{place} où elle s’imprime"
        wanted = round(width / MM_PER_INCH * _GOOD, -1)
        yield warning(
            "C116",
            f"`{image.fichier}` a {compter(look.width, 'pixel')} de large, trop peu pour les "
            f"{place} : elle serait floue",
            image.at("fichier"),
            f"prenez une image d’au moins {compter(int(wanted), 'pixel')} de large"
            f"{_or_smaller(room)}",
        )
    if look.lacking:
        yield _uncoloured(image, look.lacking)
    if look.views > 1:
        message = f"seule la première des {look.views} vues de `{image.fichier}` est montrée"
        yield note("C117", message, image.at("fichier"))


def _blank(image: Image) -> Diagnostic:
    return warning(
        "C118",
        f"`{image.fichier}` ne montre rien : tout y est blanc ou transparent",
        image.at("fichier"),
        "ouvrez le fichier, puis exportez l’image de nouveau ou choisissez-en une autre",
    )


def _uncoloured(image: Image, lacking: Sequence[str]) -> Diagnostic:
    return warning(
        "C123",
        f"`{image.fichier}` s’imprimera en noir ou incomplet : {enumerer(lacking[:_SEVERAL])}",
        image.at("fichier"),
        "exportez-le de nouveau avec ses couleurs dans le dessin même (« attributs de "
        "présentation »), ou donnez-le en PNG",
    )


def _or_smaller(room: _Room) -> str:
    """What a picture that was placed in a larger way than another may do."""
    larger = room in map(_placed, ("pleine", "moyenne", *_ACROSS))
    return ", ou une `largeur` moindre" if larger else ""


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (pictures,)
