"""The PowerPoint template of a deck, opened with care: it may come from anyone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pptx import Presentation

from ppgp_docs.api import (
    ActiveContent,
    Context,
    Diagnostic,
    HandledError,
    Span,
    UnreadableFileError,
    disarmed,
    error,
    warning,
)

_KINDS: Final = {
    "ppt/slideMasters/": "le masque",
    "ppt/notesMasters/": "le masque des notes",
    "ppt/handoutMasters/": "le masque du document",
    "ppt/slides/": "une diapositive du modèle",
}

_LEAST_SIDE: Final = 914_400
_MOST_SIDE: Final = 51_206_400
"""What the format allows a side of a slide, in EMU: one inch to fifty-six."""
_RESIZE: Final = "« Création », puis « Taille des diapositives » : de 2,54 à 142,24\u00a0cm de côté"

_DAMAGED: Final = "une de ses parties manque, ou dit ce que PowerPoint n’écrit jamais"
_REPAIR: Final = "ouvrez-le dans PowerPoint, qui sait réparer, et enregistrez-le en .pptx"


def opened(context: Context, name: str) -> Any:
    """The python-pptx presentation of a template, without what it would run, fetch or open.

    Raises FileNotFoundError where there is none, HandledError for one that is no PowerPoint file,
    or that holds something active that cannot be taken out.
    """
    presentation, found = read(context.resources.bytes(name), context.resources.find(name))
    if any(each.is_error for each in found):
        raise HandledError(*found)
    for one in found:
        context.report(one)
    return presentation


def read(data: bytes, file: Path) -> tuple[Any, tuple[Diagnostic, ...]]:
    """A template without what it would run, fetch or open, and what it holds of it: errors for what
    cannot be taken out. Raises HandledError for one that is no PowerPoint file."""
    place = Span(file)
    with reading(file):
        harmless, active = _harmless(data)
        presentation = Presentation(io.BytesIO(harmless))
        _sized(presentation, place)
        faults = tuple(_faults(active, presentation, place))
    if faults:
        return presentation, faults
    told = "le modèle contenait {} ; le diaporama est fait sans"
    return presentation, tuple(
        warning("R205", told.format(one.description), place) for one in active
    )


def _sized(presentation: Any, place: Span) -> None:
    """Raises HandledError for slides that no PowerPoint shows: it would say that the deck is
    damaged."""
    sides = [presentation.slide_width, presentation.slide_height]
    if not all(side and _LEAST_SIDE <= side <= _MOST_SIDE for side in sides):
        message = f"les diapositives de `{place.file.name}` n’ont pas une taille permise"
        raise HandledError(error("R203", message, place, _RESIZE))


@lru_cache(maxsize=4)
def _harmless(data: bytes) -> tuple[bytes, tuple[ActiveContent, ...]]:
    """Looked through once for all the decks that a template makes."""
    return disarmed(data)


@contextmanager
def reading(file: Path, layout: str = "") -> Iterator[None]:
    """Around what asks python-pptx for a piece of a template, or of one of its layouts: whatever it
    lacks there, it says so by some exception of a dozen kinds. Raises HandledError instead."""
    try:
        yield
    except HandledError:
        raise
    except Exception as problem:
        told = str(problem) if isinstance(problem, UnreadableFileError) else _DAMAGED
        where = f" : la disposition « {layout} »" if layout else ""
        message = f"le modèle `{file.name}` n’est pas un fichier PowerPoint lisible{where} ({told})"
        raise HandledError(error("R203", message, Span(file), _REPAIR)) from problem


def _faults(
    active: tuple[ActiveContent, ...], presentation: Any, place: Span
) -> Iterator[Diagnostic]:
    for one in (one for one in active if not one.dropped):
        words = f", « {one.near} »" if one.near else ""
        where = f"{_where(one.part, presentation)}{words}"
        runs = "que PowerPoint lancerait ou irait chercher chez chaque lecteur"
        message = f"{where} : {one.description}, {runs}"
        yield error("R204", message, place, one.remedy)


def _where(part: str, presentation: Any) -> str:
    """The part of a template as PowerPoint shows it."""
    for layout in presentation.slide_layouts:
        if str(layout.part.partname).lstrip("/") == part:
            return f"la disposition « {layout.name} »"
    return next((said for start, said in _KINDS.items() if part.startswith(start)), f"`{part}`")
