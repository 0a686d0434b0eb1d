"""The workbook drawn by XlsxWriter, the same bytes for the same plan."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import Context, Document, normalised_zip
from ppgp_plan_de_financement.chart import draw_chart, draw_envelopes
from ppgp_plan_de_financement.controls import REMEDY, draw_controls
from ppgp_plan_de_financement.dashboard import dashboard, draw_dashboard, name_totals
from ppgp_plan_de_financement.drawing import HEADER, Drawing
from ppgp_plan_de_financement.fields import fields
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets import sheets
from ppgp_plan_de_financement.sheets.listes import NAME as LISTS
from ppgp_plan_de_financement.sheets.listes import listes, name_lists, restrict
from ppgp_plan_de_financement.sheets.project import PROJECT, project_sheets
from ppgp_plan_de_financement.sheets.shared_columns import ADDRESS_COLUMN
from ppgp_plan_de_financement.styles import Styles
from ppgp_plan_de_financement.table import Sheet

_A4: Final = 9
_MARGINS: Final = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.75}  # inches
_ALLOWED: Final = dict.fromkeys(
    ("objects", "format_columns", "format_rows", "sort", "autofilter"), True
)
"""What a protected sheet lets a reader do beside typing in its lines: notes, widths, filters."""
_ROOM_SAID: Final = (
    "Ajoutez vos lignes dans les rangées vides, au-dessus du total. Les formules sont protégées, "
    "sans mot de passe\u00a0: Révision, Ôter la protection de la feuille."
)
_TEXT_ONLY: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def render(document: Document, context: Context) -> bytes:
    """The file's content; see :class:`ppgp_docs.api.Format`."""
    out, plan = io.BytesIO(), Plan.of(document.dossier)
    font = {"font_name": context.theme.font, "font_size": 10}
    book = Workbook(out, {**_TEXT_ONLY, "default_format_properties": font})
    book.set_properties(_properties(document, context))
    styles = Styles(book, context.theme, plan.budget.cents)
    contract = _contract_in_words(plan)
    contract = f"{PROJECT}{contract}" if context.is_project else contract
    held = sheets(plan)
    blocks = dashboard(plan, held)
    first = blocks[0].sheet
    for sheet in (first, *held, listes(plan), *project_sheets(context)):
        page = book.add_worksheet(sheet.name)
        last = _draw(page, sheet, contract, styles, sheet is first)
        restrict(page, sheet, plan)
        right = len(sheet.columns) - 1 - (sheet.columns[-1] is ADDRESS_COLUMN)
        if sheet is first:
            right = max(len(one.sheet.columns) + one.left for one in blocks) - 1
            last = draw_dashboard(book, page, blocks, plan, (styles, context.theme))
        elif sheet.table == "Financeurs":
            draw_chart(book, page, sheet, plan, context.theme)
            last = draw_envelopes(book, page, sheet, plan, context.theme)
        _set_page(page, sheet, contract, (last, right))
    name_lists(book, plan)
    name_totals(book, plan)
    book.close()
    for field in fields(plan):
        context.prints(field)
    return normalised_zip(_in_french(out.getvalue()))


def _properties(document: Document, context: Context) -> dict[str, Any]:
    return {
        "title": document.title,
        "subject": "Plan de financement d’un contrat départemental",
        "author": document.dossier.departement.autorite,
        "category": "Plan de financement",
        "keywords": ", ".join(map(str, document.dossier.sigles)),
        "created": context.date,
    }


def _draw(page: Worksheet, sheet: Sheet, contract: str, styles: Styles, indented: bool) -> int:
    """Title, control, table, notes; its last row, from 0."""
    page.write_string(0, 0, sheet.title, styles.title)
    page.write_string(1, 0, contract, styles.note)
    drawing = Drawing(page, sheet, styles, left=int(indented))
    for rank, column in enumerate(sheet.columns):
        page.set_column(rank, rank, column.width)
    drawing.draw()
    draw_controls(page, sheet, styles)
    told = (_ROOM_SAID,) if sheet.room else REMEDY * bool(sheet.controls)
    notes = (*sheet.notes, *told)
    for rank, note in enumerate(notes):
        page.write_string(drawing.last + 2 + rank, 0, note, styles.note)
    return drawing.last + 1 + len(notes)


def _set_page(page: Worksheet, sheet: Sheet, contract: str, end: tuple[int, int]) -> None:
    """How a sheet is seen, printed and protected; ``end`` is the last cell that is printed."""
    page.hide_gridlines(2)
    page.freeze_panes(HEADER + 1, 1)
    page.protect("", _ALLOWED)
    page.print_area(0, 0, *end)
    page.set_portrait() if sheet.name == LISTS else page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    if sheet.filters:  # the dashboard and the lists hold no long table
        page.repeat_rows(HEADER)
    left, right = contract.replace("&", "&&"), sheet.title.replace("&", "&&")
    page.set_footer(f"&L&8{left}&R&8{right}, page &P sur &N")


def _in_french(data: bytes) -> bytes:
    """The same workbook saying its language, which XlsxWriter cannot write (Dublin Core)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = part.replace(b"</dc:title>", b"</dc:title><dc:language>fr-FR</dc:language>")
            target.writestr(name, part)
    return out.getvalue()


def _contract_in_words(plan: Plan) -> str:
    """The line below each title: the contract, its years, its signature."""
    signed = plan.budget.contrat
    date = f", signé le {signed.signature.en_francais()}" if signed.signature else ""
    return f"{signed.intitule.plain}, {plan.whole.departement.nom}, {signed.periode.en_clair}{date}"
