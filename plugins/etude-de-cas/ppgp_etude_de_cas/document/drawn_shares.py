"""A share beside its number: a dot for each person of a small base, a bar for larger ones.

Drawn, never said: the number, its base and its percentage stand in words beside it.
"""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import PrintedFigure

_MOST_DOTS: Final = 20
_ROW: Final = 10
"""Dots of a row: more would be counted no more."""

_STEP, _RADIUS = 26, 10
_WIDTH, _BAR = 260, 20
"""In units of the drawing: ten dots are as wide as a bar."""

PEOPLE: Final = {1: "part-rang", 2: "part-haute"}
"""What the style calls a drawing of one row of dots, of two: neither is as tall as a bar."""


def share(figure: PrintedFigure, drawn: str, rest: str) -> str:
    """The drawing as SVG, or nothing where no part of a whole is known.

    ``drawn`` and ``rest`` are attributes of what the figure counts and of what it does not. What
    is left of a whole has an outline, for who sees no colour.
    """
    if figure.ratio is None or not 0 <= figure.ratio <= 1:
        return ""
    counted, base = figure.chiffre.valeur, figure.base and figure.base.valeur
    if counted is not None and base and base <= _MOST_DOTS and counted == int(counted):
        return _dots(int(counted), int(base), drawn, rest)
    return _bar(float(figure.ratio), drawn, rest)


def rows_of_people(drawing: str) -> int:
    """How many rows of dots a share is drawn as; none for a bar."""
    return -(-drawing.count("<circle") // _ROW)


def _dots(counted: int, base: int, drawn: str, rest: str) -> str:
    height = _STEP * -(-base // _ROW)
    dots = "".join(
        f'<circle cx="{_STEP * (rank % _ROW) + _STEP / 2:.0f}" '
        f'cy="{_STEP * (rank // _ROW) + _STEP / 2:.0f}" r="{_RADIUS}" '
        f"{drawn if rank < counted else rest}/>"
        for rank in range(base)
    )
    return _svg(height, dots)


def _bar(ratio: float, drawn: str, rest: str) -> str:
    whole = f'<rect x="1" y="1" width="{_WIDTH - 2}" height="{_BAR - 2}" {rest}/>'
    part = f'<rect width="{_WIDTH * ratio:.2f}" height="{_BAR}" {drawn}/>'
    return _svg(_BAR, f"{whole}{part}")


def _svg(height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'class="part" aria-hidden="true" focusable="false" width="{_WIDTH}" '
        f'height="{height}">{inside}</svg>'
    )
