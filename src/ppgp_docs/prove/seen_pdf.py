"""A PDF seen by PDFium: words are looked for, then the place of each is painted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pypdfium2

from ppgp_docs.prove.letters import written

_SCALE: Final = 4
"""Points a typographic point: the smallest letter of a page has some."""

_INK: Final = 24
"""Levels, of 255, between the paper and what is written on it, from which it is read."""

_LEAST: Final = 3.0
"""Height of a word, in typographic points, under which nobody reads it."""

_Box = tuple[float, float, float, float]


def shows(data: bytes, word: str) -> bool:
    """Whether a word is painted somewhere in a PDF in another colour than what is under it."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return any(_is_painted(page, box) for page in pdf for box in _boxes(page, word))
    finally:
        pdf.close()


def _boxes(page: pypdfium2.PdfPage, word: str) -> Iterator[_Box]:
    """The places of a word on a page, letter by letter: it may be spaced out."""
    text = page.get_textpage()
    try:
        if not written(word).search(text.get_text_range()):
            return
        said = [text.get_text_range(index, 1) or " " for index in range(text.count_chars())]
        for match in written(word).finditer("".join(each[0] for each in said)):
            letters = (index for index in range(*match.span()) if said[index].strip())
            boxes = [text.get_charbox(index) for index in letters]
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            yield min(lefts), min(bottoms), max(rights), max(tops)
    finally:
        text.close()


def _is_painted(page: pypdfium2.PdfPage, box: _Box) -> bool:
    """Whether the place of a word, within the page, is of more than one colour."""
    page.set_rotation(0)  # places are those of the page as it is before it is turned
    left, bottom, right, top = box
    first, lowest, last, highest = page.get_cropbox()  # a page with a bleed begins below zero
    margins = (left - first, bottom - lowest, last - right, highest - top)
    if top - bottom < _LEAST or any(margin < 0 for margin in margins):
        return False
    seen = page.render(scale=_SCALE, crop=margins, may_draw_forms=False).to_pil().convert("RGB")
    return any(high - low >= _INK for low, high in seen.getextrema())
