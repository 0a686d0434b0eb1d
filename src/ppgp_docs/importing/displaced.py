"""Lines that someone put out of their list: among those of another one, or where none stands.

The fewest fields whose move explains the order of all tell which lines those are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.edit.changes import Insert
from ppgp_docs.importing.line_names import holders, holds, item_of, without
from ppgp_docs.importing.paths import FilePlace, spot
from ppgp_docs.importing.proposals import FileChange, Proposal, ProposalKind
from ppgp_docs.importing.risen import heaviest
from ppgp_docs.importing.target import Target
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

_APART: Final = "cette ligne a quitté sa liste : déplacez-la dans le dossier"
_SHOWN: Final = 60
_TITLE: Final = 100
"""What a title weighs beside a line under it."""


@frozen
class Displaced:
    """``order`` are the tags as they come back; ``there`` gives the address now of a line that
    was sent, or raises AddressError."""

    fields: Mapping[str, SentField]
    order: Sequence[str]
    target: Target
    there: Callable[[str], str]

    def proposals(self) -> Iterator[Proposal]:
        """Each line that left its list, where it now stands."""
        return map(self._proposal, self.items)

    def others(self) -> list[str]:
        """The tags, in their order, of what stayed in its list."""
        return without(self.order, self.fields, self.items)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The outermost lines that left their list, in the order of the file."""
        outermost = (holders(address)[::-1] for address in self._back if address in self._away)
        return tuple(dict.fromkeys(filter(None, map(self._left, outermost))))

    @cached_property
    def _back(self) -> list[str]:
        return self._addresses(self.order)

    @cached_property
    def _away(self) -> frozenset[str]:
        """The fields that stand elsewhere: those that explain the order of all at least weight."""
        ranks = {address: rank for rank, address in enumerate(self._addresses(self.fields))}
        order = [ranks[address] for address in self._back]
        if order == sorted(order):
            return frozenset()
        kept = heaviest([(ranks[address], self._weight(address)) for address in self._back])
        return frozenset(address for address in self._back if ranks[address] not in kept)

    def _weight(self, address: str) -> int:
        """How unlikely a field is to be what was moved: the title of a line with lines in it,
        which goes with all of them, more than those."""
        item = item_of(address)
        depths = [len(holders(one)) for one in self._all.get(item, ())]
        return _TITLE ** (max(depths, default=0) - len(holders(address))) if item else 1

    @cached_property
    def _all(self) -> dict[str, list[str]]:
        """The fields of each line, by its address."""
        found: dict[str, list[str]] = {}
        for address in self._back:
            for item in holders(address):
                found.setdefault(item, []).append(address)
        return found

    def _left(self, items: Iterable[str]) -> str:
        """The first of lines within lines that moved whole, unless it is among its own still."""
        whole = (item for item in items if self._away.issuperset(self._all[item]))
        item = next(whole, "")
        mates = f"{item.rpartition('[')[0]}["
        return item if item and not any(one.startswith(mates) for one in self._beside(item)) else ""

    def _beside(self, item: str) -> list[str]:
        """The nearest fields that did not move, above and below a line; nothing where none is."""
        ranks = [rank for rank, address in enumerate(self._back) if holds(item, address)]
        above = (one for one in self._back[: ranks[0]][::-1] if one not in self._away)
        below = (one for one in self._back[ranks[-1] + 1 :] if one not in self._away)
        return [next(above, ""), next(below, "")]

    def _addresses(self, tags: Collection[str]) -> list[str]:
        known = (self.fields[tag].addresses for tag in tags if tag in self.fields)
        return [held[0] for held in known if len(held) == 1]

    def _proposal(self, item: str) -> Proposal:
        above, below = self._beside(item)
        said = self._said(item)
        name = f"après « {self._said(above)} »" if above else f"avant « {self._said(below)} »"
        made = Proposal(ProposalKind.MOVED, "", item, said, f"placé {name}", said)
        for near, after in ((above, True), (below, False)):
            if near and (changes := self._changes(item, near, after=after)):
                return evolve(made, changes=changes)
        return evolve(made, kind=ProposalKind.REFUSED, now="", why=_APART)

    def _changes(self, item: str, near: str, *, after: bool) -> tuple[FileChange, ...]:
        """Put a line beside one of another list of the same kind, and take it from its own."""
        kind = item.rpartition("[")[0].rpartition(".")[2]
        others = (outer for outer in holders(near) if outer.rpartition("[")[0].endswith(kind))
        try:
            line, place = self._spot(item), self._spot(next(others, ""))
        except AddressError:
            return ()
        rank = place.path[-1] if place.path else None
        if not isinstance(rank, int) or not _is_alike(line, place) or line.value is None:
            return ()
        put = FileChange(place.file, Insert(place.path[:-1], rank + after, line.value))
        return put, line.remove()

    def _spot(self, item: str) -> FilePlace:
        return spot(self.target, self.there(item))

    def _said(self, address: str) -> str:
        own = (one for one in self.fields.values() if holds(address, one.addresses[0]))
        text = " · ".join(filter(None, (untypeset(one.sent) for one in own)))
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]}…"


def _is_alike(one: FilePlace, other: FilePlace) -> bool:
    """Whether two lines are of the same make, and not of the same list."""
    is_same_list = (one.file, one.path[:-1]) == (other.file, other.path[:-1])
    return not is_same_list and isinstance(one.value, dict) == isinstance(other.value, dict)
