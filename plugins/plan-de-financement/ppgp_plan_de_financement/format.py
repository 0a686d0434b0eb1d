"""One workbook per contract, and what must be found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ppgp_docs.api import (
    CASE_STUDY,
    ETAPES,
    Amendments,
    Context,
    ContractBudget,
    Document,
    Omission,
    dossier,
    fiche,
)


class PlanDeFinancementFormat:
    """See :class:`ppgp_docs.api.Format`."""

    id = "plan-de-financement"
    label = "Plan de financement"
    suffix = ".xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    templates = ("plan-de-financement",)
    ignores = (*CASE_STUDY, "chiffres", "personnes", "citations", "notes", "FicheAction.rubriques")

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        """One workbook; none for a territory that has neither contract nor fiche."""
        if not (dossier.contrat or dossier.fiches):
            return ()
        name, title = f"{self.id}-{dossier.slug}", _title(dossier)
        amounts = _amounts(ContractBudget(dossier)) if dossier.contrat else ()
        expected = tuple(dict.fromkeys(amounts))
        budgets = tuple(each.budget for each in dossier.fiches if each.budget)
        return (
            Document(
                self.id,
                name,
                title,
                dossier,
                expected=expected,
                prints=budgets,
                left_out=tuple(_left_out(budgets)),
            ),
        )

    def refusal(self, document: Document) -> str | None:
        if document.dossier.contrat is None:
            return "ce dossier n’a pas de contrat"
        budget = ContractBudget(document.dossier)
        if not any(map(budget.lines_at, ETAPES)):
            return "les fiches de ce contrat n’ont pas de budget"
        return None

    def render(self, document: Document, context: Context) -> bytes:
        from ppgp_plan_de_financement.workbook import render

        return render(document, context)


def _left_out(budgets: Iterable[fiche.Financement]) -> Iterator[Omission]:
    """A workbook holds lines; how shared costs are shared out is a sentence of the fiche."""
    for budget in budgets:
        if budget.repartition:
            yield Omission(budget.repartition.at(), "la clé de répartition se lit dans la fiche")


def _title(dossier: dossier.Dossier) -> str:
    years = ""
    if dossier.contrat:
        years = f" du contrat {dossier.contrat.periode.en_clair}"
    return f"Plan de financement{years} – {dossier.departement.nom}"


def _amounts(budget: ContractBudget) -> Iterator[str]:
    """Every line, and every total that a sheet gives, but nothings: they are dashes there."""
    stages = [*map(budget.lines_at, ETAPES)]
    amounts: list[Decimal | None] = [line.montant for lines in stages for _, line in lines]
    amounts += [budget.at_stage(stage).total() for stage in ETAPES]
    amounts += [budget.promised, budget.left_in_all, budget.reserves]
    amounts += map(budget.reserve, budget.funders)
    for row in Amendments(budget).rows:
        amounts += (row.signed, *row.moves, row.now)
    amounts += budget.whole.par_annee().values()
    amounts += [*map(budget.envelope, budget.funders), *map(budget.left, budget.funders)]
    for part in (budget.whole, *map(budget.of, budget.fiches)):
        amounts += [part.total(), *part.par_nature().values(), *part.par_financeur().values()]
        amounts += (paid for by in part.financeur_annee().values() for paid in by.values())
    return map(budget.write, filter(None, amounts))
