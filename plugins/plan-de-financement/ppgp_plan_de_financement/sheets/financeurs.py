"""The sheet « Financeurs »: funder × year, shares, what is left of the envelopes."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import SHARES_ROUNDED, Budget, envelopes_sentence, reserve_sentence
from ppgp_plan_de_financement.formulas import FIRST_ROW, FUNDER
from ppgp_plan_de_financement.plan import PartialBudget, Plan
from ppgp_plan_de_financement.sheets.lignes import unread
from ppgp_plan_de_financement.sheets.shared_columns import (
    FUNDER_COLUMN,
    TOTAL_COLUMN,
    left_out,
    share_cell,
    sum_of,
    year_cells,
    year_columns,
    year_controls,
)
from ppgp_plan_de_financement.table import Cell, Column, Formula, Sheet


def financeurs(plan: Plan) -> Sheet:
    """Funder × year, with shares and what is left of the envelopes."""
    columns = (
        FUNDER_COLUMN,
        *year_columns(plan),
        TOTAL_COLUMN,
        Column("Part", 17, "part", summed=True),
    )
    if plan.budget.contrat.enveloppes:
        envelope = Column("Enveloppe du contrat", 19, "euros", summed=True)
        columns += (envelope, Column("Reste de l’enveloppe", 18, "euros", summed=True))
    if plan.budget.reserves is not None:
        columns += (Column("Dont réserve", 16, "euros", summed=True),)
    paid = plan.by_name(plan.budget.whole)
    rows = tuple(_financeur(plan, name, paid.get(name, Budget(()))) for name in plan.funders)
    title, controls = "Par financeur et par année", year_controls(plan, "financeur sans rangée ici")
    said = (envelopes_sentence(plan.budget), reserve_sentence(plan.budget))
    notes = (SHARES_ROUNDED, *left_out(plan), *filter(None, said))
    also = unread(plan)
    return Sheet("Financeurs", title, "Financeurs", columns, rows, notes, controls, also)


def _financeur(plan: Plan, name: str, part: PartialBudget) -> tuple[Cell, ...]:
    total, wanted = part.total(), {FUNDER: "$A{row}"}
    column = xl_col_to_name(1 + len(plan.budget.years))
    last = FIRST_ROW + len(plan.funders) - 1
    whole = f"SUM({column}${FIRST_ROW}:{column}${last})"
    share = share_cell(f"{column}{{row}}", whole, total, plan.budget.whole.total())
    envelope = _enveloppe(plan, name, part) if plan.budget.contrat.enveloppes else ()
    return (name, *year_cells(plan, part, wanted, 1), sum_of(plan, wanted, total), share, *envelope)


def _enveloppe(plan: Plan, name: str, part: PartialBudget) -> tuple[Cell, ...]:
    """The envelope, and what is left of it: one of a year pays for no other."""
    envelope = plan.envelope(name)
    reserve = () if plan.budget.reserves is None else (plan.reserve(name),)
    if envelope is None:
        return (None, None, *reserve)
    every, covered = plan.budget.years, plan.envelope_years(name)
    spent, promised = (xl_col_to_name(rank + len(every)) for rank in (1, 3))
    years = [xl_col_to_name(1 + every.index(year)) for year in covered if year in every]
    paid = [f"{column}{{row}}" for column in (years if covered else [spent])]
    totals = part.par_annee()
    carried = [totals.get(year, Decimal(0)) for year in covered] if covered else [part.total()]
    left = envelope - sum(carried, Decimal(0))
    return (envelope, Formula("-".join((f"{promised}{{row}}", *paid)), left), *reserve)
