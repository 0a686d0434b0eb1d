"""What the fiches of a contract cost and what pays for them by account, once for all documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ppgp_docs.francais.accords import enumerer
from ppgp_docs.model.accounts import Exercice, Side, account, account_name, add, exercices
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.costs import INVESTISSEMENT, LigneChiffree
from ppgp_docs.model.fiche import SECTIONS, FicheAction, Financement
from ppgp_docs.model.printed_amounts import NOTHING

_TOTALS: Final[dict[Side, str]] = {
    "charges": "Total des charges",
    "produits": "Total des produits",
}


class ContractAccounts(NamedTuple):
    """The budgets by account of the fiches that have one, added up; amounts are euros.

    What is foreseen alone is said by account: what was spent is only known by funder.
    """

    budget: ContractBudget
    fiches: tuple[FicheAction, ...]
    years: tuple[int, ...]
    held: tuple[Exercice, ...]

    @classmethod
    def of(cls, budget: ContractBudget, year: int | None = None) -> ContractAccounts | None:
        """Those of all years, or of one; None where no fiche has accounts then."""
        fiches, every = list[FicheAction](), list[Exercice]()
        for one in budget.fiches:
            own = [each for each in _exercices(one.budget) if year in (None, each.annee)]
            fiches += [one] * bool(own)
            every += own
        if not every:
            return None
        charges = [line for one in every for line in one.charges]
        products = [line for one in every for line in one.produits]
        held = exercices((), charges, products)
        return cls(budget, tuple(fiches), tuple(dict.fromkeys(one.annee for one in held)), held)

    @property
    def title(self) -> str:
        """« Charges et produits par compte », of which fiches where it is not all of them."""
        title = "Charges et produits prévus par compte"
        if len(self.fiches) == len(self.budget.fiches):
            return title
        numbers = enumerer(str(one.numero) for one in self.fiches)
        return f"{title}, {'fiches' if len(self.fiches) > 1 else 'fiche'} {numbers}"

    @property
    def header(self) -> tuple[str, ...]:
        """What stands above each column."""
        return ("Compte", *map(str, self.years), *["Total"] * (len(self.years) > 1))

    def rows(self) -> Iterator[tuple[str, tuple[LigneChiffree, ...], bool]]:
        """The name of each row, what it adds up, whether it is the sum of others."""
        two = any(one.section == INVESTISSEMENT for one in self.held)
        for section in SECTIONS:
            of_section = [one for one in self.held if one.section == section]
            for side, total in _TOTALS.items():
                lines = _lines(of_section, side, in_kind=False)
                yield from _by_account(section, side, lines)
                if lines:
                    yield total + (f", {section}" if two else ""), lines, True
        for side in _TOTALS:
            every = _lines(self.held, side, in_kind=True)
            yield from _by_account(SECTIONS[0], side, every)

    def cells(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """The rows in words; a dash for nothing."""
        for name, lines, is_sum in self.rows():
            by_year = [add(one for one in lines if one.annee == year) for year in self.years]
            amounts = [*by_year, *[add(lines)] * (len(by_year) > 1)]
            yield (name, *map(self.budget.write.or_dash, amounts)), is_sum

    def amounts(self) -> Iterator[str]:
        """Every amount that the table prints, but nothings."""
        every = (cell for cells, _ in self.cells() for cell in cells[1:])
        return (cell for cell in every if cell != NOTHING)


def _exercices(financement: Financement | None) -> tuple[Exercice, ...]:
    return financement.exercices if financement else ()


def _lines(held: Sequence[Exercice], side: Side, *, in_kind: bool) -> tuple[LigneChiffree, ...]:
    return tuple(line for one in held for line in one.lines(side, in_kind=in_kind))


def _by_account(
    section: str, side: Side, lines: Sequence[LigneChiffree]
) -> Iterator[tuple[str, tuple[LigneChiffree, ...], bool]]:
    for number in sorted({account(one) for one in lines}):
        known = account_name(number, section, side)
        name = " – ".join(filter(None, (number, known)))
        yield name, tuple(one for one in lines if account(one) == number), False
