"""The title of the cover: cut where a reader would pause, never inside the name of a territory."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import (
    LOCATOR_CREDIT,
    Theme,
    capitale,
    dossier,
    locator,
    outline,
    text_width,
    wrapped,
)
from ppgp_etude_de_cas.document.back_cover import back_cover
from ppgp_etude_de_cas.document.store import Store

_SIZES: Final = (46, 42, 38, 34, 30, 26, 22, 18)
"""Sizes of the title, in points."""

_POINT: Final = 25.4 / 72
_WIDTH, _HEIGHT = 160.0, 62.0
"""Room for the title, in mm."""

_LINE: Final = 1.12
_WEIGHT: Final = 700
_SAFE: Final = 0.97
_BRAND: Final = 40
"""A programme of more characters is a sentence, which may be cut."""

_SPACE: Final = "\N{NO-BREAK SPACE}"


@frozen
class CoverTitle:
    """``brand`` is the programme, empty when the title does not begin with it; ``whole`` says that
    it is never cut. ``lead`` comes before ``territory``, which is never cut: « dans le
    département » before « de l’Ain (01) ». ``size`` is in points."""

    brand: str
    whole: bool
    lead: str
    territory: str
    size: int


def cover_title(study: dossier.Dossier) -> CoverTitle:
    """The title in its pieces, as large as the widest of them and its lines allow."""
    title, programme = outline.cover_title(study), study.demarche.programme
    _, _, rest = title.partition(f"{programme} ")
    here = study.departement
    forms = (here.de_institution, here.de, here.locatif, f"de {here.nom}", here.nom)
    name = next((form for form in forms if form in rest), here.locatif)
    lead, found, tail = rest.partition(name)
    territory = f"{found}{tail}".replace(" (", f"{_SPACE}(") if found else ""
    lead = lead.strip() if found else rest
    whole = len(programme) <= _BRAND
    pieces = (programme if whole else "", territory)
    lines = (programme, lead, territory)
    size = next((size for size in _SIZES if _holds(pieces, lines, size)), _SIZES[-1])
    return CoverTitle(programme, whole, lead, territory, size)


def _holds(pieces: tuple[str, ...], lines: tuple[str, ...], size: int) -> bool:
    """Whether no piece is wider than a line, and all lines stand in the height."""
    point = size * _POINT
    if any(text_width(piece, point, _WEIGHT) > _WIDTH * _SAFE for piece in pieces):
        return False
    count = sum(len(wrapped(line, _WIDTH * _SAFE, point, _WEIGHT)) for line in lines if line)
    return count * point * _LINE <= _HEIGHT


def words(study: dossier.Dossier) -> dict[str, Any]:
    """What the templates may ask of a case study's covers."""
    return {
        "titre_de_couverture": partial(cover_title, study),
        "emetteur": publisher(study),
        "quatrieme": back_cover(study),
        "credit_de_carte": LOCATOR_CREDIT,
    }


def map_on_paper(study: dossier.Dossier, theme: Theme, store: Store) -> Markup:
    """Where the territory is: a background, which a reader that speaks skips."""
    light = theme.cover == "claire"
    ground = f'fill="{theme.colour("filet" if light else "sur_accent")}"'
    mark = f'fill="{theme.colour("second" if light else "sur_accent")}"'
    thin = "" if light else ' fill-opacity="0.28"'
    drawing = locator(study.departement.code, ground + thin, mark).encode()
    url = store.add(drawing, "image/svg+xml", ".svg")
    html = Markup('<div class="couverture-carte" style="background-image: url(\'{}\')"></div>')
    return html.format(url)


def map_on_screen(study: dossier.Dossier) -> Markup:
    """The same in the colours of the style sheet."""
    return Markup(locator(study.departement.code, 'class="carte-fond"', 'class="carte-lieu"'))


def publisher(study: dossier.Dossier) -> str:
    """Who publishes the case study: whoever holds its rights, or else the authority."""
    return capitale(study.mentions.titulaire or study.departement.autorite)
