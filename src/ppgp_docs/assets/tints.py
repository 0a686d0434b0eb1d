"""The colours of a drawing between the two of a theme, as light as they were."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.patterns import pattern

_PAINT: Final = pattern(
    r"((?:fill|stroke|stop-color|color)\s*[=:]\s*[\"']?\s*)#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b"
)
"""A colour stated in hexadecimal; one that has a name stays."""

_LIGHTNESS: Final = (0.299, 0.587, 0.114)
"""What red, green and blue are of it (ITU-R BT.601), as Pillow counts for bitmaps."""


def tinted(drawing: bytes, dark: str, light: str) -> bytes:
    """The SVG, black having become ``dark`` and white ``light``."""
    ends = _channels(dark[1:]), _channels(light[1:])

    def painted(found: re.Match[str]) -> str:
        shares = zip(_LIGHTNESS, _channels(found[2]), strict=True)
        place = sum(share * value for share, value in shares) / 255
        mixed = (round(one + (other - one) * place) for one, other in zip(*ends, strict=True))
        return found[1] + "#" + "".join(f"{value:02X}" for value in mixed)

    return _PAINT.sub(painted, drawing.decode()).encode()


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour if len(colour) == 6 else "".join(2 * c for c in colour)))
