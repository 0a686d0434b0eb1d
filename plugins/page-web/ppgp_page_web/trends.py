"""The trend of an indicator: a line from its start to its last result, and its target.

Its title says what a Word file says of its own: the year of a start stands nowhere else.
"""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from ppgp_docs.api import fiche, trend

_WIDTH: Final = 240
_HEIGHT: Final = 72
_EDGE: Final = 8
"""In units of the drawing, around the line."""
_DRAWING: Final = Markup(
    '<svg class="tendance" viewBox="0 0 {} {}" role="img" focusable="false">'
    "<title>{}</title>{}</svg>"
)


def drawn_trend(indicator: fiche.Indicateur, known: Any) -> Markup:
    """The drawing as SVG, or nothing where the indicator has no trend."""
    found = trend.trend_of(indicator, known)
    if found is None:
        return Markup("")
    places = [_on_page(each) for each in found.places()]
    results = places[: len(found.points)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in results)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in results)
    aim = _aim(*places[len(results)]) if found.target else ""
    aims = "".join(map(_ring, places[len(places) - len(found.aims) :]))
    drawn = Markup(f'{aim}{aims}<polyline points="{line}"/>{dots}')
    return _DRAWING.format(_WIDTH, _HEIGHT, found.sentence, drawn)


def _on_page(place: tuple[float, float]) -> tuple[float, float]:
    across, up = place
    return _EDGE + across * (_WIDTH - 2 * _EDGE), _HEIGHT - _EDGE - up * (_HEIGHT - 2 * _EDGE)


def _aim(x: float, y: float) -> str:
    """A dashed line at the height of the target, and a ring where it is due."""
    return f'<line class="cible" x1="0" y1="{y:.1f}" x2="{_WIDTH}" y2="{y:.1f}"/>{_ring((x, y), 6)}'


def _ring(spot: tuple[float, float], radius: int = 5) -> str:
    """Around where a target stands: the result of that year is seen in it, or beside it."""
    x, y = spot
    return f'<circle class="cible" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'
