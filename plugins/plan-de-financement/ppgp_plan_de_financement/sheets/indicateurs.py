"""The sheets « Indicateurs » and « Résultats »: what tells whether an action succeeds."""

from __future__ import annotations

from collections.abc import Mapping

from ppgp_docs.api import Chiffre, PrintedYear, fiche, printed_figure, printed_years
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.shared_columns import ACTION_COLUMN, FICHE_COLUMN, short_title
from ppgp_plan_de_financement.table import Cell, Column, Sheet


def indicateurs(plan: Plan) -> Sheet:
    """What will tell whether each action succeeds."""
    columns = (
        FICHE_COLUMN,
        ACTION_COLUMN,
        Column("Indicateur", 42),
        Column("Population", 22),
        Column("Unité", 10),
        Column("Départ", 14),
        Column("Cible", 14),
        Column("Échéance", 14),
    )
    rows = tuple(
        _indicateur(plan, one, each) for one in plan.budget.fiches for each in one.indicateurs
    )
    return Sheet("Indicateurs", "Les indicateurs", "Indicateurs", columns, rows)


def _indicateur(
    plan: Plan, one: fiche.FicheAction, indicateur: fiche.Indicateur
) -> tuple[Cell, ...]:
    figures = plan.whole.chiffres_de(one)
    return (
        one.numero,
        short_title(one),
        indicateur.libelle.plain,
        indicateur.population,
        indicateur.unite,
        _figure(figures, indicateur.reference),
        _figure(figures, indicateur.cible),
        indicateur.echeance.en_francais() if indicateur.echeance else "",
    )


def resultats(plan: Plan) -> Sheet:
    """What each year of an indicator aimed at and gave."""
    columns = (
        FICHE_COLUMN,
        ACTION_COLUMN,
        Column("Indicateur", 42),
        Column("Année", 8, "entier"),
        Column("Résultat", 24),
        Column("Cible", 24),
        Column("Source", 24),
        Column("Commentaire", 34),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.numero, short_title(one), each.libelle.plain, year.year.annee, *_details(year))
        for one in plan.budget.fiches
        for each in one.indicateurs
        for year in printed_years(each, plan.whole.chiffres_de(one))
    )
    return Sheet("Résultats", "Les indicateurs année par année", "Resultats", columns, rows)


def _details(year: PrintedYear) -> tuple[str, ...]:
    said = {each.label: each.text for each in year.details()}
    return tuple(said.get(name, "–") for name in ("résultat", "cible", "source", "commentaire"))


def _figure(figures: Mapping[str, Chiffre], name: str) -> str:
    """« 171 enfants sur 1 140 (15 %) », « 15 % »; a dash for what the fiche does not say."""
    return printed_figure(figures, name).alone if name in figures else "–"
