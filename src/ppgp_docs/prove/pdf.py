"""A PDF read back by pikepdf (structure) and PDFium (text)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove.pdf_text import page_texts


def read(data: bytes) -> Reading:
    """The text of a PDF, page by page, and what is wrong with it, as French sentences."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            faults = (*_syntax(pdf), *_accessibility(pdf))
        pages = page_texts(data)
        heard = tuple(text for page in pages for text in page.heard)
        return Reading(tuple(page.text for page in pages), heard, faults)
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
