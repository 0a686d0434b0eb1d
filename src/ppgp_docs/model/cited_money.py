"""The amounts that the texts of a dossier may cite: as they are now, or at the end of a year.

What a fiche says of a year (``bilans``) is read beside the report of that year, which shows the
contract on 31 December: it cites what was voted, and spent, by then. ``etat_au``, where the
contract gives it, takes the place of 31 December, as in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from ppgp_docs.budget import PREVU, etape
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.amendments import (
    Credits,
    Posting,
    in_force,
    postings,
    read_amendments,
    read_life,
)
from ppgp_docs.model.money_references import (
    CitableAmounts,
    CitedLine,
    of_accounts,
    of_contract,
    of_fiches,
)

Sheet = Mapping[str, Any]
"""A validated fiche."""


@frozen(eq=False)
class CitedMoney:
    """What the validated files of a dossier hold at a moment: now, or at the end of ``year``."""

    sheets: Sequence[Sheet]
    contract: Mapping[str, Any] | None
    year: int | None = None

    def at_the_end_of(self, year: int) -> CitedMoney:
        """The same dossier on 31 December of a year."""
        return evolve(self, year=year)

    @cached_property
    def posted(self) -> tuple[Posting, ...]:
        """What amendments and the ends of fiches moved by then."""
        until = self.contract.get("etat_au") if self.contract else None
        if until is None and self.year is not None:
            until = DatePrecise(self.year, 12, 31)
        held = [
            Credits(
                each["numero"],
                tuple(line for line in CitedLine.all_of(each) if line.current),
                read_life(each),
            )
            for each in self.sheets
        ]
        return tuple(postings(in_force(read_amendments(self.contract), until), held, until))

    def of_fiche(self, sheet: Sheet) -> CitableAmounts:
        """``budget.…``: those of the fiche that speaks."""
        lines = (*self._lines(sheet), *self._moved(sheet["numero"]))
        return CitableAmounts("budget", lines, of_accounts(sheet, lines), moment=self._moment)

    @cached_property
    def common(self) -> tuple[CitableAmounts, ...]:
        """Those of all fiches and of the contract: any text may cite them."""
        fiches: dict[int, tuple[CitedLine, ...]] = {}
        for sheet in self.sheets:
            fiches[sheet["numero"]] = (*fiches.get(sheet["numero"], ()), *self._lines(sheet))
        fiches = {number: (*own, *self._moved(number)) for number, own in fiches.items()}
        declared = self.contract["fiches"] if self.contract else ()
        numbers = [one["numero"] for one in declared]
        accounts = {
            each["numero"]: of_accounts(each, fiches[each["numero"]]) for each in self.sheets
        }
        contract = of_contract(self.contract, fiches, self.posted, accounts.values())
        every = (*of_fiches(fiches, numbers, accounts), contract)
        return tuple(evolve(one, moment=self._moment) for one in every)

    @property
    def _moment(self) -> str:
        return f" au 31\u00a0décembre {self.year}" if self.year is not None else ""

    def _lines(self, sheet: Sheet) -> Iterator[CitedLine]:
        """Those of a fiche; of what was committed, paid or spent, those of the years by then."""
        for one in CitedLine.all_of(sheet):
            if self.year is None or one.annee <= self.year or etape(one.statut) == PREVU:
                yield one

    def _moved(self, number: int) -> Iterator[CitedLine]:
        """What amendments give a fiche and take from it."""
        return CitedLine.moved(number, self.posted)
