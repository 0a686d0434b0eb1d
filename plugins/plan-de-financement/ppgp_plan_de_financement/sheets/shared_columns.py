"""Columns, sums and controls that several sheets share: by fiche, by funder, by year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import ETAPES, PrintedFigure, Progress, capitale, enumerer, fiche, trend
from ppgp_plan_de_financement.formulas import FICHE, FIRST_ROW, YEAR
from ppgp_plan_de_financement.plan import PartialBudget, Plan
from ppgp_plan_de_financement.table import Cell, Column, Control, Formula, Measure

_SHORT: Final = 80  # characters

FUNDER_COLUMN: Final = Column("Financeur", 34)
FICHE_COLUMN: Final = Column("Fiche", 7, "entier")
ADDRESS_COLUMN: Final = Column("Adresse dans le dossier", 40)
"""By which a line comes back; no reader on paper needs it."""
ACTION_COLUMN: Final = Column("Action", 42)
TOTAL_COLUMN: Final = Column("Total", 19, "euros", summed=True)
OF_FICHE: Final = {FICHE: "$A{row}"}
"""Where a formula reads the number of its fiche."""
NOTHING: Final = "–"
REACHED: Final = {True: "Oui", False: "Non", None: NOTHING}
"""Whether a target is reached, as a cell says it."""


def sum_of(plan: Plan, criteria: Mapping[str, str], value: Decimal) -> Formula:
    """The lines that these criteria hold, as a formula with its value."""
    return Formula(plan.lines.sum(criteria), value, plan.lines.is_array(criteria))


def year_columns(plan: Plan) -> tuple[Column, ...]:
    """A column for each year of the contract."""
    return tuple(Column(str(year), 16, "euros", summed=True) for year in plan.budget.years)


def year_cells(
    plan: Plan, part: PartialBudget, criteria: Mapping[str, str], first: int
) -> tuple[Formula, ...]:
    """A cell per year from the column ``first`` on, whose header is the year."""
    totals = part.par_annee()
    return tuple(
        sum_of(plan, {**criteria, YEAR: _header(column)}, totals.get(year, Decimal(0)))
        for column, year in enumerate(plan.budget.years, start=first)
    )


def _header(column: int) -> str:
    return f"{xl_col_to_name(column)}${FIRST_ROW - 1}"


def year_controls(plan: Plan, row: str, first: int = 1) -> tuple[Control, ...]:
    """The years of a table, from its column ``first`` on, then their total; ``row`` is what each of
    its rows is of."""
    last = first + len(plan.budget.years) - 1
    years = (
        Control(column, plan.lines.sum({YEAR: _header(column)}), (column, column), row)
        for column in range(first, last + 1)
    )
    return (*years, *total_controls(plan, (first, last), "année sans colonne ici"))


def total_controls(plan: Plan, parts: tuple[int, int], lacking: str) -> tuple[Control, Control]:
    """All the lines against these columns, then against the total that stands behind them."""
    total = parts[1] + 1
    return (
        Control(total, plan.lines.all, parts, lacking),
        Control(total, plan.lines.all, (total, total)),
    )


def stage_columns(plan: Plan, first: int) -> tuple[Column, ...]:
    """What was foreseen and what became of it, from the column ``first`` on, then the gap and the
    rate where it became anything."""
    names = (capitale(ETAPES[stage]) for stage in plan.stages)
    columns = tuple(Column(name, 16, "euros", summed=True) for name in names)
    whole = Progress.of(plan.budget.at_stage)
    if whole is None:
        return columns
    gap = Column(whole.gap_label, 16, "euros", gap=(first + len(columns) - 1, first))
    return (*columns, gap, Column(whole.rate_label, 14, "part"))


def stage_cells(
    plan: Plan, criteria: Mapping[str, str], amounts: Sequence[Decimal], first: int, told: bool
) -> tuple[Formula, ...]:
    """The cells of these columns, from the column ``first`` on; ``amounts`` are in euros, one for
    each stage, the last one ``told`` where something is known of each of its years."""
    sums = tuple(
        Formula(lines.sum(criteria), amount, lines.is_array(criteria))
        for lines, amount in zip(map(plan.lines_at, plan.stages), amounts, strict=True)
    )
    if YEAR in criteria:
        known = f"{plan.lines_at(plan.stages[-1]).amounts_of(criteria[YEAR])}>0"
    else:
        known = adds_up(plan.followed.sum(criteria, followed_gap(plan)), (first, len(amounts)))
    return (*sums, *gap_and_rate(amounts, first, (known, told)))


def followed_gap(plan: Plan) -> str:
    """The letter of the gaps of « Suivi », which are those of the years that are known."""
    return str(xl_col_to_name(3 + len(plan.stages)))


def adds_up(gaps: str, columns: tuple[int, int]) -> str:
    """Whether the gaps of the years that are known make that of a row of several years."""
    first, count = columns
    start, end = (xl_col_to_name(rank) for rank in (first, first + count - 1))
    return f"ROUND({gaps}-({end}{{row}}-{start}{{row}}),2)=0"


def gap_and_rate(
    amounts: Sequence[Decimal], first: int, told: tuple[str, bool] = ("", True)
) -> tuple[Formula, ...]:
    """The last stage against the first, of a row; nothing where there is but one. ``told`` is
    whether the last is known, as a formula and as it is: what is not known is no gap."""
    if len(amounts) == 1:
        return ()
    start, end = (f"{xl_col_to_name(rank)}{{row}}" for rank in (first, first + len(amounts) - 1))
    rate = amounts[-1] / amounts[0] if amounts[0] else Decimal(0)
    part = f"IF({start}=0,0,{end}/{start})"
    known, is_told = told
    text = f"IF({known},{end}-{start},0)" if known else f"{end}-{start}"
    gap = amounts[-1] - amounts[0] if is_told else Decimal(0)
    return Formula(text, gap), Formula(part, rate)


def share_cell(part: str, whole: str, amount: Decimal, total: Decimal) -> Formula:
    """A share of 1, exact in the cell: its display rounds it as ``share_of`` does."""
    share = amount / total if total else Decimal(0)
    return Formula(f"IF({whole}=0,0,{part}/{whole})", share)


def figure_cell(figure: PrintedFigure | None) -> Cell:
    """A figure as a number with its unit; in words where it is no number."""
    held = trend.measure(figure)
    if figure is None or held is None:
        return figure.alone if figure else NOTHING
    unit, value = held
    return measure_cell(figure, 100 * value if unit == trend.PERCENT else value, unit)


def measure_cell(figure: PrintedFigure, value: Decimal, unit: str) -> Measure:
    """A part of a base with the decimals that it has where it is printed."""
    found = _DECIMALS.fullmatch(figure.percentage) if unit == trend.PERCENT else None
    return Measure(value, unit, len(found[1] or "") if found else None)


_DECIMALS: Final = re.compile(r"\d+(?:,(\d+))?\s?%")


def short_title(one: fiche.FicheAction) -> str:
    """The title, cut between two words where it repeats the one of « Fiches »."""
    title = one.titre.plain
    if len(title) <= _SHORT:
        return title
    return title[:_SHORT].rpartition(" ")[0].rstrip(",;:\u202f\u00a0 ") + "…"


def left_out(plan: Plan) -> tuple[str, ...]:
    """What the totals leave out."""
    known = (
        ("Fiches du contrat absentes de ce dossier, non comptées ici", plan.budget.absent),
        ("Fiches à venir, sans budget", plan.budget.to_come),
    )
    return tuple(
        f"{what}\u00a0: {enumerer(one.nom for one in fiches)}." for what, fiches in known if fiches
    )
