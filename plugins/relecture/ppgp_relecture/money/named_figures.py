"""Sentences that name the very figure they tell: « les dépenses réalisées s’élèvent à 70,01 € ».

Such words leave no doubt of what was proposed, granted, committed, paid or spent, of a contract or
of an envelope: an amount that is not that one is told however far from it. They must be all of the
sentence: a word that is not known here (a nature, a place, a day) may part what is told from what
is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from decimal import Decimal
from itertools import product
from typing import Final

from attrs import frozen

from ppgp_docs.api import Budget, Dossier, LigneBudget, PrintedText, Span
from ppgp_relecture.money.figure_words import (
    CONTRACT,
    DONE,
    ENVELOPE,
    LINES_GIVE,
    SIGNED,
    WITHOUT,
    Words,
    behind,
    of_a_stage,
    words_of,
)
from ppgp_relecture.money.funding import BudgetSum, BudgetSums, Funding
from ppgp_relecture.money.mistyped import is_nearly, is_rounded
from ppgp_relecture.money.spoken_of import Moneys
from ppgp_relecture.parsing.stated_amounts import YEAR, StatedAmount

_EVERY_ENVELOPE: Final = "contrat.enveloppe"


@frozen
class NamedFigures:
    """Those of a dossier; ``reports`` are the texts that tell of a year."""

    moneys: Moneys
    reports: tuple[tuple[Span, int], ...] = ()
    is_complete: bool = False

    @classmethod
    def of(cls, dossier: Dossier, moneys: Moneys) -> NamedFigures:
        told = ((one.at(), one.annee) for fiche in dossier.fiches for one in fiche.bilans)
        declared = dossier.contrat.fiches if dossier.contrat else ()
        return cls(moneys, tuple(told), not any(one.a_venir for one in declared))

    def missed(self, amount: StatedAmount, text: PrintedText) -> BudgetSums | None:
        """The figure that the words name, where the amount misses it or is it; nothing where it may
        be another; None where the words name none that is known."""
        span = text.ecrit.texte.span
        if any(each.avenant.at().holds(span) for each in self.moneys.amendments):
            return None
        own = self.moneys.files.get(span.file)
        in_fiche = span.file in self.moneys.files
        if in_fiche and (own is None or own.line(span)):
            return None
        money = own or self.moneys.contract
        if money and (words := of_a_stage(amount, money, in_fiche)):
            return _spent(amount, money, words, self._reported(span))
        if own and (part := _without(amount, own) or _signed(amount, own)):
            return _if_near(amount, part, self.moneys.others)
        return self._contracted(amount, in_fiche)

    def _contracted(self, amount: StatedAmount, in_fiche: bool) -> BudgetSums | None:
        if CONTRACT.fullmatch(amount.head) and self.moneys.contract:
            return self._of_contract(amount, self.moneys.contract, in_fiche)
        if found := ENVELOPE.fullmatch(amount.head):
            return self._of_envelope(amount, found["rest"], in_fiche)
        return None

    def foreseen(self, amount: StatedAmount, text: PrintedText) -> list[Decimal]:
        """What was foreseen where the amount is what the words name of what became of it: that
        year, or in all."""
        span = text.ecrit.texte.span
        money = self.moneys.files.get(span.file, self.moneys.contract)
        words = of_a_stage(amount, money, span.file in self.moneys.files) if money else None
        if money is None or words is None:
            return []
        rates = self.rates(words, money, span)
        return sorted({whole for part, whole in rates if part == amount.value})

    def known_wholes(self, amount: StatedAmount, text: PrintedText) -> set[Decimal]:
        """All that a rate behind the amount may be told of."""
        span = text.ecrit.texte.span
        money = self.moneys.files.get(span.file, self.moneys.contract)
        words = of_a_stage(amount, money, span.file in self.moneys.files) if money else None
        return self.wholes(words, money) if words and money else set()

    def rates(self, words: Words, money: Funding, span: Span) -> Iterator[tuple[Decimal, Decimal]]:
        """What the words name of what became of some money, with what was foreseen of it: that
        year, or in all, or of the year that a report tells."""
        if words.stages[0] not in DONE or money.budget == money.stages["realise"]:
            return
        done = money.stages[words.stages[0]]
        for year in (words.year,) if words.year else ("", self._reported(span)):
            part, whole = (_only(one, words.funder, year) for one in (done, money.budget))
            if part and whole and whole.total() > 0:
                yield part.total(), whole.total()

    def wholes(self, words: Words, money: Funding) -> set[Decimal]:
        """All that a rate may be told of where its words do not say it: any earlier state of that
        money, or what was foreseen, of the funder or of all, of the year or in all."""
        states = (
            money.budget,
            *money.others,
            *(each for one in money.maybe.values() for each in one),
        )
        years = {"", words.year} if words.year else {"", *money.years}
        ways = product(states, {words.funder, ""}, years)
        return {part.total() for one, who, when in ways if (part := _only(one, who, when))}

    def _reported(self, span: Span) -> str:
        return next((str(year) for place, year in self.reports if place.holds(span)), "")

    def _of_contract(
        self, amount: StatedAmount, contract: Funding, in_fiche: bool
    ) -> BudgetSums | None:
        tail = behind(amount)
        words = words_of(tail, contract) if tail is not None else None
        if words is None or words.funder or words.year:
            return None
        known = {*self.moneys.others, *(one.total for one in self.moneys.envelopes)}
        whole = contract.whole("")
        promised = [one for one in self.moneys.envelopes if one.cited == _EVERY_ENVELOPE]
        found = _missed(amount, [whole], known)
        near = tuple(
            one for one in (*found, *(promised if found else ())) if _is_near(amount, (one,))
        )
        if near or not found:
            return near or found
        return None if in_fiche or not self.is_complete else found

    def _of_envelope(self, amount: StatedAmount, rest: str, in_fiche: bool) -> BudgetSums | None:
        tail, whole = behind(amount), self.moneys.contract
        if tail is None or whole is None:
            return None
        words = words_of(f"{rest} {tail}", whole)
        if words is None:
            return None
        payers = {words.funder} if words.funder else set(whole.names)
        ending = f".{words.year}.enveloppe" if words.year else ""
        parts = [
            one
            for one in self.moneys.envelopes
            if (one.payers == payers and one.cited.endswith(ending))
            if words.year or not YEAR.search(one.cited)
        ]
        known = {*self.moneys.others, *(one.total for one in self.moneys.reserves)}
        known |= {one.total for one in self.moneys.envelopes if not words.year}
        found = _missed(amount, parts, known) if parts else None
        return None if found and in_fiche and not _is_near(amount, found) else found


def _without(amount: StatedAmount, own: Funding) -> BudgetSum | None:
    """What all the others pay: « hors BOP 304, l’action est financée à hauteur de… »."""
    found, tail = WITHOUT.fullmatch(amount.head), behind(amount)
    if found is None or tail is None:
        return None
    words = words_of(f"{found['rest']} {tail}", own, in_fiche=True)
    if words is None or not words.funder or words.year:
        return None
    lines = tuple(one for one in own.budget.lignes if one.financeur != words.funder)
    return BudgetSum.of(Budget(lines)) if lines else None


def _signed(amount: StatedAmount, own: Funding) -> BudgetSum | None:
    """What the action was given before any amendment, where the sentence tells of that alone."""
    alone = not (own.funders(amount.clause) or YEAR.search(amount.tail))
    return own.signed if alone and SIGNED.search(amount.head) else None


def _if_near(amount: StatedAmount, part: BudgetSum, others: Set[Decimal]) -> BudgetSums | None:
    found = _missed(amount, [part], {*others})
    return found if found and _is_near(amount, found) else None


def _spent(amount: StatedAmount, money: Funding, words: Words, report: str) -> BudgetSums | None:
    """The figure of a stage that an amount misses; of the year of its report, or of all."""
    every = _only(money.stages.get(words.stages[0]), words.funder, "")
    years = dict.fromkeys((words.year,) if words.year else ("", report))
    meant = {_only(every, "", year) for year in years} - {None}
    parts = [
        BudgetSum(one.lignes, one.total(), source=LINES_GIVE[words.stages[0]])
        for one in sorted(filter(None, meant), key=Budget.total)
    ]
    if not parts or every is None:
        return None
    first, *others = words.stages
    held = [*(money.stages[stage] for stage in others), *money.maybe.get(first, ()), every]
    known = {each for budget in held for each in _parts_of(budget)}
    found = _missed(amount, parts, known - _others(every, words) if words.year else known)
    return found if words.sure or not found or _is_near(amount, found) else None


def _only(budget: Budget[LigneBudget] | None, funder: str, year: str) -> Budget[LigneBudget] | None:
    """The lines of a funder and of a year; None where there are none."""
    if budget is None:
        return None
    lines = tuple(
        line
        for line in budget.lignes
        if (not funder or line.financeur == funder) and (not year or str(line.annee) == year)
    )
    return Budget(lines) if lines else None


def _parts_of(budget: Budget[LigneBudget]) -> Iterator[Decimal]:
    """Every sum of these lines that a sentence may mean and does not say: of a year, up to it, of
    what was dated in it, of a funder, of a nature, of a part of the action, of a line."""
    sums: dict[object, Decimal] = {}
    for line in budget.lignes:
        keys = (
            *(
                "",
                line.annee,
                ("in", _year_of(line)),
                line.financeur,
                line.nature,
                line.sous_action,
            ),
            *(line.libelle, line.section, (line.financeur, line.annee), id(line)),
            (line.financeur, line.nature),
        )
        for key in keys:
            sums[key] = sums.get(key, Decimal(0)) + line.montant
    yield from sums.values()
    for year in budget.annees():
        yield sum((one.montant for one in budget.lignes if one.annee <= year), Decimal(0))


def _year_of(line: LigneBudget) -> str:
    """That of its date, or its own."""
    return str(line.date.debut.year if line.date else line.annee)


def _others(every: Budget[LigneBudget], words: Words) -> set[Decimal]:
    """The whole and the other years, where the words say which year; but for what was dated in it,
    as « notifié en 2025 » may mean."""
    own = _only(every, "", words.year)
    dated = (one.montant for one in every.lignes if one.date and _year_of(one) == words.year)
    sums = {every.extrait("annee", year).total() for year in every.annees()} | {every.total()}
    return sums - {sum(dated, Decimal(0)), *((own.total(),) if own else ())}


def _missed(amount: StatedAmount, parts: list[BudgetSum], known: set[Decimal]) -> BudgetSums:
    totals = [part.total for part in parts]
    if amount.value in totals:  # it says of these lines that they are right
        return tuple(one for one in parts if one.lines and one.total == amount.value)[:1]
    if amount.value in known:
        return ()
    if any(is_rounded(amount.value, each, amount.step) for each in (*totals, *known)):
        return ()
    return tuple(parts)


def _is_near(amount: StatedAmount, parts: BudgetSums) -> bool:
    return any(
        amount.value == part.total or is_nearly(amount.value, part.total, amount.step)
        for part in parts
    )
