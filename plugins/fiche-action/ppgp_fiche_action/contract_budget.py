"""The budget of a contract, put together from the lines of its fiches."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from ppgp_docs.api import Budget, contrat, dossier, fiche
from ppgp_fiche_action.wording import Amounts


@frozen
class ContractBudget:
    """Amounts are euros; nothing here is rounded."""

    dossier: dossier.Dossier

    @property
    def contrat(self) -> contrat.Contrat:
        """The contract. Raises ValueError when the dossier has none."""
        if self.dossier.contrat is None:
            raise ValueError("the dossier has no contract")
        return self.dossier.contrat

    @cached_property
    def fiches(self) -> tuple[fiche.FicheAction, ...]:
        """In the order of their numbers."""
        return tuple(sorted(self.dossier.fiches, key=lambda one: one.numero))

    @cached_property
    def whole(self) -> Budget[fiche.LigneBudget]:
        """All lines of all fiches."""
        return Budget(tuple(line for one in self.fiches for line in self.of(one).lignes))

    def of(self, one: fiche.FicheAction) -> Budget[fiche.LigneBudget]:
        """The budget of a fiche, empty when it has none."""
        return one.budget.budget if one.budget else Budget(())

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the contract, and those in which something is paid beside it."""
        period = self.contrat.periode
        return tuple(sorted({*range(period.debut, period.fin + 1), *self.whole.annees()}))

    @cached_property
    def funders(self) -> tuple[str, ...]:
        """Those who pay, then those whose envelope no fiche uses."""
        promised = (envelope.financeur for envelope in self.contrat.enveloppes)
        return tuple(dict.fromkeys((*self.whole.financeurs(), *promised)))

    def envelope(self, funder: str) -> Decimal | None:
        """What a funder brings in all; None when the contract does not say.

        An amount for the whole period says it all, those of years being its parts.
        """
        own = [one for one in self.contrat.enveloppes if one.financeur == funder]
        whole = [one for one in own if one.annee is None]
        return sum((one.montant for one in whole or own), Decimal(0)) if own else None

    @property
    def absent(self) -> tuple[int, ...]:
        """The numbers of the fiches that the contract declares and the dossier does not hold."""
        here = {one.numero for one in self.fiches}
        return tuple(one.numero for one in self.contrat.fiches if one.numero not in here)

    @cached_property
    def write(self) -> Amounts:
        """How amounts are written: with cents as soon as one of them has some."""
        amounts = [line.montant for line in self.whole.lignes]
        amounts += [envelope.montant for envelope in self.contrat.enveloppes]
        return Amounts(any(amount % 1 for amount in amounts))

    def printed(self) -> Iterator[str]:
        """Every amount that a table prints, but nothings."""
        budgets = [self.whole, *map(self.of, self.fiches)]
        amounts = [envelope.montant for envelope in self.contrat.enveloppes]
        for budget in budgets:
            amounts += [budget.total(), *budget.par_annee().values()]
            amounts += budget.par_financeur().values()
            amounts += (paid for by in budget.financeur_annee().values() for paid in by.values())
        return (self.write(amount) for amount in amounts if amount)
