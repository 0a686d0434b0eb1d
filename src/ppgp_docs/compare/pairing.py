"""Which item of a list became which, when lines were added, taken out, moved or reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from attrs import frozen

from ppgp_docs.model.address import id_of

_ALIKE: Final = 0.4
"""How much two items must have in common, from 0 to 1, to be one that was reworded: below, a
reader would say that one went and another came."""

_MOST: Final = 400
"""Signs of each item that are compared: a resemblance shows in its first lines."""

_FEW: Final = 60
"""Items among which the most alike is looked for: a person who rewrote more began anew."""


@frozen
class Pair:
    """The ranks, from 0, of an item before and after; None where it does not stand."""

    before: int | None
    after: int | None
    moved: bool = False


def pairs(before: Sequence[Any], after: Sequence[Any]) -> tuple[Pair, ...]:
    """Each item of two lists once, in the order of the list after; what went stands first.

    Items that bear the same id are the same item; then those that hold the same; then, between
    two that did not move, those of one type that resemble each other most.
    """
    kept = _by_id(before, after)
    kept.update(_by_content(before, after, kept))
    kept.update(_by_resemblance(before, after, kept))
    steady = _steady(kept)
    gone = [Pair(rank, None) for rank in range(len(before)) if rank not in kept]
    origin = {new: old for old, new in kept.items()}
    here = [
        Pair(origin[rank], rank, moved=origin[rank] not in steady)
        if rank in origin
        else Pair(None, rank)
        for rank in range(len(after))
    ]
    return (*gone, *here)


def _by_id(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    places = [_unique(items) for items in (before, after)]
    return {places[0][name]: places[1][name] for name in places[0].keys() & places[1].keys()}


def _unique(items: Sequence[Any]) -> dict[str, int]:
    """The rank of each item whose id no other bears."""
    ids = [id_of(item) for item in items]
    times = Counter(ids)
    return {name: rank for rank, name in enumerate(ids) if name and times[name] == 1}


def _by_content(
    before: Sequence[Any], after: Sequence[Any], kept: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Items that hold the same; of several copies, the first goes with the first."""
    waiting: dict[str, list[int]] = {}
    for rank in _free(before, kept):
        waiting.setdefault(flat(before[rank]), []).append(rank)
    for rank in _free(after, kept.values()):
        if same := waiting.get(flat(after[rank])):
            yield same.pop(0), rank


def _by_resemblance(
    before: Sequence[Any], after: Sequence[Any], kept: dict[int, int]
) -> Iterator[tuple[int, int]]:
    free = set(_free(after, kept.values()))
    for old in _free(before, kept):
        around = _between(old, kept, len(after))
        within = [new for new in around if new in free][:_FEW]
        likely = [new for new in within if kind_of(before[old]) == kind_of(after[new])
                  and not _are_two_sums(before[old], after[new])]  # fmt: skip
        best = max(likely, key=lambda new: likeness(before[old], after[new]), default=None)
        alone = len(likely) == 1 and len(around) == 1 and not id_of(before[old])
        if best is not None and (alone or likeness(before[old], after[best]) >= _ALIKE):
            free.discard(best)
            yield old, best


def _are_two_sums(before: Any, after: Any) -> bool:
    """Whether two lines of a budget are two: the amount changed, and more than one other thing."""
    if not (_is_sum(before) and _is_sum(after)):
        return False
    changed = [key for key in _TELLING_SUM if before.get(key) != after.get(key)]
    return len(changed) > 1 and flat(before["montant"]) != flat(after["montant"])


_TELLING_SUM: Final = ("financeur", "nature", "annee", "libelle")


def _is_sum(item: Any) -> bool:
    return isinstance(item, dict) and "montant" in item and "financeur" in item


def _between(old: int, kept: dict[int, int], size: int) -> range:
    """The ranks after, between what stood just above and just below an item."""
    above = max((new for before, new in kept.items() if before < old), default=-1)
    below = min((new for before, new in kept.items() if before > old), default=size)
    return range(above + 1, below) if above < below else range(size)


def _free(items: Sequence[Any], taken: Collection[int]) -> list[int]:
    held = set(taken)
    return [rank for rank in range(len(items)) if rank not in held]


def kind_of(item: Any) -> str:
    """What an item is: the type of a block, or of its value."""
    return str(item.get("type", "dict")) if isinstance(item, dict) else type(item).__name__


def likeness(before: Any, after: Any) -> float:
    """How much two items have in common in their first lines, from 0 to 1."""
    texts = flat(before)[:_MOST], flat(after)[:_MOST]
    return SequenceMatcher(None, *texts, autojunk=False).ratio()


def _steady(kept: dict[int, int]) -> set[int]:
    """The longest series of items whose order stayed: all others moved."""
    best: list[list[int]] = []  # for each length, the series that ends soonest
    for old in sorted(kept):
        place = next((n for n, series in enumerate(best) if kept[series[-1]] > kept[old]), None)
        head = best[(len(best) if place is None else place) - 1] if best and place != 0 else []
        series = [*head, old]
        if place is None:
            best.append(series)
        else:
            best[place] = series
    return set(best[-1]) if best else set()


def flat(node: Any) -> str:
    """What a value holds, as one text."""
    if isinstance(node, dict):
        return " ".join(f"{key} {flat(value)}" for key, value in node.items())
    if isinstance(node, list):
        return " ".join(map(flat, node))
    return " ".join(str(node).split())
