"""Whether two pictures show the same thing: resaved, resized, recompressed or converted files do.

Their small grey images are compared by normalised correlation, which neither brightness nor size
changes (Lewis, Fast Normalized Cross-Correlation, 1995).
"""

from __future__ import annotations

import io
from math import sqrt
from typing import Final, NamedTuple

from ppgp_docs.assets.picture import Picture

_SIDE: Final = 32
"""The small image has as many pixels a side."""

_ALIKE: Final = 0.97
"""Correlation from which two pictures are one; two portraits of one sitting have less."""

_SHAPE: Final = 0.04
"""How much proportions may differ: a resized picture is rounded to whole pixels."""

_FLAT: Final = 2.0
"""Variance, in grey levels squared, under which a picture shows nothing to compare."""


class Likeness(NamedTuple):
    """What is kept of a picture to know it again: its proportions and its grey levels."""

    shape: float
    levels: tuple[float, ...]

    @classmethod
    def of(cls, picture: Picture) -> Likeness | None:
        """None for a drawing and for a picture of one colour."""
        if picture.media_type == "image/svg+xml":
            return None
        from PIL import Image

        with Image.open(io.BytesIO(picture.data)) as opened:
            shown = opened.convert("RGBA")
            paper = Image.new("RGBA", shown.size, "white")
            small = Image.alpha_composite(paper, shown).convert("L").resize((_SIDE, _SIDE))
            levels = [float(level) for level in small.tobytes()]
        mean = sum(levels) / len(levels)
        spread = sqrt(sum((level - mean) ** 2 for level in levels))
        if spread**2 < _FLAT * len(levels):
            return None
        centred = tuple((level - mean) / spread for level in levels)
        return cls(picture.width / picture.height, centred)

    def is_like(self, other: Likeness) -> bool:
        """Whether both are one picture, be it in a mirror."""
        if abs(self.shape / other.shape - 1) > _SHAPE:
            return False
        rows = range(0, _SIDE * _SIDE, _SIDE)
        mirrored = tuple(level for row in rows for level in self.levels[row : row + _SIDE][::-1])
        return max(_product(self.levels, other.levels), _product(mirrored, other.levels)) > _ALIKE


def _product(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
