"""The indicators of the dashboard: start, results by year, targets, as numbers with their unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import fiche, printed_years, trend
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.shared_columns import (
    FICHE_COLUMN,
    REACHED,
    figure_cell,
    measure_cell,
)
from ppgp_plan_de_financement.table import Cell, Column, Sheet

BEHIND_RESULTS: Final = 5
"""How many columns stand behind the results: the line of the trend joins those before them."""


def tendances(plan: Plan) -> Sheet:
    """A row for each indicator that has a trend; its last cell is left for a line to be drawn.

    The verdict stands beside the target that it is held against, that of the year of the last
    result; the final target, which may still be years away, stands apart.
    """
    held = [*_trends(plan)]
    years = sorted({point.year for _, _, each in held for point in each.results if point.year})
    columns = (
        FICHE_COLUMN,
        Column("Indicateur", 42),
        Column("Départ", 16, "nombre"),
        *(Column(f"Résultat {year}", 16, "nombre") for year in years),
        Column("Année jugée", 16, "entier"),
        Column("Cible de l’année", 16, "nombre"),
        Column("Cible de l’année atteinte", 16),
        Column("Cible finale", 16, "nombre"),
        Column("Tendance", 16),
    )
    rows = tuple((*_row(plan, one, each, held_trend, years),) for one, each, held_trend in held)
    title = "Les indicateurs, du départ au dernier résultat"
    return Sheet("Tableau de bord", title, "Bord_indicateurs", columns, rows, filters=False)


def _trends(plan: Plan) -> Iterator[tuple[fiche.FicheAction, fiche.Indicateur, trend.Trend]]:
    for one in plan.budget.fiches:
        for each in one.indicateurs:
            if found := trend.trend_of(each, plan.whole.chiffres_de(one)):
                yield one, each, found


def _row(
    plan: Plan,
    one: fiche.FicheAction,
    indicator: fiche.Indicateur,
    found: trend.Trend,
    years: list[int],
) -> Iterator[Cell]:
    results = {point.year: point for point in found.results}
    yield one.numero
    yield indicator.libelle.plain
    for point in (found.start, *(results.get(year) for year in years)):
        yield measure_cell(point.figure, point.value, found.unit) if point else None
    *_, last = (
        year for year in printed_years(indicator, plan.whole.chiffres_de(one)) if year.result
    )
    yield last.year.annee
    yield figure_cell(last.aim)
    yield REACHED[last.is_reached]
    due = found.target
    yield measure_cell(due.figure, due.value, found.unit) if due else None
    yield None
