"""The indicators of the dashboard: start, results by year, target, as numbers with their unit."""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.api import fiche, printed_years, trend
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.shared_columns import FICHE_COLUMN
from ppgp_plan_de_financement.table import Cell, Column, Measure, Sheet

_SAID = {True: "Oui", False: "Non", None: "–"}


def tendances(plan: Plan) -> Sheet:
    """A row for each indicator that has a trend; its last cell is left for a line to be drawn."""
    held = [*_trends(plan)]
    years = sorted({point.year for _, _, each in held for point in each.results if point.year})
    columns = (
        FICHE_COLUMN,
        Column("Indicateur", 42),
        Column("Départ", 16, "nombre"),
        *(Column(f"Résultat {year}", 16, "nombre") for year in years),
        Column("Cible", 16, "nombre"),
        Column("Cible atteinte", 16),
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
    for point in (found.start, *(results.get(year) for year in years), found.target):
        yield Measure(point.value, found.unit) if point else None
    *_, last = (
        year for year in printed_years(indicator, plan.whole.chiffres_de(one)) if year.result
    )
    yield _SAID[last.is_reached]
    yield None
