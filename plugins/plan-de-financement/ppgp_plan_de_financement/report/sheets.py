"""The sheets of a report: what was done, spent, reached, what changed, what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import frozen
from xlsxwriter.utility import xl_col_to_name

from ppgp_docs.api import (
    PREVU,
    Avenant,
    ContractAccounts,
    PrintedYear,
    PrintedYearReport,
    YearReport,
    fiche,
    movement_sentence,
    printed_figure,
)
from ppgp_plan_de_financement.formulas import FICHE, FIRST_ROW, FUNDER, Lines, must_be_exact
from ppgp_plan_de_financement.report.words import in_a_cell
from ppgp_plan_de_financement.sheets.etapes import NEVER_ADDED
from ppgp_plan_de_financement.sheets.shared_columns import (
    ACTION_COLUMN,
    FICHE_COLUMN,
    FUNDER_COLUMN,
    NOTHING,
    REACHED,
    figure_cell,
    gap_and_rate,
    short_title,
)
from ppgp_plan_de_financement.table import Cell, Column, Formula, Sheet

SPENT: Final = "Dépensé"
BY_FUNDER: Final = "Par financeur"
_TO_MEND: Final = (
    "Classeur protégé, qui se lit\u00a0: corrigez les montants dans les fiches ou le plan de "
    "financement,",
    "les textes dans les fiches ou le bilan en Word, puis refaites-le.",
)
"""Where to mend what is wrong, a line each: the narrowest sheet prints no longer ones."""
_LABELS: Final = 2
"""How many columns stand before the amounts of « Dépensé »."""


def sheets(report: YearReport) -> tuple[Sheet, ...]:
    """All of them in their order; one that would be empty is left out."""
    made = ReportSheets(report)
    spent = made.spent()
    money = (spent, made.by_fiche(), made.by_funder()) if spent.rows else ()
    every = (made.done(), *money, made.accounts(), made.reached(), made.changed(), made.asked())
    return tuple(sheet for sheet in every if sheet.rows)


@frozen
class ReportSheets:
    """Each method gives one sheet. Amounts stand in those of what was spent and of what is asked,
    a row a funder of a fiche; the others add them up."""

    report: YearReport

    @cached_property
    def printed(self) -> PrintedYearReport:
        """Its words."""
        return PrintedYearReport(self.report)

    # What was done

    def done(self) -> Sheet:
        """What each fiche is at the end of the year, its calendar, what it says of the year."""
        year = self.report.year
        columns = (
            FICHE_COLUMN,
            Column("Action", 34),
            Column("Référent", 20),
            Column(self.report.state_title, 22),
            Column(f"Calendrier de {year}", 32),
            Column(f"Bilan de {year}", 54),
        )
        rows = tuple(map(self._done, self.report.budget.fiches))
        drawn_up = self.report.drawn_up
        date = [f"Bilan établi le\u00a0: {drawn_up.en_francais()}."] if drawn_up else []
        notes = (*self.printed.sentences(), *date, *_TO_MEND)
        return Sheet("Fait", f"Ce qui a été fait en {year}", "Fait", columns, rows, notes)

    def _done(self, one: fiche.FicheAction) -> tuple[Cell, ...]:
        phases = (f"{each.en_tete}\u00a0: {each.texte.plain}" for each in self.report.phases(one))
        texts = (each.texte for each in self.report.texts(one))
        return (
            one.numero,
            one.titre.plain,
            one.referent,
            self.printed.state(one),
            "\n".join(phases) or NOTHING,
            in_a_cell(texts, self.report.budget.dossier.notes) or NOTHING,
        )

    # What was spent

    def spent(self) -> Sheet:
        """The amounts of each funder of each fiche, the gap and the rate."""
        columns = (FICHE_COLUMN, FUNDER_COLUMN, *self._money(_LABELS))
        rows = tuple(
            self._spent(row.fiche.numero, row.funder, self._amounts(row.amounts, row.granted))
            for row in self.report.rows
            if row.fiche and row.funder
        )
        title = f"Dépenses de {self.report.year}, par fiche et financeur"
        return Sheet(
            SPENT, title, "Depense", columns, rows, (NEVER_ADDED, *self._since(), *_TO_MEND)
        )

    def _spent(self, number: int, funder: str, amounts: Sequence[Decimal]) -> tuple[Cell, ...]:
        return (number, self._name(funder), *amounts, *self._gap_and_rate(amounts, _LABELS))

    def by_fiche(self) -> Sheet:
        """What each fiche foresaw and spent, as sums of « Dépensé »."""
        held = {row.fiche: row for row in self.report.rows if row.fiche}  # its sum comes last
        sums = {one: self._amounts(row.amounts, row.granted) for one, row in held.items()}
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (one.numero, short_title(one), *self._sums({FICHE: "$A{row}"}, amounts, _LABELS))
            for one, amounts in sums.items()
        )
        columns = (FICHE_COLUMN, ACTION_COLUMN, *self._money(_LABELS))
        title = f"Dépenses de {self.report.year}, par fiche"
        return Sheet("Par fiche", title, "Par_fiche", columns, rows, (NEVER_ADDED,))

    def by_funder(self) -> Sheet:
        """What each funder foresaw and spent in all fiches, as sums of « Dépensé »."""
        held: dict[str, tuple[Decimal, ...]] = {}
        for row in self.report.by_funder():  # a spreadsheet knows of them their printed names alone
            name, amounts = self._name(row.funder), self._amounts(row.amounts, row.granted)
            known = held.get(name, (Decimal(0),) * len(amounts))
            held[name] = tuple(a + b for a, b in zip(known, amounts, strict=True))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *self._sums({FUNDER: "$A{row}"}, amounts, 1)) for name, amounts in held.items()
        )
        columns = (Column("Financeur", 46), *self._money(1))
        title = f"Dépenses de {self.report.year}, par financeur"
        return Sheet(BY_FUNDER, title, "Par_financeur", columns, rows, (NEVER_ADDED,))

    def accounts(self) -> Sheet:
        """What the year foresaw by account, each side with its sum; no row where no fiche says."""
        known = ContractAccounts.of(self.report.budget, self.report.year)
        rows: list[tuple[Cell, ...]] = []
        first = FIRST_ROW
        for name, lines, is_sum in known.rows() if known else ():
            value, here = sum((each.montant for each in lines), Decimal(0)), FIRST_ROW + len(rows)
            rows.append((name, Formula(f"SUM(B{first}:B{here - 1})", value) if is_sum else value))
            first = here + 1 if is_sum else first
        columns = (Column("Compte", 80), Column(f"Prévu {self.report.year}", 18, "euros"))
        title = f"Charges et produits prévus en {self.report.year}, par compte"
        return Sheet("Comptes", title, "Comptes", columns, tuple(rows))

    def _money(self, first: int) -> Iterator[Column]:
        """The columns of amounts from the column ``first`` on: each stage, the gap, the rate."""
        *amounts, gap, rate = self.printed.spent_header()
        both = (first + len(amounts) - 1, first)
        yield from (Column(name, 16, "euros", summed=True) for name in amounts)
        yield Column(gap, 16, "euros", gap=both)
        yield Column(rate, 14, "part", rate=both)

    def _amounts(self, stages: Mapping[str, Decimal], granted: Decimal) -> tuple[Decimal, ...]:
        foreseen, *others = (stages[one] for one in self.report.stages)
        tells_granted = len(self.printed.spent_header()) > len(self.report.stages) + 2
        return (foreseen, *[granted] * tells_granted, *others)

    def _sums(
        self, criteria: Mapping[str, str], amounts: Sequence[Decimal], first: int
    ) -> Iterator[Formula]:
        """The columns of « Dépensé » for what a row is of, then its own gap and rate."""
        names = (self._name(row.funder) for row in self.report.by_funder())
        lines = Lines(len(self.report.rows), must_be_exact(names), f"'{SPENT}'")
        for rank, amount in enumerate(amounts, start=_LABELS):
            text = lines.sum(criteria, xl_col_to_name(rank))
            yield Formula(text, amount, lines.is_array(criteria))
        yield from self._gap_and_rate(amounts, first)

    def _gap_and_rate(self, amounts: Sequence[Decimal], first: int) -> tuple[Formula, ...]:
        """No gap where no spending of the year is told."""
        told = self.report.total.told
        return gap_and_rate(amounts, first, ("" if told else "FALSE", told))

    def _name(self, funder: str) -> str:
        return self.report.budget.dossier.financeur(funder)

    def _since(self) -> tuple[str, ...]:
        return tuple(filter(None, [self.printed.since()]))

    # What was reached

    def reached(self) -> Sheet:
        """What the year aimed at and gave, of every indicator that is followed: as numbers, then
        in words."""
        year = self.report.year
        columns = (
            FICHE_COLUMN,
            Column("Indicateur", 32),
            Column("Départ", 15, "nombre"),
            Column(f"Cible {year}", 15, "nombre"),
            Column(f"Résultat {year}", 15, "nombre"),
            Column("Cible atteinte", 10),
            Column("Résultat en détail", 24),
            Column("Source", 22),
            Column("Commentaire", 26),
        )
        rows = tuple(self._reached(*each) for each in self.report.indicators())
        title = f"Ce qui a été atteint en {year}"
        return Sheet("Atteint", title, "Atteint", columns, rows)

    def _reached(
        self, one: fiche.FicheAction, indicator: fiche.Indicateur, year: PrintedYear | None
    ) -> tuple[Cell, ...]:
        known = self.report.budget.dossier.chiffres_de(one)
        name = indicator.reference
        said = {each.label: each.text for each in year.details()} if year else {}
        words = (said.get(each, NOTHING) for each in ("résultat", "source", "commentaire"))
        return (
            one.numero,
            indicator.libelle.plain,
            figure_cell(printed_figure(known, name) if name in known else None),
            figure_cell(year.aim if year else None),
            figure_cell(year.result if year else None),
            REACHED[year.is_reached if year else None],
            *words,
        )

    # What changed

    def changed(self) -> Sheet:
        """A row for each movement of the amendments of the year, then for each fiche that stopped;
        one that says so where nothing changed."""
        year = self.report.year
        columns = (
            Column("Date", 18),
            Column("Ce qui a changé", 30),
            Column("Délibération", 21),
            Column("Objet ou raison", 32),
            Column("Mouvement", 44),
            Column("Montant", 16, "euros"),
        )
        rows = [row for one in self.report.amendments for row in self._moves(one)]
        rows += [
            (step.date.en_francais(), said, "", step.raison.plain, "", None)
            for _, step, said in self.report.lives()
        ]
        nothing = f"Aucun avenant en {year}, aucune fiche n’a changé d’état."
        rows = rows or [(str(year), nothing, "", "", "", None)]
        title = f"Ce qui a changé en {year}"
        return Sheet("Changé", title, "Change", columns, tuple(rows), self._since())

    def _moves(self, one: Avenant) -> Iterator[tuple[Cell, ...]]:
        date, what = one.date.en_francais(), one.en_clair
        told = (date, what, one.deliberation, one.objet.plain)
        for move in one.mouvements:
            label = f"{move.libelle.plain}\u00a0: " if move.libelle else ""
            sentence = movement_sentence(self.report.budget, move)
            yield (*told, f"{label}{sentence}", move.montant)
        if not one.mouvements:
            yield (*told, "", None)

    # What is asked

    def asked(self) -> Sheet:
        """What is asked and granted for the next year, by fiche and funder."""
        following = self.report.next
        _, _, *names = self.printed.asked_header
        amounts = (Column(name, 20, "euros", summed=True) for name in names)
        columns = (FICHE_COLUMN, ACTION_COLUMN, FUNDER_COLUMN, *amounts)
        rows = tuple(
            (
                row.fiche.numero,
                short_title(row.fiche),
                self._name(row.funder),
                *self._asked(row.asked, row.granted, names),
            )
            for row in following.rows
            if row.fiche and row.funder and (row.amounts[PREVU] or row.asked)
        )
        name, title = f"Demandé {following.year}", f"Ce qui est demandé pour {following.year}"
        return Sheet(name, title, "Demande", columns, rows, self._since())

    def _asked(self, asked: Decimal, granted: Decimal, names: Sequence[str]) -> tuple[Cell, ...]:
        whole = asked + granted
        if len(names) == 1:
            return (whole,)
        return asked, granted, Formula("D{row}+E{row}", whole)
