"""Ordinals as the Imprimerie nationale wants them, their ending raised: 1er, 2e, XXIe.

Compound words are held together in running text. It is the last touch on the page, so that
titles, dates and labels get it as running text does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any, Final, TypeAlias
from xml.etree.ElementTree import Element, SubElement

from ppgp_docs.api import noms_insecables, ordinaux

_LEFT_ALONE: Final = frozenset({"head", "{http://www.w3.org/2000/svg}svg"})


_RUNNING: Final = frozenset({"p", "li", "dd", "blockquote", "figcaption", "h3", "h4", "h5", "h6"})


def raise_ordinals(page: Any) -> None:
    """Mark up the ordinals of a parsed page: each says itself in words to a voice.

    Foreign words and drawings are left alone.
    """
    _split_all(_french(page), _ordinals)


_COMPOUND: Final = re.compile(r"(?<![\w/@.-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w/@-]|\.\w)")
_LONGEST: Final = 23
"""Signs of a compound that any column of text holds: « Alpes-de-Haute-Provence » has as many."""

_LINE, _MARGINS = 80, 3
"""Signs of a line of a table, and of the margins of a cell."""


def hold_names(page: Any) -> None:
    """Let no line of running text cut a compound (« Ambérieu-en-Bugey ») at its hyphens.

    Readers of PDF take a hyphen at the end of a line for one that typesetting added. Links stay
    whole elements: each says where it leads.
    """
    linked = {inner for link in page.iter("a") for inner in link.iter()}
    cells = {cell for table in page.iter("table") for cell in _wide_cells(table)}
    running = (each for each in _french(page) if each.tag in _RUNNING or each in cells)
    texts = dict.fromkeys(inner for each in running for inner in _french(each))
    _split_all((each for each in texts if each not in linked), _names)


def _wide_cells(table: Element) -> Iterator[Element]:
    """The cells of a table that has room for the longest word of each column."""
    rows = [list(row) for row in table.iter("tr")]
    columns = [[cell for cell in column if cell is not None] for column in zip_longest(*rows)]
    if sum(_MARGINS + max(map(_longest, column)) for column in columns) <= _LINE:
        yield from (cell for row in rows for cell in row)


def _longest(cell: Element) -> int:
    return max(map(len, "".join(cell.itertext()).split()), default=0)


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
    names = [*noms_insecables(text)]
    known = {place for name in names for place in range(*name)}
    for found in _COMPOUND.finditer(text):
        if len(found[0]) <= _LONGEST and known.isdisjoint(range(*found.span())):
            names.append(found.span())
    return [(start, end, _held(text[start:end])) for start, end in sorted(names)]


def _held(name: str) -> Element:
    span = Element("span", {"class": "insecable"})
    span.text = name
    return span
