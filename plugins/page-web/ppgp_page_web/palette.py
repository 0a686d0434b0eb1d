"""The dark scheme of a theme: its own hues on dark grounds, each text as legible as by day.

A theme says nothing of it: any that passes the checks of contrast has one that passes them too.
What stands on a band of colour keeps the pair that the theme was checked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final

from ppgp_docs.api import Theme, contrast

_LEGIBLE: Final = 5.0
"""A little more than WCAG asks (1.4.3: 4.5), for colours are rounded."""

_VIVID: Final = 0.55
"""How much of its hue a text keeps at most: more would glow on a dark ground."""

_GROUNDS: Final = {
    "papier": ("accent", 0.085, 0.25),
    "fond": ("accent", 0.12, 0.22),
    "accent_clair": ("accent", 0.16, 0.35),
    "second_clair": ("second", 0.13, 0.35),
    "filet": ("accent", 0.36, 0.12),
}
"""For each ground, whose hue it takes, how light it is, how much of that hue it keeps at most."""

_TEXTS: Final = {
    "encre": ("papier", "fond", "accent_clair", "second_clair"),
    "accent": ("papier", "fond", "accent_clair"),
    "second": ("papier", "fond", "second_clair"),
}
"""For each colour of text, the grounds that it stands on."""


def dark(theme: Theme) -> dict[str, str]:
    """The colours of the dark scheme, by the names of the theme."""
    grounds = {
        name: _toned(theme.colour(hue), light, most)
        for name, (hue, light, most) in _GROUNDS.items()
    }
    return {**grounds, **{name: _lightened(theme, name, grounds) for name in _TEXTS}}


def _lightened(theme: Theme, name: str, grounds: Mapping[str, str]) -> str:
    """The hue of a text, as light as it takes to be read on its grounds."""
    hue, light, saturation = _hls(theme.colour(name))
    start = 0.9 if name == "encre" else max(light, 0.6)
    for step in range(round(start * 100), 100):
        colour = _hex(hue, step / 100, min(saturation, _VIVID))
        if all(contrast(colour, grounds[ground]) >= _LEGIBLE for ground in _TEXTS[name]):
            return colour
    return "#FFFFFF"


def _toned(colour: str, light: float, most: float) -> str:
    hue, _, saturation = _hls(colour)
    return _hex(hue, light, min(saturation, most))


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return rgb_to_hls(red, green, blue)


def _hex(hue: float, light: float, saturation: float) -> str:
    channels = hls_to_rgb(hue, light, saturation)
    return "#" + "".join(f"{round(255 * channel):02X}" for channel in channels)
