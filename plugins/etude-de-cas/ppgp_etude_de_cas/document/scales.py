"""The answers of a scale side by side, as one bar: how much each degree takes of the whole.

Drawn, never said: each answer stands below with its count, its part of the base, its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ppgp_docs.api import contrast

_WIDTH, _HEIGHT = 604, 30

_SIZE, _BASELINE, _ROOM = 15, 20.5, 12
"""Size of a count, where it stands, the width that each of its figures takes."""

_APART: Final = 2
"""Blank between two degrees, that tells them apart in grey."""


def scale(counts: Sequence[int], colours: Sequence[str], ink: str, paper: str, font: str) -> str:
    """The drawing as SVG; nothing for no counts. A degree that nobody chose takes no room."""
    whole = sum(counts)
    if not whole:
        return ""
    parts, left = [], 0.0
    for count, colour in zip(counts, colours, strict=True):
        width = _WIDTH * count / whole
        if count:
            parts.append(
                f'<rect x="{left:.2f}" y="0.5" width="{max(width - _APART, 1):.2f}" '
                f'height="{_HEIGHT - 1}" fill="{colour}" stroke="{ink}"/>'
            )
            if width >= _ROOM * len(str(count)):
                letters = ink if contrast(colour, ink) > contrast(colour, paper) else paper
                parts.append(
                    f'<text x="{left + width / 2 - 1:.2f}" y="{_BASELINE}" fill="{letters}" '
                    f'font-size="{_SIZE}" font-weight="700" text-anchor="middle">{count}</text>'
                )
        left += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 {_WIDTH + 1} {_HEIGHT}" '
        f'class="echelle" preserveAspectRatio="none" aria-hidden="true" focusable="false" '
        f'font-family="{font}" width="{_WIDTH}" height="{_HEIGHT}">{"".join(parts)}</svg>'
    )
