"""Ordinals as the Imprimerie nationale wants them, their ending raised: 1er, 2e, XXIe.

Names of territories are held together in running text. It is the last touch on the page, so that
titles, dates and labels get it as running text does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias
from xml.etree.ElementTree import Element, SubElement

from ppgp_docs.api import noms_insecables, ordinaux

_LEFT_ALONE: Final = frozenset({"head", "{http://www.w3.org/2000/svg}svg"})


_RUNNING: Final = frozenset({"p", "li", "dd", "blockquote", "figcaption"})


def raise_ordinals(page: Any) -> None:
    """Mark up the ordinals of a parsed page: each says itself in words to a voice.

    Foreign words and drawings are left alone.
    """
    _split_all(_french(page), _ordinals)


def hold_names(page: Any) -> None:
    """Let no line of running text cut the name of a territory at its hyphens."""
    running = (inner for each in _french(page) if each.tag in _RUNNING for inner in _french(each))
    _split_all(dict.fromkeys(running), _names)


_Marks: TypeAlias = Callable[[str], list[tuple[int, int, Element]]]
"""Where a text is marked up, and by what."""


def _split_all(elements: Iterable[Element], marks: _Marks) -> None:
    for element in list(elements):
        for rank, child in reversed(list(enumerate(element, start=1))):
            child.tail = _split(element, child.tail, rank, marks)
        element.text = _split(element, element.text, 0, marks)


def _french(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _LEFT_ALONE and not child.get("lang"):
            yield from _french(child)


def _split(parent: Element, text: str | None, place: int, marks: _Marks) -> str | None:
    """Put the marks of a text at a place of its parent; what stays is the text before them."""
    found = marks(text) if text else []
    if not text or not found:
        return text
    ends = [*(start for start, _, _ in found[1:]), len(text)]
    for rank, ((_, stop, span), end) in enumerate(zip(found, ends, strict=True), start=place):
        span.tail = text[stop:end]
        parent.insert(rank, span)
    return text[: found[0][0]]


def _ordinals(text: str) -> list[tuple[int, int, Element]]:
    return [
        (one.debut, one.fin, _ordinal(one.mots, text[one.debut : one.exposant], one.terminaison))
        for one in ordinaux(text)
    ]


def _ordinal(words: str, number: str, ending: str) -> Element:
    span = Element("span", {"class": "ordinal", "title": words})
    span.text = number
    SubElement(span, "sup").text = ending
    return span


def _names(text: str) -> list[tuple[int, int, Element]]:
    return [(start, end, _held(text[start:end])) for start, end in noms_insecables(text)]


def _held(name: str) -> Element:
    span = Element("span", {"class": "insecable"})
    span.text = name
    return span
