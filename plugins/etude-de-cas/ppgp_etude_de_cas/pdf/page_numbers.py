"""The page numbers that contents and references cite, printed once pages are laid out.

WeasyPrint 70 lays out a page that cites a later one three times: to know what stands where, with
the number, then once more for the count of all pages that nobody asked. Room is kept instead, and
the number is put in it; nothing else moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.logger import LOGGER
from weasyprint.text.line_break import split_first_line

from ppgp_etude_de_cas.pdf.boxes import walk

_CITED: Final = "target-counter(attr(data-cible), page)"
"""How a style sheet cites the page of what an element aims at."""

_AIM: Final = "data-cible"
_ROOM: Final = "00"
_COUNTED_OTHERWISE: Final = re.compile(r"counter-(?:increment|reset|set)\s*:[^;}]*\bpage\b")


def with_room_for_numbers(html: str) -> str:
    """A page whose style keeps room for the numbers that it cites; as it is where a style of its
    own counts pages otherwise than from one on, which WeasyPrint alone follows."""
    if _COUNTED_OTHERWISE.search(html):
        return html
    return html.replace(_CITED, f'"{_ROOM}"'.ljust(len(_CITED)))


def has_room(document: Any) -> bool:
    """Whether the numbers of a document are no longer than the room that is kept for them."""
    return bool(len(document.pages) < 10 ** len(_ROOM))


def print_page_numbers(document: Any) -> None:
    """Put each number in its room, at its right end where that floats right."""
    numbers = {
        f"#{anchor}": str(number)
        for number, page in reversed([*enumerate(document.pages, start=1)])
        for anchor in page.anchors
    }
    for box in walk(document):
        if box.element is not None and box.element_tag.endswith("::after"):
            aim = box.element.get(_AIM)
            for path in _rooms(box) if aim else ():
                if aim not in numbers:
                    LOGGER.error("Content discarded: target points to undefined anchor %r", aim)
                _fill(path, numbers.get(aim, ""))


def _rooms(box: Any) -> Iterator[list[Any]]:
    """The texts below a box that hold room for a number, each with what it stands in."""
    for child in getattr(box, "children", ()):
        if isinstance(child, TextBox):
            if _ROOM in child.text:
                yield [box, child]
        else:
            for path in _rooms(child):
                yield [box, *path]


def _fill(path: list[Any], number: str) -> None:
    """Write a number; what holds it becomes as much narrower as it is."""
    text = path[-1]
    written = text.text.replace(_ROOM, number)
    layout, _, _, width, _, _ = split_first_line(written, text.style, None, None, 0)
    spared = text.width - width
    floats = path[0].is_floated()
    for box in path:
        box.width -= spared
        if floats:
            box.position_x += spared
    text.text, text.pango_layout = written, layout
