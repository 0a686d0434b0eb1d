"""Lines that someone put elsewhere in their list: in another order than they were sent in.

Of a Word file: a sheet is sorted to be looked at, which says nothing of the dossier.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from ppgp_docs.edit.changes import Move
from ppgp_docs.importing.lines import item_of
from ppgp_docs.importing.paths import FilePlace, spot
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.returned import Returned
from ppgp_docs.roundtrip.word.paragraphs import Revision

_GROUPED: Final = ("financeur", "nature", "annee")
"""What a fiche prints once for several lines: a line put under another one would change it."""
_SHOWN: Final = 60


def sequences(fields: Iterable[SentField]) -> dict[str, list[str]]:
    """The items of each list, by the address of the list, in the order of the fields."""
    held: dict[str, dict[str, None]] = {}
    for one in fields:
        item = item_of(one.addresses[0]) if len(one.addresses) == 1 else ""
        while item:
            held.setdefault(item.rpartition("[")[0], {})[item] = None
            item = item_of(item.rpartition("[")[0])
    return {place: list(items) for place, items in held.items()}


def moved(sent: Sequence[str], back: Sequence[str]) -> list[str]:
    """The fewest items whose move makes one order of the other."""
    ranks = {item: rank for rank, item in enumerate(sent)}
    order = [item for item in back if item in ranks]
    kept = _longest([ranks[item] for item in order])
    return [item for item in order if ranks[item] not in kept]


def _longest(numbers: Sequence[int]) -> set[int]:
    """The longest run of numbers that rise (patience sorting)."""
    tails, above, last = list[int](), dict[int, int | None](), list[int]()
    for number in numbers:
        at = bisect_left(tails, number)
        above[number] = last[at - 1] if at else None
        tails[at : at + 1] = [number]
        last[at : at + 1] = [number]
    found, number_or_none = set[int](), last[-1] if last else None
    while number_or_none is not None:
        found.add(number_or_none)
        number_or_none = above[number_or_none]
    return found


@frozen
class Moves:
    """``now`` gives the address now of an item that was sent, or nothing."""

    fields: Mapping[str, SentField]
    found: Returned
    target: Target
    now: Callable[[str], str]

    def proposals(self) -> Iterator[Proposal]:
        """Each line that was moved, where it now stands."""
        sent = sequences(self.fields.values())
        back = sequences(self.fields[tag] for tag in self.found.order if tag in self.fields)
        for place, items in sent.items():
            order = [item for item in back.get(place, ()) if item in items]
            for item in self._tracked(items, order) or moved(items, order):
                yield from self._proposal(item, order)

    def _tracked(self, sent: Sequence[str], order: Sequence[str]) -> list[str]:
        """The lines that Word saw moved, where their moves explain the whole order."""
        tracked = [item for item in order if next(self._movers(item), None)]
        others = [item for item in order if item not in tracked]
        return tracked if others == [item for item in sent if item in others] else []

    def _proposal(self, item: str, order: Sequence[str]) -> Iterator[Proposal]:
        at = order.index(item)
        above, below = order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""
        said = self._item_in_words(item)
        beside = f"placé après « {self._item_in_words(above)} »" if above else (
            f"placé avant « {self._item_in_words(below)} »"
        )  # fmt: skip
        try:
            line, near = (
                spot(self.target, self.now(item)),
                spot(self.target, self.now(above or below)),
            )
        except AddressError:
            return
        if not (_same_group(line, near) or (below and self._fits(line, below))):
            why = (
                "cette ligne est passée sous un autre titre : changez son financeur, sa nature ou "
                "son année dans le dossier"
            )
            yield Proposal(ProposalKind.REFUSED, "Ligne déplacée", item, said, beside, why=why)
            return
        if change := _change(line, near, after=bool(above)):
            revisions = tuple(dict.fromkeys(self._movers(item)))
            yield Proposal(
                ProposalKind.MOVED, "", item, said, beside, "", (change,), revisions=revisions
            )

    def _movers(self, item: str) -> Iterator[Revision]:
        """Who moved a line while Word tracked it."""
        for tag, revision in self.found.movers.items():
            if self.fields[tag].addresses[0].startswith(item):
                yield revision

    def _fits(self, line: FilePlace, below: str) -> bool:
        try:
            return _same_group(line, spot(self.target, self.now(below)))
        except AddressError:
            return False

    def _item_in_words(self, item: str) -> str:
        own = (one for one in self.fields.values() if item_of(one.addresses[0]) == item)
        text = " · ".join(filter(None, (untypeset(one.sent) for one in own)))
        if not text:
            within = (one for one in self.fields.values() if one.addresses[0].startswith(item))
            text = next((untypeset(one.sent) for one in within), item)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]}…"


def _same_group(one: FilePlace, other: FilePlace) -> bool:
    if not (isinstance(one.value, dict) and isinstance(other.value, dict)):
        return True
    if _GROUPED[0] not in one.value:
        return True
    return all(one.value.get(name) == other.value.get(name) for name in _GROUPED)


def _change(line: FilePlace, near: FilePlace, *, after: bool) -> FileChange | None:
    """The move beside another line; none where it stands there already."""
    rank, other = line.path[-1], near.path[-1]
    if line.path[:-1] != near.path[:-1] or not isinstance(rank, int) or not isinstance(other, int):
        return None
    to = other - (rank < other) + after
    return FileChange(line.file, Move(line.path[:-1], rank, to)) if to != rank else None
