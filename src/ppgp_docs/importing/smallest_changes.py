"""A list or a group that was typed anew, written by what differs: comments beside the rest stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from ppgp_docs.edit.changes import Change, Insert, Remove, Set
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.importing.target import Source
from ppgp_docs.load.tree import PathInTree


def smallest(
    changes: Iterable[FileChange], sources: Mapping[str, Source]
) -> tuple[FileChange, ...]:
    """The same changes; one that sets a whole list or group as those of its parts that differ."""
    return tuple(
        FileChange(one.file, part)
        for one in changes
        for part in _parts(one.change, sources[one.file].content)
    )


def _parts(change: Change, content: Any) -> Iterable[Change]:
    if not isinstance(change, Set) or not isinstance(change.value, dict | list):
        return (change,)
    node = content
    for step in change.path:
        held = isinstance(node, dict) and step in node
        if not held and not (isinstance(node, list) and isinstance(step, int) and step < len(node)):
            return (change,)
        node = node[step]
    return tuple(_differing(change.path, node, change.value)) or (change,)


def _differing(path: PathInTree, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict) and before and after:
        yield from _of_group(path, before, after)
    elif isinstance(before, list) and isinstance(after, list) and before and after:
        yield from _of_list(path, before, after)
    else:
        yield Set(path, after)


def _of_group(path: PathInTree, before: Any, after: Any) -> Iterator[Change]:
    for key, value in after.items():
        if key in before:
            yield from _differing((*path, key), before[key], value)
        else:
            yield Set((*path, key), value, tuple(after))
    yield from (Remove((*path, key)) for key in before if key not in after)


def _of_list(path: PathInTree, before: list[Any], after: list[Any]) -> Iterator[Change]:
    """Items that are the same stay; those in the place of others are compared with them."""
    matcher = SequenceMatcher(None, [*map(repr, before)], [*map(repr, after)], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        shared = min(last - first, end - start)
        for rank in range(shared):
            yield from _differing((*path, first + rank), before[first + rank], after[start + rank])
        yield from (Remove((*path, rank)) for rank in range(first + shared, last))
        new = enumerate(after[start + shared : end])
        yield from (Insert(path, first + shared, value) for _, value in new)
