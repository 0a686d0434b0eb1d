"""What was foreseen beside what became of it, the gap and the rate: once for all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from attrs import frozen

from ppgp_docs.budget import ETAPES, PREVU, Budget
from ppgp_docs.francais.accords import capitale
from ppgp_docs.model.fiche import LigneBudget
from ppgp_docs.model.printed_amounts import NOTHING, PrintedAmounts
from ppgp_docs.model.shares import share_of

_RATES: Final = {
    "engage": "Taux d’engagement",
    "mandate": "Taux de mandatement",
    "realise": "Taux de réalisation",
}


class ProgressRow(NamedTuple):
    """A funder, or a funder in a year: an amount in euros for each stage, the gap."""

    funder: str
    year: int | None
    amounts: tuple[Decimal, ...]

    @property
    def gap(self) -> Decimal:
        """The last stage minus the first: negative while less was done."""
        return self.amounts[-1] - self.amounts[0]

    @property
    def rate(self) -> str:
        """What the last stage is of the first; a dash where there is nothing of one of them: a year
        that has not begun has no rate."""
        return rate_of(self.amounts[-1], self.amounts[0])


@frozen
class Progress:
    """What was foreseen and what became of it, stage by stage; amounts of two are never added.

    ``budgets`` are those of the stages that have lines, in their order. The gap and the rate are
    those of the last stage against the first.
    """

    budgets: Mapping[str, Budget[LigneBudget]]

    @classmethod
    def of(cls, at_stage: Callable[[str], Budget[LigneBudget]]) -> Progress | None:
        """The stages of a budget; None where it has no two to hold side by side."""
        held = {stage: budget for stage in ETAPES if (budget := at_stage(stage)).lignes}
        return cls(held) if len(held) > 1 else None

    @property
    def stages(self) -> tuple[str, ...]:
        """Their names, ready to print: « Prévu », « Réalisé »."""
        return tuple(capitale(ETAPES[stage]) for stage in self.budgets)

    @property
    def rate_label(self) -> str:
        """« Taux de réalisation »: what the last stage is of the first, what is foreseen or else
        what was committed: « Réalisé sur engagé »."""
        first, *_, last = self.budgets
        return _RATES[last] if first == PREVU else f"{capitale(ETAPES[last])} sur {ETAPES[first]}"

    @property
    def title(self) -> str:
        """« Prévu, engagé et réalisé », of the stages that are there."""
        *first, last = (ETAPES[stage] for stage in self.budgets)
        return capitale(f"{', '.join(first)} et {last}")

    def rows(self) -> Iterator[ProgressRow]:
        """Each funder in each year, then in all where it has several years."""
        every = self.budgets.values()
        for funder in dict.fromkeys(key for budget in every for key in budget.financeurs()):
            years = {year for budget in every for year in budget.extrait(funder).annees()}
            for year in sorted(years):
                yield self._row(funder, year)
            if len(years) > 1:
                yield self._row(funder, None)

    def totals(self) -> Iterator[ProgressRow]:
        """All funders in each year, where there are several, then in all."""
        years = sorted({year for budget in self.budgets.values() for year in budget.annees()})
        for year in years if len(years) > 1 else ():
            by_year = (one.extrait("annee", year).total() for one in self.budgets.values())
            yield ProgressRow("", year, tuple(by_year))
        yield ProgressRow("", None, tuple(one.total() for one in self.budgets.values()))

    def _row(self, funder: str, year: int | None) -> ProgressRow:
        way = (funder,) if year is None else (funder, year)
        amounts = tuple(one.extrait(*way).total() for one in self.budgets.values())
        return ProgressRow(funder, year, amounts)


@frozen
class PrintedProgress:
    """The table of a :class:`Progress`, every text ready to print."""

    progress: Progress
    funder: Callable[[str], str]
    write: PrintedAmounts

    @property
    def title(self) -> str:
        return self.progress.title

    @property
    def header(self) -> tuple[str, ...]:
        return ("Financeur", "Année", *self.progress.stages, "Écart", self.progress.rate_label)

    @property
    def sums(self) -> frozenset[int]:
        """The ranks, from 0, of the rows that add up others."""
        every = (*self.progress.rows(), *self.progress.totals())
        sums = (n for n, row in enumerate(every) if row.year is None or not row.funder)
        return frozenset(sums)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Those of the funders, then the totals."""
        for row in (*self.progress.rows(), *self.progress.totals()):
            funder = self.funder(row.funder) if row.funder else "Total"
            yield self._row(row, funder, "Toutes" if row.year is None else str(row.year))

    def _row(self, row: ProgressRow, *labels: str) -> tuple[str, ...]:
        amounts = map(self.write.or_dash, row.amounts)
        return (*labels, *amounts, signed(row.gap, self.write), row.rate)


def rate_of(part: Decimal, whole: Decimal) -> str:
    """A share that dates may not have reached: a dash where there is nothing of one of them."""
    return (share_of(part, whole) if part else "") or NOTHING


def signed(gap: Decimal, write: PrintedAmounts) -> str:
    """A difference with its sign, a dash for none."""
    return f"+{write(gap)}" if gap > 0 else write(gap) if gap else NOTHING
