"""What ``ppgp template check`` says of a PowerPoint template: what stops a deck, what it would run
or fetch, the pictures that no voice can tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ppgp_diaporama.fit.frames import layouts
from ppgp_diaporama.template import read, reading
from ppgp_docs.api import Diagnostic, HandledError, Span, error, ne_dit_rien

_DESCRIBE: Final = (
    "dans PowerPoint, cliquez l’image avec le bouton droit, puis « Afficher le texte de "
    "remplacement » : dites en une phrase ce qu’elle montre, ou cochez « décorative »"
)


def check(file: Path, data: bytes) -> tuple[Diagnostic, ...]:
    """All that is wrong with a template, in the order to show."""
    try:
        presentation, found = read(data, file)
        layouts(presentation, file)
        with reading(file):
            return (*found, *_pictures(presentation, Span(file)))
    except HandledError as problem:
        return tuple(problem.diagnostics)


def _pictures(presentation: Any, span: Span) -> Iterator[Diagnostic]:
    """R319: pictures that say nothing, wherever they stand; those that layouts share, once."""
    for where, shapes in _places(presentation):
        for picture in shapes.iter("{*}pic"):
            properties = next(picture.iter("{*}cNvPr"))
            said = (properties.get("descr") or "").strip()
            decorative = [mark.get("val") for mark in properties.iter("{*}decorative")]
            if ne_dit_rien(said) and not any(val not in ("0", "false") for val in decorative):
                named = f"l’image « {properties.get('name')} » n’a pas de texte de remplacement"
                typed = f"le texte de remplacement `{said}` ne dit rien de l’image"
                message = f"{where} : {typed if said else named}"
                yield error("R319", message, span, _DESCRIBE)


def _places(presentation: Any) -> Iterator[tuple[str, Any]]:
    """The trees of shapes of a template, each as PowerPoint calls it."""
    for master in presentation.slide_masters:
        yield "le masque", master.shapes.element
        for layout in master.slide_layouts:
            yield f"la disposition « {layout.name} »", layout.shapes.element
    for rank, slide in enumerate(presentation.slides, 1):
        yield f"la diapositive {rank} du modèle", slide.shapes.element
