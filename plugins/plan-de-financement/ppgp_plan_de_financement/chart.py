"""The native chart of the sheet « Financeurs »: what each funder pays each year."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import Theme
from ppgp_plan_de_financement.formulas import FIRST_ROW
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.table import Sheet

_SIZE: Final = {"width": 760, "height": 320}  # pixels
_COLOURS: Final = ("accent", "second_clair", "second", "filet", "accent_clair")


def draw_chart(book: Workbook, page: Worksheet, sheet: Sheet, plan: Plan, theme: Theme) -> None:
    """Draw stacked columns below the table; the alternative text gives the same figures."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    last = len(plan.budget.years)
    for rank, _ in enumerate(sheet.rows):
        row = FIRST_ROW - 1 + rank
        chart.add_series(
            {
                "name": [sheet.name, row, 0],
                "categories": [sheet.name, FIRST_ROW - 2, 1, FIRST_ROW - 2, last],
                "values": [sheet.name, row, 1, row, last],
                "fill": {"color": theme.colour(_COLOURS[rank % len(_COLOURS)])},
                "border": {"color": theme.colour("encre"), "width": 0.5},
                "gap": 60,
            }
        )
    font = {"name": theme.font, "color": theme.colour("encre")}
    chart.set_title({"name": "Financement par année", "name_font": {**font, "size": 12}})
    chart.set_legend({"position": "right", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {"num_format": '#,##0"\u00a0€"', "num_font": font, "major_gridlines": {"visible": True}}
    )
    chart.set_size(_SIZE)
    below = FIRST_ROW + len(sheet.rows) + len(sheet.notes) + 2
    page.insert_chart(below, 0, chart, {"description": _in_words(plan)})


def _in_words(plan: Plan) -> str:
    totals = plan.budget.whole.par_annee()
    years = (f"{year}\u00a0: {plan.budget.write(total)}" for year, total in totals.items())
    said = "\u202f; ".join(years)
    return f"Histogramme du financement par année et par financeur. {said}."
