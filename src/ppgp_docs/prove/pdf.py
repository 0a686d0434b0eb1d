"""A PDF read back by pikepdf (structure) and PDFium (text)."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from ppgp_docs.prove.reading import Reading


def read(data: bytes) -> Reading:
    """The text of a PDF, page by page, and what is wrong with it, as French sentences."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            faults = (*_syntax(pdf), *_accessibility(pdf))
        pages = _pages(data)
        heard = tuple(text for _, described in pages for text in described)
        return Reading(tuple(text for text, _ in pages), heard, faults)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as problem:
        return Reading((), (), (f"le PDF ne s’ouvre pas ({problem})",))


def _syntax(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from (f"le PDF est abîmé : {problem}" for problem in pdf.check_pdf_syntax())


def _accessibility(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What PDF/UA-1 (ISO 14289-1, §7.1 and §7.2) asks of the document as a whole."""
    root: Any = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "le PDF n’indique pas sa langue"
    if "/StructTreeRoot" not in root or not _flag(root, "/MarkInfo", "/Marked"):
        yield "le PDF n’est pas balisé"
    if not pdf.docinfo.get("/Title"):
        yield "le PDF n’a pas de titre"
    if not _flag(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "le PDF n’affiche pas son titre"


def _flag(root: Any, holder: str, name: str) -> bool:
    return holder in root and bool(root[holder].get(name, False))


def _pages(data: bytes) -> list[tuple[str, list[str]]]:
    """The text of each page, its running title and number left out, and what its pictures show."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [(_text(page), _alternatives(page)) for page in pdf]
    finally:
        pdf.close()


def _text(page: pypdfium2.PdfPage) -> str:
    _drop_artifacts(page)
    return str(page.get_textpage().get_text_bounded())


def _drop_artifacts(page: pypdfium2.PdfPage) -> None:
    """Take off what is no content (ISO 32000-1, 14.8.2.2): it stands on every page."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    objects = [pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count)]
    for each in objects:
        if pdfium.FPDFPageObj_GetMarkedContentID(each) < 0 and _is_artifact(each):
            pdfium.FPDFPage_RemoveObject(page.raw, each)
            pdfium.FPDFPageObj_Destroy(each)


def _is_artifact(element: Any) -> bool:
    size, name = ctypes.c_ulong(), (ctypes.c_ushort * 16)()
    for index in range(pdfium.FPDFPageObj_CountMarks(element)):
        mark = pdfium.FPDFPageObj_GetMark(element, index)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        if bytes(name).decode("utf-16-le").startswith("Artifact\0"):
            return True
    return False


def _alternatives(page: pypdfium2.PdfPage) -> list[str]:
    """The texts that stand for the pictures of a page."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    try:
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        waiting = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in roots]
        return [text for element in _elements(waiting) if (text := _alternative(element))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _elements(waiting: list[Any]) -> Iterator[Any]:
    while waiting:
        element = waiting.pop()
        if element:
            yield element
            kids = range(pdfium.FPDF_StructElement_CountChildren(element))
            waiting += [pdfium.FPDF_StructElement_GetChildAtIndex(element, kid) for kid in kids]


def _alternative(element: Any) -> str:
    size = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
    if size <= 2:
        return ""
    text = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetAltText(element, text, size)
    return text.raw[:-2].decode("utf-16-le", "replace")
