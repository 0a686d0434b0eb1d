"""Moves of lines after other changes of the same lists: ranks are those that were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ppgp_docs.edit.changes import Change, Insert, Move, Remove
from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree


def moved(content: Data, others: Sequence[Change], moves: Sequence[Move]) -> Iterator[Move]:
    """The moves that lead where ``moves`` say, once ``others`` are made and one after the other.

    Each of ``moves`` is said of the lists as they were read, as if it were alone. A line that was
    taken out goes nowhere.
    """
    lists = _Lists(content)
    for change in others:
        lists.follow(change)
    for move in moves:
        found = lists.moved(move)
        if found:
            yield found


class _Lists:
    """The items of lists by their rank when they were read, in their order now; None is new."""

    def __init__(self, content: Data) -> None:
        self._content = content
        self._orders: dict[PathInTree, list[int | None]] = {}

    def _order(self, path: PathInTree) -> list[int | None]:
        if path not in self._orders:
            node: Any = self._content
            for step in path:
                node = node[step]
            self._orders[path] = list(range(len(node) if isinstance(node, list) else 0))
        return self._orders[path]

    def follow(self, change: Change) -> None:
        """Take note of a line that was inserted or taken out; the last ones of a list come first,
        so that ranks are still those that were read."""
        if isinstance(change, Insert):
            self._order(change.path).insert(change.rank, None)
        elif isinstance(change, Remove) and isinstance(change.path[-1], int):
            del self._order(change.path[:-1])[change.path[-1]]

    def moved(self, move: Move) -> Move | None:
        """The same move among the lines as they stand now; they then stand so."""
        order = self._order(move.path)
        if move.rank not in order:
            return None
        ranks = [rank for rank in range(max(_known(order), default=0) + 1) if rank != move.rank]
        above = next((rank for rank in reversed(ranks[: move.to]) if rank in order), None)
        start = order.index(move.rank)
        order.remove(move.rank)
        end = 0 if above is None else order.index(above) + 1
        order.insert(end, move.rank)
        return Move(self._now(move.path), start, end) if start != end else None

    def _now(self, path: PathInTree) -> PathInTree:
        """Where a list stands now, whose own lists may have changed."""
        steps: list[str | int] = []
        for rank, step in enumerate(path):
            known = self._orders.get(path[:rank])
            steps.append(known.index(step) if known and isinstance(step, int) else step)
        return tuple(steps)


def _known(order: Sequence[int | None]) -> Iterator[int]:
    return (rank for rank in order if rank is not None)
