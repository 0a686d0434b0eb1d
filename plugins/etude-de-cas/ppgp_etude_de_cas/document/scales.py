"""The answers of a scale side by side, as one bar: how much each degree takes of the whole.

Its parts stand on it, its counts under it; the names of the degrees are those of the legend above,
which serves all the questions that are answered alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import PrintedFigure, Theme, contrast, text_width

PAPER, SCREEN = 566, 300
"""The width of a bar in CSS px: that of a box of the page, that of the narrowest screen."""

_BAR, HEIGHT = 30, 50
_SIZE, _SMALL = 15, 12
_ON_IT: Final = Markup(f'y="20.5" font-size="{_SIZE}" font-weight="700"')
_UNDER_IT: Final = Markup(f'y="44" font-size="{_SMALL}"')
_BESIDE: Final = 6
"""Blank between two counts, and beside a part on its degree."""


@frozen
class _Segment:
    """A degree that someone chose: where it starts and how long it is, from 0 to 1."""

    start: float
    length: float
    colour: str
    inside: str
    under: str

    @property
    def middle(self) -> float:
        return self.start + self.length / 2


def scale(figures: Sequence[PrintedFigure], theme: Theme, font: str, fluid: bool = False) -> Markup:
    """What is inside the drawing; a degree that nobody chose takes no room.

    A ``fluid`` one is as wide as its screen, its letters as large on each.
    """
    width = SCREEN if fluid else PAPER

    def at(part: float) -> str:
        return f"{100 * part:.2f}%" if fluid else f"{width * part:.2f}"

    segments = list(_segments(figures, theme.degrees(len(figures)), width))
    inks = theme.colour("encre"), theme.colour("papier")
    bars = (_bar(each, inks, at) for each in segments)
    middles = _apart([(one.middle * width, _wide(one.under, _SMALL)) for one in segments], width)
    under = (
        _text(at(middle / width), one.under, inks[0], _UNDER_IT)
        for one, middle in zip(segments, middles, strict=True)
        if one.under
    )
    return Markup('<g font-family="{}">{}{}</g>').format(
        font, Markup("").join(bars), Markup("").join(under)
    )


def _segments(
    figures: Sequence[PrintedFigure], colours: Sequence[str], width: int
) -> Iterable[_Segment]:
    whole, start = float(sum(one.value for one in figures)), 0.0
    for figure, colour in zip(figures, colours, strict=True):
        length = float(figure.value) / whole
        if figure.value:
            part, count = figure.percentage, figure.number
            inside = part or count
            if _wide(inside, _SIZE) + _BESIDE > width * length:
                inside, count = "", f"{count} ({part})" if part else count
            yield _Segment(start, length, colour, inside, "" if inside == count else count)
        start += length


def _wide(text: str, size: int) -> float:
    return text_width(text, size, 700) if text else 0.0


def _apart(texts: Sequence[tuple[float, float]], width: float) -> list[float]:
    """The middles of texts on a line, moved as little as keeps each from its neighbours and all of
    them over the bar."""
    places, end = [], 0.0
    for middle, wide in texts:
        place = max(middle, end + wide / 2)
        places.append(place)
        end = place + wide / 2 + _BESIDE * bool(wide)
    end = width
    for rank in reversed(range(len(places))):
        wide = texts[rank][1]
        places[rank] = min(places[rank], end - wide / 2)
        end = places[rank] - wide / 2 - _BESIDE * bool(wide)
    return places


def _bar(one: _Segment, inks: tuple[str, str], at: Callable[[float], str]) -> Markup:
    rect = Markup(
        '<rect x="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="1.5"/>'
    ).format(at(one.start), at(one.length), _BAR, one.colour, inks[1])
    letters = max(inks, key=lambda ink: contrast(one.colour, ink))
    inside = _text(at(one.middle), one.inside, letters, _ON_IT)
    return rect + inside if one.inside else rect


def _text(x: str, said: str, colour: str, look: Markup) -> Markup:
    text = Markup('<text x="{}" fill="{}" {} text-anchor="middle">{}</text>')
    return text.format(x, colour, look, said)
