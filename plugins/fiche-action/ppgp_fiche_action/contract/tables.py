"""The tables of a contract: its envelopes, its fiches, who pays what when, its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.api import (
    ETAPES,
    NOTHING,
    STAGE_TITLES,
    ContractBudget,
    Genre,
    PrintedProgress,
    PrintedYear,
    Progress,
    SentField,
    capitale,
    contrat,
    fiche,
    printed_years,
    promised_cells,
    promised_header,
    share_of,
    states_label,
)
from ppgp_fiche_action.fiche.funding import COLON, Lines
from ppgp_fiche_action.progress import progress_table
from ppgp_fiche_action.word.fields import date, figure, number, text, typed
from ppgp_fiche_action.word.ooxml import Element, run
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.tables import Cell, Look, equal_widths, plain_cells, table
from ppgp_fiche_action.word.trends import trend_below
from ppgp_fiche_action.years import year_detail

PAGE_WIDTH: Final = 14570
"""The width of a landscape page inside the template's margins, in twips."""
YEARS_TITLE: Final = "Indicateurs année par année"
_FUNDER: Final = 2600
"""The least that the names of funders take, in twips."""
_RESERVE: Final = "Dont réserve"
_AMOUNT: Final = 1620
"""What « 99 999 999,99 € » and the margins of its cell take, in twips."""


@frozen
class ContractTables:
    """Each method gives one table, what it computes locked, or None when it would be empty."""

    sheet: Sheet
    budget: ContractBudget

    def envelopes(self) -> Element | None:
        """What the contract promises year by year; the table of funders tells what it does not."""
        signed = self.budget.signed
        if not any(one.annee for one in signed.enveloppes):
            return None
        rows = [self._envelope(one) for one in signed.enveloppes]
        amount = "Montant signé" if self.budget.contrat.en_vigueur else "Montant"
        header, total = (
            ["Financeur", "Période", amount],
            [self.budget.write.or_dash(signed.promised)],
        )
        if (reserves := signed.reserves) is not None:
            header.append(_RESERVE)
            total.append(self.budget.write.or_dash(reserves))
        widths = (6000, 2800, *[2400] * len(total))
        look = Look("Enveloppes du contrat", "Montant par financeur", widths, texts=2)
        return self._table("enveloppes", look, header, rows, plain_cells("Total", "", *total))

    def _envelope(self, one: contrat.Enveloppe) -> list[Cell]:
        field = SentField(one.address("montant"), "Montant", Genre.AMOUNT)
        amounts = [typed(self.sheet, field, run(self.budget.write.or_dash(one.montant)))]
        if self.budget.signed.reserves is not None:
            field = SentField(one.address("reserve"), _RESERVE, Genre.AMOUNT)
            said = NOTHING if one.reserve is None else self.budget.write.or_dash(one.reserve)
            amounts.append(typed(self.sheet, field, run(said)))
        when = [run(self._when(one.annee))]
        if one.annee:
            year = SentField(one.address("annee"), "Année")
            when = number(self.sheet, year, str(one.annee))
        return [[run(self.budget.funder_name(one.financeur))], when, *amounts]

    def fiches(self) -> Element | None:
        """Number, title, objective, referent and total of each fiche."""
        rows = [self._fiche(one) for one in self.budget.fiches]
        total = plain_cells(
            "Total",
            capitale(self._states),
            "",
            "",
            self.budget.write.or_dash(self.budget.whole.total()),
        )
        widths = (850, 5400, 4500, 1800, 2020)
        look = Look("Fiches action du contrat", "Une ligne par fiche action", widths, texts=4)
        header = ("Fiche", "Action", "Objectif", "Référent", "Total")
        return self._table("fiches", look, header, rows, total)

    def _fiche(self, one: fiche.FicheAction) -> list[Cell]:
        kind = f" ({one.objectif.caractere})" if one.objectif.caractere else ""
        objective = [run(f"{one.objectif.numero}{kind}{COLON}")]
        objective += text(self.sheet, one.objectif, "intitule", "Objectif")
        title = text(self.sheet, one, "titre", "Titre")
        field = SentField(one.address("referent"), "Référent")
        who = typed(self.sheet, field, run(one.referent))
        total = self.budget.write.or_dash(self.budget.of(one).total())
        return [[run(str(one.numero))], title, objective, who, [run(total)]]

    def crossed(self) -> Element | None:
        """Fiche by funder by year, with the total of each fiche that has several funders."""
        rows: list[list[Cell]] = []
        strong: set[int] = set()
        for one in self.budget.fiches:
            funders = self._funders_of(one)
            rows += funders
            if len(funders) > 1:
                strong.add(len(rows))
                rows.append(self._amounts(self.budget.of(one), f"Fiche {one.numero}", "Total"))
        look = Look(
            "Budget par fiche, financeur et année",
            "Montants de chaque financeur par année, puis le total de chaque fiche",
            self._widths(1250, 4200),
            texts=2,
            strong=frozenset(strong),
        )
        header = ("Fiche", "Financeur", *map(str, self.budget.years), "Total")
        return self._table("budget", look, header, rows, self._whole("Contrat", self._total))

    def _funders_of(self, one: fiche.FicheAction) -> list[list[Cell]]:
        budget = self.budget.of(one)
        return [
            self._amounts(
                budget.extrait(funder), f"Fiche {one.numero}", self.budget.funder_name(funder)
            )
            for funder in budget.financeurs()
        ]

    def _amounts(self, budget: Lines, *labels: str) -> list[Cell]:
        """What a budget gives each year and in all, after the labels of the row."""
        paid = budget.par_annee()
        years = (
            self.budget.write.or_dash(paid.get(year, Decimal(0))) for year in self.budget.years
        )
        return plain_cells(*labels, *years, self.budget.write.or_dash(budget.total()))

    def _whole(self, *labels: str) -> list[Cell]:
        return self._amounts(self.budget.whole, *labels)

    def funders(self) -> Element | None:
        """Funder by year, its share, and what its envelope has left."""
        rows = [self._funder(funder) for funder in self.budget.funders]
        years, envelopes = map(str, self.budget.years), promised_header(self.budget)
        header = ("Financeur", *years, "Total", "Part", *envelopes)
        first = max(_FUNDER, PAGE_WIDTH - (len(header) - 1) * _AMOUNT)
        look = Look(
            "Financement par financeur et par année",
            "Montants portés par les fiches, part de chaque financeur, reste de son enveloppe",
            (first, *equal_widths(PAGE_WIDTH - first, len(header) - 1)),
        )
        return self._table("financeurs", look, header, rows, self._all_funders())

    def _funder(self, funder: str) -> list[Cell]:
        paid, whole = self.budget.whole.extrait(funder), self.budget.whole
        return [
            *self._amounts(paid, self.budget.funder_name(funder)),
            *plain_cells(share_of(paid.total(), whole.total()) or NOTHING),
            *plain_cells(*promised_cells(self.budget, funder)),
        ]

    def _all_funders(self) -> list[Cell]:
        whole = self.budget.whole.total()
        share = share_of(whole, whole) or NOTHING
        return [*self._whole(self._total), *plain_cells(share, *promised_cells(self.budget))]

    def _at_stage(self, stage: str) -> Element | None:
        """What of each funder was committed, paid or spent by year: no other table counts it."""
        done = self.budget.at_stage(stage)
        years = done.annees()
        rows = [
            plain_cells(
                self.budget.funder_name(key),
                *map(self.budget.write.or_dash, by_year.values()),
                self.budget.write.or_dash(sum(by_year.values(), Decimal(0))),
            )
            for key, by_year in done.financeur_annee().items()
        ]
        total = plain_cells(
            f"Total {ETAPES[stage]}",
            *map(self.budget.write.or_dash, done.par_annee().values()),
            self.budget.write.or_dash(done.total()),
        )
        first = max(_FUNDER, PAGE_WIDTH - (len(years) + 1) * _AMOUNT)
        look = Look(
            f"{STAGE_TITLES[stage]} par financeur et par année",
            "Montants que les autres tableaux ne comptent pas",
            (first, *equal_widths(PAGE_WIDTH - first, len(years) + 1)),
        )
        return self._table(stage, look, ("Financeur", *map(str, years), "Total"), rows, total)

    def stages(self) -> Iterator[tuple[str, Element]]:
        """What was foreseen beside what became of it, or what became of money that no line
        foresees: the title and the table of each."""
        if progress := Progress.of(self.budget.at_stage):
            printed = PrintedProgress(progress, self.budget.funder_name, self.budget.write)
            yield printed.title, progress_table(self.sheet, printed, PAGE_WIDTH, "contrat/suivi")
            return
        for stage, what in STAGE_TITLES.items():
            if (done := self._at_stage(stage)) is not None:
                yield f"{what}, à part du prévu", done

    @property
    def _total(self) -> str:
        return f"Total ({self._states})" if self._states else "Total"

    @property
    def _states(self) -> str:
        """What the totals add up, where not all of it is as sure."""
        whole = self.budget.whole
        return states_label(whole) if len(whole.par_statut()) > 1 else ""

    def indicators(self) -> Element | None:
        """What will tell whether each action succeeds."""
        rows = [
            self._indicator(one, indicator)
            for one in self.budget.fiches
            for indicator in one.indicateurs
        ]
        look = Look(
            "Indicateurs du contrat",
            "Une ligne par indicateur",
            (850, 5600, 2900, 1800, 1800, 1620),
            texts=6,
        )
        header = ("Fiche", "Indicateur", "Population", "Départ", "Cible", "Échéance")
        return self._table("indicateurs", look, header, rows)

    def years(self) -> Element | None:
        """What each year of an indicator aimed at and gave."""
        rows = [
            self._year(one, year)
            for one in self.budget.fiches
            for indicator in one.indicateurs
            for year in printed_years(indicator, self.budget.dossier.chiffres_de(one))
        ]
        look = Look(
            YEARS_TITLE,
            "Une ligne par indicateur et par année",
            (850, 4300, 850, 2300, 2300, 2100, 1870),
            texts=7,
        )
        header = ("Fiche", "Indicateur", "Année", "Résultat", "Cible", "Source", "Commentaire")
        return self._table("suivi-des-indicateurs", look, header, rows)

    def _year(self, one: fiche.FicheAction, year: PrintedYear) -> list[Cell]:
        sheet = evolve(self.sheet, document=evolve(self.sheet.document, fiche=one))
        said = {each.label: year_detail(sheet, year, each) for each in year.details()}
        when = number(sheet, SentField(year.year.address("annee"), "Année"), year.head)
        label = text(sheet, year.indicator, "libelle", "Indicateur")
        columns = ("résultat", "cible", "source", "commentaire")
        cells = (said.get(name) or [run(NOTHING)] for name in columns)
        return [[run(str(one.numero))], label, when, *cells]

    def _indicator(self, one: fiche.FicheAction, indicator: fiche.Indicateur) -> list[Cell]:
        sheet = evolve(self.sheet, document=evolve(self.sheet.document, fiche=one))
        label = text(sheet, indicator, "libelle", "Indicateur")
        if indicator.unite:
            field = SentField(indicator.address("unite"), "Unité")
            unit = typed(sheet, field, run(indicator.unite))
            label += [run(" (en\u00a0"), *unit, run(")")]
        label += trend_below(sheet, indicator)
        return [[run(str(one.numero))], label, *_measures(sheet, indicator)]

    def _table(
        self,
        name: str,
        look: Look,
        header: Sequence[str],
        rows: Sequence[list[Cell]],
        total: list[Cell] | None = None,
    ) -> Element | None:
        if not rows:
            return None
        path = f"contrat/{name}"
        money = evolve(look, money=True, total=total is not None, computed=path)
        return table(self.sheet, money, plain_cells(*header), [*rows, *([total] if total else [])])

    def _widths(self, *texts: int) -> tuple[int, ...]:
        left = PAGE_WIDTH - sum(texts)
        return (*texts, *equal_widths(left, len(self.budget.years) + 1))

    def _when(self, year: int | None) -> str:
        return str(year or self.budget.contrat.periode.en_clair)


def _measures(sheet: Sheet, one: fiche.Indicateur) -> list[Cell]:
    """Who is counted, the start, the target and its date."""
    cells: list[Cell] = []
    if one.population:
        field = SentField(one.address("population"), "Population")
        cells.append(typed(sheet, field, run(one.population)))
    else:
        cells.append([run(NOTHING)])
    for label, key in (("Départ", "reference"), ("Cible", "cible")):
        name = getattr(one, key)
        known = sheet.figure(name)
        field = SentField(one.address(key), label)
        cells.append(figure(sheet, field, name, known) if known else [run(NOTHING)])
    if one.echeance:
        field = SentField(one.address("echeance"), "Échéance")
        cells.append(date(sheet, field, one.echeance, one.echeance.en_francais()))
    else:
        cells.append([run(NOTHING)])
    return cells
