"""What fiches carry of the envelope of each funder, as charts draw it and as documents say it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.francais.nombres import dire_part
from ppgp_docs.model.contract_budget import ContractBudget

TITLE: Final = "Ce que les fiches portent de chaque enveloppe"
CARRIED: Final = "Portés par les fiches"
"""What the part of each is called."""


@frozen
class EnvelopeUse:
    """An envelope and what fiches carry of it, in euros, in the years that it pays for.

    ``scale`` is the largest amount of the chart, which the longest bar stands for.
    """

    funder: str
    carried: Decimal
    envelope: Decimal
    said: str
    scale: Decimal

    @property
    def part(self) -> float:
        """The length of what is carried, from 0 to 1. Drawn, never printed."""
        return self._length(self.carried)

    @property
    def whole(self) -> float:
        """That of the envelope."""
        return self._length(self.envelope)

    @property
    def exceeds(self) -> bool:
        return self.carried > self.envelope

    def _length(self, amount: Decimal) -> float:
        return float(max(amount, Decimal(0)) / self.scale)


def envelope_uses(budget: ContractBudget) -> tuple[EnvelopeUse, ...]:
    """Each envelope of a contract, in the order of its funders; none where nothing is promised."""
    known = [*_amounts(budget)]
    scale = max((amount for _, *pair in known for amount in pair), default=Decimal(0))
    if scale <= 0:
        return ()
    return tuple(
        EnvelopeUse(budget.funder_name(funder), carried, envelope,
                    _said(budget, carried, envelope), scale)
        for funder, carried, envelope in known
    )  # fmt: skip


def _amounts(budget: ContractBudget) -> Iterator[tuple[str, Decimal, Decimal]]:
    for funder in budget.funders:
        envelope, left = budget.envelope(funder), budget.left(funder)
        if envelope is not None and left is not None:
            yield funder, envelope - left, envelope


def _said(budget: ContractBudget, carried: Decimal, envelope: Decimal) -> str:
    """« 180 500 € sur 250 000 € (72 %) », « 120 € sur 100 €, soit 20 € de plus que
    l’enveloppe »."""
    said = f"{budget.write(carried)} sur {budget.write(envelope)}"
    if carried > envelope:
        return f"{said}, soit {budget.write(carried - envelope)} de plus que l’enveloppe"
    return f"{said} ({dire_part(carried, envelope)})" if envelope and carried >= 0 else said
