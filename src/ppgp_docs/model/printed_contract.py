"""What every document that sums up a contract says alike: its money in a sentence, its stages."""

from __future__ import annotations

from typing import Final

from ppgp_docs.budget import LIBELLES_NATURES
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier

STAGE_TITLES: Final = {
    "engage": "Crédits engagés",
    "mandate": "Crédits mandatés",
    "realise": "Dépenses réalisées",
}
"""What became of the money, as a title says it."""
_COLON: Final = "\u00a0: "


def contract_refusal(dossier: Dossier) -> str | None:
    """Why the contract of a dossier has no summary; None when it has one."""
    return None if dossier.fiches else "ce contrat n’a encore aucune fiche action ici"


def contract_sentence(budget: ContractBudget) -> str:
    """How much the fiches carry in all, of what nature, and which are not counted."""
    whole, write = budget.whole, budget.write
    natures = [
        f"{write(total)} de {LIBELLES_NATURES[nature]}"
        for nature, total in whole.par_nature().items()
    ]
    detail = f"{_COLON}{' et '.join(natures)}" if len(natures) > 1 else ""
    many = len(budget.fiches) > 1
    counted = f"Les {len(budget.fiches)} fiches action" if many else "La fiche action"
    verb = "portent" if many else "porte"
    said = f"{counted} de ce récapitulatif {verb} {write(whole.total())}{detail}."
    for stage, what in STAGE_TITLES.items():
        if done := budget.at_stage(stage).total():
            counted = "comptées" if what.startswith("Dépenses") else "comptés"
            said += f" Les {what.lower()}, {counted} à part, s’élèvent à {write(done)}."
    return said + _absent(tuple(one.numero for one in budget.absent))


def _absent(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    listed = enumerer(numbers)
    if len(numbers) == 1:
        return f" La fiche {listed} du contrat n’est pas dans ce dossier et n’est pas comptée ici."
    return f" Les fiches {listed} du contrat, absentes de ce dossier, ne sont pas comptées ici."
