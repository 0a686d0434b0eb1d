"""Lines that someone put elsewhere in their list: in another order than they were sent in.

Of a Word file: a sheet is sorted to be looked at, which says nothing of the dossier.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from ppgp_docs.importing.line_names import holders, line_in_words
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import Proposal, ProposalKind
from ppgp_docs.importing.regrouped_lines import amounts_of, beside
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.returned import Returned
from ppgp_docs.roundtrip.word.paragraphs import Revision


def sequences(fields: Iterable[SentField]) -> dict[str, list[str]]:
    """The items of each list, by the address of the list, in the order of the fields; a line of a
    budget stands where its amount does, its headings above it."""
    held: dict[str, dict[str, None]] = {}
    fields = list(fields)
    sums = set(amounts_of({one.tag: one for one in fields}).values())
    for one in fields:
        for item in holders(one.addresses[0]) if len(one.addresses) == 1 else ():
            if item not in sums or one.addresses[0] == f"{item}.montant":
                held.setdefault(item.rpartition("[")[0], {})[item] = None
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
            order = [item for item in order if self.now(item)]
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
        said, name = self._in_words(item), self._in_words(above or below)
        told = f"placé {'après' if above else 'avant'} « {name} »"
        try:
            line, near = (
                spot(self.target, self.now(item)),
                spot(self.target, self.now(above or below)),
            )
        except AddressError:
            return
        if change := beside(line, near, after=bool(above)):
            revisions = tuple(dict.fromkeys(self._movers(item)))
            yield Proposal(
                ProposalKind.MOVED, "", item, said, told, "", (change,), revisions=revisions
            )

    def _movers(self, item: str) -> Iterator[Revision]:
        """Who moved a line while Word tracked it."""
        for tag, revision in self.found.movers.items():
            if self.fields[tag].addresses[0].startswith(item):
                yield revision

    def _in_words(self, item: str) -> str:
        return line_in_words(item, self.fields.values()) or item
