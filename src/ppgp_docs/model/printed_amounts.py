"""How amounts in euros are printed, once for all documents: with cents or without, all alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.francais.nombres import euros

NOTHING: Final = "–"
"""What stands where there is no amount, no share, no rate."""


@frozen
class PrintedAmounts:
    """Writes the amounts that a reader compares: all with cents as soon as one of them has some.

    A single rule for Word, web pages and workbooks, whose number formats go by ``cents``.
    """

    cents: bool

    @classmethod
    def of(cls, amounts: Iterable[Decimal]) -> PrintedAmounts:
        """The way of writing these amounts, in euros, and their sums."""
        return cls(any(amount % 1 for amount in amounts))

    def __call__(self, amount: Decimal) -> str:
        """« 16 497 € », « 16 497,00 € »; what is no sum of the amounts shows the cents it has."""
        return euros(amount, centimes=self.cents or None)

    def or_dash(self, amount: Decimal) -> str:
        """The same; a dash for nothing."""
        return self(amount) if amount else NOTHING
