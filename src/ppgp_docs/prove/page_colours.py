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

_LMS_OF_RGB: Final = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OKLAB_OF_LMS: Final = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_LMS_OF_OKLAB: Final = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_RGB_OF_LMS: Final = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
"""Of Björn Ottosson, who made Oklab."""

_TO_XYZ: Final = {
    **dict.fromkeys(("oklab", "oklch", "xyz", "xyz-d65"), "xyz-d65"),
    **dict.fromkeys(("lab", "lch", "xyz-d50"), "xyz-d50"),
}


def colour_of(value: Any) -> Colour | None:
    """A colour with its opacity; None for what is none, or is only known where it is drawn."""
    if mixed := _mix(value):
        return mixed
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


def _mix(value: Any) -> Colour | None:
    """The colour of ``color-mix(in srgb, red 20%, white)`` (CSS Color 5, 3); None for what is none,
    or mixes in other spaces than `srgb` and `oklab`."""
    token = tinycss2.parse_one_component_value(value) if isinstance(value, str) else value
    if token.type != "function" or token.lower_name != "color-mix":
        return None
    parts = _parted(token.arguments)
    space = [each.lower_value for each in parts[0] if each.type == "ident"]
    if len(parts) != 3 or space[:1] != ["in"] or space[1:] not in (["srgb"], ["oklab"]):
        return None
    found = [(next(filter(None, map(colour_of, part)), None), _share(part)) for part in parts[1:]]
    (one, first), (other, second) = found
    if one is None or other is None:
        return None
    if first is None:
        first = 0.5 if second is None else 1 - second
    second = 1 - first if second is None else second
    total = first + second
    if not total:
        return None
    to, back = (_oklab, _srgb_of_oklab) if space[1] == "oklab" else (_same, _same)
    alpha = (one[3] * first + other[3] * second) / total
    if not alpha:
        return NOTHING
    pairs = zip(to(one[:3]), to(other[:3]), strict=True)
    shares = one[3] * first / total / alpha, other[3] * second / total / alpha
    red, green, blue = back([a * shares[0] + b * shares[1] for a, b in pairs])
    return red, green, blue, alpha * min(total, 1.0)


def _parted(arguments: Any) -> list[list[Any]]:
    """What stands between the commas of a function."""
    parts: list[list[Any]] = [[]]
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in ("whitespace", "comment"):
            parts[-1].append(token)
    return parts


def _share(part: list[Any]) -> float | None:
    return next((each.value / 100 for each in part if each.type == "percentage"), None)


def _same(channels: Any) -> Any:
    return channels


def _oklab(channels: Any) -> list[float]:
    light = _times(_LMS_OF_RGB, [*map(_decoded, channels)])
    return _times(_OKLAB_OF_LMS, [each ** (1 / 3) for each in light])


def _srgb_of_oklab(channels: Any) -> list[float]:
    light = [each**3 for each in _times(_LMS_OF_OKLAB, channels)]
    return [*map(_encoded, _times(_RGB_OF_LMS, light))]


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
    for rank, part in enumerate(_parted(arguments)):
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
