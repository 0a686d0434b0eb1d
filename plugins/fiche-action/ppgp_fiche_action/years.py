"""What a year of an indicator gave, as fields of the fiche and of the summary."""

from __future__ import annotations

from ppgp_docs.api import PrintedDetail, PrintedYear, SentField
from ppgp_fiche_action.word.fields import figure, typed
from ppgp_fiche_action.word.ooxml import Element, run
from ppgp_fiche_action.word.sheet import Sheet


def year_detail(sheet: Sheet, one: PrintedYear, detail: PrintedDetail) -> list[Element]:
    """A figure or a text in its control; what belongs to a figure is typed elsewhere."""
    if not detail.field:
        return [run(detail.text)]
    field = SentField(one.year.address(detail.field), detail.label.capitalize())
    printed = one.result if detail.field == "resultat" else one.target
    if detail.name and printed:
        return figure(sheet, field, detail.name, printed)
    return typed(sheet, field, run(detail.text))
