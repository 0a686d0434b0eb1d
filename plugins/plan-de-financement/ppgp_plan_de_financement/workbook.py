"""The workbook drawn by XlsxWriter, the same bytes for the same plan."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import Context, Document, normalised_zip
from ppgp_plan_de_financement.chart import draw_chart
from ppgp_plan_de_financement.controls import draw_controls
from ppgp_plan_de_financement.fields import fields
from ppgp_plan_de_financement.formulas import FIRST_ROW
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets import sheets
from ppgp_plan_de_financement.sheets.project import PROJECT, project_sheets
from ppgp_plan_de_financement.styles import Styles
from ppgp_plan_de_financement.table import Cell, Formula, Sheet, height

_HEADER: Final = FIRST_ROW - 2  # XlsxWriter counts from 0
_TOTAL: Final = "Total"
_A4: Final = 9
_MARGINS: Final = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.75}  # inches
_TEXT_ONLY: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def render(document: Document, context: Context) -> bytes:
    """The file's content; see :class:`ppgp_docs.api.Format`."""
    out, plan = io.BytesIO(), Plan.of(document.dossier)
    font = {"font_name": context.theme.font, "font_size": 10}
    book = Workbook(out, {**_TEXT_ONLY, "default_format_properties": font})
    book.set_properties(_properties(document, context))
    styles = Styles(book, context.theme, plan.budget.cents)
    contract = _contract_in_words(plan)
    for sheet in (*sheets(plan), *project_sheets(context)):
        page = book.add_worksheet(sheet.name)
        _draw(page, sheet, f"{PROJECT}{contract}" if context.is_project else contract, styles)
        if sheet.table == "Financeurs":
            draw_chart(book, page, sheet, plan, context.theme)
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


def _draw(page: Worksheet, sheet: Sheet, contract: str, styles: Styles) -> None:
    page.write_string(0, 0, sheet.title, styles.title)
    page.write_string(1, 0, contract, styles.note)
    _draw_table(page, sheet, styles)
    draw_controls(page, sheet, styles)
    below = _HEADER + len(sheet.rows) + 3
    for rank, note in enumerate(sheet.notes):
        page.write_string(below + rank, 0, note, styles.note)
    _set_page(page, sheet, contract)


def _draw_table(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    """A real table: Excel and screen readers know its header row, and it can be filtered."""
    for rank, column in enumerate(sheet.columns):
        page.set_column(rank, rank, column.width)
    totals = any(column.summed for column in sheet.columns)
    last = _HEADER + len(sheet.rows) + totals
    headers = [_column(sheet, rank, styles) for rank in range(len(sheet.columns))]
    options = {"name": sheet.table, "columns": headers, "total_row": totals, "style": None}
    page.add_table(_HEADER, 0, last, len(sheet.columns) - 1, options)
    page.set_row(_HEADER, height([column.title for column in sheet.columns], sheet.columns))
    for number, row in enumerate(sheet.rows, start=_HEADER + 1):
        page.set_row(number, height(row, sheet.columns))
        for rank, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _write(page, number, rank, cell, styles.body(column.kind))
    if totals:
        _draw_totals(page, sheet, last, styles)
    _dash_nothings(page, sheet, last, styles)
    _tell_shares_apart(page, sheet, last, styles)


def _dash_nothings(page: Worksheet, sheet: Sheet, last: int, styles: Styles) -> None:
    """No amount is a dash, where the reader knows conditional formats, else « 0 € »."""
    rule = {"type": "cell", "criteria": "==", "value": 0, "format": styles.dash}
    for rank, column in enumerate(sheet.columns):
        if column.kind == "euros":
            page.conditional_format(_HEADER + 1, rank, last, rank, rule)


def _tell_shares_apart(page: Worksheet, sheet: Sheet, last: int, styles: Styles) -> None:
    """No share but nothing is « 0 % », none but all « 100 % », where conditional formats are known.

    A share is a quotient of doubles: all is 1 but for the last of their sixteen figures.
    """
    for rank, column in enumerate(sheet.columns):
        if column.kind == "part":
            for least, most, style in (
                (1e-15, 0.00005 - 1e-12, styles.hardly),
                (0.99995, 1 - 1e-13, styles.nearly),
            ):
                between = {"type": "cell", "criteria": "between", "format": style}
                limits = {"minimum": least, "maximum": most}
                page.conditional_format(_HEADER + 1, rank, last, rank, {**between, **limits})


def _column(sheet: Sheet, rank: int, styles: Styles) -> dict[str, Any]:
    column = sheet.columns[rank]
    header = {"header": column.title, "header_format": styles.header(column.kind)}
    if column.summed:
        return {**header, "total_function": _sum_of(sheet, rank)}
    return header if rank else {**header, "total_string": _TOTAL}


def _sum_of(sheet: Sheet, rank: int) -> str:
    """The total of a column: plain, as nearly all spreadsheets compute it, whatever the filters."""
    first, last = FIRST_ROW - 1, FIRST_ROW + len(sheet.rows) - 2
    return f"=SUM({xl_range(first, rank, last, rank)})"


def _write(page: Worksheet, row: int, rank: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, Formula):
        _write_formula(page, (row, rank), cell, style)
    elif cell is None or cell == "":
        page.write_blank(row, rank, None, style)
    elif isinstance(cell, str):
        page.write_string(row, rank, cell, style)
    else:
        page.write_number(row, rank, cell, style)


def _write_formula(page: Worksheet, at: tuple[int, int], cell: Formula, style: Any) -> None:
    """A formula and its result as a plain double: some readers take nothing else."""
    formula, value = cell.at(at[0] + 1), float(cell.value)
    if cell.array:
        page.write_array_formula(*at, *at, formula, style, value)
    else:
        page.write_formula(*at, formula, style, value)


def _draw_totals(page: Worksheet, sheet: Sheet, row: int, styles: Styles) -> None:
    for rank, column in enumerate(sheet.columns):
        style = styles.total(column.kind)
        if column.summed:
            page.write_formula(row, rank, _sum_of(sheet, rank), style, float(sheet.total(rank)))
        else:
            page.write_string(row, rank, "" if rank else _TOTAL, style)


def _set_page(page: Worksheet, sheet: Sheet, contract: str) -> None:
    page.hide_gridlines(2)
    page.freeze_panes(_HEADER + 1, 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADER)
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
