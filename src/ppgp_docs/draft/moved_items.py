"""Items that a draft leaves out move those behind them: ranks in it are not those of the files.

What a document prints bears the ranks of what it was made of; what is read or changed stands in
files, by theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import frozen

from ppgp_docs.model.address import Address, AddressError, Rank, Step


@frozen
class CompletedFile:
    """A file of a dossier, as addresses name it: the tree that was read, the one that is shown."""

    name: str
    read: Any
    shown: Any


@frozen
class MovedItems:
    """The files of a draft that show something else than what they hold."""

    files: tuple[CompletedFile, ...] = ()

    def in_file(self, address: str) -> str:
        """An address of what is shown as that of what was read."""
        return self._moved(address, lambda one: (one.shown, one.read))

    def in_draft(self, address: str) -> str:
        """An address of what was read as that of what is shown: of an item that is left out, its
        list."""
        return self._moved(address, lambda one: (one.read, one.shown))

    def _moved(self, address: str, trees: Any) -> str:
        head = address.partition(":")[0]
        known = next((one for one in self.files if one.name == head), None)
        if known is None:
            return address
        try:
            steps = Address.parse(address).steps
        except AddressError:
            return address
        return str(Address(head, tuple(_followed(steps, *trees(known)))))


NOTHING_MOVED: Final = MovedItems()


def _followed(steps: Iterable[Step], here: Any, there: Any) -> Iterator[Step]:
    """The steps that lead to the same place of another tree; those below a place that only one of
    them has as they are."""
    for step in steps:
        try:
            key = Address("dossier", (step,)).path(here)[0]
        except AddressError:
            here = there = None
            yield step
            continue
        here = here[key]
        if not isinstance(step, Rank):
            there = there.get(key) if isinstance(there, dict) else there
            if isinstance(key, int):
                there = _same(here, there)
            yield step
            continue
        rank = _rank_of(here, there)
        if rank is None:
            return
        there = there[rank]
        yield Rank(rank + 1)


def _rank_of(item: Any, items: Any) -> int | None:
    """The rank of the item of a list that stands at the same place of its file."""
    place = _place(item)
    found = (rank for rank, one in enumerate(items or ()) if _place(one) == place)
    return next(found, None) if isinstance(items, list) else None


def _same(item: Any, items: Any) -> Any:
    rank = _rank_of(item, items)
    return None if rank is None else items[rank]


def _place(node: Any) -> tuple[int, int] | None:
    span = getattr(node, "span", None)
    return (span.line, span.column) if span else None
