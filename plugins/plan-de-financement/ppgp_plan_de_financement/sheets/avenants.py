"""The sheet of before and after: what was signed, what each amendment moves, what is in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import AmendedRow, Amendments, amendment_head, life_sentences
from ppgp_plan_de_financement.fields import NATURES
from ppgp_plan_de_financement.formulas import FICHE, FIRST_ROW, FUNDER, NATURE, YEAR
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.table import Cell, Column, Control, Formula, Sheet

_SIGNED: Final = 4
"""The rank of the column of what was signed, from 0."""
_RESERVE: Final = "Réserve"
_TOTAL: Final = "Total des crédits modifiés\u00a0: les autres crédits du contrat n’y sont pas."
_UNLIKE: Final = "Écart\u00a0: signé et avenants ne font pas les crédits en vigueur"


def avenants(plan: Plan) -> Sheet:
    """A row for each place that an amendment touches; what is in force is read in the lines."""
    known = Amendments(plan.budget)
    rows = [row for row in known.rows if row.place]
    columns = (
        Column("Fiche", 7, "entier"),
        Column("Financeur", 34),
        Column("Nature", 12),
        Column("Année", 7, "entier"),
        *(Column(name, 16, "euros", summed=True) for name in ("Signé", *known.columns)),
        Column("En vigueur", 16, "euros", summed=True),
    )
    last = len(columns) - 1
    first, moved = xl_col_to_name(_SIGNED), xl_col_to_name(last - 1)
    due = f"SUM({first}{FIRST_ROW}:{moved}{FIRST_ROW + len(rows) - 1})"
    return Sheet(
        "Avenants",
        known.title,
        "Avenants",
        columns,
        tuple(tuple(_cells(plan, row, f"{first}{{row}}:{moved}{{row}}")) for row in rows),
        (*((_TOTAL,) if rows else ()), *_notes(plan)),
        (Control(last, due, (last, last)),) if rows else (),
        alarm=_UNLIKE,
    )


def _cells(plan: Plan, row: AmendedRow, parts: str) -> Iterator[Cell]:
    place = row.place
    assert place
    yield place.fiche
    yield plan.whole.financeur(place.financeur)
    yield NATURES.get(place.nature, _RESERVE)
    yield place.annee or None
    yield row.signed
    yield from row.moves
    yield _in_force(plan, row, parts)


def _in_force(plan: Plan, row: AmendedRow, parts: str) -> Formula:
    """What the lines of the place give; for a reserve, which has none, the sum of its row."""
    if row.place is None or row.place.fiche is None:
        return Formula(f"SUM({parts})", row.now)
    criteria = {FICHE: "$A{row}", FUNDER: "$B{row}", NATURE: "$C{row}", YEAR: "$D{row}"}
    return Formula(plan.lines.sum(criteria), row.now, plan.lines.is_array(criteria))


def _notes(plan: Plan) -> Iterator[str]:
    for one in plan.budget.contrat.en_vigueur:
        about = f"\u00a0: {one.objet.plain}" if one.objet else ""
        act = f", délibération {one.deliberation}" if one.deliberation else ""
        yield f"{amendment_head(one)}{act}{about}"
    for _, step, said in life_sentences(plan.budget):
        yield f"{said}\u00a0: {step.raison.plain}" if step.raison else said
