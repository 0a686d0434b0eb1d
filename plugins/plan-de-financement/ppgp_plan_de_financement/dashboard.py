"""The sheet « Tableau de bord »: where the contract stands, at a glance.

Several tables below one another, every amount a formula on the sheets of lines; the first says in
red whether one of them, or another sheet, lacks a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import Budget, Theme, capitale, compter, fiche
from ppgp_plan_de_financement.chart import ROWS, draw_stages
from ppgp_plan_de_financement.drawing import HEADER, Drawing
from ppgp_plan_de_financement.formulas import FICHE, FIRST_ROW, FUNDER, YEAR
from ppgp_plan_de_financement.plan import FOLLOWED, PartialBudget, Plan
from ppgp_plan_de_financement.sheets.lignes import unread
from ppgp_plan_de_financement.sheets.shared_columns import (
    ACTION_COLUMN,
    FICHE_COLUMN,
    adds_up,
    followed_gap,
    gap_and_rate,
    short_title,
    stage_cells,
    stage_columns,
)
from ppgp_plan_de_financement.sheets.tendances import BEHIND_RESULTS, tendances
from ppgp_plan_de_financement.styles import Styles
from ppgp_plan_de_financement.table import Cell, Column, Formula, Sheet, add

NAME: Final = "Tableau de bord"
_FIRST: Final = 2
"""The rank of the first column of amounts, from 0, in every table."""
_LABEL: Final = "$B{row}"
_UNLIKE: Final = "Écart\u00a0: les lignes et les tableaux diffèrent, voyez les feuilles en rouge"
_TREND_HEIGHT: Final = 26
"""Points: a line drawn lower shows nothing."""
_CONTROL: Final = "$A$3"
_FICHES_BELOW: Final = 20
"""Fiches that stand on the page of the tables above them; more begin a page of their own."""


@frozen
class Block:
    """A table of the dashboard; ``left`` is its first column, from 0."""

    sheet: Sheet
    left: int = 0


def dashboard(plan: Plan, others: Sequence[Sheet]) -> tuple[Block, ...]:
    """Its tables in their order; ``others`` are the sheets whose controls the first one sums up."""
    parts = (_years(plan), _funders(plan), _fiches(plan))
    tops = _tops(parts)
    gaps = tuple(
        f"ROUND({plan.lines_at(stage).all}-SUM({_cells(part, top, rank)}),2)"
        for part, top in zip(parts, tops, strict=True)
        for rank, stage in enumerate(plan.stages)
    )
    told = tuple(
        f"(LEFT('{one.name}'!{_CONTROL},5)=\"Écart\")*1"
        for one in others
        if one.controls or one.also
    )
    whole = evolve(_whole(plan), also=(*unread(plan), *gaps, *told), alarm=_UNLIKE)
    trends = tendances(plan)
    return (Block(whole, 1), *parts, *([Block(trends)] if trends.rows else []))


def _cells(block: Block, top: int, stage: int) -> str:
    column = _FIRST + stage
    return str(xl_range_abs(top + 1, column, top + len(block.sheet.rows), column))


def _tops(blocks: Sequence[Block]) -> list[int]:
    """The rows of their headers, from 0: below the first table and the chart of the years."""
    tops, row = list[int](), HEADER + 4
    for rank, block in enumerate(blocks):
        tops.append(row)
        row += len(block.sheet.rows) + 4 + ROWS * (rank == 0)
    return tops


def _whole(plan: Plan) -> Sheet:
    """One row: the contract as a whole."""
    columns = [Column("Le contrat", 42), *stage_columns(plan, _FIRST)]
    amounts = [plan.budget.at_stage(stage).total() for stage in plan.stages]
    totals = (plan.lines_at(stage).all for stage in plan.stages)
    cells: list[Cell] = [Formula(text, due) for text, due in zip(totals, amounts, strict=True)]
    gap = followed_gap(plan)
    gaps = f"SUM({FOLLOWED}!${gap}${FIRST_ROW}:${gap}${FIRST_ROW + plan.followed.count - 1})"
    told = all(plan.is_told(plan.budget.at_stage(stage)) for stage in plan.stages[:1])
    cells += gap_and_rate(amounts, _FIRST, (adds_up(gaps, (_FIRST, len(amounts))), told))
    if plan.budget.contrat.enveloppes:
        rank = 3 + len(plan.budget.years)
        last = HEADER + 1 + len(plan.funders)
        for column, title, due in (
            (rank, "Enveloppes", plan.budget.promised),
            (rank + 1, "Reste des enveloppes", plan.budget.left_in_all),
        ):
            columns.append(Column(title, 16, "euros"))
            held = xl_range_abs(HEADER + 1, column, last - 1, column)
            cells.append(Formula(f"SUM(Financeurs!{held})", due))
    unsummed = tuple(evolve(column, summed=False, gap=None) for column in columns)
    rows = ((_fiches_in_words(plan), *cells),)
    return Sheet(NAME, NAME, "Bord_contrat", unsummed, rows, filters=False)


def _fiches_in_words(plan: Plan) -> str:
    """« 39 fiches, dont 1 close, 1 abandonnée »."""
    states = [plan.budget.state_of(one) for one in plan.budget.fiches]
    said = compter(len(states), "fiche")
    counts = {state: states.count(state) for state in fiche.ETATS_DE_FICHE if state != "active"}
    parts = [_counted(n, fiche.ETATS_DE_FICHE[state]) for state, n in counts.items() if n]
    return f"{said}, dont {', '.join(parts)}" if parts else said


def _counted(number: int, state: str) -> str:
    """« 2 closes », « 2 en projet »."""
    return f"{number} {state}" if " " in state else compter(number, state)


def _years(plan: Plan) -> Block:
    stages = {stage: plan.budget.at_stage(stage).par_annee() for stage in plan.stages}
    years = sorted({*plan.budget.years, *(year for by in stages.values() for year in by)})
    rows = tuple(
        _row(
            plan,
            year,
            {YEAR: _LABEL},
            [by.get(year, Decimal(0)) for by in stages.values()],
            year in plan.known_years,
        )
        for year in years
    )
    return _block(plan, "Par année", "Bord_annees", Column("Année", 42), rows)


def _funders(plan: Plan) -> Block:
    stages = [plan.by_name(plan.budget.at_stage(stage)) for stage in plan.stages]
    names = dict.fromkeys((*plan.funders, *(name for by in stages for name in by)))
    rows = tuple(
        _row(
            plan,
            name,
            {FUNDER: _LABEL},
            [_total(by.get(name)) for by in stages],
            all(plan.is_told(by[name]) for by in stages[:1] if name in by),
        )
        for name in names
    )
    return _block(plan, "Par financeur", "Bord_financeurs", Column("Financeur", 42), rows)


def _total(part: PartialBudget | None) -> Decimal:
    return part.total() if part else Decimal(0)


def _row(
    plan: Plan,
    label: str | int,
    criteria: Mapping[str, str],
    amounts: Sequence[Decimal],
    told: bool,
) -> tuple[Cell, ...]:
    return (label, *stage_cells(plan, criteria, amounts, _FIRST, told))


def _block(
    plan: Plan, title: str, table: str, label: Column, rows: tuple[tuple[Cell, ...], ...]
) -> Block:
    columns = (label, *stage_columns(plan, _FIRST - 1))
    return Block(Sheet(NAME, title, table, columns, rows, filters=False), 1)


def _fiches(plan: Plan) -> Block:
    columns = (FICHE_COLUMN, ACTION_COLUMN, *stage_columns(plan, _FIRST), Column("État", 16))
    rows = tuple(_fiche(plan, one) for one in plan.budget.fiches)
    return Block(Sheet(NAME, "Par fiche", "Bord_fiches", columns, rows, filters=False))


def _fiche(plan: Plan, one: fiche.FicheAction) -> tuple[Cell, ...]:
    held = tuple(one.budget.a_l_etape(stage) if one.budget else Budget(()) for stage in plan.stages)
    amounts = [add(line.montant for line in part.lignes) for part in held]
    state = capitale(fiche.ETATS_DE_FICHE[plan.budget.state_of(one)])
    cells = stage_cells(plan, {FICHE: "$A{row}"}, amounts, _FIRST, all(map(plan.is_told, held[:1])))
    return (one.numero, short_title(one), *cells, state)


def draw_dashboard(
    book: Workbook, page: Worksheet, blocks: Sequence[Block], plan: Plan, look: tuple[Styles, Theme]
) -> int:
    """Draw all but the first table, which is drawn as that of any sheet; its last row, from 0."""
    styles, theme = look
    for rank, width in enumerate(_widths(blocks)):
        page.set_column(rank, rank, width)
    tops = _tops(blocks[1:])
    for block, top in zip(blocks[1:], tops, strict=True):
        page.write_string(top - 1, block.left, block.sheet.title, styles.subtitle)
        Drawing(page, block.sheet, styles, top, block.left).draw()
    years = Drawing(page, blocks[1].sheet, styles, tops[0], 1)
    draw_stages(book, years, plan, theme)
    if len(blocks[3].sheet.rows) > _FICHES_BELOW:
        page.set_h_pagebreaks([tops[2] - 1])
    trends = blocks[4:]
    for block, top in zip(trends, tops[3:], strict=True):
        _draw_trends(page, block.sheet, top, theme)
    return Drawing(page, blocks[-1].sheet, styles, tops[-1]).last


def name_totals(book: Workbook, plan: Plan) -> None:
    """Names for the totals of the contract: « Total_prevu », « Total_realise »."""
    for rank, stage in enumerate(plan.stages):
        where = xl_range_abs(HEADER + 1, _FIRST + rank, HEADER + 1, _FIRST + rank)
        book.define_name(f"Total_{stage}", f"='{NAME}'!{where}")


def _widths(blocks: Sequence[Block]) -> Iterator[float]:
    """As wide as its tables are, the widest of them."""
    yield from (7, 42)
    last = max(block.left + len(block.sheet.columns) for block in blocks)
    yield from (16 for _ in range(last - _FIRST))


def _draw_trends(page: Worksheet, sheet: Sheet, top: int, theme: Theme) -> None:
    """A line from the start to the last result of each indicator, which Excel and LibreOffice
    draw."""
    last = len(sheet.columns) - BEHIND_RESULTS - 1
    for row in range(top + 1, top + 1 + len(sheet.rows)):
        held = f"'{NAME}'!{xl_range_abs(row, _FIRST, row, last)}"
        line = {"range": held, "markers": True, "weight": 1.5, "empty_cells": "connect"}
        colour = {"series_color": theme.colour("accent"), "markers_color": theme.colour("encre")}
        page.set_row(row, _TREND_HEIGHT)
        page.add_sparkline(row, len(sheet.columns) - 1, {**line, **colour})
