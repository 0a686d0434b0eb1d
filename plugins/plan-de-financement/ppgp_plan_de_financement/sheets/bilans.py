"""A sheet for the report of each year: what was foreseen, what became of it, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.api import PREVU, YearReport, fiche, reported_years
from ppgp_plan_de_financement.formulas import FICHE, FUNDER, YEAR
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.etapes import NEVER_ADDED, amount_at, places
from ppgp_plan_de_financement.sheets.lignes import unread
from ppgp_plan_de_financement.sheets.shared_columns import (
    ACTION_COLUMN,
    FICHE_COLUMN,
    FUNDER_COLUMN,
    short_title,
    stage_cells,
    stage_columns,
    sum_of,
)
from ppgp_plan_de_financement.table import Cell, Column, Control, Sheet

_FIRST = 3
"""The rank of the first column of amounts."""


def bilans(plan: Plan) -> Iterator[Sheet]:
    """One for each year that the Word report is made of, with the same sums; of the contract as the
    workbook shows it, which it says where the report shows that of the end of the year."""
    return (_bilan(plan, year) for year in reported_years(plan.budget))


def _bilan(plan: Plan, year: int) -> Sheet:
    following = Column(f"Prévu {year + 1}", 16, "euros", summed=True)
    columns = (FICHE_COLUMN, ACTION_COLUMN, FUNDER_COLUMN, *stage_columns(plan, _FIRST), following)
    rows = tuple(
        _row(plan, one, name, year)
        for one in plan.budget.fiches
        for name in dict.fromkeys(
            name for name, when in places(plan, one) if when in (year, year + 1)
        )
    )
    stages = [*enumerate(plan.stages, start=_FIRST)]
    controls = [
        Control(rank, plan.lines_at(stage).sum({YEAR: str(year)}), (rank, rank))
        for rank, stage in stages
    ]
    last = len(columns) - 1
    controls.append(Control(last, plan.lines.sum({YEAR: str(year + 1)}), (last, last)))
    since = YearReport.of(plan.budget, year).counts_since
    counted = "" if since else ", avec tout ce qui a été décidé depuis"
    title = f"Bilan {year}{counted}, par fiche et financeur"
    notes = [NEVER_ADDED]
    if not since:
        notes.append(f"Le bilan annuel {year} dit les montants du 31\u00a0décembre {year}.")
    shown = (title, f"Bilan_{year}", columns, rows, tuple(notes))
    return Sheet(f"Bilan {year}", *shown, tuple(controls), unread(plan))


def _row(plan: Plan, one: fiche.FicheAction, name: str, year: int) -> tuple[Cell, ...]:
    wanted = {FICHE: "$A{row}", FUNDER: "$C{row}"}
    amounts = [amount_at(plan, one, stage, (name, year)) for stage in plan.stages]
    following = amount_at(plan, one, PREVU, (name, year + 1))
    return (
        one.numero,
        short_title(one),
        name,
        *stage_cells(plan, {**wanted, YEAR: str(year)}, amounts, _FIRST, year in plan.known_years),
        sum_of(plan, {**wanted, YEAR: str(year + 1)}, following),
    )
