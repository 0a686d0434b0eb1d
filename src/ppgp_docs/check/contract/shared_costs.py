"""The costs that the fiches of a contract share: their key, their total, the share of each fiche.

A wrong total moves the shares of innocent fiches: it is the total that is told as soon as another
one, shared by the same key, gives each fiche what it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from attrs import evolve

from ppgp_docs.check.contract.envelopes import name_of
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.francais.nombres import ecart_en_euros, euros
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.contrat import PAS, CoutTransverse
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, LigneBudget
from ppgp_docs.model.statement import Statement

ROLE: Final = "coût transverse"
CODE_OF_A_SHARE: Final = "C603"
Shares = Mapping[int, Decimal]
"""Euros by number of fiche."""


def keys_share_out(dossier: Dossier) -> Iterator[Diagnostic]:
    """C604: a shared cost has a key, in known fiches, that shares all of it out."""
    if dossier.contrat and dossier.fiches:
        budget = ContractBudget(dossier)
        for cost in dossier.contrat.couts_transverses:
            yield from _key(cost, budget)


def _key(cost: CoutTransverse, budget: ContractBudget) -> Iterator[Diagnostic]:
    unknown = [number for number in cost.cle if int(number) not in budget.numbers]
    if cost.parts_egales == bool(cost.cle):
        message = "un coût transverse se partage par une `cle`, ou en `parts_egales: oui`"
        yield error("C604", message, cost.at())
    elif unknown:
        message = f"la clé de répartition cite la fiche {unknown[0]}, qui n’est pas connue"
        hint = "ajoutez son fichier dans `fiches`, ou déclarez-la dans `contrat.yaml`"
        yield error("C604", message, cost.at("cle"), hint)
    else:
        try:
            budget.shares(cost)
        except ValueError as problem:
            yield error("C604", f"ce coût ne se partage pas : {problem}", cost.at("cle"))


def statements(dossier: Dossier) -> Iterator[Statement]:
    """C602: fiches carry all of a shared cost. C603: each carries its share."""
    contrat = dossier.contrat
    if not contrat or not contrat.couts_transverses or any(keys_share_out(dossier)):
        return
    budget = ContractBudget(dossier).signed  # a key shares out what was signed
    carried = budget.whole.extrait("nature", "transverse").lignes
    costs = [(cost.financeur, cost.annee) for cost in contrat.couts_transverses]
    for way in dict.fromkeys((*costs, *((line.financeur, line.annee) for line in carried))):
        yield from _Place.of(budget, way).statements()


class _Place(NamedTuple):
    """The shared costs of a funder in a year, and what the fiches carry of them."""

    budget: ContractBudget
    way: tuple[str, int]
    costs: tuple[CoutTransverse, ...]

    @classmethod
    def of(cls, budget: ContractBudget, way: tuple[str, int]) -> _Place:
        costs = budget.contrat.couts_transverses
        return cls(budget, way, tuple(c for c in costs if (c.financeur, c.annee) == way))

    @property
    def name(self) -> str:
        return name_of(self.budget, self.way)

    @property
    def total(self) -> Decimal:
        return sum((cost.montant for cost in self.costs), Decimal(0))

    def lines(self, one: FicheAction) -> tuple[LigneBudget, ...]:
        funder, year = self.way
        return self.budget.of(one).extrait(funder, "transverse", year).lignes

    def carried(self) -> Shares:
        return {
            one.numero: sum((line.montant for line in self.lines(one)), Decimal(0))
            for one in self.budget.fiches
        }

    def due(self, costs: Sequence[CoutTransverse]) -> Shares:
        """What each fiche of the dossier should carry of these costs."""
        due = {one.numero: Decimal(0) for one in self.budget.fiches}
        for cost in costs:
            for number, share in self.budget.shares(cost).items():
                if number in due:
                    due[number] += share
        return due

    def statements(self) -> Iterator[Statement]:
        """The total, where another one would explain all shares; else the share of each fiche."""
        carried, due = self.carried(), self.due(self.costs)
        wrong = [number for number in due if due[number] != carried[number]]
        if wrong and (self._another_total(carried) or self._most_are_wrong(len(wrong), carried)):
            yield self._whole(due, carried)
        else:
            for one in self.budget.fiches:
                if due[one.numero] or carried[one.numero]:
                    yield self._share(one, due[one.numero], carried[one.numero])

    def _another_total(self, carried: Shares) -> bool:
        """Whether all fiches, two at least, carry their shares of a cost with another total."""
        if len(self.costs) != 1 or len(carried) < 2:
            return False
        (cost,) = self.costs
        step, paid = PAS[cost.arrondi], sum(carried.values(), Decimal(0))
        share = sum(self.due(self.costs).values(), Decimal(0))
        guess = (paid * cost.montant / share if share else paid).quantize(step)
        window = range(-len(carried), len(carried) + 1)  # each share is within a step
        totals = (guess + rank * step for rank in window)
        return any(
            self.due((evolve(cost, montant=total),)) == carried for total in totals if total > 0
        )

    def _most_are_wrong(self, wrong: int, carried: Shares) -> bool:
        """Whether the total is not what fiches carry, and more of them disagree than agree."""
        if not self.costs or self.budget.absent or sum(carried.values(), Decimal(0)) == self.total:
            return False
        return wrong > max(1, len(carried) / 2)

    def _whole(self, due: Shares, carried: Shares) -> Statement:
        place = self.costs[-1].at("montant")
        lines = tuple(line for one in self.budget.fiches for line in self.lines(one))
        stated = sum(due.values(), Decimal(0))
        paid = sum(carried.values(), Decimal(0))
        present = "les fiches de ce dossier" if self.budget.absent else "les fiches"

        def tell() -> Diagnostic:
            message = f"{self.name} : {euros(self.total)} de coûts transverses au contrat"
            if self.budget.absent:
                message += f", dont {euros(stated)} pour {present}"
            message += f", {euros(paid)} portés par {present} ({ecart_en_euros(paid - stated)})"
            hint = "corrigez ce montant, ou les lignes `transverse` des fiches"
            return error("C602", message, place, hint)

        return Statement(stated, lines, place, ROLE, tell)

    def _share(self, one: FicheAction, due: Decimal, carried: Decimal) -> Statement:
        lines = self.lines(one)
        place = lines[0].at("montant") if lines else one.at("budget")

        def tell() -> Diagnostic:
            message = (
                f"{self.name} : la fiche {one.numero} porte {euros(carried)} de coûts transverses, "
                f"la clé du contrat lui en donne {euros(due)} ({ecart_en_euros(carried - due)})"
            )
            hint = "corrigez la ligne, ou la clé de répartition du contrat"
            return error(CODE_OF_A_SHARE, message, place, hint)

        return Statement(due, lines, self._cited(place), ROLE, tell)

    def _cited(self, place: Span) -> Span:
        """Where the contract states the cost; none that it ignores."""
        return self.costs[-1].at("montant") if self.costs else place


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (keys_share_out,)
