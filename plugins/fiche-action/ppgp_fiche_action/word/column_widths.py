"""The widths of columns: the longest word of each fits, where need be in smaller letters.

Word and LibreOffice cut a word, a telephone or an amount anywhere when its column is too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.api import column_widths, longest_word, wrapped
from ppgp_fiche_action.word.ooxml import Element, qn

Cells: TypeAlias = Sequence[Sequence[Element]]
"""The runs of each cell of a row."""

_TWIPS: Final = 20
"""In a point."""

_WIDER: Final = 1.06
"""How much wider than ours the font of another template may be; Arial is by 7 %, 9 % in bold."""

_USUAL_SIZE: Final = 10.0
_STEPS: Final = ((None, 120), (9.0, 80), (8.0, 50))
"""Sizes in points, the style's own first, and margins at either side of a cell, in twips."""

_TALLEST: Final = 7000
"""The tallest row, in twips: half a page, which none is cut by."""

_LINE: Final = 1.35
_BOLD, _REGULAR = 700, 400


@frozen
class Fit:
    """How a table is set: widths in twips, and where it is tight, size and margins of its own."""

    widths: tuple[int, ...]
    size: float | None = None
    side: int = _STEPS[0][1]
    whole: bool = True
    """Whether every word is, and every row on a page."""


def fitted(wanted: Sequence[int], rows: Sequence[Cells], bold: Iterable[int], size: float) -> Fit:
    """The widths that are wanted, or those nearest to them that cut no word.

    ``rows`` begin with the headings; ``bold`` are the ranks of those in bold; ``size`` is that of
    the style, in points.
    """
    texts = [[_text(cell) for cell in row] for row in rows]
    weights = [_BOLD if rank in set(bold) else _REGULAR for rank in range(len(rows))]
    for step, side in _STEPS:
        points = min(step or size, size)
        least = _least(texts, weights, points, side)
        widths = _nearest(wanted, least)
        whole = sum(least) <= sum(wanted)
        if whole:
            break
    tallest = max(_height(row, widths, points, side) for row in texts)
    return Fit(widths, step, side, whole and tallest <= _TALLEST)


def shared(room: int, rows: Sequence[Cells], size: float) -> tuple[int, ...]:
    """``room`` shared by what columns hold."""
    columns = [[_text(cell) for cell in column] for column in zip(*rows, strict=True)]
    widths = column_widths(columns, room, 2 * _STEPS[0][1], size * _TWIPS * _WIDER, _BOLD)
    return _rounded(widths, room)


def _text(cell: Iterable[Element]) -> str:
    return "".join(text.text or "" for element in cell for text in element.iter(qn("t")))


def _least(
    texts: Sequence[Sequence[str]], weights: Sequence[int], points: float, side: int
) -> list[float]:
    """What the longest word of each column takes with its margins."""
    size = points * _TWIPS * _WIDER
    words = [
        [longest_word(text, size, weight) for text in row]
        for row, weight in zip(texts, weights, strict=True)
    ]
    return [max(column) + 2 * side for column in zip(*words, strict=True)]


def _nearest(wanted: Sequence[int], least: Sequence[float]) -> tuple[int, ...]:
    """The widths that are wanted, those too narrow made wider at the cost of the others."""
    room = sum(wanted)
    if all(width >= low for width, low in zip(wanted, least, strict=True)):
        return tuple(wanted)
    if sum(least) >= room:
        return _rounded([low * room / sum(least) for low in least], room)
    slack = [max(width - low, 0.0) for width, low in zip(wanted, least, strict=True)]
    spare = room - sum(least)
    return _rounded(
        [low + spare * part / sum(slack) for low, part in zip(least, slack, strict=True)], room
    )


def _rounded(widths: Sequence[float], room: int) -> tuple[int, ...]:
    """Whole twips, none lost: the widest column takes what is left."""
    whole = [int(width) for width in widths]
    whole[whole.index(max(whole))] += room - sum(whole)
    return tuple(whole)


def _height(row: Sequence[str], widths: Sequence[int], points: float, side: int) -> float:
    size = points * _TWIPS
    lines = (
        len(wrapped(text, width - 2 * side, size)) for text, width in zip(row, widths, strict=True)
    )
    return max(lines) * size * _LINE
