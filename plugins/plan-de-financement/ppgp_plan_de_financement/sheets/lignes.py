"""The sheet « Lignes »: every line that is asked or granted, what the other sheets add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from ppgp_docs.api import (
    COMPUTED_LINE,
    LIBELLES_STATUTS,
    capitale,
    fiche,
    former_remarks,
    is_former,
)
from ppgp_plan_de_financement.costs import COSTS, PARTS, amount, costs, part, parts_of
from ppgp_plan_de_financement.fields import NATURES
from ppgp_plan_de_financement.formulas import ROOM, STATUS
from ppgp_plan_de_financement.plan import STAGE_SHEETS, Plan
from ppgp_plan_de_financement.sheets.shared_columns import (
    ADDRESS_COLUMN,
    FICHE_COLUMN,
    FUNDER_COLUMN,
)
from ppgp_plan_de_financement.table import Cell, Column, Control, Sheet

Held: TypeAlias = Sequence[tuple[fiche.FicheAction, fiche.LigneBudget]]

_LINE: Final = (
    FICHE_COLUMN,
    FUNDER_COLUMN,
    Column("Nature", 12),
    Column("Année", 7, "entier"),
    Column("Montant", 16, "euros", summed=True),
    Column("Statut", 13),
    Column("Libellé", 28),
    Column("Pièce", 18),
    Column("Prestations", 40),
)
_DATE: Final = Column("Date", 12)
_FORMER: Final = Column("Avant", 28)


def lignes(plan: Plan) -> Sheet:
    """Every line that is asked or granted, one per row: what the other sheets add up."""
    columns, rows = lines_of(plan, plan.budget.lines)
    return Sheet(
        "Lignes",
        "Les lignes de financement",
        "Lignes",
        columns,
        rows,
        controls=(Control(4, plan.lines.all, (4, 4)),),
        also=unread(plan),
        alarm="Écart\u00a0: un montant n’est pas un nombre, pas au total, ou un statut inconnu",
        room=ROOM,
    )


def unread(plan: Plan) -> tuple[str, ...]:
    """How many lines of « Lignes » no sum has, or whose status is none of its own: an amount typed
    as a text, « Notifie », a stage that has its sheet."""
    own = (_statut(key) for key in LIBELLES_STATUTS if key not in STAGE_SHEETS)
    return (plan.lines.not_amounts, plan.lines.not_among(STATUS, own))


def lines_of(
    plan: Plan, held: Held, ready: tuple[str, Held] = ("", ())
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The columns and the rows of lines; dates and former states where a line has some.

    Below them, the lines that are ``ready`` for the state of that name, without an amount.
    """
    name, waiting = ready
    lines = [line for _, line in (*held, *waiting)]
    dated = bool(waiting) or any(line.date for line in lines)
    changed = any(is_former(state) for _, line in held for state in line.etats)
    parts = parts_of(lines)
    counted = any(line.est_chiffree for _, line in held)
    more = (*COSTS * counted, *(PARTS[name] for name in parts))
    columns = (*_LINE, *more, *[_DATE] * dated, *[_FORMER] * changed, ADDRESS_COLUMN)
    rows = [
        (
            *_line(plan, one, line),
            *costs(line) * counted,
            *(part(line, name) for name in parts),
            *[line.date.en_chiffres() if line.date else ""] * dated,
            *["\n".join(map(capitale, former_remarks(line, plan.budget.write)))] * changed,
            line.address() or COMPUTED_LINE,
        )
        for one, line in held
    ]
    for one, line in waiting:
        label, *_ = _line(plan, one, line)[6:]
        cells = (*_line(plan, one, line)[:4], None, name, label, "", "")
        blank = ("",) * (len(COSTS) * counted)
        mine = tuple(part(line, each) for each in parts)
        rows.append((*cells, *blank, *mine, "", *[""] * changed, line.etat_a_taper))
    return columns, tuple(rows)


def _line(plan: Plan, one: fiche.FicheAction, ligne: fiche.LigneBudget) -> tuple[Cell, ...]:
    return (
        one.numero,
        plan.whole.financeur(ligne.financeur),
        NATURES[ligne.nature],
        ligne.annee,
        amount(ligne, len(_LINE)),
        _statut(ligne.statut),
        ligne.libelle.plain,
        capitale(ligne.piece.en_clair) if ligne.piece else "",
        "\n".join(text.plain for text in ligne.prestations),
    )


def _statut(key: str) -> str:
    return capitale(LIBELLES_STATUTS.get(key, key))
