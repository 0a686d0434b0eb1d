"""A year of a contract, as its annual report looks at it: money, amendments, lives, indicators.

The report is due before 30 June of the next year (circulaire DGCS/SD2B/DGS/SP1/2020/34 du 20
février 2020). Nothing here knows today's date: a year has a report as soon as something of it was
committed, paid, spent, measured or told.

It says what the contract foresaw on 31 December, so that what was not spent shows, and names what
was decided between then and that 30 June; what is decided later changes no report that was sent.
``etat_au``, where the contract gives it, takes the place of 31 December.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from attrs import frozen

from ppgp_docs.budget import ETAPES, EXECUTION, PREVU, REALISE, Budget
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.amendments import Avenant, FinDeCredits
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.fiche import (
    BilanDeFiche,
    EtapeDeVie,
    FicheAction,
    Indicateur,
    LigneBudget,
    Phase,
)
from ppgp_docs.model.printed_amendments import life_sentences
from ppgp_docs.model.printed_indicator import PrintedYear, printed_years
from ppgp_docs.model.printed_progress import is_nothing

GRANTED: Final = ("acquis", "notifie")
"""The states in which foreseen money is no longer a request."""
_NAMED: Final = "bilan-annuel-"


class YearRow(NamedTuple):
    """What a funder of a fiche foresaw and what became of it; None and "" where all are meant.

    ``amounts`` are those of each stage, in euros, never added up; ``granted`` is the part of what
    is foreseen that is no longer asked. What was spent is ``told`` where a line of the year says
    it, whoever paid: columns then add up.
    """

    fiche: FicheAction | None
    funder: str
    amounts: Mapping[str, Decimal]
    granted: Decimal
    told: bool = True

    @property
    def gap(self) -> Decimal:
        """What was spent minus what was foreseen: negative while less was done."""
        return self.amounts[REALISE] - self.amounts[PREVU]

    @property
    def asked(self) -> Decimal:
        """What is foreseen and not granted."""
        return self.amounts[PREVU] - self.granted

    @property
    def is_empty(self) -> bool:
        return not any((*self.amounts.values(), self.granted))


@frozen
class YearReport:
    """A contract in one ``year``; the state of the contract is that of ``budget``.

    ``known`` is the same contract with all that is known of it since; :meth:`of` makes both.
    """

    budget: ContractBudget
    year: int
    known: ContractBudget

    @classmethod
    def of(cls, known: ContractBudget, year: int) -> YearReport:
        """The report of a year: in the state of 31 December, or in that of ``etat_au``."""
        last = DatePrecise(year, 12, 31)
        since = (one for one in known.postings if one.avenant.date.debut > last.fin)
        is_later = known.contrat.etat_au is None and any(since)
        return cls(known.at(last) if is_later else known, year, known)

    @classmethod
    def named(cls, known: ContractBudget, name: str) -> YearReport:
        """The report whose documents have this ``name``."""
        return cls.of(known, int(name.removeprefix(_NAMED).partition("-")[0]))

    @property
    def name(self) -> str:
        """What its documents are called, in Word and in Excel: what they are, year, dossier."""
        return f"{_NAMED}{self.year}-{self.budget.dossier.slug}"

    @property
    def title(self) -> str:
        """« Bilan annuel 2025 – Creuse »."""
        return f"Bilan annuel {self.year} – {self.budget.dossier.departement.nom}"

    @property
    def drawn_up(self) -> DatePrecise | None:
        """When it was, where the contract says: no other date of the dossier is its own."""
        dates = (one.date for one in self.budget.contrat.bilans if one.annee == self.year)
        return max(dates, key=lambda date: date.fin, default=None)

    @cached_property
    def _lines(self) -> Mapping[str, tuple[tuple[FicheAction, LigneBudget], ...]]:
        return {
            stage: tuple(
                (one, line) for one, line in self.budget.lines_at(stage) if line.annee == self.year
            )
            for stage in ETAPES
        }

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """What is foreseen and spent, and between them the stages that have amounts."""
        return tuple(one for one in ETAPES if one in (PREVU, REALISE) or self._lines[one])

    @cached_property
    def rows(self) -> tuple[YearRow, ...]:
        """Each funder of each fiche, then the fiche in all where it has several."""
        return tuple(row for one in self.budget.fiches for row in self._rows_of(one))

    def _rows_of(self, one: FicheAction) -> Iterator[YearRow]:
        rows = (self._row(one, key) for key in self._funders(one))
        funders = [row for row in rows if not row.is_empty]
        yield from funders
        if len(funders) > 1:
            yield self._row(one, "")

    def by_funder(self) -> Iterator[YearRow]:
        """Each funder in all the fiches."""
        for key in self._funders(None):
            row = self._row(None, key)
            if not row.is_empty:
                yield row

    @cached_property
    def total(self) -> YearRow:
        """All funders of all fiches."""
        return self._row(None, "")

    def tells(self, stage: str, fiche: FicheAction, funder: str) -> bool:
        """Whether an amount of a stage is written for a funder of a fiche, be it nothing."""
        return any(one is fiche and line.financeur == funder for one, line in self._lines[stage])

    def says_nothing(self, stage: str, row: YearRow) -> bool:
        """Whether what is written of a stage comes to 0 €: that is not to say nothing of it."""
        return is_nothing(self._held(stage, row.fiche, row.funder))

    def _held(self, stage: str, fiche: FicheAction | None, funder: str) -> list[LigneBudget]:
        return [
            line
            for one, line in self._lines[stage]
            if fiche in (None, one) and funder in ("", line.financeur)
        ]

    def _row(self, fiche: FicheAction | None, funder: str) -> YearRow:
        held = {stage: self._held(stage, fiche, funder) for stage in ETAPES}
        granted = (line.montant for line in held[PREVU] if line.statut in GRANTED)
        amounts = {stage: Budget(tuple(lines)).total() for stage, lines in held.items()}
        return YearRow(fiche, funder, amounts, sum(granted, Decimal(0)), bool(self._lines[REALISE]))

    def _funders(self, fiche: FicheAction | None) -> tuple[str, ...]:
        """In the order of every table."""
        every = (pair for lines in self._lines.values() for pair in lines)
        found = {line.financeur for one, line in every if fiche in (None, one)}
        known = dict.fromkeys((*self.budget.funders, *sorted(found)))
        return tuple(key for key in known if key in found)

    @cached_property
    def next(self) -> YearReport:
        """The year after it."""
        return YearReport(self.budget, self.year + 1, self.known)

    @property
    def amendments(self) -> tuple[Avenant, ...]:
        """Those voted in the year."""
        return tuple(one for one in self.budget.contrat.en_vigueur if self.covers(one.date))

    @property
    def decided_since(self) -> tuple[Avenant | FinDeCredits, ...]:
        """What was decided after the year and changes what it, or the next one, has: in the order
        of the dates. Where the amounts do not count it, until the report was due."""
        concerned, due = (self.year, self.year + 1), DatePrecise(self.year + 1, 6, 30).fin
        since = {
            posting.avenant.en_clair: posting.avenant
            for posting in self.known.postings
            if posting.avenant.date.debut.year > self.year and posting.poste.annee in concerned
            if self.counts_since or posting.avenant.date.debut <= due
        }
        return tuple(sorted(since.values(), key=lambda one: one.date.debut))

    @property
    def counts_since(self) -> bool:
        """Whether its amounts count what was decided after the year: those of ``etat_au`` do."""
        return self.budget is self.known

    def lives(self) -> Iterator[tuple[FicheAction, EtapeDeVie, str]]:
        """The fiches that stopped, paused, are to begin or went on again in the year, in words."""
        for one, step, said in life_sentences(self.at_its_end):
            steps = self.at_its_end.steps_of(one)
            if any(map(self.covers, (each.date for each in steps[steps.index(step) :][:2]))):
                yield one, step, said

    @cached_property
    def at_its_end(self) -> ContractBudget:
        """The contract on 31 December, or at the earlier date at which it is shown."""
        last, until = DatePrecise(self.year, 12, 31), self.budget.contrat.etat_au
        return self.budget if until and until.fin <= last.fin else self.budget.at(last)

    @property
    def state_title(self) -> str:
        """« État fin 2025 », « État au 1er mai 2025 »: when what a fiche is was looked at."""
        until = self.at_its_end.contrat.etat_au
        end = DatePrecise(self.year, 12, 31).fin
        last = min(until.fin, end) if until else end
        if last == end:
            return f"État fin {self.year}"
        return f"État au {DatePrecise(last.year, last.month, last.day).en_francais()}"

    def phases(self, one: FicheAction) -> tuple[Phase, ...]:
        """What the calendar of a fiche says of the year."""
        return tuple(
            each
            for each in one.calendrier
            if each.annee == self.year or (each.date and self.covers(each.date))
        )

    def texts(self, one: FicheAction) -> tuple[BilanDeFiche, ...]:
        """What a fiche says of the year in words."""
        return tuple(each for each in one.bilans if each.annee == self.year)

    def indicators(self) -> Iterator[tuple[FicheAction, Indicateur, PrintedYear | None]]:
        """Every indicator that is followed, with what it gave in the year, if it says."""
        for one in self.budget.fiches:
            known = self.budget.dossier.chiffres_de(one)
            for each in one.indicateurs:
                if each.suivi:
                    years = printed_years(each, known)
                    mine = (year for year in years if year.year.annee == self.year)
                    yield one, each, next(mine, None)

    def covers(self, date: DatePrecise) -> bool:
        """Whether a date begins in the year."""
        return date.debut.year == self.year


def reported_years(budget: ContractBudget) -> tuple[int, ...]:
    """The years of which something was committed, paid, spent, measured or told, ascending; what
    was measured before the contract is where it starts from, and has no report, nor has a year that
    begins after ``etat_au``."""
    spent = {line.annee for stage in EXECUTION for _, line in budget.lines_at(stage)}
    measured = {
        year.annee
        for one in budget.fiches
        for each in one.indicateurs
        for year in each.suivi
        if year.resultat and year.annee >= budget.contrat.periode.debut
    }
    told = {each.annee for one in budget.fiches for each in one.bilans}
    until = budget.contrat.etat_au
    return tuple(
        year for year in sorted(spent | measured | told) if not until or year <= until.fin.year
    )
