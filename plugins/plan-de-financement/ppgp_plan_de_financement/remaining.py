"""What a draft says of itself: PROJET above each sheet, and a sheet of what remains to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ppgp_plan_de_financement.table import Column, Sheet

PROJECT: Final = "PROJET, à ne pas diffuser – "
_TITLE: Final = "Ce qui reste à faire"


def remaining_sheets(remaining: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheet that lists it, a row a sentence; none when nothing remains."""
    rows = tuple((sentence,) for sentence in remaining)
    columns = (Column("À faire", 120),)
    return (Sheet(_TITLE, _TITLE, "Reste", columns, rows),) if rows else ()
