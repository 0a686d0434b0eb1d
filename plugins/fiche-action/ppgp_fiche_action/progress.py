"""What was foreseen beside what became of it, as a table of the fiche and of the summary."""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import PrintedProgress
from ppgp_fiche_action.word.ooxml import Element
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.tables import Look, equal_widths, plain_cells, table

_YEAR: Final = 900
"""What « Toutes » takes, in twips."""
_RATE: Final = 1150
"""What « réalisation » takes, in twips."""
_AMOUNT: Final = 1400
"""What « 999 999,99 € » and the margins of its cell take, in twips."""
_FUNDER: Final = (1900, 4500)
"""The least and the most that the names of the funders take, in twips."""


def progress_table(sheet: Sheet, printed: PrintedProgress, width: int, path: str) -> Element:
    """The table, its cells locked; ``path`` names it, ``width`` is in twips."""
    amounts, left = len(printed.header) - 3, width - _YEAR - _RATE
    least, most = _FUNDER
    first = min(max(left - amounts * _AMOUNT, least), most)
    look = Look(
        title=printed.title,
        description="Montants par financeur et par année, écart et taux, jamais additionnés",
        widths=(first, _YEAR, *equal_widths(left - first, amounts), _RATE),
        texts=2,
        money=True,
        total=True,
        strong=printed.sums,
        computed=path,
    )
    rows = [plain_cells(*row) for row in printed.rows()]
    return table(sheet, look, plain_cells(*printed.header), rows)
