"""What a project says of itself: PROJET above each sheet, the consents that it lacks and, in a
draft, what remains to be done, a sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs.api import Context
from ppgp_plan_de_financement.table import Column, Sheet

PROJECT: Final = "PROJET, à ne pas diffuser – "


def project_sheets(context: Context) -> Iterator[Sheet]:
    """The sheets that list it, a row a sentence; none when nothing lacks nor remains."""
    if context.draft:
        yield _listed("Accords à recueillir", "Accords", "Accord à recueillir", context.draft)
    if context.remaining:
        yield _listed("Ce qui reste à faire", "Reste", "À faire", context.remaining)


def _listed(title: str, table: str, column: str, sentences: Sequence[str]) -> Sheet:
    rows = tuple((sentence,) for sentence in sentences)
    return Sheet(title, title, table, (Column(column, 120),), rows)
