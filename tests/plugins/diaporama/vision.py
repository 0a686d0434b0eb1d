"""Colours as colour-blind eyes see them, and how far apart they are.

Matrices of Machado, Oliveira and Fernandes (2009), severity 1, in linear sRGB; distances are the
CIE 1976 ΔE*ab, of which 2.3 is the least that an eye tells apart.
"""

from __future__ import annotations

from math import dist
from typing import Final

Triple = tuple[float, float, float]

EYES: Final[dict[str, tuple[Triple, Triple, Triple]]] = {
    "vision courante": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopie": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutéranopie": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopie": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final = (0.95047, 1.0, 1.08883)


def distance(first: str, second: str, eye: str) -> float:
    """ΔE*ab between two ``#RRGGBB`` colours as ``eye`` sees them."""
    return dist(_lab(_seen(first, eye)), _lab(_seen(second, eye)))


def _seen(colour: str, eye: str) -> Triple:
    red, green, blue = _times(EYES[eye], _linear(colour))
    return max(0.0, red), max(0.0, green), max(0.0, blue)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return _uncoded(red), _uncoded(green), _uncoded(blue)


def _uncoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _lab(linear: Triple) -> Triple:
    x, y, z = (
        _root(value / white) for value, white in zip(_times(_XYZ, linear), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
