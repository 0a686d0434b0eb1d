"""What amendments changed, in words and as a table of before and after: once for all documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from typing import Final, NamedTuple

from attrs import evolve, frozen

from ppgp_docs.budget import LIBELLES_FINANCEURS, LIBELLES_NATURES
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.amendments import (
    Avenant,
    FinDeCredits,
    LigneDAvenant,
    Mouvement,
    Posting,
)
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import ETATS_DE_FICHE, EtapeDeVie, FicheAction
from ppgp_docs.model.funds import Poste
from ppgp_docs.model.printed_amounts import NOTHING, PrintedAmounts

_MOST_COLUMNS: Final = 5
_MOST_IN_A_FICHE: Final = 3
"""More changes than that are added up in one column: a page is no wider."""
_TRANSVERSE: Final = " (coûts transverses)"
_CHANGED: Final = "Total des crédits modifiés"
"""What no amendment touches has no row: the sum is not that of the contract, nor of the fiche."""


class AmendedRow(NamedTuple):
    """A place of money: what was signed, what each amendment moves, in euros.

    ``year`` is empty for a reserve of the whole period, ``place`` None for the sum of all.
    """

    place: Poste | None
    label: str
    year: str
    signed: Decimal
    moves: tuple[Decimal, ...]

    @property
    def now(self) -> Decimal:
        """What is there with all of them."""
        return self.signed + sum(self.moves, Decimal(0))


@frozen
class Amendments:
    """The places that the amendments in force touch, of a fiche where it is given."""

    budget: ContractBudget
    fiche: int | None = None

    @property
    def title(self) -> str:
        """What the table shows."""
        if all(isinstance(one, Avenant) for one in self.every):
            return "Avant et après les avenants"
        return "Ce qui a changé depuis la signature"

    @cached_property
    def every(self) -> Sequence[Avenant | FinDeCredits]:
        """What moves money here, in the order of the dates."""
        return tuple({id(one.avenant): one.avenant for one in self._postings}.values())

    @cached_property
    def _postings(self) -> Sequence[Posting]:
        """Those of a fiche are its own: what another fiche that ended leaves to it is among them,
        though that fiche is not in its document."""
        if self.fiche is None:
            known = {one.numero for one in self.budget.fiches}
            return [one for one in self.budget.postings if one.poste.fiche in {None, *known}]
        (sheet,) = self.budget.fiches
        moves = sheet.budget.mouvements if sheet.budget else ()
        return [one.posting for one in moves if isinstance(one, LigneDAvenant)]

    @property
    def _most(self) -> int:
        return _MOST_COLUMNS if self.fiche is None else _MOST_IN_A_FICHE

    @property
    def columns(self) -> tuple[str, ...]:
        """What each column of moves is of."""
        if len(self.every) > self._most:
            return ("Changements",)
        return tuple(one.en_clair for one in self.every)

    @cached_property
    def rows(self) -> tuple[AmendedRow, ...]:
        """Fiche by fiche, then the reserves, then the sum of all."""
        found: dict[tuple[int, Poste], list[Decimal]] = {}
        every = {id(one): rank for rank, one in enumerate(self.every)}
        for one in self._postings:
            place = self._place(one.poste)
            moves = found.setdefault(place, [Decimal(0)] * len(every))
            moves[every[id(one.avenant)]] += one.montant
        rows = [self._row(place, moves) for (_, place), moves in sorted(found.items(), key=_rank)]
        return (*rows, _sum_of(rows)) if len(rows) > 1 else tuple(rows)

    @property
    def has_sum(self) -> bool:
        """Whether the last row adds up the others."""
        return len(self.rows) > 1

    def _place(self, place: Poste) -> tuple[int, Poste]:
        """Reserves come last; one of the whole period is the same whatever the year."""
        if place.fiche is not None:
            return place.fiche, place
        years = {one.annee for one in self.budget.enveloppes if one.financeur == place.financeur}
        year = place.annee if place.annee in years else 0
        return _LAST, Poste(place.financeur, year, "")

    def _row(self, place: Poste, moves: list[Decimal]) -> AmendedRow:
        shown = moves if len(moves) <= self._most else [sum(moves, Decimal(0))]
        funder = self.budget.dossier.financeur(place.financeur)
        if place.fiche is None:
            label = f"Réserve, {funder}"
            return AmendedRow(
                place, label, str(place.annee or ""), self._reserve(place), tuple(shown)
            )
        kind = _TRANSVERSE if place.nature == "transverse" else ""
        fiche = "" if self.fiche is not None else f"Fiche {place.fiche}, "
        signed = next(one for one in self.budget.signed.fiches if one.numero == place.fiche)
        paid = self.budget.signed.of(signed).extrait(place.financeur, place.nature, place.annee)
        return AmendedRow(
            place, f"{fiche}{funder}{kind}", str(place.annee), paid.total(), tuple(shown)
        )

    def _reserve(self, place: Poste) -> Decimal:
        own = (one for one in self.budget.contrat.enveloppes if one.financeur == place.financeur)
        said = (one.reserve for one in own if (one.annee or 0) == place.annee)
        return sum((one for one in said if one is not None), Decimal(0))


_LAST: Final = 1000
_FUNDERS: Final = tuple(LIBELLES_FINANCEURS)
_NATURES: Final = ("", *LIBELLES_NATURES)


def _rank(found: tuple[tuple[int, Poste], object]) -> tuple[object, ...]:
    """Fiche by fiche, funders and natures in the order of every table."""
    (last, place), _ = found
    known = place.financeur in _FUNDERS
    funder = _FUNDERS.index(place.financeur) if known else len(_FUNDERS)
    return last, funder, place.financeur, _NATURES.index(place.nature), place.annee


def _sum_of(rows: Sequence[AmendedRow]) -> AmendedRow:
    moves = zip(*(row.moves for row in rows), strict=True)
    signed = sum((row.signed for row in rows), Decimal(0))
    return AmendedRow(None, _CHANGED, "", signed, tuple(sum(each, Decimal(0)) for each in moves))


@frozen
class PrintedAmendments:
    """The table of :class:`Amendments`, every text ready to print."""

    amendments: Amendments
    write: PrintedAmounts

    @classmethod
    def of_contract(cls, budget: ContractBudget) -> PrintedAmendments | None:
        """Those of a contract; None where none moves any money."""
        found = Amendments(budget)
        return cls(found, budget.write) if found.rows else None

    @classmethod
    def of_fiche(
        cls, story: Dossier, sheet: FicheAction, write: PrintedAmounts
    ) -> PrintedAmendments | None:
        """Those that give to a fiche and take from it."""
        if story.contrat is None or not (sheet.budget and sheet.budget.mouvements):
            return None
        alone = ContractBudget(evolve(story, fiches=(sheet,)))
        return cls(Amendments(alone, sheet.numero), write)

    @property
    def title(self) -> str:
        return self.amendments.title

    @property
    def header(self) -> tuple[str, ...]:
        return ("Crédits", "Année", "Signé", *self.amendments.columns, "En vigueur")

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Those of the places, then their sum; what is left of a place is said, be it 0 €."""
        for row in self.amendments.rows:
            moves = map(self._signed, row.moves)
            year = row.year or (self._period if row.place else "")
            yield row.label, year, self._paid(row.signed), *moves, self.write(row.now)

    @property
    def sums(self) -> frozenset[int]:
        """The rank, from 0, of the row that adds up the others."""
        return frozenset({len(self.amendments.rows) - 1} if self.amendments.has_sum else ())

    def amounts(self) -> Iterator[str]:
        """Every amount that the table prints, but nothings."""
        return (cell for row in self.rows() for cell in row[2:] if cell != NOTHING)

    @property
    def _period(self) -> str:
        period = self.amendments.budget.contrat.periode
        return "-".join(dict.fromkeys((str(period.debut), str(period.fin))))

    def _paid(self, amount: Decimal) -> str:
        return self.write.or_dash(amount)

    def _signed(self, amount: Decimal) -> str:
        return f"+{self._paid(amount)}" if amount > 0 else self._paid(amount)


def movement_sentence(budget: ContractBudget, move: Mouvement) -> str:
    """« 12 000 €, de la fiche 8 à la fiche 4 (Département, 2021) »: what both ends share is said
    once. Empty for what is not whole."""
    source, target = move.ends or (None, None)
    amount = budget.write(move.montant)
    if source and target:
        return f"{amount}, {_between(budget, source, target)}"
    if target:
        return f"{amount} de crédits nouveaux, pour {_place_in_words(budget, target)}"
    return f"{amount} retirés de {_place_in_words(budget, source)}" if source else ""


def _between(budget: ContractBudget, source: Poste, target: Poste) -> str:
    where, to = _where(source), _where(target)
    if evolve(source, annee=target.annee) == target:
        funder = budget.dossier.financeur(source.financeur)
        return f"de {source.annee} à {target.annee}, dans {where} ({funder})"
    natures = {source.nature, target.nature} - {""}
    shared = (source.financeur, source.annee) == (target.financeur, target.annee)
    if shared and len(natures) == 1:
        alike = evolve(target, nature=natures.pop())
        return f"de {where} à {to} ({_what(budget, alike)})"
    return f"de {_place_in_words(budget, source)} à {_place_in_words(budget, target)}"


def _place_in_words(budget: ContractBudget, place: Poste) -> str:
    return f"{_where(place)} ({_what(budget, place)})"


def _where(place: Poste) -> str:
    return "la réserve" if place.fiche is None else f"la fiche {place.fiche}"


def _what(budget: ContractBudget, place: Poste) -> str:
    kind = ", coûts transverses" if place.nature == "transverse" else ""
    return f"{budget.dossier.financeur(place.financeur)}, {place.annee}{kind}"


def amendment_head(one: Avenant) -> str:
    """« Avenant n° 1 du 24 juin 2021 », « Avenant n° 2, juin 2021 »."""
    of = "\u00a0du\u00a0" if one.date.precision == "jour" else ", "
    return f"{one.en_clair}{of}{one.date.en_francais()}"


def life_sentences(budget: ContractBudget) -> list[tuple[FicheAction, EtapeDeVie, str]]:
    """Each time that a fiche stopped or paused, in the order of the dates: what it is now last, and
    what became of its money; what is to begin is told until it does."""
    told = []
    for one in budget.fiches:
        steps = budget.steps_of(one)
        for step, after in zip_longest(steps, steps[1:]):
            if step.etat == "active" or (after and step.etat in ("en_projet", after.etat)):
                continue
            when = _from_to(step.date, after.date) if after else since(step.date)
            said = f"Fiche {one.numero}, {ETATS_DE_FICHE[step.etat]} {when}"
            told.append((one, step, f"{said}{_money_of(budget, step)}"))
    return sorted(told, key=lambda each: each[1].date.debut)


def step_head(step: EtapeDeVie) -> str:
    """« Suspendue depuis le 3 mai 2026 »."""
    return f"{capitale(ETATS_DE_FICHE[step.etat])} {since(step.date)}"


def since(date: DatePrecise) -> str:
    """« depuis le 3 mai 2026 », « depuis mai 2026 »."""
    return f"depuis {'le ' * (date.precision == 'jour')}{date.en_francais()}"


def _from_to(first: DatePrecise, last: DatePrecise) -> str:
    """« du 1er juin 2025 au 3 mai 2026 », « d’avril 2025 à mai 2026 »."""
    said, until = first.en_francais(), last.en_francais()
    start = "du " if first.precision == "jour" else "d’" if said[0] in "ao" else "de "
    return f"{start}{said} {'au' if last.precision == 'jour' else 'à'} {until}"


def _money_of(budget: ContractBudget, step: EtapeDeVie) -> str:
    given = [one for one in budget.postings if one.mouvement is step and one.montant < 0]
    if not given:
        return ""
    amount = budget.write(-sum((one.montant for one in given), Decimal(0)))
    if step.sort == "rendus":
        return f" ({amount} rendus à la réserve)"
    to = step.vers
    where = [f"la fiche {to.fiche}"] if to and to.fiche else []
    where += [str(to.annee)] if to and to.annee else []
    return f" ({amount} reportés sur {', '.join(where)})"


def state_sentence(budget: ContractBudget) -> str:
    """At which date the contract is shown, where it is not as it is with all its amendments."""
    contrat = budget.contrat
    if contrat.etat_au is None:
        return ""
    later = len(contrat.avenants) - len(contrat.en_vigueur)
    said = f"État du contrat au {contrat.etat_au.en_francais()}"
    if not later:
        return f"{said}."
    what = (
        "un avenant postérieur n’est pas compté"
        if later == 1
        else (f"{later} avenants postérieurs ne sont pas comptés")
    )
    return f"{said}\u00a0: {what}."
