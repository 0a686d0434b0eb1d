"""An amount that something states, and that lines of a budget should add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.model.amendments import Mouvement
from ppgp_docs.model.contrat import Enveloppe
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.fiche import LigneBudget

Amount: TypeAlias = LigneChiffree | Mouvement
"""What sums hold: what a movement moves is one, whichever ends it has."""


@frozen(eq=False)
class Statement:
    """An amount, in euros, that lines should add up to.

    ``role`` names it beside another (« total annoncé »); ``tell`` says that it alone is wrong.
    ``sure`` when it proves its lines right by agreeing with them: a text may repeat their fault,
    and only makes others likelier.
    """

    amount: Decimal
    lines: tuple[LigneBudget | Mouvement, ...]
    span: Span
    role: str
    tell: Callable[[], Diagnostic]
    sure: bool = True

    @property
    def gap(self) -> Decimal:
        """Stated minus added up, in euros."""
        return self.amount - sum((line.montant for line in self.lines), Decimal(0))


@frozen(kw_only=True, repr=False)
class Reserve(LigneChiffree):
    """What of an envelope no fiche carries yet, as an amount that sums may hold."""

    @classmethod
    def of(cls, envelope: Enveloppe) -> Reserve:
        kept = envelope.reserve or Decimal(0)
        return cls(annee=envelope.annee or 0, montant=kept, place=envelope.place)

    def at(self, name: str | None = None) -> Span:
        """Where it is written, at its envelope."""
        return super().at("reserve" if name == "montant" else name)


@frozen(eq=False)
class Balance(Statement):
    """What ``lines`` and ``also`` add up to, less ``less``, is the amount; at least, for a
    ``limit``, which only says something when it is broken or met to the cent.
    """

    also: tuple[LigneChiffree, ...] = ()
    less: tuple[LigneChiffree, ...] = ()
    limit: bool = False

    @property
    def gap(self) -> Decimal:
        """What the sum lacks, in euros; nothing where a limit is kept."""
        lacks = self.amount - sum((sign * line.montant for line, sign in terms(self)), Decimal(0))
        return max(lacks, Decimal(0)) if self.limit else lacks


def terms(one: Statement) -> Iterator[tuple[Amount, int]]:
    """The amounts that a statement adds up, each with its sign."""
    yield from ((line, 1) for line in one.lines)
    if isinstance(one, Balance):
        yield from ((line, 1) for line in one.also)
        yield from ((line, -1) for line in one.less)


def is_limit(one: Statement) -> bool:
    """Whether its amount is only the least that its lines may add up to."""
    return isinstance(one, Balance) and one.limit


def is_met(one: Statement) -> bool:
    """Whether its lines add up to its amount, to the cent."""
    return sum((sign * line.montant for line, sign in terms(one)), Decimal(0)) == one.amount
