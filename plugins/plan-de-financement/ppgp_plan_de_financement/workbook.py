"""The workbook drawn by XlsxWriter, the same bytes for the same plan."""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import Context, Document
from ppgp_plan_de_financement.chart import draw_chart, draw_envelopes
from ppgp_plan_de_financement.dashboard import dashboard, draw_dashboard, name_totals
from ppgp_plan_de_financement.fields import fields
from ppgp_plan_de_financement.pages import Pages
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets import sheets
from ppgp_plan_de_financement.sheets.listes import NAME as LISTS
from ppgp_plan_de_financement.sheets.listes import listes, name_lists, restrict
from ppgp_plan_de_financement.sheets.project import project_sheets
from ppgp_plan_de_financement.sheets.shared_columns import ADDRESS_COLUMN

_ABOUT: Final = ("Plan de financement", "Plan de financement d’un contrat départemental")


def render(document: Document, context: Context) -> bytes:
    """The file's content; see :class:`ppgp_docs.api.Format`."""
    plan = Plan.of(document.dossier)
    pages = Pages.of(document, context, _ABOUT, plan.budget.cents)
    book, held = pages.book, sheets(plan)
    blocks = dashboard(plan, held)
    first = blocks[0].sheet
    for sheet in (first, *held, listes(plan), *project_sheets(context)):
        page, last = pages.draw(sheet, indented=sheet is first)
        restrict(page, sheet, plan)
        right = len(sheet.columns) - 1 - (sheet.columns[-1] is ADDRESS_COLUMN)
        if sheet is first:
            right = max(len(one.sheet.columns) + one.left for one in blocks) - 1
            last = draw_dashboard(book, page, blocks, plan, (pages.styles, context.theme))
        elif sheet.table == "Financeurs":
            draw_chart(book, page, sheet, plan, context.theme)
            last = draw_envelopes(book, page, sheet, plan, context.theme)
        pages.set(page, sheet, (last, right), upright=sheet.name == LISTS)
    name_lists(book, plan)
    name_totals(book, plan)
    for field in fields(plan):
        context.prints(field)
    return pages.finished()
