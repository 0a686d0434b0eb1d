"""What the sheets show: the budget of the contract, and how their formulas read its lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.api import ETAPES, PREVU, Budget, ContractBudget, capitale, dossier, fiche
from ppgp_plan_de_financement.formulas import Lines, must_be_exact
from ppgp_plan_de_financement.table import add

STAGE_SHEETS: Final = {stage: capitale(said) for stage, said in ETAPES.items() if stage != PREVU}
"""The sheets of what was committed, paid, spent."""
FOLLOWED: Final = "Suivi"

PartialBudget = Budget[fiche.LigneBudget]
HeldLine: TypeAlias = tuple[fiche.FicheAction, fiche.LigneBudget]


@frozen
class Plan:
    """Every amount is in euros."""

    whole: dossier.Dossier
    budget: ContractBudget
    lines: Lines

    @classmethod
    def of(cls, whole: dossier.Dossier) -> Plan:
        budget = ContractBudget(whole)
        exact = must_be_exact(map(whole.financeur, _every_funder(budget)))
        return cls(whole, budget, Lines(len(budget.lines), exact))

    def lines_at(self, stage: str) -> Lines:
        """The lines of a stage: those of what is foreseen are « Lignes »."""
        if stage == PREVU:
            return self.lines
        count = len(self.budget.lines_at(stage)) + len(self.to_type(stage))
        return Lines(count, self.lines.exact, f"'{STAGE_SHEETS[stage]}'")

    def to_type(self, stage: str) -> tuple[HeldLine, ...]:
        """The lines that are foreseen and of which nothing is said at a stage: what became of them
        is typed beside them. A contract that is not signed spends nothing yet."""
        if self.budget.contrat.signature is None:
            return ()
        return tuple(
            (one, line)
            for one, line in self.budget.lines
            if line.etat_a_taper and all(state.statut != stage for state in line.etats)
        )

    @property
    def stages(self) -> tuple[str, ...]:
        """Those that have lines, what is foreseen first."""
        return tuple(stage for stage in ETAPES if self.budget.lines_at(stage))

    @cached_property
    def known_years(self) -> frozenset[int]:
        """Those of which someone said what became of an amount: in others, that is not 0 €."""
        return frozenset(self.budget.at_stage(self.stages[-1]).annees() if self.stages else ())

    def is_told(self, foreseen: PartialBudget) -> bool:
        """Whether something is known of all the years in which there is money."""
        return not add(
            line.montant for line in foreseen.lignes if line.annee not in self.known_years
        )

    @cached_property
    def followed(self) -> Lines:
        """The rows of « Suivi »: a fiche, a funder and a year each."""
        every = (
            (one, line) for one in self.budget.fiches if one.budget for line in one.budget.montants
        )
        rows = {
            (one.numero, self.whole.financeur(line.financeur), line.annee) for one, line in every
        }
        return Lines(len(rows), self.lines.exact, FOLLOWED)

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
        known = (self.budget.envelope(key) for key in self._keys(name))
        promised = [one for one in known if one is not None]
        return add(promised) if promised else None

    def reserve(self, name: str) -> Decimal | None:
        """What no fiche carries yet of it; None when the contract does not say."""
        known = (self.budget.reserve(key) for key in self._keys(name))
        said = [one for one in known if one is not None]
        return add(said) if said else None

    def envelope_years(self, name: str) -> tuple[int, ...]:
        """The years that the envelope of a funder pays for; empty when it pays for all of them."""
        keys = [key for key in self._keys(name) if self.budget.envelope(key) is not None]
        years = [self.budget.envelope_years(key) for key in keys]
        return tuple(sorted(frozenset().union(*years))) if all(years) else ()

    def _keys(self, name: str) -> list[str]:
        return [key for key in self.budget.funders if self.whole.financeur(key) == name]


def _every_funder(budget: ContractBudget) -> tuple[str, ...]:
    """Those who foresee, promise, commit, pay or spend."""
    stages = (budget.at_stage(stage).financeurs() for stage in ETAPES)
    return tuple(dict.fromkeys((*budget.funders, *(key for keys in stages for key in keys))))
