"""What each place of a contract holds, asked and voted apart, as movements go by.

A place may be signed in several statuses: 400 € asked and 1 000 € voted of one funder, in one year.
What leaves it is of one status or the other, or of both, never of more than there is of each: an
amendment moves what was voted, then what is only asked; a fiche that ends gives up what it asks,
then what was voted. Neither touches what was spent while some of another status was not: a line
spends money of its own status. Money keeps its status where it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, product
from typing import Final, NamedTuple, Protocol, TypeAlias, TypeVar

from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.budget import ETAPES, PROPOSE, Ligne

VOTED: Final = "acquis"
"""The status of money that comes to a place of which no line tells another."""

VOTED_FIRST: Final = (VOTED, "notifie", PROPOSE)
ASKED_FIRST: Final = (PROPOSE, VOTED, "notifie")
"""In which order money leaves a place: by an amendment, at the end of a fiche."""

_NOTHING: Final = Decimal(0)


@frozen(order=True)
class Poste:
    """A place of money: a funder in a year, in a fiche; without a fiche, its envelope's reserve."""

    financeur: str
    annee: int
    nature: str = "propre"
    fiche: int | None = None


class Flow(NamedTuple):
    """Euros that go from a place to another; no place is out of the contract."""

    montant: Decimal
    source: Poste | None
    target: Poste | None


Parts: TypeAlias = dict[str, Decimal]
"""Euros by status."""


class LigneOuEtat(Ligne, Protocol):
    """A line, or a state of one."""

    @property
    def statut_de_la_ligne(self) -> str: ...

    @property
    def origine(self) -> object:
        """The line that it is a state of; None for a line."""


L = TypeVar("L", bound=LigneOuEtat)


def kept(lines: Sequence[L]) -> Sequence[L]:
    """What cannot be given back of a place: of each of its lines, the stage that has most, be it
    committed, paid or spent. One line may be committed and another only spent: both are held.

    A line that says by itself what was spent may be of the euros of any other: with it, no more is
    known than the stage that has most over the whole place. Never less than that.
    """
    by_line: dict[int, list[L]] = {}
    for one in lines:
        if one.origine is not None:
            by_line.setdefault(id(one.origine), []).append(one)
    apart = [one for own in by_line.values() for one in _most(own)]
    return max(_most(lines), apart, key=_sum)


def _most(lines: Sequence[L]) -> Sequence[L]:
    """Those of the stage that has most."""
    return max(([one for one in lines if one.statut == stage] for stage in ETAPES), key=_sum)


class Funds:
    """What each place holds by status; in a reserve, money has none.

    ``done`` is what became of the money of places: committed, paid or spent.
    """

    def __init__(
        self,
        signed: Iterable[tuple[Poste, str, Decimal]],
        done: Mapping[Poste, Sequence[LigneOuEtat]] = immutabledict(),
    ) -> None:
        self._held: dict[Poste, Parts] = {}
        for place, status, amount in signed:
            self._give(place, status, amount)
        self._signed = {place: frozenset(own) for place, own in self._held.items()}
        self._spent = {place: _sum(kept(own)) for place, own in done.items()}
        self._spent_by_status = {place: _by_status(own) for place, own in done.items()}

    def places(self, fiche: int) -> Sequence[Poste]:
        """Those of a fiche that have, or had, some money."""
        return sorted(place for place in self._held if place.fiche == fiche)

    def by_status(self, place: Poste) -> Mapping[str, Decimal]:
        """What a place holds."""
        return self._held.get(place, {})

    def total(self, place: Poste) -> Decimal:
        """All of it."""
        return sum(self.by_status(place).values(), _NOTHING)

    def left(self, place: Poste) -> Decimal:
        """What of it was not spent, whatever its status."""
        return self.total(place) - self._spent.get(place, _NOTHING)

    def move(self, flow: Flow, order: Sequence[str]) -> Parts:
        """What goes, by status, that of which something is left last: what was not spent, then
        what was. What the place lacks for it counts as voted, or as signed."""
        parts: Parts = {}
        held, left = self.by_status(flow.source) if flow.source else {}, flow.montant
        spent = self._spent_by_status.get(flow.source, {}) if flow.source else {}
        for spares, status in product((True, False), order):
            taken = parts.get(status, _NOTHING)
            more = held.get(status, _NOTHING) - taken - spent.get(status, _NOTHING) * spares
            if (part := min(more, left)) > 0:
                parts.pop(status, None)
                parts[status] = taken + part
                left -= part
        if left:
            _add(parts, self._comes_as(flow), left)
        for status, part in parts.items():
            self._give(flow.source, status, -part)
            self._give(flow.target, status, part)
        return parts

    def move_together(self, flows: Sequence[Flow]) -> list[Parts]:
        """What each moves, voted first; as all are decided at once, a place gives once it was given
        what it is given, in whatever order they are written.

        What goes round, from a place back to it, takes nothing of what it holds.
        """
        parts: list[Parts] = [{} for _ in flows]
        waiting = dict(enumerate(flows))
        while waiting:
            if (rank := self._next(waiting)) is not None:
                for status, part in self.move(waiting.pop(rank), VOTED_FIRST).items():
                    _add(parts[rank], status, part)
                continue
            around = _around(waiting)
            least = min(waiting[rank].montant for rank in around)
            status = self._comes_as(waiting[around[0]])
            for rank in around:
                _add(parts[rank], status, least)
                waiting[rank] = waiting[rank]._replace(montant=waiting[rank].montant - least)
            waiting = {rank: flow for rank, flow in waiting.items() if flow.montant}
        return parts

    def _next(self, waiting: Mapping[int, Flow]) -> int | None:
        """The first from a place that nothing more is given to, else from one that has enough."""
        given = {one.target for one in waiting.values() if _is_fiche(one.target)}
        ready = (rank for rank, one in waiting.items() if one.source not in given)
        enough = (
            rank
            for rank, one in waiting.items()
            if one.source and self.total(one.source) >= one.montant
        )
        return next(chain(ready, enough), None)

    def _comes_as(self, flow: Flow) -> str:
        """The status of money that has none where it comes from: that which was signed there, else
        where it goes, voted first."""
        signed = (self._signed.get(place, ()) for place in (flow.source, flow.target) if place)
        known = (status for own in signed for status in VOTED_FIRST if status in own)
        return next(known, VOTED)

    def _give(self, place: Poste | None, status: str, amount: Decimal) -> None:
        if place and _is_fiche(place):
            _add(self._held.setdefault(place, {}), status, amount)


def _sum(lines: Iterable[Ligne]) -> Decimal:
    return sum((one.montant for one in lines), _NOTHING)


def _by_status(done: Sequence[LigneOuEtat]) -> Parts:
    every = {one.statut_de_la_ligne for one in done}
    return {each: _sum(kept([o for o in done if o.statut_de_la_ligne == each])) for each in every}


def _is_fiche(place: Poste | None) -> bool:
    return place is not None and place.fiche is not None


def _add(parts: Parts, status: str, amount: Decimal) -> None:
    parts[status] = parts.get(status, _NOTHING) + amount


def _around(waiting: Mapping[int, Flow]) -> Sequence[int]:
    """Movements each of which gives what the one before it takes, the first what the last does;
    there are some where every source is given something."""
    gives_to = {one.target: rank for rank, one in waiting.items()}
    path, rank = list[int](), next(iter(waiting))
    while rank not in path:
        path.append(rank)
        rank = gives_to[waiting[rank].source]
    return path[path.index(rank) :]
