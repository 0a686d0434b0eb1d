"""The sheet « AE-CP »: what may be committed and what may be paid, by fiche, section and year."""

from __future__ import annotations

from typing import Final

from ppgp_plan_de_financement.costs import SECTIONS
from ppgp_plan_de_financement.fields import authorisations
from ppgp_plan_de_financement.formulas import ROOM
from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.shared_columns import ADDRESS_COLUMN, FICHE_COLUMN
from ppgp_plan_de_financement.table import Column, Sheet

_COLUMNS: Final = (
    FICHE_COLUMN,
    Column("Section", 15),
    Column("Année", 8, "entier"),
    Column("Autorisation", 16, "euros", summed=True),
    Column("Crédits de paiement", 18, "euros", summed=True),
    ADDRESS_COLUMN,
)


def autorisations(plan: Plan) -> Sheet:
    """Every year that has some; authorisations are of commitments, or of a programme."""
    rows = tuple(
        (one.numero, SECTIONS[each.section], each.annee, each.ae, each.cp, each.address())
        for one, each in authorisations(plan)
    )
    title = "Les autorisations (AE, AP) et les crédits de paiement (CP)"
    return Sheet("AE-CP", title, "AE_CP", _COLUMNS, rows, room=ROOM)
