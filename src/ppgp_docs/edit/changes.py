"""What can be asked of a text: each change names its place by a path of keys and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.edit.nodes import Data, NotEditableError
from ppgp_docs.load.tree import PathInTree


@frozen
class Set:
    """The value at ``path`` becomes ``value``.

    A last key that does not exist is added to its mapping, behind the keys that come before it in
    ``order`` (the order of the schema), or at the end.
    """

    path: PathInTree
    value: Data
    order: Sequence[str] = ()


@frozen
class Insert:
    """``value`` becomes the item of that rank in the list at ``path``; the next ones move on.

    ``text`` is how it was written elsewhere (:func:`ppgp_docs.edit.placing.item_text`): it is
    written so again, with its comments, where that reads as ``value``.
    """

    path: PathInTree
    rank: int
    value: Data
    text: str = ""


@frozen
class Remove:
    """What stands at ``path`` goes, its key with it."""

    path: PathInTree


@frozen
class Move:
    """The item of rank ``rank`` in the list at ``path`` takes the rank ``to``."""

    path: PathInTree
    rank: int
    to: int


@frozen
class RenameKey:
    """The last key of ``path`` becomes ``name``; what refers to it is the caller's affair."""

    path: PathInTree
    name: str


Change: TypeAlias = Set | Insert | Remove | Move | RenameKey


def expected(before: Data, change: Change) -> Data:
    """The data after a change, on data alone: the proof compares it with what reads back.

    Raises NotEditableError for a place that does not exist.
    """
    path = change.path if isinstance(change, Insert | Move) else change.path[:-1]
    if not change.path and isinstance(change, Set):
        return change.value
    return _replaced(before, path, change)


def _replaced(node: Data, path: PathInTree, change: Change) -> Data:
    if not path:
        return _changed(node, change)
    step, rest = path[0], path[1:]
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return [*node[:step], _replaced(node[step], rest, change), *node[step + 1 :]]
    if isinstance(node, dict) and isinstance(step, str) and step in node:
        return {**node, step: _replaced(node[step], rest, change)}
    raise _nowhere()


def _changed(node: Data, change: Change) -> Data:
    if isinstance(change, Insert | Move):
        return _changed_list(node, change)
    step = change.path[-1]
    if node == "" and isinstance(step, str) and isinstance(change, Set):
        return {step: change.value}
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        if isinstance(change, Set):
            return [*node[:step], change.value, *node[step + 1 :]]
        if isinstance(change, Remove):
            return [*node[:step], *node[step + 1 :]]
    if isinstance(node, dict) and isinstance(step, str):
        return _changed_mapping(node, step, change)
    raise _nowhere()


def _changed_list(node: Data, change: Insert | Move) -> Data:
    items = [] if node == "" and isinstance(change, Insert) else node
    if not isinstance(items, list) or not 0 <= change.rank <= len(items):
        raise _nowhere()
    if isinstance(change, Insert):
        return [*items[: change.rank], change.value, *items[change.rank :]]
    if change.rank == len(items) or not 0 <= change.to < len(items):
        raise _nowhere()
    rest = [*items[: change.rank], *items[change.rank + 1 :]]
    return [*rest[: change.to], items[change.rank], *rest[change.to :]]


def _changed_mapping(node: dict[str, Data], step: str, change: Change) -> Data:
    if isinstance(change, Set):
        return _with_key(node, step, change)
    if step not in node:
        raise _nowhere()
    if isinstance(change, Remove):
        return {key: value for key, value in node.items() if key != step}
    assert isinstance(change, RenameKey)
    if change.name in node:
        raise NotEditableError(f"la clé `{change.name}` existe déjà à cet endroit")
    return {(change.name if key == step else key): value for key, value in node.items()}


def _with_key(node: dict[str, Data], key: str, change: Set) -> Data:
    if key in node:
        return {**node, key: change.value}
    pairs = list(node.items())
    pairs.insert(rank_of_key(tuple(node), key, change.order), (key, change.value))
    return dict(pairs)


def rank_of_key(keys: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Where a new key goes among the keys of a mapping: as in ``order``, or at the end."""
    if key not in order:
        return len(keys)
    earlier = set(order[: order.index(key)])
    return max((rank + 1 for rank, each in enumerate(keys) if each in earlier), default=0)


def _nowhere() -> NotEditableError:
    return NotEditableError("cet endroit n’existe plus dans le fichier")
