"""The sheets of the plan, a module for each; amounts are typed in those of lines, the others are
formulas."""

from __future__ import annotations

from ppgp_plan_de_financement.plan import Plan
from ppgp_plan_de_financement.sheets.autorisations import autorisations
from ppgp_plan_de_financement.sheets.avenants import avenants
from ppgp_plan_de_financement.sheets.bilans import bilans
from ppgp_plan_de_financement.sheets.comptes import comptes, equilibre
from ppgp_plan_de_financement.sheets.etapes import by_stage
from ppgp_plan_de_financement.sheets.fiches import fiches
from ppgp_plan_de_financement.sheets.financeurs import financeurs
from ppgp_plan_de_financement.sheets.indicateurs import indicateurs, resultats
from ppgp_plan_de_financement.sheets.lignes import lignes
from ppgp_plan_de_financement.sheets.synthese import synthese
from ppgp_plan_de_financement.table import Sheet


def sheets(plan: Plan) -> tuple[Sheet, ...]:
    """All sheets in their order; one that would be empty is left out, but « Lignes »."""
    all_sheets = [fiches(plan), lignes(plan), *by_stage(plan)]
    all_sheets += [
        comptes(plan),
        equilibre(plan),
        autorisations(plan),
        synthese(plan),
        financeurs(plan),
        avenants(plan),
        indicateurs(plan),
        resultats(plan),
        *bilans(plan),
    ]
    return tuple(sheet for sheet in all_sheets if sheet.rows or sheet.name == plan.lines.sheet)
