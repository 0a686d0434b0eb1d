"""The workbook of a report, drawn as that of the plan is."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from ppgp_docs.api import (
    ETAPES,
    Context,
    ContractBudget,
    Document,
    Theme,
    YearReport,
    capitale,
    enumerer,
)
from ppgp_plan_de_financement.chart import ROWS, draw_beside, row_below
from ppgp_plan_de_financement.drawing import Drawing
from ppgp_plan_de_financement.pages import Pages
from ppgp_plan_de_financement.report.sheets import BY_FUNDER, sheets
from ppgp_plan_de_financement.sheets.project import project_sheets
from ppgp_plan_de_financement.table import Sheet, result

_ABOUT: Final = ("Bilan annuel", "Bilan annuel d’un contrat départemental")


def render(document: Document, context: Context) -> bytes:
    """The file's content; see :class:`ppgp_docs.api.Format`."""
    report = YearReport.named(ContractBudget(document.dossier), document.name)
    pages = Pages.of(document, context, _ABOUT, report.budget.cents)
    for sheet in (*sheets(report), *project_sheets(context)):
        page, last = pages.draw(sheet)
        if sheet.name == BY_FUNDER and len(sheet.rows) > 1:
            table = Drawing(page, sheet, pages.styles)
            last = _draw_chart(pages.book, table, report, context.theme)
        pages.set(page, sheet, (last, len(sheet.columns) - 1), upright=False)
    return pages.finished()


def _draw_chart(book: Workbook, table: Drawing, report: YearReport, theme: Theme) -> int:
    """What each funder foresaw and spent; the last row that it covers, from 0."""
    titles = [column.title for column in table.sheet.columns]
    ranks = [titles.index(capitale(ETAPES[stage])) for stage in report.stages]
    paid = (f"{titles[rank]}\u00a0: {_in_words(table.sheet, rank, report)}." for rank in ranks)
    stages = capitale(enumerer(ETAPES[stage] for stage in report.stages))
    title = f"{stages} en {report.year}, par financeur"
    draw_beside(book, table, ranks, (title, f"Histogramme. {' '.join(paid)}"), theme)
    return row_below(table) + ROWS


def _in_words(sheet: Sheet, rank: int, report: YearReport) -> str:
    paid = ((row[0], result(row[rank])) for row in sheet.rows)
    return "\u202f; ".join(
        f"{name}, {report.budget.write(amount)}" for name, amount in paid if amount is not None
    )
