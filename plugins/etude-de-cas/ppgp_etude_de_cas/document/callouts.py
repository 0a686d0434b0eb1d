"""Numbers on a picture: a drawing that lies over it, of the same proportions.

They are drawn, never said: what each is about stands in a numbered list under the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ppgp_docs.api import FAMILY, Theme, blocs

_WIDTH: Final = 1000
"""The width of the drawing, in units of its own; its height follows the picture."""

_RADIUS: Final = 24
"""3.4 mm on a picture of 140 mm."""


def overlay(marks: Sequence[blocs.Repere], ratio: float, theme: Theme) -> str:
    """The numbers of a picture as SVG; ``ratio`` is the height of the picture over its width.

    A number near an edge stays whole.
    """
    height = round(_WIDTH * ratio)
    drawn = "".join(
        _mark(rank, _inside(mark.x, _WIDTH), _inside(mark.y, height), theme)
        for rank, mark in enumerate(marks, start=1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'class="reperes-dessin" aria-hidden="true" focusable="false" '
        f'font-family="{theme.font}, {FAMILY}" font-size="30" font-weight="700" '
        f'text-anchor="middle">{drawn}</svg>'
    )


def _inside(percent: int, length: int) -> int:
    return min(max(round(length * percent / 100), _RADIUS + 4), length - _RADIUS - 4)


def _mark(rank: int, x: int, y: int, theme: Theme) -> str:
    fill, ink = theme.colour("second"), theme.colour("sur_accent")
    return (
        f'<circle cx="{x}" cy="{y}" r="{_RADIUS}" fill="{fill}" stroke="{ink}" stroke-width="5"/>'
        f'<text x="{x}" y="{y + 10}" fill="{ink}">{rank}</text>'
    )
