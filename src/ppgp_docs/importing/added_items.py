"""Items that someone added to a form among others: they keep the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.form_answers import Answer, found, item_depths
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import Step

_Steps: TypeAlias = tuple[Step, ...]


@frozen
class Added:
    """An item that someone added: its ``answers``, the steps to the items just around it."""

    answers: Sequence[Answer]
    above: _Steps = ()
    below: _Steps = ()


def in_order(content: Data, new: Sequence[Answer], added: Iterable[Added]) -> list[Answer]:
    """``new``, what begins at the places that a form has for it, and what was added: each item
    behind the one above it, several in their order."""
    told = list(new)
    last: dict[_Steps, _Steps] = {}
    for one in added:
        if not one.answers:
            continue
        around = one.above or one.below
        depth = len(around) - 1 if around else next(item_depths(one.answers[0].steps), 0)
        item = one.answers[0].steps[: depth + 1]
        above = one.above if one.above[:-1] == item[:-1] else ()
        behind = last.get(above, above)
        ranks = [
            n for n, each in enumerate(told, 1) if behind and each.steps[: depth + 1] == behind
        ]
        at = max(ranks, default=len(told))
        among = _among(content, one, item[:-1])
        told[at:at] = [evolve(each, among=among) for each in one.answers]
        last[above] = item
    return told


def _among(content: Data, one: Added, mates: _Steps) -> tuple[PathInTree, int] | None:
    """The list and the rank of an item that stands beside one that the dossier has."""
    for near, after in ((one.above, 1), (one.below, 0)):
        path, missing = found(content, near)
        if near and near[:-1] == mates and not missing and isinstance(path[-1], int):
            return path[:-1], path[-1] + after
    return None
