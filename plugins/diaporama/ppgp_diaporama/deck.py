"""From a dossier to a deck: tell, make fit, draw."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from ppgp_diaporama.draw.embedded_font import embed_font
from ppgp_diaporama.draw.finish import properties, saved, sections
from ppgp_diaporama.draw.slide import draw_slide
from ppgp_diaporama.draw.theming import recolour
from ppgp_diaporama.fit.fit import pages
from ppgp_diaporama.fit.frames import layouts
from ppgp_diaporama.fit.page import Page
from ppgp_diaporama.quick_pptx import hasten
from ppgp_diaporama.story.deck import tell
from ppgp_diaporama.story.project import as_project
from ppgp_diaporama.template import opened
from ppgp_docs.api import (
    Context,
    Diagnostic,
    Document,
    HandledError,
    PictureError,
    Span,
    blocs,
    warning,
)

STANDARD: Final = "diaporama/neutre.pptx"

SEEN: Final = 150.0
"""The width at which a picture is looked at for its shape, in mm: that of most documents, for which
it is then ready."""


def make_deck(document: Document, context: Context) -> bytes:
    """The deck of a dossier.

    Raises HandledError for a template that lacks a layout, for every text that fits nowhere, for
    a picture that cannot be used.
    """
    presentation, made, faults = _fitted(document, context)
    if faults:
        raise HandledError(*faults)
    for page in made:
        draw_slide(presentation, page, document, context)
    properties(presentation, document, context)
    embed_font(presentation, context.theme)
    sections(presentation, [page.slide.section for page in made])
    return saved(presentation)


def unfitting(document: Document, context: Context) -> list[Diagnostic]:
    """Every text of a dossier that fits nowhere in its deck. Raises HandledError as it does."""
    return _fitted(document, context)[2]


def _fitted(document: Document, context: Context) -> tuple[Any, list[Page], list[Diagnostic]]:
    """The template of a deck, its pages, what fits on none."""
    hasten()
    presentation, file = _template(context)
    faults: list[Diagnostic] = []
    slides = as_project(tell(document.dossier), context.draft, context.remaining)
    shape = partial(_shape, document, context)
    return presentation, pages(slides, layouts(presentation, file), faults.append, shape), faults


def _shape(document: Document, context: Context, image: blocs.Image) -> float | None:
    """The width of a picture over its height; what cannot be used is told where it is drawn."""
    try:
        picture = context.picture(document, image, SEEN)
    except PictureError:
        return None
    return picture.width / picture.height


def _template(context: Context) -> tuple[Any, Path]:
    """The template of the theme as its designer left it, else the standard one in its colours."""
    own, former = f"themes/{context.theme.name}/diaporama.pptx", _FORMER.format(context.theme.name)
    for place in (own, former):
        with suppress(FileNotFoundError):
            presentation = opened(context, place)
            if place == former != STANDARD:
                context.report(_to_move(context.resources.find(place), own))
            return presentation, context.resources.find(place)
    presentation = opened(context, STANDARD)
    recolour(presentation, context.theme)
    return presentation, context.resources.find(STANDARD)


_FORMER: Final = "diaporama/{}.pptx"
"""Where a theme had its template before it had a folder."""


def _to_move(former: Path, own: str) -> Diagnostic:
    message = "le modèle de ce thème n’est plus à sa place : les fichiers d’un thème vont ensemble"
    return warning("R206", message, Span(former), f"déplacez-le : `templates/{own}`")
