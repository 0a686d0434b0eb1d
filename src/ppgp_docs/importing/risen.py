"""The numbers of a row that rise: what kept its place when others were moved."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest(row: Sequence[tuple[int, int]]) -> set[int]:
    """The rising numbers of a row of most weight, of (number, weight); numbers stand once each.

    The best run that ends below each number is held in a tree of maxima (P. M. Fenwick, 1994).
    """
    size = max((number for number, _ in row), default=-1) + 1
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    before: dict[int, int] = {}
    for number, weight in row:
        total, before[number] = _best(tree, number)
        _raise(tree, number + 1, (total + weight, number))
    found = set[int]()
    number = _best(tree, size)[1]
    while number >= 0:
        found.add(number)
        number = before[number]
    return found


def _best(tree: Sequence[tuple[int, int]], end: int) -> tuple[int, int]:
    """The heaviest run that ends with a number below ``end``: its weight, its last number."""
    best = (0, -1)
    while end:
        best = max(best, tree[end])
        end &= end - 1
    return best


def _raise(tree: list[tuple[int, int]], place: int, run: tuple[int, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], run)
        place += place & -place
