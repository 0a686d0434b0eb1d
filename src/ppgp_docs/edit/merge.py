"""Two people changed the same file: both changes are kept, and what they dispute is told.

A three-way merge of data (base, mine, theirs), as diff3 does for lines (Khanna, Kunal, Pierce, « A
formal investigation of diff3 », 2007): a value that only one side changed takes that change.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree

_ABSENT: Final = object()


@frozen
class Conflict:
    """A value that both sides changed; None stands for a value that a side took out.

    ``path`` is that of the merged data, which hold ``theirs``.
    """

    path: PathInTree
    mine: Data | None
    theirs: Data | None


@frozen
class Merged:
    data: Data
    conflicts: tuple[Conflict, ...]


def merge(base: Data, mine: Data, theirs: Data) -> Merged:
    """Both sides' changes; where they dispute a value, that of the other side, and the conflict."""
    merger = _Merger()
    data = merger.merged(base, mine, theirs, ())
    return Merged(data if not _is_absent(data) else "", tuple(merger.conflicts))


def _is_absent(value: object) -> bool:
    return value is _ABSENT


class _Merger:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def merged(self, base: object, mine: object, theirs: object, path: PathInTree) -> Data:
        if mine in (theirs, base):
            return theirs  # type: ignore[return-value]
        if theirs == base:
            return mine  # type: ignore[return-value]
        if isinstance(base, dict) and isinstance(mine, dict) and isinstance(theirs, dict):
            return self._mappings(base, mine, theirs, path)
        if isinstance(base, list) and isinstance(mine, list) and isinstance(theirs, list):
            return self._lists(base, mine, theirs, path)
        return self._disputed(mine, theirs, path)

    def _disputed(self, mine: object, theirs: object, path: PathInTree) -> Data:
        known = [None if _is_absent(value) else value for value in (mine, theirs)]
        self.conflicts.append(Conflict(path, *known))  # type: ignore[arg-type]
        return theirs  # type: ignore[return-value]

    def _mappings(
        self,
        base: dict[str, Data],
        mine: dict[str, Data],
        theirs: dict[str, Data],
        path: PathInTree,
    ) -> Data:
        merged: dict[str, Data] = {}
        for key in dict.fromkeys((*theirs, *mine, *base)):
            one, two, other = (side.get(key, _ABSENT) for side in (base, mine, theirs))
            value: object = self.merged(one, two, other, (*path, key))
            if not _is_absent(value):
                merged[key] = value  # type: ignore[assignment]
        return merged

    def _lists(
        self, base: list[Data], mine: list[Data], theirs: list[Data], path: PathInTree
    ) -> Data:
        """Items by rank while no side added or took out any; else by what they were before."""
        if len(base) == len(mine) == len(theirs):
            three = enumerate(zip(base, mine, theirs, strict=True))
            return [self.merged(*each, (*path, rank)) for rank, each in three]
        if len(mine) == len(base):
            return self._followed(base, mine, theirs, path)
        if len(theirs) == len(base) and (found := _replaced(base, theirs, mine)) is not None:
            return found
        return self._disputed(mine, theirs, path)

    def _followed(
        self, base: list[Data], mine: list[Data], theirs: list[Data], path: PathInTree
    ) -> Data:
        """My changed items, where theirs now stand."""
        found = _replaced(base, mine, theirs)
        return self._disputed(mine, theirs, path) if found is None else found


def _replaced(base: list[Data], changed: list[Data], other: list[Data]) -> list[Data] | None:
    """The list ``other`` with the items that ``changed`` changes; None when one is not there."""
    merged = list(other)
    for before, after in zip(base, changed, strict=True):
        if before != after:
            if other.count(before) != 1:
                return None
            merged[other.index(before)] = after
    return merged
