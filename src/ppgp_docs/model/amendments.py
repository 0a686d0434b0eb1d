"""What moves of the money of a contract: postings with a sign, and the state that they make.

An amendment (« avenant ») changes no line: it adds, to those of the signed contract, movements that
each take from one place as much as they give to another; the end of a fiche moves what it had not
spent in the same way. The state at a date is that of the signed contract and of every movement up
to it, so that nothing has to be typed twice and none can be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

import attrs
from attrs import evolve, frozen

from ppgp_docs.budget import PREVU, etape
from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.fiche import (
    ETATS_DE_FICHE,
    Destination,
    EtapeDeVie,
    FicheAction,
    LigneBudget,
)
from ppgp_docs.model.funds import ASKED_FIRST, VOTED, Flow, Funds, LigneOuEtat, Parts, Poste
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Words


@frozen(kw_only=True, repr=False)
class PlaceDeCredits(Located):
    """One end of a movement as it is written; what it does not say is that of the other end."""

    financeur: str = ""
    annee: int | None = None
    fiche: int | None = None
    nature: str = ""
    reserve: bool = False


Ends: TypeAlias = tuple[Poste | None, Poste | None]


@frozen(kw_only=True, repr=False)
class Mouvement(Located):
    """An amount, in euros, that goes from ``de`` to ``vers``.

    Without ``de`` the funder brings it to the contract; without ``vers`` it takes it back.
    """

    montant: Decimal
    de: PlaceDeCredits | None = None
    vers: PlaceDeCredits | None = None
    libelle: Line = Line()

    @property
    def ends(self) -> Ends | None:
        """Where it comes from and where it goes to; None when an end that is said is not whole."""
        source = _poste(self.de, self.vers, "") if self.de else None
        kept = bool(source and source.fiche is None)
        nature = source.nature if source else ""
        target = _poste(self.vers, self.de, nature, in_reserve=kept) if self.vers else None
        whole = bool(source) == bool(self.de) and bool(target) == bool(self.vers)
        return (source, target) if whole and (source or target) else None


def _poste(
    own: PlaceDeCredits, other: PlaceDeCredits | None, nature: str, *, in_reserve: bool = False
) -> Poste | None:
    """A place; ``nature`` is that of the money, where the place says none: ``propre`` if nothing
    does. One that names no fiche stays ``in_reserve`` if the money was."""

    def said(name: str) -> Any:
        return getattr(own, name) or (getattr(other, name) if other else None)

    funder, year, fiche = said("financeur"), said("annee"), said("fiche")
    reserve = own.reserve or (in_reserve and fiche is None)
    if not funder or not year or (fiche is None and not reserve):
        return None
    if reserve:
        return Poste(funder, year, "", None)
    return Poste(funder, year, own.nature or nature or "propre", fiche)


@frozen(kw_only=True, repr=False)
class Avenant(Located):
    """An amendment to the contract, voted at ``date``."""

    numero: int
    date: DatePrecise
    deliberation: Words = Words("")
    objet: Line = Line()
    mouvements: tuple[Mouvement, ...] = ()

    @property
    def en_clair(self) -> str:
        """« Avenant n° 1 »."""
        return f"Avenant n°\u00a0{self.numero}"


class FinDeCredits(NamedTuple):
    """A step in the life of a fiche that moves what it had not spent."""

    numero: int
    etape: EtapeDeVie

    @property
    def date(self) -> DatePrecise:
        """Since when."""
        return self.etape.date

    @property
    def en_clair(self) -> str:
        """« Fiche 9 abandonnée »."""
        return f"Fiche {self.numero} {ETATS_DE_FICHE[self.etape.etat]}"


class Posting(NamedTuple):
    """What a movement adds to a place, in euros, negative where it takes; ``other`` is its other
    end, None for money that comes into the contract or leaves it.

    ``avenant`` is what decided it; ``mouvement`` is where it is written. What moves of several
    statuses is as many postings at each end.
    """

    poste: Poste
    montant: Decimal
    avenant: Avenant | FinDeCredits
    mouvement: Mouvement | EtapeDeVie
    other: Poste | None
    statut: str = VOTED


@frozen(kw_only=True, repr=False)
class LigneDAvenant(LigneBudget):
    """A posting read as a line of the budget of its fiche: nobody typed it as such.

    What it comes from tells which amounts would make it wrong. What takes all there is of a status
    is ``origines`` less ``depenses``, what was committed, paid or spent of it. The rest of what a
    fiche that ends gives is all that it had at that place, less what it spent and what it gave of
    the other statuses; the rest of a movement is what is typed less what it took of the others.
    """

    posting: Posting
    origines: tuple[LigneBudget, ...] = ()
    depenses: tuple[LigneBudget, ...] = ()

    def at(self, name: str | None = None) -> Span:
        """Where the movement is written."""
        return self.posting.mouvement.at("montant" if name else None)

    def address(self, name: str = "") -> str:
        """None: its amount, with its sign, stands nowhere as it is."""
        return ""


def read_amendments(contract: Mapping[str, Any] | None) -> tuple[Avenant, ...]:
    """Those of a validated contract, without their texts."""
    return tuple(
        _without_texts(
            Avenant,
            one,
            mouvements=tuple(
                _without_texts(
                    Mouvement,
                    move,
                    **{
                        end: _without_texts(PlaceDeCredits, move[end])
                        for end in ("de", "vers")
                        if move.get(end)
                    },
                )
                for move in one["mouvements"]
            ),
        )
        for one in (contract or {}).get("avenants", ())
    )


def _without_texts(cls: type[Any], value: Any, **known: Any) -> Any:
    names = attrs.fields_dict(cls).keys() - {
        "place", "extensions", "libelle", "objet", "raison", *known
    }  # fmt: skip
    return cls(place=value.place, **known, **{n: value[n] for n in names if n in value})


def in_force(amendments: Iterable[Avenant], until: DatePrecise | None) -> tuple[Avenant, ...]:
    """Those voted up to a date, all of them without one, in the order of their dates."""
    kept = (one for one in amendments if until is None or one.date.debut <= until.fin)
    return tuple(sorted(kept, key=lambda one: (one.date.debut, one.numero)))


class Credits(NamedTuple):
    """What a fiche has, before any movement: its lines with their states, the steps of its life."""

    numero: int
    lignes: tuple[LigneOuEtat, ...] = ()
    vie: tuple[EtapeDeVie, ...] = ()


def credits_of(fiches: Iterable[FicheAction]) -> tuple[Credits, ...]:
    """Those of the fiches of a dossier."""
    return tuple(
        Credits(one.numero, one.budget.signes if one.budget else (), one.vie) for one in fiches
    )


def postings(
    amendments: Iterable[Avenant], fiches: Iterable[Credits] = (), until: DatePrecise | None = None
) -> Iterator[Posting]:
    """Both ends of every movement in the order of their dates, those that the contract does not
    hold left out; then what the end of a fiche gives back, at its own date.

    An amendment of the day on which a fiche ends comes before.
    """
    known = tuple(fiches)
    events: list[tuple[Any, Avenant | FinDeCredits]] = [
        ((one.date.debut, 0, one.numero), one) for one in amendments
    ]
    events += [
        ((step.date.debut, 1, one.numero), FinDeCredits(one.numero, step))
        for one in known
        for step in one.vie
        if step.sort != "gardes" and (until is None or step.date.debut <= until.fin)
    ]
    funds = _signed(known)
    for _, event in sorted(events, key=lambda pair: pair[0]):
        if isinstance(event, Avenant):
            yield from _of_amendment(event, funds)
        else:
            yield from _of_end(event, funds)


def _of_amendment(amendment: Avenant, funds: Funds) -> Iterator[Posting]:
    whole = [(move, *move.ends) for move in amendment.mouvements if move.ends]
    flows = [Flow(move.montant, source, target) for move, source, target in whole]
    for (move, *_), flow, parts in zip(whole, flows, funds.move_together(flows), strict=True):
        yield from _posted(flow, parts, amendment, move)


def _of_end(event: FinDeCredits, funds: Funds) -> Iterator[Posting]:
    """What a fiche has left, from each of its places to where it goes."""
    for place in funds.places(event.numero):
        left = funds.left(place)
        target = _destination(place, event.etape)
        if left > 0 and target != place:
            flow = Flow(left, place, target)
            yield from _posted(flow, funds.move(flow, ASKED_FIRST), event, event.etape)


def _posted(
    flow: Flow, parts: Parts, decided: Avenant | FinDeCredits, written: Mouvement | EtapeDeVie
) -> Iterator[Posting]:
    _, source, target = flow
    for status, part in parts.items():
        if source:
            yield Posting(source, -part, decided, written, target, status)
        if target:
            yield Posting(target, part, decided, written, source, status)


def _destination(place: Poste, step: EtapeDeVie) -> Poste:
    if step.sort == "rendus":
        return Poste(place.financeur, place.annee, "", None)
    to = step.vers
    fiche, year = (to.fiche, to.annee) if to else (None, None)
    return evolve(place, fiche=fiche or place.fiche, annee=year or place.annee)


def _signed(fiches: Iterable[Credits]) -> Funds:
    """What each place foresees, and what became of it, before any movement."""
    foreseen: list[tuple[Poste, str, Decimal]] = []
    done: dict[Poste, list[LigneOuEtat]] = {}
    for number, line in ((one.numero, line) for one in fiches for line in one.lignes):
        place = Poste(line.financeur, line.annee, line.nature, number)
        if etape(line.statut) == PREVU:
            foreseen.append((place, line.statut, line.montant))
        else:
            done.setdefault(place, []).append(line)
    return Funds(foreseen, done)


def read_life(sheet: Mapping[str, Any]) -> tuple[EtapeDeVie, ...]:
    """The steps of a validated fiche, without their texts."""
    return tuple(
        _without_texts(
            EtapeDeVie,
            one,
            **({"vers": _without_texts(Destination, one["vers"])} if one.get("vers") else {}),
        )
        for one in sheet.get("vie", ())
    )
