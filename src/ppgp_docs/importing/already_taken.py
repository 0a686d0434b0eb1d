"""Additions that the dossier holds already: a file brought twice, a line that two people add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TypeAlias

from ppgp_docs.edit.changes import Insert, Remove
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import Proposal, ProposalKind
from ppgp_docs.importing.target import Target
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import AddressError

_Place: TypeAlias = tuple[str, PathInTree]


def not_there_yet(
    target: Target, added: Iterable[Proposal], known: Iterable[str]
) -> Iterator[Proposal]:
    """The additions but those whose line came in the dossier since the file was sent.

    ``known`` are the addresses now of what was sent: a line among them is no addition. A line of
    the dossier stands for one addition alone.
    """
    taken = set(_lines(target, known))
    for one in added:
        there = next((place for place in _alike(target, one) if place not in taken), None)
        if there is None:
            yield one
        else:
            taken.add(there)


def not_replaced_yet(
    target: Target, removed: Sequence[Proposal], added: Sequence[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The removals and the additions but those of a line that was replaced already: the dossier has
    the one that is added at the place of the one that is taken out."""
    left = list(added)
    kept = []
    for one in removed:
        places = set(_removed_places(one)) if one.kind is ProposalKind.CONFLICT else set()
        same = next((each for each in left if places.intersection(_alike(target, each))), None)
        if same is None:
            kept.append(one)
        else:
            left.remove(same)
    return kept, left


def _removed_places(one: Proposal) -> Iterator[_Place]:
    for each in one.changes:
        if isinstance(each.change, Remove):
            yield each.file, each.change.path


def _lines(target: Target, addresses: Iterable[str]) -> Iterator[_Place]:
    """The lines that addresses lead through."""
    for address in addresses:
        with suppress(AddressError):
            place = spot(target, address)
            for depth, step in enumerate(place.path, start=1):
                if isinstance(step, int):
                    yield place.file, place.path[:depth]


def _alike(target: Target, one: Proposal) -> Iterator[_Place]:
    """The lines of the dossier that say what an addition says, in its list."""
    match one.changes:
        case (change,) if isinstance(change.change, Insert):
            path, value = change.change.path, change.change.value
            node: object = target.sources[change.file].content
            for step in path:
                node = node[step]  # type: ignore[index]
            for rank, line in enumerate(node if isinstance(node, list) else ()):
                if line == value:
                    yield change.file, (*path, rank)
