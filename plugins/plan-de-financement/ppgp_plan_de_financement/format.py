"""One workbook per contract, and what must be found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppgp_docs.api import Context, Document, dossier, euros
from ppgp_plan_de_financement.plan import Plan


class PlanDeFinancementFormat:
    """See :class:`ppgp_docs.api.Format`."""

    id = "plan-de-financement"
    label = "Plan de financement"
    suffix = ".xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        """One workbook; none for a territory that has neither contract nor fiche."""
        if not (dossier.contrat or dossier.fiches):
            return ()
        name, title = f"{self.id}-{dossier.slug}", _title(dossier)
        expected = tuple(dict.fromkeys(_amounts(Plan(dossier))))
        return (Document(self.id, name, title, dossier, expected=expected),)

    def refusal(self, document: Document) -> str | None:
        if document.dossier.contrat is None:
            return "ce dossier n’a pas de contrat"
        if not Plan(document.dossier).budget.lignes:
            return "les fiches de ce contrat n’ont pas de budget"
        return None

    def render(self, document: Document, context: Context) -> bytes:
        from ppgp_plan_de_financement.workbook import render

        return render(document, context)


def _title(dossier: dossier.Dossier) -> str:
    years = ""
    if dossier.contrat:
        period = dossier.contrat.periode
        years = f" du contrat {period.debut}-{period.fin}"
    return f"Plan de financement{years} – {dossier.departement.nom}"


def _amounts(plan: Plan) -> Iterator[str]:
    """Every line, and every total that a sheet gives."""
    amounts = [ligne.montant for _, ligne in plan.lignes]
    amounts += [plan.budget.total(), *plan.budget.par_financeur().values()]
    amounts += plan.budget.par_annee().values()
    amounts += [plan.budget_de(fiche).total() for fiche in plan.fiches]
    return (euros(amount, plan.centimes) for amount in amounts if amount)
