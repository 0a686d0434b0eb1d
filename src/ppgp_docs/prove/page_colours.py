"""Colours of a web page: of a declaration, of a ground and its gradients, of words on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import tinycss2
import tinycss2.color5

Colour: TypeAlias = tuple[float, float, float, float]
"""Red, green and blue of sRGB, opacity: each of at most 1."""

Ground: TypeAlias = tuple[Colour, Colour]
"""The least and the most of each channel of a ground: between two stops, a gradient has no more."""

NOTHING: Final[Colour] = (0.0, 0.0, 0.0, 0.0)
WHITE: Final[Colour] = (1.0, 1.0, 1.0, 1.0)
PAPER: Final[Ground] = (WHITE, WHITE)
_DARK: Final[Ground] = ((0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 1.0))

_SOLID: Final = 0.25
"""Distance of two colours, of at most 1 a channel, below which words hardly stand out."""

_CONTRAST: Final = 3.0
"""Of large words with a ground of several colours (WCAG 2.2, 1.4.3)."""

_NO_GROUND: Final = ("", "none", "inherit", "initial", "unset", "0", "0 0")
_GRADIENTS: Final = tuple(
    f"{again}{kind}-gradient"
    for again in ("", "repeating-")
    for kind in ("linear", "radial", "conic")
)
_RGB_OF_XYZ: Final = (
    (12831 / 3959, -329 / 214, -1974 / 3959),
    (-851781 / 878810, 1648619 / 878810, 36519 / 878810),
    (705 / 12673, -2585 / 12673, 705 / 667),
)
_D65_OF_D50: Final = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
"""Both of CSS Color 4, 18: sample code for colour conversions."""

_TO_XYZ: Final = {
    **dict.fromkeys(("oklab", "oklch", "xyz", "xyz-d65"), "xyz-d65"),
    **dict.fromkeys(("lab", "lch", "xyz-d50"), "xyz-d50"),
}


def colour_of(value: Any) -> Colour | None:
    """A colour with its opacity; None for what is none, or is only known where it is drawn."""
    found = tinycss2.color5.parse_color(value)
    if found is None or isinstance(found, str):
        return None
    if found.space in ("srgb", "hsl", "hwb"):
        red, green, blue, alpha = found.to("srgb")
        return float(red), float(green), float(blue), float(alpha)
    if (space := _TO_XYZ.get(found.space)) is None:
        return None
    *xyz, alpha = found if found.space == space else found.to(space)
    if space == "xyz-d50":
        xyz = _times(_D65_OF_D50, xyz)
    red, green, blue = map(_encoded, _times(_RGB_OF_XYZ, xyz))
    return red, green, blue, float(alpha)


def over(image: str, flat: str, behind: Ground) -> Ground | None:
    """A ground over what is behind it: the images of a ``background``, then its flat colour; None
    where a picture, a size or a sign that is not understood keeps it from being told."""
    colour = _flat(flat)
    if colour is None:
        return None
    ground = _composed([colour], behind)
    layers = list(_layers(image))
    if not all(layers):
        return None
    for stops in reversed(layers):
        ground = _composed(stops, ground)
    return ground


def covers(image: str, flat: str) -> bool:
    """Whether nothing of what is behind a ground shows through it."""
    return over(image, flat, PAPER) == over(image, flat, _DARK) is not None


def stands_out(ink: Colour, opacity: float, ground: Ground) -> bool:
    """Whether words of a colour are told from the whole of what is behind them."""
    strength = ink[3] * opacity
    if any(_distance(ink, each) * strength <= _SOLID for each in ground):
        return False
    if ground[0] == ground[1]:
        return True
    ratios = [_ratio(_mixed(ink, each, strength), each) for each in ground]
    return min(ratios) >= _CONTRAST or max(ratios) <= 1 / _CONTRAST


def _flat(said: str) -> Colour | None:
    """The colour of a background; nothing where it has none, None where it is not understood."""
    if said in _NO_GROUND:
        return NOTHING
    if whole := colour_of(said):
        return whole
    tokens = tinycss2.parse_component_value_list(said)
    for token in tokens:
        if token.type in ("ident", "hash", "function") and (found := colour_of(token)):
            return found
    is_image = any(token.type == "function" and token.lower_name in _GRADIENTS for token in tokens)
    return NOTHING if is_image else None


def _layers(said: str) -> Iterator[list[Colour]]:
    """The stops of each image of a ground, the first above the others; none where unknown."""
    for token in tinycss2.parse_component_value_list(said):
        if token.type == "function" and token.lower_name in _GRADIENTS:
            yield _stops(token.arguments)
        elif token.type == "function":
            if not colour_of(token):
                yield []
        elif token.type == "url" or getattr(token, "lower_value", token) in ("/", "text"):
            yield []  # a size, or letters that cut it out: it may not cover all


def _stops(arguments: Any) -> list[Colour]:
    """The colours of a gradient; none where one is not understood."""
    found: list[Colour] = []
    parts: list[list[Any]] = [[]]
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in ("whitespace", "comment"):
            parts[-1].append(token)
    for rank, part in enumerate(parts):
        colours = list(filter(None, map(colour_of, part)))
        named = [each for each in part if each.type in ("ident", "hash", "function")]
        if any(each.type == "ident" and each.lower_value == "in" for each in named):
            return []  # colours between two stops that are not between them in sRGB
        if not colours and named and rank:
            return []
        found += colours
    return found


def _composed(colours: list[Colour], behind: Ground) -> Ground:
    """Colours over a ground, each channel from its least to its most."""
    low, high = behind
    mixed = [_mixed(each, under, each[3]) for each in colours for under in (low, high)]
    channels = list(zip(*mixed, strict=True))
    least, most = tuple(map(min, channels)), tuple(map(max, channels))
    return least, most


def _mixed(above: Colour, below: Colour, strength: float) -> Colour:
    """A colour seen over another, of a strength of at most 1 (CSS Compositing 1, 5.1)."""
    red, green, blue = (
        one * strength + other * (1 - strength)
        for one, other in zip(above[:3], below[:3], strict=True)
    )
    return red, green, blue, below[3]


def _ratio(one: Colour, other: Colour) -> float:
    """How much lighter a colour is than another (WCAG 2.2, contrast ratio)."""
    return (_luminance(one) + 0.05) / (_luminance(other) + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_decoded, colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _decoded(channel: float) -> float:
    """The light of a channel of sRGB."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> float:
    """The channel of sRGB of a light, what a screen cannot show cut to what it can."""
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _times(matrix: Any, vector: Any) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _distance(one: Colour, other: Colour) -> float:
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True))
