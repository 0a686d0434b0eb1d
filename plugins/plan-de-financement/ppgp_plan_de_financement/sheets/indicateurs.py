"""The sheets « Indicateurs » and « Résultats »: what tells whether an action succeeds.

Figures stand as numbers, which a spreadsheet sorts and works with, then in words with their base.
"""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.api import PrintedYear, fiche, printed_figure, printed_years
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.shared_columns import (
    ACTION_COLUMN,
    FICHE_COLUMN,
    NOTHING,
    REACHED,
    figure_cell,
    short_title,
)
from ppgp_plan_de_financement.table import Cell, Column, Sheet


def indicateurs(plan: Plan) -> Sheet:
    """What will tell whether each action succeeds."""
    columns = (
        FICHE_COLUMN,
        ACTION_COLUMN,
        Column("Indicateur", 42),
        Column("Population", 22),
        Column("Unité", 10),
        Column("Départ", 15, "nombre"),
        Column("Cible", 15, "nombre"),
        Column("Échéance", 14),
        Column("Départ en détail", 24),
        Column("Cible en détail", 24),
    )
    rows = tuple(
        _indicateur(plan, one, each) for one in plan.budget.fiches for each in one.indicateurs
    )
    return Sheet("Indicateurs", "Les indicateurs", "Indicateurs", columns, rows)


def _indicateur(
    plan: Plan, one: fiche.FicheAction, indicateur: fiche.Indicateur
) -> tuple[Cell, ...]:
    figures = plan.whole.chiffres_de(one)
    named = (indicateur.reference, indicateur.cible)
    start, aim = (printed_figure(figures, name) if name in figures else None for name in named)
    return (
        one.numero,
        short_title(one),
        indicateur.libelle.plain,
        indicateur.population,
        indicateur.unite,
        figure_cell(start),
        figure_cell(aim),
        indicateur.echeance.en_francais() if indicateur.echeance else "",
        start.alone if start else NOTHING,
        aim.alone if aim else NOTHING,
    )


def resultats(plan: Plan) -> Sheet:
    """What each year of an indicator aimed at and gave."""
    columns = (
        FICHE_COLUMN,
        ACTION_COLUMN,
        Column("Indicateur", 42),
        Column("Année", 8, "entier"),
        Column("Résultat", 15, "nombre"),
        Column("Cible", 15, "nombre"),
        Column("Cible atteinte", 10),
        Column("Résultat en détail", 24),
        Column("Cible en détail", 24),
        Column("Source", 24),
        Column("Commentaire", 34),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.numero, short_title(one), each.libelle.plain, *_result(year))
        for one in plan.budget.fiches
        for each in one.indicateurs
        for year in printed_years(each, plan.whole.chiffres_de(one))
    )
    return Sheet("Résultats", "Les indicateurs année par année", "Resultats", columns, rows)


def _result(year: PrintedYear) -> Iterator[Cell]:
    said = {each.label: each.text for each in year.details()}
    yield year.year.annee
    yield figure_cell(year.result)
    yield figure_cell(year.aim)
    yield REACHED[year.is_reached]
    yield from (said.get(name, NOTHING) for name in ("résultat", "cible", "source", "commentaire"))
