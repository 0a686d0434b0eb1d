"""What the budget of a fiche can answer to the texts that name a funder, a year or the total."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Final, TypeAlias

from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.api import (
    ETAPES,
    LIBELLES_STATUTS,
    PREVU,
    Budget,
    Dossier,
    FicheAction,
    LigneBudget,
    Mouvement,
    Span,
    fiche,
)

_ALIASES: Final = {
    "CD": r"CD|[Cc]onseil départemental|Département",
    "FIR": r"FIR|[Ff]onds d[’']intervention régional",
    "BOP304": r"BOP\s?304|[Pp]rogramme\s304|P304|État",
    "ONDAM_MS": r"ONDAM(?:\smédico-social)?",
}
_FORESEEN: Final = tuple(one for one in LIBELLES_STATUTS if one not in ETAPES)
_PROPOSED: Final = _FORESEEN[0]
_ARS: Final = r"ARS|[Aa]gence régionale de santé"
"""It pays the FIR and the ONDAM médico-social: without the latter, it can only mean the FIR."""


@frozen(eq=False)
class BudgetSum:
    """Some lines of a budget and their sum, in euros, which a text may tell.

    What is stated, as an envelope, says whose it is (``payers``), who says it (``source``) and how
    texts cite it (``cited``): its lines are those by which amendments changed it since. What is
    moved says by which ``moves``.
    """

    lines: tuple[LigneBudget, ...]
    total: Decimal
    payers: frozenset[str] = frozenset()
    source: str = "le budget donne"
    cited: str = ""
    moves: tuple[Mouvement, ...] = ()

    @classmethod
    def of(cls, budget: Budget[LigneBudget]) -> BudgetSum:
        return cls(budget.lignes, budget.total())


BudgetSums: TypeAlias = tuple[BudgetSum, ...]


@frozen
class Funding:
    """The budget of a fiche, and the words that name its funders in texts.

    ``others`` are what was committed, paid, spent, or asked before: texts may tell them too. What
    is asked for each amount of each text is computed once. ``family`` is how texts cite it, but
    for those of its own ``file``. ``costs`` are the charges, by year and in all (""), where the
    budget has some: the funders then pay for a part of them. ``stages`` are what became of the
    money, and what of it is proposed, granted, notified; ``maybe``, what such words may tell too.
    """

    budget: Budget[LigneBudget]
    others: tuple[Budget[LigneBudget], ...]
    names: dict[str, re.Pattern[str]]
    family: str
    file: Path | None = None
    costs: Mapping[str, Decimal] = immutabledict()
    stages: Mapping[str, Budget[LigneBudget]] = immutabledict()
    maybe: Mapping[str, tuple[Budget[LigneBudget], ...]] = immutabledict()

    def family_in(self, file: Path) -> str:
        """How a text of that file cites it."""
        return "budget" if file == self.file else self.family

    def citation(self, part: BudgetSum) -> str:
        """How texts cite a part, behind the family: the whole, or what a funder pays."""
        if part.lines == self.budget.lignes:
            return "total"
        funder = part.lines[0].financeur if part.lines else ""
        return funder if part.lines == self.budget.extrait(funder).lignes else ""

    def funders(self, clause: str) -> list[str]:
        """The funders that a clause names."""
        return funders_in(clause, self.names)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of the budget, as texts write them."""
        return frozenset(map(str, self.budget.annees()))

    def whole(self, year: str) -> BudgetSum:
        """The part of a year; the whole budget when there is no year."""
        return self._wholes.get(year) or BudgetSum((), Decimal(0))

    def cost(self, year: str) -> BudgetSum | None:
        """What the action costs in a year, or in all, where charges say it."""
        total = self.costs.get(year)
        return BudgetSum((), total, source="les charges font") if total else None

    @property
    def signed(self) -> BudgetSum | None:
        """What was foreseen before any amendment; None where it is not known."""
        first = [status[-1] for status in self.maybe.values()]
        lines = tuple(line for each in first for line in each.lignes)
        return BudgetSum.of(Budget(lines)) if lines else None

    def of_funder(self, funder: str, year: str = "", nature: str = "") -> BudgetSums:
        """What a funder pays: in all, by nature, and line by line where all is of one year."""
        return self._of_funders.get((funder, year, nature), ())

    def of_nature(self, nature: str, year: str) -> BudgetSums:
        """What is paid of a nature of cost; nothing when the budget has none."""
        return self._of_natures.get((nature, year), ())

    def parts(self, year: str | None) -> BudgetSums:
        """Every part that a sentence may tell, about that year, about none, or in doubt, by sum."""
        return self._parts[year if year in self._parts else None]

    def other_years(self, funder: str, year: str) -> set[Decimal]:
        """What the funder pays in each of the other years."""
        sums = {each: self.of_funder(funder, each) for each in self.years - {year}}
        return {parts[0].total for parts in sums.values() if parts and parts[0].total}

    @cached_property
    def _wholes(self) -> dict[str, BudgetSum]:
        cuts = {str(year): self.budget.extrait("annee", year) for year in self.budget.annees()}
        return {year: BudgetSum.of(cut) for year, cut in {"": self.budget, **cuts}.items()}

    @cached_property
    def _of_funders(self) -> dict[tuple[str, str, str], BudgetSums]:
        natures = ("", *self.budget.natures())
        return {
            (funder, year, nature): _of_one(Budget(whole.lines), funder, nature)
            for funder, (year, whole), nature in product(self.names, self._wholes.items(), natures)
        }

    @cached_property
    def _of_natures(self) -> dict[tuple[str, str], BudgetSums]:
        cuts = {
            (nature, year): Budget(whole.lines).extrait("nature", nature)
            for nature, (year, whole) in product(self.budget.natures(), self._wholes.items())
        }
        return {key: (BudgetSum.of(cut),) for key, cut in cuts.items() if cut.lignes}

    @cached_property
    def _parts(self) -> dict[str | None, BudgetSums]:
        every = [*self._wholes]
        return {year: self._all([year] if year else every) for year in (None, *every)}

    def _all(self, years: Iterable[str]) -> BudgetSums:
        found = [*self.other_stages, self.whole("")]
        found += (part for name in self.names for part in self.of_funder(name)[:1])
        for year in years:
            found.append(self.whole(year))
            for nature in self.budget.natures():
                found += self.of_nature(nature, year)
            for name in self.names:
                found += self.of_funder(name, year)
        return tuple(sorted({id(part): part for part in found}.values(), key=_total))

    @cached_property
    def other_stages(self) -> BudgetSums:
        """What was committed, paid, spent or asked before, in all, by funder and by year."""
        return tuple(part for budget in self.others for part in _sums_of(budget))

    def line(self, span: Span) -> LigneBudget | None:
        """The line of the budget that a text belongs to."""
        here = (span.line, span.column)
        others = (ligne for budget in self.others for ligne in budget.lignes)
        for ligne in (*self.budget.lignes, *others):
            whole = ligne.at()
            inside = (whole.line, whole.column) <= here < (whole.end_line, whole.end_column)
            if inside and whole.file == span.file:  # a movement stands in the contract
                return ligne
        return None


def _sums_of(budget: Budget[LigneBudget]) -> BudgetSums:
    """The whole, each funder, each year of a budget."""
    funders = map(budget.extrait, budget.financeurs())
    years = (budget.extrait("annee", year) for year in budget.annees())
    return tuple(map(BudgetSum.of, (budget, *funders, *years))) if budget.lignes else ()


def _of_one(budget: Budget[LigneBudget], funder: str, nature: str) -> BudgetSums:
    own = budget.extrait(funder, *filter(None, (nature,)))
    natures = [BudgetSum.of(own.extrait("nature", each)) for each in own.natures()]
    alone = len(own.annees()) == 1
    lines = [BudgetSum((each,), each.montant) for each in own.lignes] if alone else []
    return (BudgetSum.of(own), *natures, *lines) if own.lignes else ()


def _total(part: BudgetSum) -> Decimal:
    return part.total


def funding(fiche: FicheAction, dossier: Dossier) -> Funding | None:
    """The funding of a fiche; None when it has no budget."""
    if not fiche.budget:
        return None
    budget = fiche.budget.au_stade("")
    every = (*map(fiche.budget.a_l_etape, ETAPES), Budget(fiche.budget.anciens))
    others = tuple(one for one in every if one is not budget)
    names = names_of(budget.financeurs(), dossier)
    family, file = f"fiches.{fiche.numero}", fiche.at().file
    became = {one: fiche.budget.a_l_etape(one) for one in ETAPES if one != PREVU}
    stages = by_status(fiche.budget.budget.lignes) | became
    maybe = other_statuses(fiche.budget.budget.lignes, fiche.budget.anciens, fiche.budget.signes)
    costs = _costs(fiche.budget)
    return Funding(budget, others, names, family, file, costs, immutabledict(stages), maybe)


def by_status(lines: Iterable[LigneBudget]) -> dict[str, Budget[LigneBudget]]:
    """What of the money that is foreseen is only proposed, what is granted, what is notified."""
    held = tuple(lines)
    return {each: Budget(tuple(one for one in held if one.statut == each)) for each in _FORESEEN}


def other_statuses(
    lines: Iterable[LigneBudget], earlier: Iterable[LigneBudget], signed: Iterable[LigneBudget]
) -> immutabledict[str, tuple[Budget[LigneBudget], ...]]:
    """What these words may tell too: all was proposed once, what is notified is granted; what was
    so before the line came further, or before an amendment."""
    now = tuple(lines)
    once = by_status((*now, *earlier))
    first = by_status(signed)
    granted = Budget(tuple(one for one in now if one.statut != _PROPOSED))
    wider = dict.fromkeys(_FORESEEN, granted) | {_PROPOSED: Budget(now)}
    return immutabledict({each: (wider[each], once[each], first[each]) for each in _FORESEEN})


def _costs(budget: fiche.Financement) -> immutabledict[str, Decimal]:
    """The charges, but for what is given in kind."""
    costs: dict[str, Decimal] = {}
    for one in budget.exercices:
        for charge in one.lines("charges", in_kind=False):
            for year in ("", str(one.annee)):
                costs[year] = costs.get(year, Decimal(0)) + charge.montant
    return immutabledict(costs)


def funders_in(clause: str, names: Mapping[str, re.Pattern[str]]) -> list[str]:
    """The funders, of those with such names, that a clause names."""
    return [cle for cle, name in names.items() if name.search(clause)]


def names_of(funders: Collection[str], dossier: Dossier) -> dict[str, re.Pattern[str]]:
    """The words that name each of these funders, where no other pays."""
    aliases = {
        **_ALIASES,
        "CD": f"{_ALIASES['CD']}|{re.escape(dossier.departement.collectivite)}",
    }
    if "ONDAM_MS" not in funders:
        aliases["FIR"] = f"{_ALIASES['FIR']}|{_ARS}"
    return {
        cle: _names(aliases.get(cle, re.escape(cle.removeprefix("autre:").strip())))
        for cle in funders
    }


def every_name(funders: Iterable[str], dossier: Dossier) -> dict[str, re.Pattern[str]]:
    """The words that name anybody who pays, here or not; those of the agency name its two funds."""
    own = names_of({*_ALIASES, *funders}, dossier)
    both = {cle: _names(f"{_ALIASES[cle]}|{_ARS}") for cle in ("FIR", "ONDAM_MS")}
    return own | both


def _names(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
