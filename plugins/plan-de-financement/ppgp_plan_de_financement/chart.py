"""The native charts: what each funder pays each year, what became of it year by year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ppgp_docs.api import ETAPES, PREVU, Progress, Theme, capitale, drawn, enchainer
from ppgp_plan_de_financement.drawing import Drawing
from ppgp_plan_de_financement.formulas import FIRST_ROW
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.table import Sheet

_SIZE: Final = {"width": 760, "height": 320}  # pixels
ROWS: Final = 17
"""How many rows of 20 pixels a chart covers, about."""
_SHORT_NAME: Final = 12
"""Characters of a name that stands below a column."""
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
    _look(chart, theme, "Financement par année")
    below = _below(sheet)
    page.insert_chart(below, 0, chart, {"description": _in_words(plan)})


def draw_envelopes(book: Workbook, page: Worksheet, sheet: Sheet, plan: Plan, theme: Theme) -> int:
    """Draw, under the columns, what fiches carry of each envelope; the last row that is covered.

    The envelope is a frame around its bar: one that is exceeded shows by how much.
    """
    uses, above = drawn.envelope_uses(plan.budget), _below(sheet) + ROWS
    if not uses:
        return above
    chart = book.add_chart({"type": "bar"})
    first, last = FIRST_ROW - 1, FIRST_ROW - 2 + len(sheet.rows)
    total = 1 + len(plan.budget.years)
    ink = theme.colour("second")
    for name, column, look in (
        (drawn.CARRIED, total, {"fill": {"color": ink}, "border": {"color": ink}}),
        ("Enveloppe", total + 2,
         {"fill": {"none": True}, "border": {"color": theme.colour("encre"), "width": 1.5}}),
    ):  # fmt: skip
        chart.add_series(
            {
                "name": name,
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, column, last, column],
                "gap": 60,
                "overlap": 100,
                **look,
            }
        )
    _look(chart, theme, drawn.ENVELOPES)
    _lie(chart, theme)
    told = enchainer(f"{each.funder}\u00a0: {each.said}" for each in uses)
    page.set_h_pagebreaks([above + 1])
    page.insert_chart(above + 1, 0, chart, {"description": f"{drawn.ENVELOPES}. {told}"})
    return above + 1 + ROWS


def _below(sheet: Sheet) -> int:
    """The first row under a table and its notes, from 0."""
    return FIRST_ROW + len(sheet.rows) + len(sheet.notes) + 2


def _look(chart: Any, theme: Theme, title: str) -> None:
    font = {"name": theme.font, "color": theme.colour("encre")}
    chart.set_title({"name": title, "name_font": {**font, "size": 12}})
    chart.set_legend({"position": "right", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {"num_format": '#,##0"\u00a0€"', "num_font": font, "major_gridlines": {"visible": True}}
    )
    chart.set_size(_SIZE)


def _lie(chart: Any, theme: Theme) -> None:
    """The axes of lying bars, in the order of the rows."""
    chart.set_y_axis({"reverse": True, "num_font": {"name": theme.font}})
    chart.set_x_axis({"num_format": '#,##0"\u00a0€"', "num_font": {"name": theme.font}})


def draw_stages(book: Workbook, years: Drawing, plan: Plan, theme: Theme) -> None:
    """Draw, below the table of the years, each stage beside the others."""
    ranks = range(1, 1 + len(plan.stages))
    said = (f"{stages_title(plan)} par année", _stages_in_words(plan))
    draw_beside(book, years, ranks, said, theme)


def draw_beside(
    book: Workbook, table: Drawing, ranks: Iterable[int], said: tuple[str, str], theme: Theme
) -> None:
    """Draw, below a table and its notes, the columns of these ``ranks`` beside one another, a group
    a row; ``said`` are the title of the chart and its figures in words. Long names stand beside
    lying bars, as none is turned there."""
    lies = any(len(str(row[0])) > _SHORT_NAME for row in table.sheet.rows)
    chart = book.add_chart({"type": "bar" if lies else "column"})
    first, name, label = table.top + 1, table.page.get_name(), table.left
    last = table.top + len(table.sheet.rows)
    for colour, rank in enumerate(ranks):
        column = label + rank
        chart.add_series(
            {
                "name": [name, table.top, column],
                "categories": [name, first, label, last, label],
                "values": [name, first, column, last, column],
                "fill": {"color": theme.colour(_COLOURS[colour])},
                "border": {"color": theme.colour("encre"), "width": 0.5},
                "gap": 60,
            }
        )
    title, words = said
    _look(chart, theme, title)
    if lies:
        _lie(chart, theme)
    table.page.insert_chart(row_below(table), label, chart, {"description": words})


def row_below(table: Drawing) -> int:
    """The first row of the chart of a table, from 0."""
    notes = len(table.sheet.notes)
    return table.last + 2 + notes + bool(notes)


def stages_title(plan: Plan) -> str:
    """« Prévu, engagé et réalisé », of the stages that are there."""
    whole = Progress.of(plan.budget.at_stage)
    return whole.title if whole else capitale(ETAPES[plan.stages[0]])


def _stages_in_words(plan: Plan) -> str:
    said = (f"{capitale(ETAPES[stage])}, {_years_in_words(plan, stage)}" for stage in plan.stages)
    return f"Histogramme par année. {'. '.join(said)}."


def _years_in_words(plan: Plan, stage: str) -> str:
    totals = plan.budget.at_stage(stage).par_annee()
    return "\u202f; ".join(
        f"{year}\u00a0: {plan.budget.write(each)}" for year, each in totals.items()
    )


def _in_words(plan: Plan) -> str:
    said = _years_in_words(plan, PREVU)
    return f"Histogramme du financement par année et par financeur. {said}."
