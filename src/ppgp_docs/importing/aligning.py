"""Where the lines of a file that was sent stand in the dossier now.

Lines that bear no id are named by their rank: one that was added above meanwhile moves them all. So
the lists of what was sent and of what would be sent now are laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppgp_docs.importing.same_items import Tree, same_items
from ppgp_docs.model.address import Address, ItemId, Rank, Step, below


def aligned(
    sent: Mapping[str, str], now: Mapping[str, str], back: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The address now of each address that was sent, where it still leads somewhere.

    All map addresses to what the text that is printed there means: a line that was taken out
    changes how others are printed. ``back`` is what came back at the addresses that were sent: a
    line that says so now is the one that took it.
    """
    return dict(_pairs(_tree(sent), _tree(now), _tree(back or {}), ("", "")))


def _tree(texts: Mapping[str, str]) -> Tree:
    root: Tree = {}
    for text, said in texts.items():
        address = Address.parse(text)
        node = root.setdefault(address.file, {})
        for step in address.steps:
            node = node.setdefault(step, {})
        node[None] = said
    return root


def _pairs(sent: Tree, now: Tree, back: Tree, places: tuple[str, str]) -> Iterator[tuple[str, str]]:
    here, there = places
    if None in sent:
        yield here, there
    items = [step for step in sent if isinstance(step, Rank | ItemId)]
    for old, new in _items(items, sent, now, back):
        inside = f"{here}{old}", f"{there}{new}"
        yield from _pairs(sent[old], now[new], back.get(old, {}), inside)
    for step in sent:
        if step is not None and step not in items:
            below_both = _below(here, step), _below(there, step)
            yield from _pairs(sent[step], now.get(step, {}), back.get(step, {}), below_both)


def _below(address: str, step: str) -> str:
    return below(address, step) if address else f"{step}:"


def _items(items: Sequence[Step], sent: Tree, now: Tree, back: Tree) -> Iterator[tuple[Step, Step]]:
    """The items that are the same: by their id, by what they say, by what is nearest."""
    others = [step for step in now if isinstance(step, Rank | ItemId)]
    named = [step for step in items if isinstance(step, ItemId) and step in now]
    yield from ((step, step) for step in named)
    left = [step for step in items if step not in named]
    right = [step for step in others if step not in named]
    old, new = ([tree[step] for step in steps] for tree, steps in ((sent, left), (now, right)))
    came = [back.get(step, {}) for step in left]
    yield from ((left[one], right[other]) for one, other in same_items(old, new, came).items())
