"""Ordinals as the Imprimerie nationale wants them, their ending raised: 1er, 2e, XXIe.

It is the last touch on the page, so that titles, dates and labels get it as running text does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from ppgp_docs.api import ordinaux

_LEFT_ALONE: Final = frozenset({"head", "{http://www.w3.org/2000/svg}svg"})


def raise_ordinals(page: Any) -> None:
    """Mark up the ordinals of a parsed page: each says itself in words to a voice.

    Foreign words and drawings are left alone.
    """
    for element in list(_french(page)):
        for rank, child in reversed(list(enumerate(element, start=1))):
            child.tail = _split(element, child.tail, rank)
        element.text = _split(element, element.text, 0)


def _french(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_ALONE and not child.get("lang"):
            yield from _french(child)


def _split(parent: Element, text: str | None, place: int) -> str | None:
    """Put the ordinals of a text at a place of its parent; what stays is the text before them."""
    found = list(ordinaux(text)) if text else []
    if not text or not found:
        return text
    ends = [*(one.debut for one in found[1:]), len(text)]
    for rank, (one, end) in enumerate(zip(found, ends, strict=True), start=place):
        span = Element("span", {"class": "ordinal", "title": one.mots})
        span.text = text[one.debut : one.exposant]
        SubElement(span, "sup").text = text[one.exposant : one.fin]
        span.tail = text[one.fin : end]
        parent.insert(rank, span)
    return text[: found[0].debut]
