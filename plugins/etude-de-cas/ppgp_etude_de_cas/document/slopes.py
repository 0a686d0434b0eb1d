"""Values before and after as slopes, a panel a measure: where each stands, and the way between.

``templates/etude-de-cas/pentes.svg`` draws them; here are the places, in CSS px.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from ppgp_docs.api import drawn, text_width, wrapped

WIDTH: Final = 604
"""The width of the text of a page."""

_PANEL: Final = 352
"""The widest panel: one that stands alone."""

_NUMBER, _DETAIL, _TITLE = 20, 12.5, 14
"""Sizes of the letters."""

_LINE, _TITLE_LINE = 16, 19
"""Heights of a line of details, of a line of a title."""

_RISE: Final = 108
"""From nothing to the whole, in height."""

_ABOVE, _BELOW, _APART = 16, 44, 14
"""Blank over the scale; under it, the names of the moments included; between two panels."""

_BESIDE: Final = 13
"""Between a point and its number."""

_SAFE: Final = 0.95


_NARROWER: Final = (0.9, 0.8, 0.7, 0.6)
"""Parts of the room of a title that its lines may do with."""

_ROWS: Final = 2
"""More rows than that are drawn one by one, for pages to part them where they are full."""


@frozen
class Drawing:
    """Panels that no page parts: the changes that they show, and their height."""

    changes: Sequence[drawn.Change]
    panels: Sequence[dict[str, Any]]
    height: float


def drawings(changes: Sequence[drawn.Change]) -> Iterator[Drawing]:
    """The drawings of as many changes as there are, which pages may hold one by one."""
    across = _across(len(changes))
    size = across * (_ROWS if len(changes) <= across * _ROWS else 1)
    for start in range(0, len(changes), size):
        shown = changes[start : start + size]
        yield Drawing(shown, *_panels(shown, across))


def _panels(changes: Sequence[drawn.Change], across: int) -> tuple[list[dict[str, Any]], float]:
    """The panels of a drawing, in rows, and its height."""
    width = min(_PANEL, (WIDTH - _APART * (across - 1)) / across)
    found: list[dict[str, Any]] = []
    top = 0.0
    for start in range(0, len(changes), across):
        row = changes[start : start + across]
        titles = [_balanced(change.label, _SAFE * width) for change in row]
        high = top + _TITLE_LINE * max(map(len, titles)) + _ABOVE
        for rank, (change, title) in enumerate(zip(row, titles, strict=True)):
            left = rank * (width + _APART)
            found.append(_panel(change, title, (left, top, high, width)))
        top = high + _RISE + _BELOW
    return found, top


def _balanced(title: str, room: float) -> list[str]:
    """The lines of a title, of much the same length: none of a single word where it can be."""
    lines = wrapped(title, room, _TITLE, 700)
    for part in _NARROWER:
        closer = wrapped(title, part * room, _TITLE, 700)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _across(count: int) -> int:
    """Panels of a row."""
    return {1: 1, 2: 2, 4: 2}.get(count, 3)


def _panel(
    change: drawn.Change, title: Sequence[str], place: tuple[float, float, float, float]
) -> dict[str, Any]:
    left, top, high, width = place
    room = max((_room(moment) for moment in change.moments if moment), default=0.0)
    xs = (left + room, left + width - room)
    return {
        "x": left,
        "titre": [(line, top + _TITLE_LINE * (rank + 0.75)) for rank, line in enumerate(title)],
        "haut": high,
        "bas": high + _RISE,
        "nom": high + _RISE + 22,
        "points": list(_points(change, xs, high)),
    }


def _points(change: drawn.Change, xs: tuple[float, float], high: float) -> Iterator[dict[str, Any]]:
    ends = zip(change.names, change.moments, xs, strict=True)
    for rank, (name, moment, x) in enumerate(ends):
        if moment is None:
            continue
        y = high + _RISE * (1 - min(max(float(moment.ratio), 0.0), 1.0))
        under = _LINE * len(moment.details)
        first = min(y + 7, high + _RISE + 4 - under)
        yield {
            "x": x,
            "y": y,
            "moment": name,
            "avant": not rank,
            "texte_x": x + (_BESIDE if rank else -_BESIDE),
            "nombre": (moment.number, first),
            "details": [
                (text, first + _LINE * line) for line, text in enumerate(moment.details, start=1)
            ],
        }


def _room(moment: drawn.Moment) -> float:
    """The width of a value, beside its point."""
    texts = [text_width(text, _DETAIL, 400) for text in moment.details]
    return max([text_width(moment.number, _NUMBER, 900), *texts]) / _SAFE + _BESIDE
