"""WeasyPrint's boxes, in the order in which it makes tags of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder


def walk(document: Any) -> Iterator[Any]:
    """Every box that has a tag of its own, page by page, each before its children.

    Lines and texts have none: their tags are those of what they stand in.
    """
    for page in document.pages:
        yield from _below(page._page_box)


def element_of(box: Any, tag: str) -> Any | None:
    """The HTML element of a box made of that tag; None for any other box."""
    if box.element is None or box.element_tag != tag:
        return None
    return box.element


def _below(box: Any) -> Iterator[Any]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if not isinstance(box, LineBox | TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _below(child)
