"""Where the lines of a file that was sent stand in the dossier now.

Lines that bear no id are named by their rank: one that was added above meanwhile moves them all. So
the lists of what was sent and of what would be sent now are laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, TypeAlias

from ppgp_docs.model.address import Address, ItemId, Rank, Step, below

Tree: TypeAlias = dict[Any, Any]
"""Steps to trees; the text that stands at an address hangs under None."""

_ALIKE: Final = 0.5
"""How much two lines must share to be the same line, edited."""


def aligned(sent: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The address now of each address that was sent, where it still leads somewhere.

    Both map addresses to the text that is printed there.
    """
    return dict(_pairs(_tree(sent), _tree(now), "", ""))


def _tree(texts: Mapping[str, str]) -> Tree:
    root: Tree = {}
    for text, said in texts.items():
        address = Address.parse(text)
        node = root.setdefault(address.file, {})
        for step in address.steps:
            node = node.setdefault(step, {})
        node[None] = said
    return root


def _pairs(sent: Tree, now: Tree, here: str, there: str) -> Iterator[tuple[str, str]]:
    if None in sent:
        yield here, there
    items = [step for step in sent if isinstance(step, Rank | ItemId)]
    for old, new in _items(items, sent, now):
        yield from _pairs(sent[old], now[new], f"{here}{old}", f"{there}{new}")
    for step in sent:
        if step is not None and step not in items:
            inner = now.get(step, {})
            yield from _pairs(sent[step], inner, _below(here, step), _below(there, step))


def _below(address: str, step: str) -> str:
    return below(address, step) if address else f"{step}:"


def _items(items: Sequence[Step], sent: Tree, now: Tree) -> Iterator[tuple[Step, Step]]:
    """The items that are the same: by their id, by what they say, by what is nearest."""
    others = [step for step in now if isinstance(step, Rank | ItemId)]
    named = [step for step in items if isinstance(step, ItemId) and step in now]
    yield from ((step, step) for step in named)
    left = [step for step in items if step not in named]
    right = [step for step in others if step not in named]
    old, new = (
        [_text_of(tree[step]) for step in steps] for tree, steps in ((sent, left), (now, right))
    )
    pairs = dict(_matched(old, new))
    pairs |= _elsewhere(old, new, pairs)
    yield from ((left[one], right[other]) for one, other in pairs.items())


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that are the same or resemble one another, in their order."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and last - first == end - start):
            yield from zip(range(first, last), range(start, end), strict=True)
        elif kind == "replace":
            pairs = _nearest(old[first:last], new[start:end])
            yield from ((first + one, start + other) for one, other in pairs)


def _elsewhere(old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int]) -> dict[int, int]:
    """Lines that somebody moved in the dossier meanwhile: they say the same, in another place."""
    taken = set(pairs.values())
    found = {}
    for rank, text in enumerate(old):
        free = (at for at, other in enumerate(new) if other == text and at not in taken)
        if rank not in pairs and (place := next(free, None)) is not None:
            found[rank] = place
            taken.add(place)
    return found


def _nearest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that resemble one another, in order."""
    start = 0
    for rank, text in enumerate(old):
        ratios = [SequenceMatcher(None, text, other).ratio() for other in new[start:]]
        best = max(ratios, default=0.0)
        if best >= _ALIKE:
            place = start + ratios.index(best)
            yield rank, place
            start = place + 1


def _text_of(tree: Tree) -> str:
    """All that an item says."""
    parts = [tree[None]] if None in tree else []
    parts += [_text_of(tree[step]) for step in tree if step is not None]
    return "\n".join(parts)
