"""The tables of the report of a year; what they compute is locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.api import (
    NOTHING,
    ContractAccounts,
    PrintedYear,
    PrintedYearReport,
    YearReport,
    fiche,
)
from ppgp_fiche_action.accounts import accounts_table
from ppgp_fiche_action.signatures import signature_table
from ppgp_fiche_action.word.fields import text
from ppgp_fiche_action.word.ooxml import Element, run, w
from ppgp_fiche_action.word.prose import words
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.tables import Cell, Look, equal_widths, plain_cells, table
from ppgp_fiche_action.word.trends import trend_below
from ppgp_fiche_action.years import year_detail

PAGE_WIDTH: Final = 14570
"""The width of a landscape page inside the template's margins, in twips."""
_FICHE: Final = 1000
_RATE: Final = 1250
"""What « réalisation » takes, in twips."""


@frozen
class ReportTables:
    """Each method gives one table, or None when it would be empty."""

    sheet: Sheet
    report: YearReport

    @cached_property
    def printed(self) -> PrintedYearReport:
        """Its words."""
        return PrintedYearReport(self.report)

    def actions(self) -> Element | None:
        """What each fiche is at the end of the year, and what its calendar said of it."""
        year = self.report.year
        rows = [
            [
                [run(str(one.numero))],
                words(self.sheet, one.titre),
                [run(one.referent)],
                [run(self.printed.state(one))],
                self._phases(one),
            ]
            for one in self.report.budget.fiches
        ]
        look = Look(
            f"Fiches action en {year}",
            "Une ligne par fiche action : son état et ce que son calendrier disait de l’année",
            (_FICHE, 4300, 2200, 2700, 4370),
            texts=5,
        )
        header = ("Fiche", "Action", "Référent", self.report.state_title, f"Calendrier de {year}")
        return self._table("actions", look, header, rows)

    def _phases(self, one: fiche.FicheAction) -> Cell:
        """Each phase on a line of its own."""
        said: Cell = []
        for phase in self.report.phases(one):
            said += [w("r", w("br"))] if said else []
            said += [run(f"{phase.en_tete}\u00a0: "), *text(self.sheet, phase, "texte", "Phase")]
        return said or [run(NOTHING)]

    def spent(self) -> Element | None:
        """By fiche and funder."""
        made = list(self.printed.spent())
        if len(made) == 1:
            return None
        header = self.printed.spent_header("Fiche", "Financeur")
        look = Look(
            f"Dépenses de {self.report.year} par fiche et financeur",
            "Montants de chaque étape, écart et taux ; les étapes ne s’additionnent pas",
            self._money_widths((_FICHE + 250, 3400), len(header) - 2),
            texts=2,
            total=True,
            strong=_strong(is_sum for _, is_sum in made),
        )
        return self._table("depenses", look, header, [plain_cells(*cells) for cells, _ in made])

    def funders(self) -> Element | None:
        """By funder, all fiches together."""
        rows = [plain_cells(*cells) for cells in self.printed.funders()]
        if len(rows) == 1:
            return None
        header = self.printed.spent_header("Financeur")
        look = Look(
            f"Dépenses de {self.report.year} par financeur",
            "Montants de chaque étape, écart et taux ; les étapes ne s’additionnent pas",
            self._money_widths((_FICHE + 3650,), len(header) - 1),
            total=True,
        )
        return self._table("financeurs", look, header, rows)

    def _money_widths(self, labels: tuple[int, ...], amounts: int) -> tuple[int, ...]:
        left = PAGE_WIDTH - sum(labels) - _RATE
        return (*labels, *equal_widths(left, amounts - 1), _RATE)

    def indicators(self) -> Element | None:
        """What the year aimed at and gave, of every indicator that is followed."""
        year = self.report.year
        rows = [self._indicator(*each) for each in self.report.indicators()]
        look = Look(
            f"Indicateurs en {year}",
            "Une ligne par indicateur : départ, cible et résultat de l’année, source",
            (_FICHE, 3500, 1900, 1600, 2100, 1500, 1500, 1470),
            texts=8,
        )
        measured = ("Départ", f"Cible {year}", f"Résultat {year}", "Cible atteinte")
        header = ("Fiche", "Indicateur", *measured, "Source", "Commentaire")
        return self._table("indicateurs", look, header, rows)

    def _indicator(
        self, one: fiche.FicheAction, indicator: fiche.Indicateur, year: PrintedYear | None
    ) -> list[Cell]:
        sheet = evolve(self.sheet, document=evolve(self.sheet.document, fiche=one))
        start = sheet.figure(indicator.reference)
        aim = year.aim if year else None
        said = (
            {each.label: year_detail(sheet, year, each) for each in year.details()} if year else {}
        )
        reached = {True: "Oui", False: "Non", None: NOTHING}[year.is_reached if year else None]
        cells = {name: said.get(name) or [run(NOTHING)] for name in _DETAILS}
        return [
            [run(str(one.numero))],
            [*words(sheet, indicator.libelle), *trend_below(sheet, indicator)],
            [run(start.alone if start else NOTHING)],
            cells["cible"] if year and year.target else [run(aim.alone if aim else NOTHING)],
            cells["résultat"],
            [run(reached)],
            cells["source"],
            cells["commentaire"],
        ]

    def accounts(self) -> Element | None:
        """What was foreseen in the year, by account."""
        known = ContractAccounts.of(self.report.budget, self.report.year)
        return known and accounts_table(self.sheet, known, PAGE_WIDTH, "bilan/comptes")

    def asked(self) -> Element | None:
        """What is asked and granted for the next year, by fiche and funder."""
        made = self.printed.asked()
        header = self.printed.asked_header
        look = Look(
            f"Financements prévus pour {self.report.next.year}",
            "Montants demandés et accordés par fiche et financeur",
            (_FICHE + 250, 5200, *equal_widths(PAGE_WIDTH - _FICHE - 5450, len(header) - 2)),
            texts=2,
            total=True,
            strong=_strong(is_sum for _, is_sum in made),
        )
        return self._table("demandes", look, header, [plain_cells(*cells) for cells, _ in made])

    def signatures(self) -> Element | None:
        """Who signs, with room for it."""
        contract = self.report.budget.contrat
        return signature_table(self.sheet, contract, PAGE_WIDTH, "bilan/signatures")

    def _table(
        self, name: str, look: Look, header: Sequence[str], rows: Sequence[list[Cell]]
    ) -> Element | None:
        if not rows:
            return None
        whole = evolve(look, money=True, computed=f"bilan/{name}")
        return table(self.sheet, whole, plain_cells(*header), rows)


_DETAILS: Final = ("cible", "résultat", "source", "commentaire")


def _strong(sums: Iterable[bool]) -> frozenset[int]:
    """The ranks of the rows that add up others."""
    return frozenset(rank for rank, is_sum in enumerate(sums) if is_sum)
