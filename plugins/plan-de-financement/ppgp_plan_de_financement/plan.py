"""The budget of a contract, put together from the lines of its fiches."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from ppgp_docs.api import Budget, dossier, fiche
from ppgp_docs.api import contrat as modele


@frozen
class Plan:
    """What the sheets show; every amount is in euros."""

    dossier: dossier.Dossier

    @property
    def contrat(self) -> modele.Contrat:
        assert self.dossier.contrat is not None  # the format refuses a dossier without one
        return self.dossier.contrat

    @property
    def fiches(self) -> tuple[fiche.FicheAction, ...]:
        return self.dossier.fiches

    @property
    def lignes(self) -> tuple[tuple[fiche.FicheAction, fiche.LigneBudget], ...]:
        """Every budget line with its fiche, in the order of the fiches."""
        return tuple((one, ligne) for one in self.fiches for ligne in self.budget_de(one).lignes)

    @property
    def budget(self) -> Budget[fiche.LigneBudget]:
        """The budget of the whole contract."""
        return Budget(tuple(ligne for _, ligne in self.lignes))

    def budget_de(self, one: fiche.FicheAction) -> Budget[fiche.LigneBudget]:
        """The budget of a fiche, empty when it has none."""
        return one.budget.budget if one.budget else Budget(())

    @property
    def annees(self) -> tuple[int, ...]:
        """The years of the contract, and those in which something is paid beside it."""
        period = self.contrat.periode
        return tuple(sorted({*range(period.debut, period.fin + 1), *self.budget.annees()}))

    @property
    def financeurs(self) -> tuple[str, ...]:
        """The funders who pay, then those whose envelope no fiche of the dossier uses."""
        promised = (enveloppe.financeur for enveloppe in self.contrat.enveloppes)
        return tuple(dict.fromkeys((*self.budget.financeurs(), *promised)))

    @property
    def centimes(self) -> bool:
        """Whether cents are shown: for all amounts as soon as one of them has some."""
        return any(ligne.montant % 1 for _, ligne in self.lignes)

    def enveloppe(self, financeur: str) -> Decimal | None:
        """What a funder brings to the contract; None when the contract does not say."""
        own = [one for one in self.contrat.enveloppes if one.financeur == financeur]
        whole = [one for one in own if one.annee is None]
        return sum((one.montant for one in whole or own), Decimal(0)) if own else None

    def absentes(self) -> Sequence[modele.FicheDeclaree]:
        """The fiches that the contract declares and the dossier does not hold."""
        here = {one.numero for one in self.fiches}
        return [one for one in self.contrat.fiches if one.numero not in here]
