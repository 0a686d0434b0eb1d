"""What the eye makes of colours: their contrast, and those of the degrees of a scale."""

from __future__ import annotations

from typing import Final

_COLD, _WARM = "#1F4E79", "#9A4A00"
"""What stands at the last end of a scale where the two colours of a theme would be confused."""

_MIDDLE: Final = 0.85
_BEFORE, _AFTER = 0.68, 0.75
"""The lightness of a middle degree, and of those beside it: two sides that differ in grey too."""

_UNREADABLE: Final = (0.565, 0.63)
"""Between those, neither ink nor paper reads well."""

_HALVINGS: Final = 12
"""Finer than the levels of a channel."""


def degrees(count: int, first: str, last: str, ink: str, paper: str) -> tuple[str, ...]:
    """The colours of the degrees of a scale: two hues that part from a neutral middle.

    Of two ends that are both cold or both warm, who confuses red and green sees but one hue: the
    last one then gives way.
    """
    if _is_cold(first) == _is_cold(last):
        last = _WARM if _is_cold(first) else _COLD
    before = _side(first, count // 2, _BEFORE, paper)
    after = _side(last, count // 2, _AFTER, paper)
    middle = [_as_light(ink, paper, _MIDDLE)] * (count % 2)
    return (*before, *middle, *reversed(after))


def _side(end: str, count: int, tint: float, paper: str) -> list[str]:
    """The degrees of one side, from its end to the tint that stands by the middle."""
    start, steps = _lightness(end), max(count - 1, 1)
    wanted = (start + (tint - start) * rank / steps for rank in range(1, count))
    return [end, *(_as_light(end, paper, _readable(one)) for one in wanted)][:count]


def _readable(lightness: float) -> float:
    low, high = _UNREADABLE
    return high if low < lightness < high else lightness


def _is_cold(colour: str) -> bool:
    """Whether a colour is on the blue side, which every eye tells from the yellow one."""
    red, green, blue = _channels(colour)
    return 2 * blue > red + green


def _as_light(dark: str, light: str, wanted: float) -> str:
    """The colour of that lightness between two."""
    near, far = 0.0, 1.0
    for _ in range(_HALVINGS):
        place = (near + far) / 2
        if _lightness(_between(dark, light, place)) < wanted:
            near = place
        else:
            far = place
    return _between(dark, light, near)


def _between(dark: str, light: str, place: float) -> str:
    pairs = zip(_channels(dark), _channels(light), strict=True)
    mixed = (round(one + (other - one) * place) for one, other in pairs)
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _lightness(colour: str) -> float:
    """What the eye makes of a luminance, but for a scale (CIE 1976 L*)."""
    return float(_luminance(colour) ** (1 / 3))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (channel / 255 for channel in _channels(colour))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
