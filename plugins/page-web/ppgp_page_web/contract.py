"""The tables of a contract on its page: envelopes, funders, stages of money, fiches, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import (
    ETAPES,
    NOTHING,
    SHARES_ROUNDED,
    STAGE_TITLES,
    Budget,
    ContractAccounts,
    ContractBudget,
    Document,
    LigneBudget,
    PrintedAmendments,
    PrintedProgress,
    Progress,
    amendment_head,
    contract_sentence,
    envelopes_sentence,
    fiche,
    life_sentences,
    movement_sentence,
    promised_cells,
    promised_header,
    reserve_sentence,
    share_of,
    states_label,
)
from ppgp_page_web.envelopes import drawn_envelopes
from ppgp_page_web.sheet import details
from ppgp_page_web.trends import drawn_trend


@frozen
class Row:
    """The cells of a row; ``total`` when it sums those above it."""

    cells: tuple[str, ...]
    total: bool = False
    address: str = ""


@frozen
class Table:
    """Its first ``texts`` columns are words, the others amounts."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    texts: int = 1


@frozen
class Sheet:
    """A fiche, its total, its indicators with what is told of each and how its trend is drawn."""

    action: fiche.FicheAction
    total: str
    indicators: tuple[tuple[fiche.Indicateur, tuple[tuple[str, str], ...], Markup], ...]


def contract_words(document: Document) -> dict[str, Any]:
    """What the template of a contract may say of it."""
    tables = _Tables(ContractBudget(document.dossier))
    one = tables.budget.contrat
    national = one.referentiel.engagements if one.referentiel else ()
    return {
        "contrat": one,
        "periode": tables.period,
        "engagements": (*one.engagements, *national),
        "enveloppes": tables.envelopes(),
        "phrase_du_contrat": contract_sentence(tables.budget),
        "financeurs": tables.funders(),
        "enveloppes_dessinees": drawn_envelopes(tables.budget),
        "precisions_du_financement": _remarks(tables.budget),
        "suivi": [*tables.stages(), *filter(None, [tables.accounts()])],
        "avenants": tables.budget.contrat.en_vigueur,
        "titre_d_avenant": amendment_head,
        "mouvement": partial(movement_sentence, tables.budget),
        "titre_des_changements": "Les avenants au contrat"
        if one.en_vigueur
        else "La vie des fiches",
        "vies": [(step, said) for _, step, said in life_sentences(tables.budget)],
        "avant_apres": tables.amendments(),
        "fiches": tables.fiches(),
        "total": tables.total,
        "budget": tables.crossed(),
    }


def _remarks(budget: ContractBudget) -> list[str]:
    """How shares are rounded, what is paid beside the envelopes, what is in reserve."""
    said = (SHARES_ROUNDED, envelopes_sentence(budget), reserve_sentence(budget))
    return [*filter(None, said)]


def contract_amounts(budget: ContractBudget) -> Iterator[str]:
    """Every amount that the page prints, but nothings: step 7 looks for each."""
    tables = _Tables(budget)
    every = (
        tables.envelopes(),
        tables.funders(),
        tables.amendments(),
        *tables.stages(),
        tables.accounts(),
        tables.crossed(),
    )
    amounts = [tables.total[1], *(each.total for each in tables.fiches())]
    for table in filter(None, every):
        amounts += (cell for row in table.rows for cell in row.cells[table.texts :])
    yield from (each for each in amounts if each != NOTHING)


@frozen
class _Tables:
    """Each method gives one table, or None when it would be empty."""

    budget: ContractBudget

    @property
    def period(self) -> str:
        return self.budget.contrat.periode.en_clair

    def envelopes(self) -> Table | None:
        """What the contract promises year by year; the table of funders tells what it does not."""
        signed = self.budget.signed
        promised = signed.enveloppes
        if not any(one.annee for one in promised):
            return None
        reserves = signed.reserves
        rows = [
            Row(
                (
                    self.budget.funder_name(one.financeur),
                    str(one.annee or self.period),
                    self.budget.write.or_dash(one.montant),
                    *self._reserve(one.reserve),
                ),
                address=one.address(),
            )
            for one in promised
        ]
        sums = (self.budget.write.or_dash(signed.promised), *self._reserve(reserves))
        total = Row(("Total", "", *sums), total=True)
        amount = "Montant signé" if self.budget.contrat.en_vigueur else "Montant"
        header = ("Financeur", "Période", amount, *["Dont réserve"] * (reserves is not None))
        return Table("Enveloppes du contrat", header, (*rows, total), texts=2)

    def _reserve(self, amount: Decimal | None) -> tuple[str, ...]:
        """What is in reserve, where the contract has some."""
        return (
            ()
            if self.budget.signed.reserves is None
            else (self.budget.write.or_dash(amount or Decimal(0)),)
        )

    def funders(self) -> Table | None:
        """Funder by year, its share, and what its envelope has left."""
        if not self.budget.funders:
            return None
        rows = tuple(map(self._funder, self.budget.funders))
        whole = self.budget.whole.total()
        cells = (*self._amounts(self.budget.whole), share_of(whole, whole) or NOTHING)
        total = Row((f"Total{self._states}", *cells, *promised_cells(self.budget)), total=True)
        years, envelopes = map(str, self.budget.years), promised_header(self.budget)
        header = ("Financeur", *years, "Total", "Part", *envelopes)
        return Table("Financement par financeur et par année", header, (*rows, total))

    def _funder(self, funder: str) -> Row:
        paid, whole = self.budget.whole.extrait(funder), self.budget.whole
        share = share_of(paid.total(), whole.total()) or NOTHING
        promised = promised_cells(self.budget, funder)
        return Row((self.budget.funder_name(funder), *self._amounts(paid), share, *promised))

    def stages(self) -> list[Table]:
        """What was foreseen beside what became of it, or what became of money that no line
        foresees: no other table counts it."""
        if known := Progress.of(self.budget.at_stage):
            return [_progress(PrintedProgress(known, self.budget.funder_name, self.budget.write))]
        return [*filter(None, map(self._at_stage, STAGE_TITLES))]

    def accounts(self) -> Table | None:
        """The charges and the products of each account."""
        known = ContractAccounts.of(self.budget)
        if known is None:
            return None
        rows = tuple(Row(cells, total=is_sum) for cells, is_sum in known.cells())
        return Table(known.title, known.header, rows)

    def _at_stage(self, stage: str) -> Table | None:
        """What of each funder was committed, paid or spent by year."""
        done = self.budget.at_stage(stage)
        rows = [
            Row((self.budget.funder_name(key), *self._with_sum(by_year.values())))
            for key, by_year in done.financeur_annee().items()
        ]
        if not rows:
            return None
        cells = (f"Total {ETAPES[stage]}", *self._with_sum(done.par_annee().values()))
        header = ("Financeur", *map(str, done.annees()), "Total")
        title = f"{STAGE_TITLES[stage]} par financeur et par année"
        return Table(title, header, (*rows, Row(cells, total=True)))

    def amendments(self) -> Table | None:
        """Before and after them."""
        known = PrintedAmendments.of_contract(self.budget)
        if known is None:
            return None
        rows = (Row(each, total=rank in known.sums) for rank, each in enumerate(known.rows()))
        return Table(known.title, known.header, tuple(rows), texts=2)

    def fiches(self) -> list[Sheet]:
        """What each fiche is, and its total."""
        known = self.budget.dossier.chiffres_de
        return [
            Sheet(
                one,
                self.budget.write.or_dash(self.budget.of(one).total()),
                tuple(
                    (each, tuple(details(each, known(one))), drawn_trend(each, known(one)))
                    for each in one.indicateurs
                ),
            )
            for one in self.budget.fiches
        ]

    @property
    def total(self) -> tuple[str, str]:
        """What all of them ask, and its label."""
        return f"Total{self._states}", self.budget.write.or_dash(self.budget.whole.total())

    def crossed(self) -> Table:
        """Fiche by funder by year, with the total of each fiche that has several funders."""
        rows = [row for one in self.budget.fiches for row in self._funders_of(one)]
        cells = ("Contrat", f"Total{self._states}", *self._amounts(self.budget.whole))
        header = ("Fiche", "Financeur", *map(str, self.budget.years), "Total")
        title = "Budget par fiche, financeur et année"
        return Table(title, header, (*rows, Row(cells, total=True)), texts=2)

    def _funders_of(self, one: fiche.FicheAction) -> Iterator[Row]:
        budget, name = self.budget.of(one), f"Fiche {one.numero}"
        funders = budget.financeurs()
        for funder in funders:
            yield Row(
                (name, self.budget.funder_name(funder), *self._amounts(budget.extrait(funder)))
            )
        if len(funders) > 1:
            yield Row((name, "Total", *self._amounts(budget)), total=True)

    def _amounts(self, budget: Budget[LigneBudget]) -> tuple[str, ...]:
        """What a budget gives each year and in all."""
        paid = budget.par_annee()
        years = (
            self.budget.write.or_dash(paid.get(year, Decimal(0))) for year in self.budget.years
        )
        return (*years, self.budget.write.or_dash(budget.total()))

    def _with_sum(self, amounts: Iterable[Decimal]) -> tuple[str, ...]:
        every = tuple(amounts)
        return (
            *map(self.budget.write.or_dash, every),
            self.budget.write.or_dash(sum(every, Decimal(0))),
        )

    @property
    def _states(self) -> str:
        """What the totals add up, where not all of it is as sure."""
        whole = self.budget.whole
        return f" ({states_label(whole)})" if len(whole.par_statut()) > 1 else ""


def _progress(printed: PrintedProgress) -> Table:
    every = tuple(printed.rows())
    sums = printed.sums | {len(every) - 1}
    rows = (Row(cells, total=rank in sums) for rank, cells in enumerate(every))
    return Table(
        f"{printed.title} par financeur et par année", printed.header, tuple(rows), texts=2
    )
