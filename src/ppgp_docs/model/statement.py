"""An amount that something states, and that lines of a budget should add up to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.model.fiche import LigneBudget


@frozen(eq=False)
class Statement:
    """An amount, in euros, that lines should add up to.

    ``role`` names it beside another (« total annoncé »); ``tell`` says that it alone is wrong.
    ``sure`` when it proves its lines right by agreeing with them: a text may repeat their fault,
    and only makes others likelier.
    """

    amount: Decimal
    lines: tuple[LigneBudget, ...]
    span: Span
    role: str
    tell: Callable[[], Diagnostic]
    sure: bool = True

    @property
    def gap(self) -> Decimal:
        """Stated minus added up, in euros."""
        return self.amount - sum((line.montant for line in self.lines), Decimal(0))
