"""A PDF read back by pikepdf (structure) and PDFium (text)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2


def read(data: bytes) -> tuple[str, list[str]]:
    """The text of a PDF and what is wrong with it, as French sentences."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            faults = [*_syntax(pdf), *_accessibility(pdf)]
        return _text(data), faults
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as problem:
        return "", [f"le PDF ne s’ouvre pas ({problem})"]


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


def _text(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()
