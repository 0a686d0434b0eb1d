"""Amounts, as this form writes them."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from ppgp_docs.api import euros, fiche


@frozen
class Amounts:
    """Writes euros alike in the whole sheet: all with cents as soon as one amount has some."""

    cents: bool

    @classmethod
    def of(cls, budget: fiche.Financement) -> Amounts:
        return cls(any(line.montant % 1 for line in budget.lignes))

    def __call__(self, amount: Decimal) -> str:
        return euros(amount, centimes=self.cents or None)
