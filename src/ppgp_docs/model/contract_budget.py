"""The budget of a contract, put together once from the lines of its fiches and its envelopes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import evolve, frozen

from ppgp_docs.budget import ETAPES, Budget
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.amended import amended
from ppgp_docs.model.amendments import LigneDAvenant, Mouvement, Posting, credits_of, postings
from ppgp_docs.model.contrat import Contrat, CoutTransverse, Enveloppe, FicheDeclaree
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.envelopes import envelopes_in_force
from ppgp_docs.model.fiche import EtapeDeVie, FicheAction, LigneBudget
from ppgp_docs.model.funds import Poste
from ppgp_docs.model.printed_amounts import PrintedAmounts


@frozen
class ContractBudget:
    """What the documents and the checks say of the money of a contract; amounts are euros.

    Nothing here is rounded: sums are exact to the cent.
    """

    dossier: Dossier

    @property
    def contrat(self) -> Contrat:
        """The contract. Raises ValueError when the dossier has none."""
        if self.dossier.contrat is None:
            raise ValueError("the dossier has no contract")
        return self.dossier.contrat

    @cached_property
    def postings(self) -> tuple[Posting, ...]:
        """What the amendments in force add to each place and take from it."""
        return _posted(self.contrat, self.dossier.fiches)

    @cached_property
    def enveloppes(self) -> tuple[Enveloppe, ...]:
        """Those of the contract, as the amendments in force leave them."""
        return envelopes_in_force(self.contrat.enveloppes, self.postings)

    def at(self, date: DatePrecise) -> ContractBudget:
        """The same contract as it stood at a date: with the amendments voted up to it."""
        return self.amended_by(evolve(self.contrat, etat_au=date))

    @cached_property
    def signed(self) -> ContractBudget:
        """The same contract before any amendment, and before any fiche ended."""
        if not self.postings:
            return self
        kept = tuple(
            evolve(one, vie=tuple(evolve(each, credits="gardes") for each in one.vie))
            if one.vie
            else one
            for one in self.dossier.fiches
        )
        bare = ContractBudget(evolve(self.dossier, fiches=kept))
        return bare.amended_by(evolve(self.contrat, avenants=()))

    def amended_by(self, contrat: Contrat) -> ContractBudget:
        """The same fiches, with the amendments of another state of the contract."""
        posted = _posted(contrat, self.dossier.fiches)
        fiches = amended(self.dossier.fiches, posted, self.dossier.financeur("CD"))
        return ContractBudget(evolve(self.dossier, contrat=contrat, fiches=fiches))

    @cached_property
    def fiches(self) -> tuple[FicheAction, ...]:
        """Those of the dossier, in the order of their numbers."""
        return tuple(sorted(self.dossier.fiches, key=lambda one: one.numero))

    @property
    def absent(self) -> Sequence[FicheDeclaree]:
        """The fiches that the contract declares and the dossier does not hold: no sum has them."""
        return [one for one in self._declared_elsewhere if not one.a_venir]

    @property
    def to_come(self) -> Sequence[FicheDeclaree]:
        """Those that nobody has begun: there is no sum to have of them."""
        return [one for one in self._declared_elsewhere if one.a_venir]

    @property
    def _declared_elsewhere(self) -> Sequence[FicheDeclaree]:
        here = {one.numero for one in self.fiches}
        return [one for one in self.contrat.fiches if one.numero not in here]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all fiches of the contract, absent ones included."""
        here = {one.numero for one in self.fiches}
        return frozenset(here | {one.numero for one in self.contrat.fiches})

    @property
    def sharing(self) -> frozenset[int]:
        """The numbers of those that take equal parts: one to come changes the part of no other."""
        begun = self.numbers - {one.numero for one in self.contrat.fiches if one.a_venir}
        return begun - {one.numero for one in self.fiches if self.state_of(one) == "en_projet"}

    def steps_of(self, one: FicheAction) -> list[EtapeDeVie]:
        """The life of a fiche in its order, up to the date at which the contract is shown."""
        until = self.contrat.etat_au
        steps = [each for each in one.vie if until is None or each.date.debut <= until.fin]
        return sorted(steps, key=lambda each: each.date.debut)

    def step_of(self, one: FicheAction) -> EtapeDeVie | None:
        """The last of these steps."""
        return next(reversed(self.steps_of(one)), None)

    def state_of(self, one: FicheAction) -> str:
        """What a fiche is, a key of ``ETATS_DE_FICHE``: active where nothing is said."""
        step = self.step_of(one)
        return step.etat if step else "active"

    def shares(self, cost: CoutTransverse) -> Mapping[int, Decimal]:
        """What each fiche carries of a shared cost, in euros; nothing where nobody shares it yet.

        Raises ValueError, in French, when its key shares nothing out.
        """
        return cost.parts(self.sharing) if self.sharing or not cost.parts_egales else {}

    @cached_property
    def lines(self) -> tuple[tuple[FicheAction, LigneBudget], ...]:
        """Every line asked or granted, with its fiche, in the order of the fiches."""
        return tuple((one, line) for one in self.fiches for line in self.of(one).lignes)

    @cached_property
    def whole(self) -> Budget[LigneBudget]:
        """All these lines."""
        return Budget(tuple(line for _, line in self.lines))

    def lines_at(self, stage: str) -> tuple[tuple[FicheAction, LigneBudget], ...]:
        """Every line of one stage (``ETAPES``), with its fiche: no other sum has it."""
        return self._lines_by_stage[stage]

    @cached_property
    def _lines_by_stage(self) -> Mapping[str, tuple[tuple[FicheAction, LigneBudget], ...]]:
        held = [(one, one.budget) for one in self.fiches if one.budget]
        return {
            stage: tuple((one, line) for one, own in held for line in own.a_l_etape(stage).lignes)
            for stage in ETAPES
        }

    def at_stage(self, stage: str) -> Budget[LigneBudget]:
        """What was committed, paid or spent, which is never added to ``whole``."""
        return Budget(tuple(line for _, line in self.lines_at(stage)))

    def of(self, one: FicheAction) -> Budget[LigneBudget]:
        """What a fiche asks or was granted, empty when it has no budget."""
        return one.budget.budget if one.budget else Budget(())

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the contract, and those in which something is paid beside it."""
        period = self.contrat.periode
        return tuple(sorted({*range(period.debut, period.fin + 1), *self.whole.annees()}))

    @cached_property
    def funders(self) -> tuple[str, ...]:
        """Those who pay, then those whose envelope no fiche uses."""
        promised = (envelope.financeur for envelope in self.enveloppes)
        return tuple(dict.fromkeys((*self.whole.financeurs(), *promised)))

    def funder_name(self, funder: str) -> str:
        """What a funder is called in this contract."""
        return self.dossier.financeur(funder)

    def envelope(self, funder: str) -> Decimal | None:
        """What a funder brings in all; None when the contract does not say.

        An amount for the whole period says it all, those of years being its parts: they are never
        added to it.
        """
        own = self._envelopes(funder)
        whole = [one for one in own if one.annee is None]
        return sum((one.montant for one in whole or own), Decimal(0)) if own else None

    def envelope_years(self, funder: str) -> frozenset[int]:
        """The years that the envelope of a funder pays for; empty when it pays for all of them."""
        years = {one.annee for one in self._envelopes(funder)}
        return frozenset() if None in years else frozenset(filter(None, years))

    def beside(self, funder: str) -> Budget[LigneBudget]:
        """What a funder pays in years for which its envelope brings nothing."""
        years, paid = self.envelope_years(funder), self.whole.extrait(funder).lignes
        return Budget(tuple(line for line in paid if years and line.annee not in years))

    def left(self, funder: str) -> Decimal | None:
        """What its fiches leave of the envelope of a funder, negative when they exceed it.

        An envelope of one year pays for no other.
        """
        envelope = self.envelope(funder)
        if envelope is None:
            return None
        return envelope - self.whole.extrait(funder).total() + self.beside(funder).total()

    def unshared(self, funder: str, year: int | None = None) -> Decimal:
        """What neither fiches nor reserve say of an envelope as it was signed, or of a year of it;
        negative when they exceed it. An envelope is wrong by that much, or else they are."""
        if self.postings:
            return self.signed.unshared(funder, year)
        if year is None:
            return (self.left(funder) or Decimal(0)) - (self.reserve(funder) or Decimal(0))
        own = [one for one in self._envelopes(funder) if one.annee == year]
        due = _sum(one.montant for one in own) - _sum(one.reserve for one in own)
        return due - self.whole.extrait(funder, year).total()

    def brought(self, *way: str | int) -> tuple[LigneBudget, ...]:
        """The lines by which amendments add to an envelope and take from it: that of a funder, of
        one of its years, or all. What moves within it changes nothing."""

        def holds(place: Poste | None) -> bool:
            return place is not None and (place.financeur, place.annee)[: len(way)] == way

        return tuple(
            line
            for line in self.whole.extrait(*way).lignes
            if isinstance(line, LigneDAvenant) and isinstance(line.posting.mouvement, Mouvement)
            if not holds(line.posting.other)
        )

    def reserve(self, funder: str) -> Decimal | None:
        """What the contract says that no fiche carries yet; None where it does not say.

        As for envelopes, what is said for the whole period holds what is said of years.
        """
        said = self.reserved(funder)
        return _sum(one.reserve for one in said) if said else None

    def reserved(self, funder: str) -> Sequence[Enveloppe]:
        """The envelopes that say that reserve."""
        said = [one for one in self._envelopes(funder) if one.reserve is not None]
        return [one for one in said if one.annee is None] or said

    @property
    def reserves(self) -> Decimal | None:
        """All of them together; None where the contract says none."""
        said = [one for one in map(self.reserve, self.funders) if one is not None]
        return _sum(said) if said else None

    def _envelopes(self, funder: str) -> list[Enveloppe]:
        return [one for one in self.enveloppes if one.financeur == funder]

    @property
    def promised(self) -> Decimal:
        """All envelopes together."""
        return _sum(map(self.envelope, self.funders))

    @property
    def left_in_all(self) -> Decimal:
        """What is left of all envelopes together; who pays without an envelope has nothing left."""
        return _sum(map(self.left, self.funders))

    @cached_property
    def write(self) -> PrintedAmounts:
        """How its amounts are written: those of its lines and of its envelopes go together."""
        amounts = [line.montant for stage in ETAPES for _, line in self.lines_at(stage)]
        amounts += [each.montant for each in (*self.contrat.enveloppes, *self.enveloppes)]
        amounts += [each.reserve for each in self.enveloppes if each.reserve is not None]
        return PrintedAmounts.of(amounts)

    @property
    def cents(self) -> bool:
        """Whether its amounts are written with cents."""
        return self.write.cents


def _posted(contrat: Contrat, fiches: Sequence[FicheAction]) -> tuple[Posting, ...]:
    return tuple(postings(contrat.en_vigueur, credits_of(fiches), contrat.etat_au))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
