"""A fiche that quotes or shows people without their consent is a project: its header says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def mark_project(word: Any, lacks: Sequence[str]) -> None:
    """PROJET and what lacks in every header of a python-docx document; nothing when none does."""
    for header in _headers(word) if lacks else ():
        paragraph = header.add_paragraph()
        paragraph.add_run("PROJET").bold = True
        paragraph.add_run(", à ne pas diffuser. " + "".join(f"{lack}. " for lack in lacks).rstrip())


def _headers(word: Any) -> Iterator[Any]:
    for section in word.sections:
        yield section.header
        if section.different_first_page_header_footer:
            yield section.first_page_header
