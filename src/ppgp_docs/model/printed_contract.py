"""What every document that sums up a contract says alike: its money in a sentence, its stages."""

from __future__ import annotations

from typing import Final

from ppgp_docs.budget import LIBELLES_NATURES
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.printed_amendments import state_sentence
from ppgp_docs.model.printed_amounts import NOTHING

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
    said = " ".join(filter(None, (state_sentence(budget), said)))
    said += absent_sentence(budget)
    return said + _to_come(tuple(one.nom for one in budget.to_come))


def promised_header(budget: ContractBudget) -> tuple[str, ...]:
    """What stands above the columns of ``promised_cells``: none where there is no envelope."""
    if not budget.contrat.enveloppes:
        return ()
    reserve = () if budget.reserves is None else ("Dont réserve",)
    return ("Enveloppe", "Reste", *reserve)


def promised_cells(budget: ContractBudget, funder: str = "") -> tuple[str, ...]:
    """The envelope of a funder or of all, what is left of it, what of that is in reserve."""
    known = (
        (budget.envelope(funder), budget.left(funder), budget.reserve(funder))
        if funder
        else (budget.promised, budget.left_in_all, budget.reserves)
    )
    shown = known[: len(promised_header(budget))]
    return tuple(NOTHING if one is None else budget.write(one) for one in shown)


def _to_come(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    one = len(names) == 1
    who = f"La fiche {names[0]} est" if one else f"Les fiches {enumerer(names)} sont"
    return f" {who} à venir."


def reserve_sentence(budget: ContractBudget) -> str:
    """What is in reserve, of which funders; nothing where the contract says none."""
    if not budget.reserves:
        return ""
    held = [(funder, budget.reserve(funder)) for funder in budget.funders]
    said = [(budget.dossier.financeur(who), amount) for who, amount in held if amount]
    parts = enumerer(f"{name}, {budget.write(amount)}" for name, amount in said)
    whole = f"{budget.write(budget.reserves)} restent à répartir entre les fiches"
    return f"{whole}{_COLON}{parts}." if len(said) > 1 else f"{whole} ({said[0][0]})."


def absent_sentence(budget: ContractBudget) -> str:
    """Which fiches no sum of the contract has, behind a space; nothing where it has all."""
    if not budget.absent:
        return ""
    listed = enumerer(one.nom for one in budget.absent)
    if len(budget.absent) == 1:
        return f" La fiche {listed} du contrat n’est pas dans ce dossier et n’est pas comptée ici."
    return f" Les fiches {listed} du contrat, absentes de ce dossier, ne sont pas comptées ici."
