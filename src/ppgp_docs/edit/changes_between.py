"""The changes that lead from one state of a file's data to another, as few as can be told.

A list is compared item by item, so that a line that is added, taken out or changed leaves its
neighbours, their comments and their order as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from ppgp_docs.edit.changes import Change, Insert, Remove, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.load.tree import PathInTree

KeyOrder: TypeAlias = Callable[[PathInTree], Sequence[str]]
"""The keys that the mapping at a path may have, in the order of its schema."""


def changes_between(
    before: Data, after: Data, order: KeyOrder = lambda path: (), path: PathInTree = ()
) -> Iterator[Change]:
    """What makes ``after`` of ``before``, in an order in which each path still holds."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and before:
        yield from _of_mappings(before, after, order, path)
    elif isinstance(before, list) and isinstance(after, list) and before:
        yield from _of_lists(before, after, order, path)
    else:
        yield Set(path, after, order(path[:-1]) if path else ())


def _of_mappings(
    before: dict[str, Data], after: dict[str, Data], order: KeyOrder, path: PathInTree
) -> Iterator[Change]:
    for key, value in after.items():
        if key not in before:
            yield Set((*path, key), value, order(path))
        else:
            yield from changes_between(before[key], value, order, (*path, key))
    for key in before:
        if key not in after:
            yield Remove((*path, key))


def _of_lists(
    before: list[Data], after: list[Data], order: KeyOrder, path: PathInTree
) -> Iterator[Change]:
    """From the end on: what is done to an item leaves the ranks of those before it."""
    matcher = SequenceMatcher(
        None, [*map(_comparable, before)], [*map(_comparable, after)], autojunk=False
    )
    for kind, start, end, first, last in reversed(matcher.get_opcodes()):
        if kind == "equal":
            continue
        common = min(end - start, last - first)
        for rank in range(end - 1, start + common - 1, -1):
            yield Remove((*path, rank))
        for shift, value in enumerate(after[first + common : last]):
            yield Insert(path, start + common + shift, value)
        for shift in range(common):
            place = (*path, start + shift)
            yield from changes_between(before[start + shift], after[first + shift], order, place)


def _comparable(value: Data) -> str:
    return json.dumps(value, ensure_ascii=False)
