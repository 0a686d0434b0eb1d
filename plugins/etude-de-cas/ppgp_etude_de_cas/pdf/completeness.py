"""Whether all that a page should hold is laid out on it: what WeasyPrint drops, it never says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from weasyprint.formatting_structure.boxes import FootnoteAreaBox, MarginBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from ppgp_etude_de_cas.pdf.boxes import walk
from ppgp_etude_de_cas.pdf.long_words import BREAK, HYPHEN

_NOT_LAID_OUT: Final = ("head", "{http://www.w3.org/2000/svg}svg")


def missing_texts(document: Any, root: Any) -> list[str]:
    """The texts of the HTML under ``root`` that no page of a laid out document holds in full.

    Each element is counted on its own, by its letters: pages may hold more, as headers of tables
    that are repeated, never less.
    """
    printed: Counter[Any] = Counter()
    for page in document.pages:
        for box in _texts(page._page_box):
            if _is_on(page, box):
                printed[box.element] += len(_letters(box.text))
    texts = ((element, _own_text(element)) for element in _laid_out(root))
    return [text for element, text in texts if printed[element] < len(_letters(text))]


def repeats_a_note(document: Any) -> bool:
    """Whether a note stands at the foot of two pages: WeasyPrint 70 leaves it on the page that its
    call was pushed off."""
    feet = (box for box in walk(document) if isinstance(box, FootnoteAreaBox))
    notes = [note.element for foot in feet for note in foot.children]
    return len(set(notes)) < len(notes)


def _laid_out(element: Any) -> Iterator[Any]:
    if isinstance(element.tag, str) and element.tag not in _NOT_LAID_OUT:
        yield element
        for child in element:
            yield from _laid_out(child)


def _own_text(element: Any) -> str:
    tails = (child.tail or "" for child in element)
    return " ".join(
        "".join((element.text or "", *tails)).replace(BREAK, "").replace(HYPHEN, "").split()
    )


def _letters(text: str) -> str:
    """Its hyphens aside: a line that cuts a word adds one."""
    return "".join(text.split()).replace(BREAK, "").replace(HYPHEN, "").replace("-", "")


def _texts(box: Any) -> Iterator[Any]:
    """The boxes of text under a box, but for running titles and page numbers."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, TextBox):
        yield box
    elif not isinstance(box, MarginBox):
        children: Iterable[Any] = getattr(box, "children", ())
        for child in children:
            yield from _texts(child)


def _is_on(page: Any, box: Any) -> bool:
    left, top = box.position_x, box.position_y
    right, bottom = left + box.width, top + box.height
    return bool(left >= 0 and right <= page.width and top >= 0 and bottom <= page.height)
