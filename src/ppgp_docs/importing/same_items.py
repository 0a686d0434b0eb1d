"""Which items of a list are still the same in another state of it, whatever their rank.

Those that say the same, wherever they stand; those that say what came back of them; then those that
were edited, the nearest pairs first.
An item that went is nobody else: what is said of it is said of no other one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import Any, Final, TypeAlias

from ppgp_docs.model.address import ItemId, Rank

Tree: TypeAlias = dict[Any, Any]
"""Steps to trees; the text that stands at an address hangs under None."""
_Leaves: TypeAlias = Mapping[object, str]

_ALIKE: Final = 0.5
"""How much two items must share to be the same item, edited."""
_SUM: Final = ("financeur", "nature", "annee", "libelle")
"""What tells a sum of money from the others; its amount does, where one of these was changed."""
_AMOUNT: Final = "montant"
NAMES: Final = ("libelle", "titre", "texte", "nom", "intitule")
"""What an item is called: two that are called otherwise are two items."""


def same_items(
    old: Sequence[Tree], new: Sequence[Tree], back: Sequence[Tree] = ()
) -> dict[int, int]:
    """The rank in ``new`` of each item of ``old`` that is still there, by its rank; ``back`` are
    the items of ``old`` as they came back."""
    pairs = dict(_unchanged(old, new))
    pairs |= _elsewhere(old, new, pairs)
    pairs |= _elsewhere(back, new, pairs)
    pairs |= dict(_edited(old, new, pairs))
    return pairs | dict(_rewritten(old, new, pairs))


def _unchanged(old: Sequence[Tree], new: Sequence[Tree]) -> Iterator[tuple[int, int]]:
    said, says = ([_text_of(one) for one in items] for items in (old, new))
    matcher = SequenceMatcher(None, said, says, autojunk=False)
    for block in matcher.get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))


def _elsewhere(
    old: Sequence[Tree], new: Sequence[Tree], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Items that somebody moved in the dossier meanwhile: they say the same, in another place."""
    free: dict[str, list[int]] = {}
    for at in _left(new, pairs.values()):
        free.setdefault(_text_of(new[at]), []).append(at)
    found = {}
    for rank in _left(old, pairs):
        if _text_of(old[rank]) and (places := free.get(_text_of(old[rank]))):
            found[rank] = places.pop(0)
    return found


def _edited(
    old: Sequence[Tree], new: Sequence[Tree], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The items that resemble one another most; none where two resemble one as much."""
    ranks, places = _left(old, pairs), _left(new, pairs.values())
    scores = {
        pair: score
        for pair in product(ranks, places)
        if (score := _likeness(old[pair[0]], new[pair[1]])) >= _ALIKE
    }
    while scores:
        best = max(scores.values())
        first = [pair for pair, score in scores.items() if score == best]
        rank, place = min(first, key=lambda pair: abs(_order(ranks, pair[0], places, pair[1])))
        rivals = [pair for pair in first if (pair[0] == rank) != (pair[1] == place)]
        if not (rivals and _is_sum(old[rank])):
            yield rank, place
        scores = {
            pair: score for pair, score in scores.items() if pair[0] != rank and pair[1] != place
        }


def _order(ranks: Sequence[int], rank: int, places: Sequence[int], place: int) -> int:
    return ranks.index(rank) - places.index(place)


def _rewritten(
    old: Sequence[Tree], new: Sequence[Tree], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Texts alone that were written anew between the same neighbours: a person decides; blocks of
    lines of which one stayed."""
    around = {-1: -1, **pairs, len(old): len(new)}
    for rank in _left(old, pairs):
        place = around.get(rank - 1, len(new)) + 1
        if around.get(rank + 1) == place + 1 and _is_same_kind(old[rank], new[place]):
            yield rank, place


def _is_same_kind(one: Tree, other: Tree) -> bool:
    if _is_nested(one) and _is_nested(other):
        return bool(set(_said(one)) & set(_said(other)))
    return _is_text(one) and _is_text(other)


def _said(tree: Tree) -> Iterator[str]:
    """The texts of an item that say something by themselves, those of the lists within it too."""
    for step, inner in tree.items():
        if step is not None:
            yield from _said(inner)
        elif len(inner) >= _TELLING:
            yield inner


_TELLING: Final = 8
"""Signs of a text that two lists do not both hold by chance."""


def _left(items: Sequence[Tree], known: Any) -> list[int]:
    taken = set(known)
    return [rank for rank in range(len(items)) if rank not in taken]


def _likeness(one: Tree, other: Tree) -> float:
    """How much of two items is the same, from 0 to 1; 0 for two that are not the same item."""
    if _is_sum(one) or _is_sum(other):
        return _likeness_of_sums(_leaves(one), _leaves(other))
    if _head(one) and _head(other) and _ratio(_head(one), _head(other)) < _ALIKE:
        return 0.0
    if _is_nested(one) or _is_nested(other):
        return _ratio(_text_of(one), _text_of(other))
    said, says = _leaves(one), _leaves(other)
    names = [key for key in NAMES if key in said and key in says]
    alike = {key: _ratio(said.get(key, ""), says.get(key, "")) for key in {*said, *says}}
    others = [score for key, score in alike.items() if key not in names]
    is_named = any(alike[key] >= _ALIKE for key in names) if names else True
    if not is_named and (len(others) < _ENOUGH or min(others) < 1):
        return 0.0
    return sum(alike.values()) / len(alike) if alike else 0.0


_ENOUGH: Final = 2


def _likeness_of_sums(one: _Leaves, other: _Leaves) -> float:
    changed = [key for key in _SUM if one.get(key, "") != other.get(key, "")]
    if len(changed) > 1 or (changed and one.get(_AMOUNT) != other.get(_AMOUNT)):
        return 0.0
    keys = {*one, *other}
    same = sum(one.get(key, "") == other.get(key, "") for key in keys)
    return (1 + same / len(keys)) / 2


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio)  # far quicker, and never below
    return matcher.ratio() if all(bound() >= _ALIKE for bound in bounds) else 0.0


def _is_sum(tree: Tree) -> bool:
    return "financeur" in tree and _AMOUNT in tree


def _head(tree: Tree) -> str:
    """What the first cell of a row says, by which people know it; nothing for another item."""
    first: Tree = tree.get(Rank(1), {}) if all(isinstance(step, Rank) for step in tree) else {}
    return str(first.get(None, ""))


def _is_text(tree: Tree) -> bool:
    """Whether an item is one text, however its field is called."""
    return len(_leaves(tree)) == 1 and not _is_nested(tree)


def _is_nested(tree: Tree) -> bool:
    return any(
        isinstance(step, Rank | ItemId) or (isinstance(inner, dict) and _is_nested(inner))
        for step, inner in tree.items()
    )


def _leaves(tree: Tree, under: str = "") -> dict[object, str]:
    """The texts of an item, lists within it left out, by their names."""
    found: dict[object, str] = {}
    for step, inner in tree.items():
        if step is None:
            found[under] = inner
        elif isinstance(step, str):
            found |= _leaves(inner, f"{under}.{step}" if under else step)
    return found


def _text_of(tree: Tree) -> str:
    """All that an item says, in an order that does not depend on how it is printed."""
    parts = [tree[None]] if None in tree else []
    steps = sorted((step for step in tree if step is not None), key=_place)
    return "\n".join((*parts, *(_text_of(tree[step]) for step in steps)))


def _place(step: object) -> tuple[int, str]:
    return step.number if isinstance(step, Rank) else 0, str(step)
