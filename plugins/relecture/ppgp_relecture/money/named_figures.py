"""Sentences that name the very figure they tell: « les dépenses réalisées s’élèvent à 70,01 € ».

Such words leave no doubt of what was proposed, granted, committed, paid or spent, of a contract or
of an envelope: an amount that is not that one is told however far from it. They must be all of the
sentence: a word that is not known here (a nature, a place, a day) may part what is told from what
is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from attrs import frozen

from ppgp_docs.api import Budget, Dossier, LigneBudget, PrintedText, Span, pattern
from ppgp_relecture.money.funding import BudgetSum, BudgetSums, Funding
from ppgp_relecture.money.mistyped import is_nearly, is_rounded
from ppgp_relecture.money.spoken_of import Moneys
from ppgp_relecture.parsing.stated_amounts import YEAR, StatedAmount

_STAGE: Final = (
    r"(?:(?P<realise>réalisée?s?|dépensée?s?)|(?P<engage>engagée?s?)|(?P<mandate>mandatée?s?)"
    r"|(?P<propose>proposée?s?)|(?P<acquis>(?<!les\s)acquis(?:es?)?)|(?P<notifie>notifiée?s?))(?!\w)"
)
_COMES_TO: Final = (
    r"(?:(?:s[’']élève(?:nt)?|s[’']est\sélevée?|se\ssont\sélevée?s)\sà|est\sde|sont\sde|atteint|atteignent|représente(?:nt)?"
    r"|se\smonte(?:nt)?\sà|:)"
)
_FIRST: Final = (
    r"\W*(?P<lead>(?:au\stotal|en\stout|à\sce\sjour|(?:en|pour)\s(?:l[’']année\s)?20\d\d)\s?,?\s?)?"
)
_REST: Final = r"(?P<rest>[^;.!?€:]*?)"
_MONEY: Final = (
    r"(?:dépenses?|crédits|sommes?|montants?|fonds|financements?|subventions?|total|budget)"
)
_TOLD: Final = pattern(
    rf"{_FIRST}(?:les?\s|la\s|l[’'])?(?:(?:montant|total|somme)(?:\stotale?)?\s(?:des\s|de\s|d[’']))?"
    rf"(?:(?P<money>{_MONEY})\s(?:totale?s?\s)?)?{_STAGE}{_REST}\s?{_COMES_TO}\s*",
    re.IGNORECASE,
)
_PAID: Final = pattern(rf"{_FIRST}{_REST}\s(?:a|ont)\s(?:déjà\s)?{_STAGE}\s*", re.IGNORECASE)
_NOTHING: Final = pattern(rf"{_FIRST}\s*", re.IGNORECASE)
_WERE: Final = pattern(
    rf"\s(?:ont\sété|sont|a\sété|est)\s(?:déjà\s)?{_STAGE}(?P<rest>.*)", re.IGNORECASE
)
_CONTRACT: Final = pattern(
    rf"{_FIRST}(?:le\s(?:(?:montant|coût|budget|total)(?:\s(?:total|global))?\sdu\s)?contrat"
    rf"(?:\sdépartemental)?(?:\s\w+[-–]\d{{4}})?)\s(?:{_COMES_TO}|porte\ssur)\s*",
    re.IGNORECASE,
)
_ENVELOPE: Final = pattern(
    rf"{_FIRST}l[’']enveloppe(?:\s(?:totale|globale))?{_REST}\s?{_COMES_TO}\s*", re.IGNORECASE
)
_END: Final = pattern(
    r"[.;!?\n)](?=\s|$)|\s(?=(?:soit|dont|contre|sur\s(?!20\d\d))\b)"
    r"|\s(?=et\s(?:de\s)?\d|\((?:soit\s)?\d+(?:,\d+)?\s?%)"
)
_PARTED: Final = pattern(r",\s(?!soit\b|dont\b|contre\b|sur\b)")
_BARE: Final = pattern(
    r"(?:\W|(?<!\w)(?:les?|la|l|du|des?|d|par|en|pour|au|titre|total|tout|année|exercice|à|ce|jour"
    r"|ttc|sur)(?!\w))*",
    re.IGNORECASE,
)
_OWN: Final = pattern(r"(?:de|pour|sur)\s(?:l[’']|cette\s)(?:action|fiche)", re.IGNORECASE)
_OF_CONTRACT: Final = pattern(r"(?:du|pour\sle|au)\scontrat", re.IGNORECASE)
_LINES_GIVE: Final = {
    "engage": "les montants engagés font",
    "mandate": "les montants mandatés font",
    "realise": "les montants réalisés font",
    "propose": "les montants proposés font",
    "acquis": "les montants acquis font",
    "notifie": "les montants notifiés font",
}
_STAGES: Final = tuple(_LINES_GIVE)
_DONE: Final = _STAGES[:3]


class _Words(NamedTuple):
    """What the words around an amount say: whose money, of which year and ``stages``, the first
    surely, the others maybe; ``sure`` where they tell of a whole, not of what a payment bought."""

    funder: str
    year: str
    sure: bool = True
    stages: tuple[str, ...] = ()


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
        if money and (words := _of_a_stage(amount, money, in_fiche)):
            return _spent(amount, money, words, self._reported(span))
        if _CONTRACT.fullmatch(amount.head) and self.moneys.contract:
            return self._of_contract(amount, self.moneys.contract, in_fiche)
        if found := _ENVELOPE.fullmatch(amount.head):
            return self._of_envelope(amount, found["rest"], in_fiche)
        return None

    def foreseen(self, amount: StatedAmount, text: PrintedText) -> list[Decimal]:
        """What was foreseen where the amount is what the words name of what became of it: that
        year, or in all."""
        span = text.ecrit.texte.span
        money = self.moneys.files.get(span.file, self.moneys.contract)
        words = _of_a_stage(amount, money, span.file in self.moneys.files) if money else None
        if money is None or words is None or words.stages[0] not in _DONE:
            return []
        done, found = money.stages[words.stages[0]], set[Decimal]()
        for year in (words.year,) if words.year else ("", self._reported(span)):
            part, whole = (_only(one, words.funder, year) for one in (done, money.budget))
            if part and whole and part.total() == amount.value and whole.total() > 0:
                found.add(whole.total())
        return sorted(found) if money.budget != money.stages["realise"] else []

    def _reported(self, span: Span) -> str:
        return next((str(year) for place, year in self.reports if place.holds(span)), "")

    def _of_contract(
        self, amount: StatedAmount, contract: Funding, in_fiche: bool
    ) -> BudgetSums | None:
        tail = _behind(amount)
        words = _words(tail, contract) if tail is not None else None
        if words is None or words.funder or words.year:
            return None
        known = {*self.moneys.others, *(one.total for one in self.moneys.envelopes)}
        found = _missed(amount, [contract.whole("")], known)
        if found and (in_fiche or not self.is_complete):
            return found if _is_near(amount, found) else None
        return found

    def _of_envelope(self, amount: StatedAmount, rest: str, in_fiche: bool) -> BudgetSums | None:
        tail, whole = _behind(amount), self.moneys.contract
        if tail is None or whole is None:
            return None
        words = _words(f"{rest} {tail}", whole)
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


def _of_a_stage(amount: StatedAmount, money: Funding, in_fiche: bool) -> _Words | None:
    """What the words say where they tell of what was proposed, granted, committed, paid, spent."""
    tail = _behind(amount)
    if tail is None:
        return None
    if found := _TOLD.fullmatch(amount.head):
        said, sure = f"{found['lead'] or ''} {found['rest']} {tail}", True
    elif found := _PAID.fullmatch(amount.head):
        said, sure = f"{found['lead'] or ''} {found['rest']} {tail}", bool(found["lead"])
    elif (lead := _NOTHING.fullmatch(amount.head)) and (found := _WERE.fullmatch(tail)):
        said, sure = f"{lead['lead'] or ''} {found['rest']}", bool(lead["lead"])
    else:
        return None
    stages = tuple(each for each in _STAGES if found[each])
    named = (found.groupdict().get("money") or "").casefold()
    if named.startswith("dépense"):
        stages += _DONE if stages == ("engage",) else ()  # « engagées » may be « faites »
    if named.startswith("subvention"):
        sure = False  # it may be one that the action gives
    words = _words(said, money, in_fiche=in_fiche)
    return words._replace(sure=sure, stages=stages) if words else None


def _spent(amount: StatedAmount, money: Funding, words: _Words, report: str) -> BudgetSums | None:
    """The figure of a stage that an amount misses; of the year of its report, or of all."""
    every = _only(money.stages.get(words.stages[0]), words.funder, "")
    years = dict.fromkeys((words.year,) if words.year else ("", report))
    meant = {_only(every, "", year) for year in years} - {None}
    parts = [
        BudgetSum(one.lignes, one.total(), source=_LINES_GIVE[words.stages[0]])
        for one in sorted(filter(None, meant), key=Budget.total)
    ]
    if not parts or every is None:
        return None
    first, *others = words.stages
    held = [*(money.stages[stage] for stage in others), *money.maybe.get(first, ()), every]
    known = {each for budget in held for each in _parts_of(budget)}
    found = _missed(amount, parts, known - _others(every, words) if words.year else known)
    return found if words.sure or not found or _is_near(amount, found) else None


def _behind(amount: StatedAmount) -> str | None:
    """What stands behind the amount in its sentence, up to what explains it; None where a comma
    brings in what may narrow it."""
    tail = _END.split(amount.tail, maxsplit=1)[0]
    if _PARTED.search(tail):
        return None
    return tail.partition(",")[0]


def _words(said: str, money: Funding, *, in_fiche: bool = False) -> _Words | None:
    """Whose money words tell of and of which year; None where another word stands among them."""
    funders, years = money.funders(said), set(YEAR.findall(said))
    if len(funders) > 1 or len(years) > 1 or not years <= money.years:
        return None
    bare = YEAR.sub(" ", (_OWN if in_fiche else _OF_CONTRACT).sub(" ", said))
    for funder in funders:
        bare = money.names[funder].sub(" ", bare)
    if not _BARE.fullmatch(bare):
        return None
    return _Words(next(iter(funders), ""), next(iter(years), ""))


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


def _others(every: Budget[LigneBudget], words: _Words) -> set[Decimal]:
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
