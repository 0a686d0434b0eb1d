"""The PowerPoint template of a deck, opened with care: it may come from anyone."""

from __future__ import annotations

import io
from collections.abc import Iterator
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
    try:
        harmless, active = _harmless(data)
        presentation = Presentation(io.BytesIO(harmless))
    except UnreadableFileError as problem:
        raise _unreadable(file.name, str(problem)) from problem
    except Exception as problem:  # python-pptx raises a dozen kinds for a damaged file
        raise _unreadable(file.name, str(problem)) from problem
    place = Span(file)
    if faults := [*_faults(active, presentation, place)]:
        return presentation, tuple(faults)
    told = "le modèle contenait {} ; le diaporama est fait sans"
    return presentation, tuple(
        warning("R205", told.format(one.description), place) for one in active
    )


@lru_cache(maxsize=4)
def _harmless(data: bytes) -> tuple[bytes, tuple[ActiveContent, ...]]:
    """Looked through once for all the decks that a template makes."""
    return disarmed(data)


def _unreadable(name: str, reason: str) -> HandledError:
    message = f"le modèle `{name}` n’est pas un fichier PowerPoint lisible ({reason})"
    return HandledError(error("R203", message, None, "enregistrez-le en .pptx"))


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
