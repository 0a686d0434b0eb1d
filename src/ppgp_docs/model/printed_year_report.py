"""What an annual report says, every text ready to print: its sentences, the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import frozen

from ppgp_docs.budget import ETAPES, PREVU, REALISE
from ppgp_docs.francais.accords import capitale, enumerer
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.printed_amendments import state_sentence, step_head
from ppgp_docs.model.printed_amounts import NOTHING
from ppgp_docs.model.printed_contract import absent_sentence
from ppgp_docs.model.printed_contract_accounts import ContractAccounts
from ppgp_docs.model.printed_progress import gap_of, rate_of, signed
from ppgp_docs.model.shares import share_of
from ppgp_docs.model.year_report import YearReport, YearRow

_ALL: Final = "Total"


@frozen
class PrintedYearReport:
    """The words and cells of a :class:`YearReport`."""

    report: YearReport

    def summary(self) -> str:
        """What was foreseen, spent and reached, and which fiches are not counted."""
        return " ".join(self.sentences())

    def sentences(self) -> Iterator[str]:
        """The sentences of :meth:`summary`."""
        known = self.report.known
        said = (state_sentence(known), self._spent(), self._reached(), absent_sentence(known))
        return (part.strip() for part in said if part)

    def since(self) -> str:
        """What was decided after the year, and whether what it foresaw counts it; "" when nothing
        was: one who reads the contract finds other amounts there."""
        decided, year = self.report.decided_since, self.report.year
        if not decided:
            return ""
        named = enumerer(f"{one.en_clair} ({one.date.en_francais()})" for one in decided)
        amounts = f"Les montants prévus en {year} et {year + 1}"
        if self.report.counts_since:
            return f"{amounts} tiennent compte de ce qui a été décidé depuis\u00a0: {named}."
        return (
            f"{amounts} sont ceux du contrat au 31\u00a0décembre {year}. N’y est pas compté ce qui "
            f"a été décidé depuis\u00a0: {named}."
        )

    def _spent(self) -> str:
        row, write = self.report.total, self.report.budget.write
        foreseen, spent = row.amounts[PREVU], row.amounts[REALISE]
        said = f"En {self.report.year}, les financements prévus s’élèvent à {write(foreseen)}"
        if not row.told:
            return f"{said}\u202f; aucune dépense réalisée n’est encore déclarée."
        rate = share_of(spent, foreseen)
        part = f", soit {rate} du prévu" if rate else ""
        return f"{said} et les dépenses réalisées à {write(spent)}{part}."

    def _reached(self) -> str:
        verdicts = [year.is_reached for _, _, year in self.report.indicators() if year]
        known = [one for one in verdicts if one is not None]
        if not known:
            return ""
        reached = sum(known)
        many = len(known) > 1
        targets = f"des {len(known)} cibles" if many else "la cible"
        if not many:
            return f"{capitale(targets)} de l’année est {'atteinte' if reached else 'manquée'}."
        verb = "sont atteintes" if reached > 1 else "est atteinte"
        return f"{reached or 'Aucune'} {targets} de l’année {verb}."

    # What was spent

    def spent_header(self, *labels: str) -> tuple[str, ...]:
        """What stands above the amounts, behind the labels of the rows."""
        stages = [capitale(ETAPES[one]) for one in self.report.stages]
        granted = ["Dont acquis ou notifié"] if self._tells_granted else []
        return (
            *labels,
            stages[0],
            *granted,
            *stages[1:],
            gap_of(PREVU, REALISE),
            "Taux de réalisation",
        )

    def spent_cells(self, row: YearRow) -> tuple[str, ...]:
        """The amounts of a row, the gap and the rate."""
        write = self._paid
        amounts = [
            self.report.budget.write(Decimal(0))
            if self.report.says_nothing(one, row)
            else write(row.amounts[one])
            for one in self.report.stages
        ]
        granted = [write(row.granted)] if self._tells_granted else []
        rate = rate_of(row.amounts[REALISE], row.amounts[PREVU])
        gap = signed(row.gap, self.report.budget.write) if row.told else NOTHING
        return (amounts[0], *granted, *amounts[1:], gap, rate)

    @cached_property
    def _tells_granted(self) -> bool:
        """Whether some of what is foreseen is granted and some still asked: else one word does."""
        return _is_mixed(self.report)

    def spent(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """By fiche and funder, the sums told by True, then the total."""
        for row in self.report.rows:
            who = self._name(row.funder) if row.funder else _ALL
            yield (f"Fiche {self._number(row)}", who, *self.spent_cells(row)), not row.funder
        yield ("Contrat", _ALL, *self.spent_cells(self.report.total)), True

    def funders(self) -> Iterator[tuple[str, ...]]:
        """By funder, then the total."""
        for row in self.report.by_funder():
            yield (self._name(row.funder), *self.spent_cells(row))
        yield (_ALL, *self.spent_cells(self.report.total))

    # What is asked for the next year

    @cached_property
    def asked_header(self) -> tuple[str, ...]:
        """What stands above the amounts of the next year: what is asked, what is granted, or both
        and their sum."""
        following = self.report.next
        both = ("Demandé", "Acquis ou notifié", f"Total {following.year}")
        if _is_mixed(following):
            return ("Fiche", "Financeur", *both)
        return ("Fiche", "Financeur", both[not following.total.asked])

    def asked(self) -> list[tuple[tuple[str, ...], bool]]:
        """By fiche and funder, the sums told by True, then the total; empty where nothing is."""
        rows = [row for row in self.report.next.rows if row.amounts[PREVU] or row.asked]
        made = [
            (
                (
                    f"Fiche {self._number(row)}",
                    self._name(row.funder) if row.funder else _ALL,
                    *self._asked_cells(row),
                ),
                not row.funder,
            )
            for row in rows
        ]
        if not made:
            return []
        return [*made, (("Contrat", _ALL, *self._asked_cells(self.report.next.total)), True)]

    def _asked_cells(self, row: YearRow) -> tuple[str, ...]:
        both = (row.asked, row.granted) if _is_mixed(self.report.next) else ()
        return tuple(map(self._paid, (*both, row.amounts[PREVU])))

    # What was done and reached

    def state(self, one: FicheAction) -> str:
        """What a fiche is at the end of the year: « Active », « Close depuis le 3 mai 2025 »."""
        step = self.report.at_its_end.step_of(one)
        return step_head(step) if step and step.etat != "active" else "Active"

    def measures(self) -> Iterator[str]:
        """What the year aimed at and gave, in figures, and where they come from."""
        for _, _, year in self.report.indicators():
            yield from (each.text for each in year.details()) if year else ()

    def amounts(self) -> Iterator[str]:
        """Every amount that the tables print, but nothings."""
        rows: Iterable[tuple[str, ...]] = (
            *(cells[2:] for cells, _ in self.spent()),
            *(cells[1:] for cells in self.funders()),
            *(cells[2:] for cells, _ in self.asked()),
        )
        yield from (cell for cells in rows for cell in cells if cell != NOTHING)
        if accounts := ContractAccounts.of(self.report.budget, self.report.year):
            yield from accounts.amounts()

    def _number(self, row: YearRow) -> str:
        return str(row.fiche.numero) if row.fiche else ""

    def _name(self, funder: str) -> str:
        return self.report.budget.dossier.financeur(funder)

    def _paid(self, amount: Decimal) -> str:
        return self.report.budget.write.or_dash(amount)


def _is_mixed(report: YearReport) -> bool:
    """Whether some of what is foreseen is still asked, and some is granted."""
    return any(row.asked for row in report.rows) and any(row.granted for row in report.rows)
