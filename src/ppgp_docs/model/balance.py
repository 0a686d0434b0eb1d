"""What an action costs in all, who pays for it, what completes that: where accounts are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.accounts import Exercice, account, add
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.fiche import Financement, LigneBudget
from ppgp_docs.model.printed_amounts import NOTHING
from ppgp_docs.model.printed_tables import PrintedTable, said

FUNDERS_TOTAL: Final = "Total des financements"
"""What the sum of the funders' lines is called where other products stand beside them."""
_COLON: Final = "\u00a0: "

Write = Callable[[Decimal], str]


class Whole(NamedTuple):
    """Both sides of a budget by account, years and sections together; amounts are euros.

    What is given in kind is in no amount but ``given``: what funders give of it themselves.
    """

    years: tuple[int, ...]
    charges: Sequence[LigneChiffree]
    funders: Sequence[LigneChiffree]
    others: Sequence[LigneChiffree]
    given: Sequence[LigneChiffree]

    @classmethod
    def of(cls, known: Financement) -> Whole:
        """That of a budget that has accounts."""
        every: tuple[Exercice, ...] = known.exercices
        charges = [line for one in every for line in one.lines("charges", in_kind=False)]
        products = [line for one in every for line in one.lines("produits", in_kind=False)]
        kind = [line for one in every for line in one.lines("produits", in_kind=True)]
        funders = [one for one in products if isinstance(one, LigneBudget)]
        others = [one for one in products if not isinstance(one, LigneBudget)]
        given = [one for one in kind if isinstance(one, LigneBudget)]
        years = tuple(dict.fromkeys(one.annee for one in every))
        return cls(years, charges, funders, others, given)

    @property
    def products(self) -> tuple[LigneChiffree, ...]:
        """All that pays for the action."""
        return (*self.funders, *self.others)

    @property
    def gap(self) -> Decimal:
        """What products exceed charges by, negative where they lack."""
        return add(self.products) - add(self.charges)

    def sentence(self, write: Write) -> str:
        """« L’action coûte 19 700 € : 18 450 € de financements et 1 250 € d’autres produits. »"""
        charges, funders, others = add(self.charges), add(self.funders), add(self.others)
        parts = f"{write(funders)} de financements"
        if others:
            parts = f"{parts} et {write(others)} d’autres produits"
        if not self.charges:
            return f"Les produits s’élèvent à {write(funders + others)}{_COLON}{parts}."
        if not self.gap:
            return f"L’action coûte {write(charges)}{_COLON}{parts}."
        what = "dépassent les charges de" if self.gap > 0 else "sont inférieurs aux charges de"
        return (
            f"L’action coûte {write(charges)}. Les produits s’élèvent à "
            f"{write(funders + others)}{_COLON}{parts}, et {what} {write(abs(self.gap))}."
        )


def balance_table(whole: Whole, write: Write) -> PrintedTable:
    """What funders pay, what completes it, their sum beside that of the charges, year by year."""
    rows = [*_rows(whole)]
    several = ("Total",) * (len(whole.years) > 1)
    return PrintedTable(
        key="comptes/equilibre",
        title="Charges et produits de l’action",
        description="Le total des financements, les produits qui le complètent, celui des charges",
        header=("Ensemble", *map(str, whole.years), *several),
        rows=tuple(
            (said(name), *(said(cell) for cell in _cells(whole.years, amount, write)))
            for name, amount, _ in rows
        ),
        amounts=frozenset(range(1, len(whole.years) + 1 + len(several))),
        sums=frozenset(rank for rank, (_, _, is_sum) in enumerate(rows) if is_sum),
    )


Amount = Callable[[int | None], Decimal]
"""Euros of a year; of all of them for None."""


def _rows(whole: Whole) -> Iterator[tuple[str, Amount, bool]]:
    """The name of each row, its amount in a year or in all, whether it is a sum of others."""
    paid = (*whole.funders, *whole.given)
    yield FUNDERS_TOTAL, _sum(paid), False
    if whole.given:
        yield "À retrancher\u00a0: en nature (87)", _less((), whole.given), False
    if any(one.montant for one in whole.others):
        numbers = sorted({account(one) for one in whole.others if one.montant})
        yield f"Autres produits ({enumerer(numbers)})", _sum(whole.others), False
    yield "Total des produits", _sum(whole.products), True
    yield "Total des charges", _sum(whole.charges), True
    if any(_less(whole.products, whole.charges)(year) for year in whole.years):
        yield "Produits moins charges", _less(whole.products, whole.charges), False


def _sum(lines: Sequence[LigneChiffree]) -> Amount:
    return lambda year: add(one for one in lines if year in (None, one.annee))


def _less(lines: Sequence[LigneChiffree], others: Sequence[LigneChiffree]) -> Amount:
    return lambda year: _sum(lines)(year) - _sum(others)(year)


def _cells(years: Sequence[int], amount: Amount, write: Write) -> Iterator[str]:
    every = (*years, *(None,) * (len(years) > 1))
    for known in map(amount, every):
        yield write(known) if known else NOTHING
