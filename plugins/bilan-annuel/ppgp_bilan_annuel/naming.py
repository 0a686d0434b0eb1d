"""The name of a document, which says the year that it reports on: written and read here."""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import Document, YearReport

FORMAT: Final = "bilan-annuel"


def name_of(report: YearReport) -> str:
    """The name of the document of a year: format, year, dossier."""
    return f"{FORMAT}-{report.year}-{report.budget.dossier.slug}"


def year_of(document: Document) -> int:
    """The year that a document of this format reports on."""
    return int(document.name.removeprefix(f"{FORMAT}-").partition("-")[0])
