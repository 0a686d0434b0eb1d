from decimal import Decimal
from functools import partial

from ppgp_docs.api import Statement, error, euros, hookimpl

VOTED = Decimal(28_000)


@hookimpl
def ppgp_state_amounts(dossier):
    for fiche in dossier.fiches:
        if fiche.budget:
            place = fiche.at("budget")
            told = f"la délibération accorde {euros(VOTED)}"
            wrong = partial(error, "X203", told, place)
            yield Statement(VOTED, fiche.budget.budget.lignes, place, "montant voté", wrong)
