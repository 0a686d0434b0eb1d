"""What was foreseen beside what became of it, the gap and the rate: once for all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    """A funder, or a funder in a year: an amount in euros for each stage, the gap; ``nothing``
    where what is written of a stage comes to 0 €. What became of it is ``told`` where something is
    known of each of its years: a total says no more than what it adds up."""

    funder: str
    year: int | None
    amounts: tuple[Decimal, ...]
    nothing: tuple[bool, ...] = ()
    told: bool = True

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
    def gap_label(self) -> str:
        """« Réalisé moins prévu »: the last stage against the first, with its sign."""
        first, *_, last = self.budgets
        return gap_of(first, last)

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
            row = self._of(one.extrait("annee", year) for one in self.budgets.values())
            yield row._replace(year=year)
        yield self._of(self.budgets.values())

    def _row(self, funder: str, year: int | None) -> ProgressRow:
        way = (funder,) if year is None else (funder, year)
        row = self._of(one.extrait(*way) for one in self.budgets.values())
        return row._replace(funder=funder, year=year)

    def _of(self, budgets: Iterable[Budget[LigneBudget]]) -> ProgressRow:
        held = tuple(budgets)
        amounts = tuple(one.total() for one in held)
        nothing = tuple(is_nothing(one.lignes) for one in held)
        years = {year for one in held for year in one.annees()}
        return ProgressRow("", None, amounts, nothing, years <= self._known)

    @property
    def _known(self) -> set[int]:
        """The years of which someone said what became of an amount: in those, nothing is 0 €."""
        return set([*self.budgets.values()][-1].annees())


def is_nothing(lines: Sequence[LigneBudget]) -> bool:
    """Whether these lines come to 0 €, written so or taken back: that is not to say nothing."""
    return bool(lines) and not sum(line.montant for line in lines)


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
        return (
            "Financeur",
            "Année",
            *self.progress.stages,
            self.progress.gap_label,
            self.progress.rate_label,
        )

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
        pairs = zip(row.amounts, row.nothing, strict=True)
        amounts = (self.write(one) if said else self.write.or_dash(one) for one, said in pairs)
        gap = signed(row.gap, self.write) if row.told else NOTHING
        return (*labels, *amounts, gap, row.rate)


def gap_of(first: str, last: str) -> str:
    """What one stage is above another, where an amendment is not meant: « Réalisé moins prévu »."""
    return f"{capitale(ETAPES[last])} moins {ETAPES[first]}"


def rate_of(part: Decimal, whole: Decimal) -> str:
    """A share that dates may not have reached: a dash where there is nothing of one of them."""
    return (share_of(part, whole) if part else "") or NOTHING


def signed(gap: Decimal, write: PrintedAmounts) -> str:
    """A difference with its sign, a dash for none."""
    return f"+{write(gap)}" if gap > 0 else write(gap) if gap else NOTHING
