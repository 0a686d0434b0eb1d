"""The sheet « Fiches »: what each action costs, in which nature."""

from __future__ import annotations

from decimal import Decimal

from ppgp_docs.api import fiche, states_sentence
from ppgp_plan_de_financement.fields import NATURES
from ppgp_plan_de_financement.formulas import NATURE
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.lignes import unread
from ppgp_plan_de_financement.sheets.shared_columns import (
    ACTION_COLUMN,
    FICHE_COLUMN,
    OF_FICHE,
    TOTAL_COLUMN,
    left_out,
    sum_of,
    total_controls,
)
from ppgp_plan_de_financement.table import Cell, Column, Control, Sheet


def fiches(plan: Plan) -> Sheet:
    """The fiches of the contract, with what each costs."""
    columns = (
        FICHE_COLUMN,
        ACTION_COLUMN,
        Column("Objectif", 42),
        Column("Référent", 14),
        Column("Montants propres", 16, "euros", summed=True),
        Column("Montants transverses", 16, "euros", summed=True),
        TOTAL_COLUMN,
    )
    rows = tuple(_fiche(plan, one) for one in plan.budget.fiches)
    controls = [
        Control(
            column,
            plan.lines.sum({NATURE: f'"{label}"'}),
            (column, column),
            "fiche sans rangée ici",
        )
        for column, label in enumerate(NATURES.values(), start=4)
    ]
    controls += total_controls(plan, (4, 5), "nature qui n’est ni propre ni transverse")
    title, notes = "Les fiches du contrat", (*left_out(plan), *_states(plan))
    also = unread(plan)
    return Sheet("Fiches", title, "Fiches", columns, rows, notes, tuple(controls), also)


def _states(plan: Plan) -> tuple[str, ...]:
    """What the totals add up, where not all of it is as sure."""
    said = states_sentence(plan.budget.whole, plan.budget.write)
    return (said,) if said else ()


def _fiche(plan: Plan, one: fiche.FicheAction) -> tuple[Cell, ...]:
    budget = plan.budget.of(one)
    natures = budget.par_nature()
    shares = (
        sum_of(plan, {**OF_FICHE, NATURE: f'"{label}"'}, natures.get(nature, Decimal(0)))
        for nature, label in NATURES.items()
    )
    total = sum_of(plan, OF_FICHE, budget.total())
    return (one.numero, one.titre.plain, _objectif(one.objectif), one.referent, *shares, total)


def _objectif(objectif: fiche.Objectif) -> str:
    kind = f" ({objectif.caractere})" if objectif.caractere else ""
    return f"{objectif.numero}{kind}\u00a0: {objectif.intitule.plain}"
