"""Whose money a sentence tells of: that of its fiche, of another, of the contract, an envelope.

A text of a fiche tells of its own budget unless it names another; one of the dossier may tell of
any. A sentence that names a funder tells of nothing that another one pays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from immutabledict import immutabledict

from ppgp_docs.api import (
    ETAPES,
    PREVU,
    Avenant,
    ContractBudget,
    Dossier,
    LigneBudget,
    Mouvement,
    PrintedText,
    pattern,
)
from ppgp_relecture.money.funding import (
    BudgetSum,
    BudgetSums,
    Funding,
    by_status,
    every_name,
    funders_in,
    funding,
    names_of,
    other_statuses,
)
from ppgp_relecture.parsing.stated_amounts import StatedAmount

_FICHE: Final = pattern(
    r"(?<!\w)fiches?(?:[\s-]actions?)?\s(?:n°\s?)?"
    r"(?P<numbers>\d{1,3}(?:(?:,|\set)\s\d{1,3})*)(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_CONTRACT: Final = pattern(r"(?<!\w)contrats?(?!\w)", re.IGNORECASE)
_IN_ALL_OF_IT: Final = pattern(r"\W*sur\s(?:l[’']ensemble\sdu|tout\sle)\scontrat,", re.IGNORECASE)
_ENVELOPE: Final = pattern(r"(?<!\w)enveloppes?(?!\w)", re.IGNORECASE)
_RESERVE: Final = pattern(r"(?<!\w)réserves?(?!\w)", re.IGNORECASE)
_WHOLE: Final = pattern(
    r"(?<!\w)(?:coûts?|tot(?:al|aux|alise\w*)|glob(?:al|ale|alement)|en\stout|ensemble)(?!\w)",
    re.IGNORECASE,
)
_MOVED: Final = (
    r"(?:ajoute|apporte|attribue|déplace|donne|prend|prélève|rend|reporte|retire|transfère|verse)"
)
_BY_AMENDMENT: Final = pattern(
    rf"(?<!\w)avenant(?:\sn°\s?(?P<number>\d+))?\s{_MOVED}\s*$", re.IGNORECASE
)
_FROM_RESERVE: Final = pattern(
    r"\s?(?:(?:pris|prélevés?|prises?|prélevées?)\s)?(?:de|sur)\sla\sréserve(?!\w)"
)
_FEW: Final = 12
"""Movements of which every sum is known; of more, nobody adds up some by hand."""
_BESIDE: Final = r"(?:\s\([^)]*\))?$"
"""What may stand behind the name of a funder that « et » joins to the next."""


class Spoken(NamedTuple):
    """What an amount may be: parts of ``moneys``, or one of ``stated``, what the contract states.

    ``own`` is the money that the text is surely about, if any. ``funders`` are those that the words
    name, ``whole`` when they tell of a total too. ``others`` are amounts known otherwise, which
    nothing is to be said of.
    """

    moneys: tuple[Funding, ...]
    own: Funding | None
    stated: BudgetSums
    funders: frozenset[str]
    whole: bool
    others: frozenset[Decimal]

    def may_be(self, part: BudgetSum) -> bool:
        """Whether the words leave a part in question: nothing that another funder pays, nor what
        several pay where a single one is named, and no total."""
        payers = part.payers or {line.financeur for line in part.lines}
        if not self.funders or payers.issubset(self.funders):
            return True
        return (self.whole or len(self.funders) > 1) and payers.issuperset(self.funders)

    def years(self) -> set[str]:
        """Those of all these moneys."""
        return {year for money in self.moneys for year in money.years}


class Moved(NamedTuple):
    """What the movements of an amendment move, each and in all; ``added``, any of them together."""

    avenant: Avenant
    sums: BudgetSums
    added: frozenset[Decimal]

    def only(self, kept: Callable[[Mouvement], bool]) -> Moved:
        """Those of single movements that are kept."""
        return self._replace(
            sums=tuple(one for one in self.sums if len(one.moves) == 1 and kept(one.moves[0]))
        )


class Moneys(NamedTuple):
    """All that a dossier knows of its money."""

    fiches: dict[int, Funding]
    files: dict[Path, Funding | None]
    contract: Funding | None
    envelopes: BudgetSums
    reserves: BudgetSums
    amendments: tuple[Moved, ...]
    names: dict[str, re.Pattern[str]]
    others: frozenset[Decimal]

    def spoken_of(self, amount: StatedAmount, text: PrintedText) -> Spoken | None:
        """What an amount of a text may be; None where nothing is known of it."""
        span = text.ecrit.texte.span
        whole = bool(_WHOLE.search(amount.clause))
        funders = self._funders(amount, whole)
        for amendment in self.amendments:
            if amendment.avenant.at().holds(span):
                return self._moving((amendment,), funders, whole)
        if moving := self._told_as_moved(amount):
            return self._moving(moving, funders, whole)
        here = self.files.get(span.file)
        moneys, own = self._moneys(amount, here, span.file in self.files)
        stated = self._stated(amount)
        if not (moneys or stated):
            return None
        return Spoken(moneys, own, stated, funders, whole, self.others)

    def _told_as_moved(self, amount: StatedAmount) -> tuple[Moved, ...]:
        """The amendments of « l’avenant n° 1 donne 345,66 € », those that take some where an
        amount comes « de la réserve »."""
        if found := _BY_AMENDMENT.search(amount.before):
            number = found["number"]
            return tuple(
                one for one in self.amendments if number in (None, str(one.avenant.numero))
            )
        if _FROM_RESERVE.match(amount.tail):
            kept = (one.only(_takes_of_a_reserve) for one in self.amendments)
            return tuple(one for one in kept if one.sums)
        return ()

    def _moving(self, moved: Iterable[Moved], funders: frozenset[str], whole: bool) -> Spoken:
        sums = tuple(part for one in moved for part in one.sums)
        added = frozenset[Decimal]().union(*(one.added for one in moved))
        others = self.others | self._sums() | added
        return Spoken((), None, sums, funders, whole, others)

    def _moneys(
        self, amount: StatedAmount, here: Funding | None, in_fiche: bool
    ) -> tuple[tuple[Funding, ...], Funding | None]:
        numbers = self._numbers(amount)
        named = tuple(money for number in numbers if (money := self.fiches.get(number)))
        if len(numbers) == 1:
            return named, named[0] if named else None
        whole = (self.contract,) if self.contract else ()
        if numbers:
            return (*whole, *named), None
        whole_contract = _CONTRACT.search(amount.clause) or _IN_ALL_OF_IT.match(amount.head)
        if whole_contract and self.contract:
            return (*whole, *((here,) if here else ())), None
        if in_fiche:
            return ((here,) if here else ()), here
        return (*whole, *self.fiches.values()), None

    @staticmethod
    def _numbers(amount: StatedAmount) -> list[int]:
        """The fiches that the nearest clause to name any names."""
        for clause in amount.clauses():
            if found := [each["numbers"] for each in _FICHE.finditer(clause)]:
                return [int(number) for each in found for number in re.findall(r"\d+", each)]
        return []

    def _stated(self, amount: StatedAmount) -> BudgetSums:
        for clause in amount.clauses():
            if _RESERVE.search(clause) and self.reserves:
                return self.reserves
            if _ENVELOPE.search(clause):
                return self.envelopes
        return ()

    def _funders(self, amount: StatedAmount, whole: bool) -> frozenset[str]:
        """The funders that the words name: those of its clause and of those that « et » joins to
        it, or else of the nearest clause to name any, unless its own tells of a whole."""
        if own := funders_in(amount.clause, self.names):
            return frozenset({*own, *self._joined(amount)})
        if whole:
            return frozenset()
        nearest = (funders_in(clause, self.names) for clause in amount.clauses())
        return frozenset(next(filter(None, nearest), ()))

    def _joined(self, amount: StatedAmount) -> Iterator[str]:
        for clause in reversed(amount.earlier()):
            ends = [
                cle for cle, name in self.names.items() if re.search(name.pattern + _BESIDE, clause)
            ]
            if not ends:
                return
            yield from ends

    def _sums(self) -> frozenset[Decimal]:
        moneys = (*self.fiches.values(), *((self.contract,) if self.contract else ()))
        every = (part for money in moneys for part in money.parts(None))
        return frozenset(part.total for part in (*every, *self.envelopes, *self.reserves))


def moneys_of(dossier: Dossier) -> Moneys:
    """All that a dossier knows of its money, put together once."""
    read = [(fiche, funding(fiche, dossier)) for fiche in dossier.fiches]
    whole = ContractBudget(dossier) if dossier.contrat else None
    known = {fiche.numero: money for fiche, money in read if money}
    paying = {name for money in known.values() for name in money.names}
    return Moneys(
        known,
        {fiche.at().file: money for fiche, money in read},
        _contract(whole),
        tuple(_envelopes(whole)) if whole else (),
        tuple(_reserves(whole)) if whole else (),
        tuple(map(_moved, whole.contrat.avenants)) if whole else (),
        every_name({*paying, *(whole.funders if whole else ())}, dossier),
        frozenset(_others(whole)) if whole else frozenset(),
    )


def _contract(whole: ContractBudget | None) -> Funding | None:
    """What the fiches of a contract carry; None where one of them is missing."""
    if whole is None or whole.absent or not whole.whole.lignes:
        return None
    others = tuple(
        whole.at_stage(stage) for stage in ETAPES if whole.at_stage(stage) != whole.whole
    )
    names = names_of(whole.whole.financeurs(), whole.dossier)
    lines = whole.whole.lignes
    earlier = [line for one in whole.fiches if one.budget for line in one.budget.anciens]
    became = {one: whole.at_stage(one) for one in ETAPES if one != PREVU}
    stages = immutabledict(by_status(lines) | became)
    maybe = other_statuses(lines, earlier, whole.signed.whole.lignes)
    return Funding(whole.whole, others, names, "contrat", stages=stages, maybe=maybe)


def _envelopes(whole: ContractBudget) -> Iterator[BudgetSum]:
    every = Decimal(0)
    for funder in whole.funders:
        amount = whole.envelope(funder)
        if amount is not None:
            every += amount
            yield _stated(amount, funder, f"contrat.{funder}.enveloppe", whole.brought(funder))
    for one in whole.enveloppes:
        if one.annee is not None:
            cited = f"contrat.{one.financeur}.{one.annee}.enveloppe"
            moved = whole.brought(one.financeur, one.annee)
            yield _stated(one.montant, one.financeur, cited, moved)
    if every:
        payers = frozenset(whole.funders)
        yield BudgetSum(whole.brought(), every, payers, _STATES, "contrat.enveloppe")


def _reserves(whole: ContractBudget) -> Iterator[BudgetSum]:
    for funder in whole.funders:
        amount = whole.reserve(funder)
        if amount is not None:
            yield _stated(amount, funder, f"contrat.{funder}.reserve")
        of_years = [one for one in whole.reserved(funder) if one.annee is not None]
        for one in of_years if len(of_years) > 1 else ():
            cited = f"contrat.{funder}.{one.annee}.reserve"
            yield _stated(one.reserve or Decimal(0), funder, cited)


_STATES: Final = "le contrat donne"


def _stated(
    amount: Decimal, funder: str, cited: str, moved: tuple[LigneBudget, ...] = ()
) -> BudgetSum:
    return BudgetSum(moved, amount, frozenset((funder,)), _STATES, cited)


def _moved(avenant: Avenant) -> Moved:
    """What the movements of an amendment move, each and in all."""
    each = tuple(_movement(one) for one in avenant.mouvements)
    every = sum((one.total for one in each), Decimal(0))
    payers = frozenset[str]().union(*(one.payers for one in each))
    whole = BudgetSum((), every, payers, _MOVES, moves=avenant.mouvements)
    sums = (*each, whole) if len(each) > 1 else each
    return Moved(avenant, sums, _added(one.total for one in each[:_FEW]))


_MOVES: Final = "l’avenant déplace"


def _movement(one: Mouvement) -> BudgetSum:
    ends = (end.financeur for end in (one.de, one.vers) if end and end.financeur)
    return BudgetSum((), one.montant, frozenset(ends), _MOVES, moves=(one,))


def _added(amounts: Iterable[Decimal]) -> frozenset[Decimal]:
    """The sums of any of these."""
    found = {Decimal(0)}
    for one in amounts:
        found |= {one + each for each in found}
    return frozenset(found)


def _takes_of_a_reserve(one: Mouvement) -> bool:
    return bool(one.de and one.de.reserve)


def _others(whole: ContractBudget) -> Iterator[Decimal]:
    """What the contract states that is no sum of lines: shared costs, movements, what was signed
    before an amendment; and what an envelope that the fiches contradict would be by them."""
    contract = whole.contrat
    if not whole.absent:
        yield from _by_the_fiches(whole)
    yield from (cost.montant for cost in contract.couts_transverses)
    yield from (move.montant for one in contract.avenants for move in one.mouvements)
    yield from (part.montant for part in contract.enveloppes)
    yield from (part.reserve for part in whole.enveloppes if part.reserve is not None)
    signed = _contract(whole.signed) if whole.postings else None
    yield from (part.total for part in signed.parts(None)) if signed else ()


def _by_the_fiches(whole: ContractBudget) -> Iterator[Decimal]:
    """What each envelope would be, were it what the fiches and the reserve give: it is told where
    it stands that it is not, and a text that agrees with them is not to blame."""
    promised = [(each, amount) for each in whole.funders if (amount := whole.envelope(each))]
    owned = [amount - whole.unshared(funder) for funder, amount in promised]
    yield from (*owned, sum(owned, Decimal(0)))
    for funder in whole.funders:
        yield (whole.reserve(funder) or Decimal(0)) + whole.unshared(funder)
    for one in whole.enveloppes:
        if one.annee is not None:
            unshared = whole.unshared(one.financeur, one.annee)
            yield one.montant - unshared
            yield (one.reserve or Decimal(0)) + unshared
