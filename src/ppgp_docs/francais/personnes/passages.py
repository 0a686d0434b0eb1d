"""Stretches of a text, from a place to another: those that overlap, told without trying each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter
from typing import TypeAlias

Stretch: TypeAlias = tuple[int, int]
"""From a rank or a place to another, the last one excluded."""


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same places in order, those that overlap as one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


class Stretches:
    """Several stretches of one text."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._joined = joined(stretches)

    def touch(self, stretch: Stretch) -> bool:
        """Whether one of them overlaps this one."""
        start, end = stretch
        last = bisect_left(self._joined, end, key=itemgetter(0)) - 1
        return last >= 0 and start < self._joined[last][1]
