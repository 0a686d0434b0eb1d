"""The text of a PDF as its tags order it, read by PDFium: what a voice reads, in its order.

The content of a page stands in the order in which it is painted, and holds its running title and
its number, which are no content (ISO 32000-1, 14.8.2.2): tags reach what is to be read, no more.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from attrs import frozen


@frozen
class PageText:
    """What a page says, a stretch of text a line, and what its pictures say to who hears it."""

    text: str
    heard: tuple[str, ...] = ()


def page_texts(data: bytes) -> list[PageText]:
    """The pages of a file. Raises pypdfium2.PdfiumError for one that does not open."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [_page_text(page) for page in pdf]
    finally:
        pdf.close()


def _page_text(page: pypdfium2.PdfPage) -> PageText:
    """A page without tags is read as it is painted."""
    painted = page.get_textpage()
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return PageText(str(painted.get_text_bounded()))
    try:
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        elements = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, root) for root in roots]
        read = [item for element in elements if element for item in _read(element)]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    marked = _marked_texts(page, painted)
    numbers = dict.fromkeys(item for item in read if isinstance(item, int))
    lines = (line for number in numbers for line in marked.get(number, ()))
    return PageText("\n".join(lines), tuple(item for item in read if isinstance(item, str)))


def _read(element: Any) -> Iterator[int | str]:
    """The numbers of the marked contents of an element and of those below, in reading order, and
    the texts that stand for pictures."""
    if text := _utf16(lambda *to: pdfium.FPDF_StructElement_GetAltText(element, *to)):
        yield text
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if number >= 0:
            yield number
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _read(child)


def _marked_texts(page: pypdfium2.PdfPage, painted: pypdfium2.PdfTextPage) -> dict[int, list[str]]:
    """The texts of each marked content of a page, by its number, in the order of painting."""

    def text(piece: Any) -> str:
        return _utf16(lambda to, size: pdfium.FPDFTextObj_GetText(piece, painted.raw, to, size))

    found: defaultdict[int, list[str]] = defaultdict(list)
    for piece, number in _objects(page):
        found[number].append(text(piece))
    return found


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, int]]:
    """The pieces of text of a page and of the drawings in it, each with its marked content."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    waiting = [(pdfium.FPDFPage_GetObject(page.raw, index), -1) for index in range(count)][::-1]
    while waiting:
        each, around = waiting.pop()
        number = pdfium.FPDFPageObj_GetMarkedContentID(each)
        number = around if number < 0 else number
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield each, number
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            kids = reversed(range(pdfium.FPDFFormObj_CountObjects(each)))
            waiting += [(pdfium.FPDFFormObj_GetObject(each, kid), number) for kid in kids]


_UNITS: Final = 2048
"""More than a line or an alternative text has; a longer text is asked for twice."""

_Buffer = ctypes.c_ushort * _UNITS


def _utf16(read: Callable[[Any, int], int]) -> str:
    """What PDFium writes in a buffer of that size in bytes; it gives the size that it takes, a
    final zero included."""
    buffer: Any = _Buffer()
    size = read(buffer, ctypes.sizeof(buffer))
    if size > ctypes.sizeof(buffer):
        buffer = (ctypes.c_ushort * (size // 2))()
        read(buffer, size)
    return bytes(memoryview(buffer).cast("B")[: max(size - 2, 0)]).decode("utf-16-le", "replace")
