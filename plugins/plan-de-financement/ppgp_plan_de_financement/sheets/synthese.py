"""The sheet « Synthèse »: fiche × funder × year."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import SHARES_ROUNDED, fiche
from ppgp_plan_de_financement.formulas import FUNDER
from ppgp_plan_de_financement.plan import PartialBudget, Plan
from ppgp_plan_de_financement.sheets.lignes import unread
from ppgp_plan_de_financement.sheets.shared_columns import (
    ACTION_COLUMN,
    FICHE_COLUMN,
    FUNDER_COLUMN,
    OF_FICHE,
    TOTAL_COLUMN,
    share_cell,
    short_title,
    sum_of,
    year_cells,
    year_columns,
    year_controls,
)
from ppgp_plan_de_financement.table import Cell, Column, Sheet


def synthese(plan: Plan) -> Sheet:
    """Fiche × funder × year."""
    share = Column("Part de la fiche", 17, "part")
    columns = (FICHE_COLUMN, ACTION_COLUMN, FUNDER_COLUMN, *year_columns(plan), TOTAL_COLUMN, share)
    rows = tuple(
        _croisement(plan, one, name, part)
        for one in plan.budget.fiches
        for name, part in plan.by_name(plan.budget.of(one)).items()
    )
    title, controls = (
        "Par fiche, financeur et année",
        year_controls(plan, "fiche ou financeur sans rangée ici", 3),
    )
    notes, also = (SHARES_ROUNDED,), unread(plan)
    return Sheet("Synthèse", title, "Synthese", columns, rows, notes, controls, also)


def _croisement(
    plan: Plan, one: fiche.FicheAction, name: str, part: PartialBudget
) -> tuple[Cell, ...]:
    wanted = {**OF_FICHE, FUNDER: "$C{row}"}
    whole, total = plan.budget.of(one).total(), part.total()
    of_row = f"${xl_col_to_name(3 + len(plan.budget.years))}{{row}}"
    share = share_cell(of_row, plan.lines.sum(OF_FICHE), total, whole)
    years = year_cells(plan, part, wanted, 3)
    return (one.numero, short_title(one), name, *years, sum_of(plan, wanted, total), share)
