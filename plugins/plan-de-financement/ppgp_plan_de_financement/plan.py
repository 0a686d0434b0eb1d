"""What the sheets show: the budget of the contract, and how their formulas read its lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from ppgp_docs.api import Budget, ContractBudget, dossier, fiche
from ppgp_plan_de_financement.lines import Lines, must_be_exact
from ppgp_plan_de_financement.table import add

PartialBudget = Budget[fiche.LigneBudget]


@frozen
class Plan:
    """Every amount is in euros."""

    whole: dossier.Dossier
    budget: ContractBudget
    lines: Lines

    @classmethod
    def of(cls, whole: dossier.Dossier) -> Plan:
        budget = ContractBudget(whole)
        exact = must_be_exact(map(whole.financeur, budget.funders))
        return cls(whole, budget, Lines(len(budget.lines), exact))

    @property
    def funders(self) -> tuple[str, ...]:
        """Their printed names: all that a spreadsheet knows of them."""
        return tuple(dict.fromkeys(map(self.whole.financeur, self.budget.funders)))

    def by_name(self, part: PartialBudget) -> Mapping[str, PartialBudget]:
        """What each funder pays of a budget."""
        named: dict[str, list[fiche.LigneBudget]] = {}
        for key in part.financeurs():
            named.setdefault(self.whole.financeur(key), []).extend(part.extrait(key).lignes)
        return {name: Budget(tuple(lines)) for name, lines in named.items()}

    def envelope(self, name: str) -> Decimal | None:
        """What a funder brings to the contract; None when the contract does not say."""
        keys = [key for key in self.budget.funders if self.whole.financeur(key) == name]
        known = [one for key in keys if (one := self.budget.envelope(key)) is not None]
        return add(known) if known else None
