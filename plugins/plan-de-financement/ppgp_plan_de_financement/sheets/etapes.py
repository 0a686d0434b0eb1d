"""The sheets of what was committed, paid and spent, then « Suivi », the stages side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.api import Progress, fiche
from ppgp_plan_de_financement.formulas import FICHE, FUNDER, ROOM, STATUS, YEAR
from ppgp_plan_de_financement.plan import FOLLOWED, STAGE_SHEETS, Plan
from ppgp_plan_de_financement.sheets.lignes import lines_of, unread
from ppgp_plan_de_financement.sheets.shared_columns import (
    FICHE_COLUMN,
    FUNDER_COLUMN,
    stage_cells,
    stage_columns,
)
from ppgp_plan_de_financement.table import Cell, Column, Control, Sheet

_TITLES: Final = {
    "engage": "Les crédits engagés, à part du prévu",
    "mandate": "Les crédits mandatés, à part du prévu",
    "realise": "Les dépenses réalisées, à part du prévu",
}
_TABLES: Final = {"engage": "Engage", "mandate": "Mandate", "realise": "Realise"}
_NOT_READ: Final = "Écart\u00a0: un montant n’est pas un nombre, pas au total, ou un statut inconnu"
_APART: Final = "Ces montants ne s’ajoutent à aucune autre somme de ce classeur."
_READY: Final = (
    "Chaque ligne prévue a sa rangée\u00a0: tapez-y le montant, la date et la pièce\u202f; une "
    "rangée sans montant ne compte pas. ppgp import les reprend dans le dossier."
)
_FIRST: Final = 3
NEVER_ADDED: Final = "Les étapes d’une même somme ne s’additionnent jamais."
_UNLIKE: Final = "Écart avec les feuilles de lignes"


def by_stage(plan: Plan) -> Iterator[Sheet]:
    """What was committed, paid, spent, line by line, then beside what was foreseen."""
    for stage, name in STAGE_SHEETS.items():
        ready = plan.to_type(stage)
        columns, rows = lines_of(plan, plan.budget.lines_at(stage), (name, ready))
        read = plan.lines_at(stage)
        controls = (Control(4, read.all, (4, 4)),)
        also = (read.not_amounts, read.not_among(STATUS, (name,)))
        shown = (_TITLES[stage], _TABLES[stage], columns, rows, (_APART, *[_READY] * bool(ready)))
        yield Sheet(name, *shown, controls, also, _NOT_READ, ROOM)
    if len(plan.stages) > 1:
        yield progress(plan)


def progress(plan: Plan) -> Sheet:
    """Fiche × funder × year: each stage as a formula on its own sheet, the gap and the rate."""
    whole = Progress.of(plan.budget.at_stage)
    year = Column("Année", 7, "entier")
    columns = (FICHE_COLUMN, FUNDER_COLUMN, year, *stage_columns(plan, _FIRST))
    rows = tuple(
        _progress_row(plan, one, name, year)
        for one in plan.budget.fiches
        for name, year in places(plan, one)
    )
    controls = tuple(
        Control(_FIRST + rank, plan.lines_at(stage).all, (_FIRST + rank, _FIRST + rank))
        for rank, stage in enumerate(plan.stages)
    )
    title = whole.title if whole else ""
    others = (plan.lines_at(stage).not_amounts for stage in plan.stages if stage in STAGE_SHEETS)
    also = (*unread(plan), *others)
    return Sheet(FOLLOWED, title, "Suivi", columns, rows, (NEVER_ADDED,), controls, also, _UNLIKE)


def places(plan: Plan, one: fiche.FicheAction) -> list[tuple[str, int]]:
    """The printed funders and the years in which a fiche has money at some stage."""
    lines = one.budget.montants if one.budget else ()
    places = dict.fromkeys((plan.whole.financeur(line.financeur), line.annee) for line in lines)
    names = [*dict.fromkeys(name for name, _ in places)]
    return sorted(places, key=lambda place: (names.index(place[0]), place[1]))


def _progress_row(plan: Plan, one: fiche.FicheAction, name: str, year: int) -> tuple[Cell, ...]:
    criteria = {FICHE: "$A{row}", FUNDER: "$B{row}", YEAR: "$C{row}"}
    amounts = [amount_at(plan, one, stage, (name, year)) for stage in plan.stages]
    return (
        one.numero,
        name,
        year,
        *stage_cells(plan, criteria, amounts, _FIRST, year in plan.known_years),
    )


def amount_at(plan: Plan, one: fiche.FicheAction, stage: str, place: tuple[str, int]) -> Decimal:
    held = one.budget.a_l_etape(stage).lignes if one.budget else ()
    same = (
        line.montant for line in held if (plan.whole.financeur(line.financeur), line.annee) == place
    )
    return sum(same, Decimal(0))
