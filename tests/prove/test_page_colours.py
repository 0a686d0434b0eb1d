"""Colours of a page are those of a browser, and words stand out where WCAG says that they do."""

from __future__ import annotations

import pytest

from ppgp_docs.prove.page_colours import PAPER, Colour, Ground, colour_of, covers, over, stands_out

OF_CHROMIUM = {
    "rgb(10 60 90 / .6)": (0.0392157, 0.235294, 0.352941, 0.6),
    "hsl(210 50% 40%)": (0.2, 0.4, 0.6),
    "hwb(150 20% 30%)": (0.2, 0.7, 0.45),
    "color(srgb .2 .4 .6)": (0.2, 0.4, 0.6),
    "oklch(45% .15 25)": (0.592306, 0.145452, 0.15124),
    "oklch(70% .12 140)": (0.457858, 0.692579, 0.406412),
    "oklch(60% .12 260)": (0.33082, 0.500789, 0.781696),
    "oklab(50% .08 -.08)": (0.483067, 0.302997, 0.561177),
    "oklab(80% -.05 .09)": (0.7144, 0.782239, 0.47894),
    "lab(50% 30 -40)": (0.556328, 0.396868, 0.736903),
    "lab(70% -30 40)": (0.519635, 0.726528, 0.369744),
    "lch(60% 30 220)": (0.263658, 0.615766, 0.696918),
    "lch(40% 45 320)": (0.512205, 0.280469, 0.558509),
    "color(xyz-d65 .3 .4 .2)": (0.544435, 0.713856, 0.418927),
    "color(xyz-d65 .25 .2 .5)": (0.540446, 0.428446, 0.736456),
    "color(xyz .4 .35 .1)": (0.858791, 0.559295, 0.263804),
    "color(xyz-d50 .3 .25 .2)": (0.692768, 0.475573, 0.53256),
    "color(xyz-d50 .25 .35 .15)": (0.415301, 0.68795, 0.421795),
    "color-mix(in srgb, red 20%, white)": (1, 0.8, 0.8),
    "color-mix(in srgb, red, blue 30%)": (0.7, 0, 0.3),
    "color-mix(in srgb, navy 40%, gold 60%)": (0.6, 0.505882, 0.200784),
    "color-mix(in srgb, red 20%, blue 40%)": (0.333333, 0, 0.666667, 0.6),
    "color-mix(in srgb, rgb(255 0 0 / .4) 25%, rgb(0 0 255 / .8))": (0.142857, 0, 0.857143, 0.7),
    "color-mix(in srgb, rgb(0 128 0 / .5), rgb(255 255 0))": (0.666667, 0.833987, 0, 0.75),
    "color-mix(in srgb, transparent, transparent)": (0, 0, 0, 0),
    "color-mix(in oklab, teal 25%, orange)": (0.808097, 0.624013, 0.288208),
    "color-mix(in oklab, navy, gold 30%)": (0.222665, 0.345061, 0.510374),
    "color-mix(in oklab, crimson, seagreen)": (0.617848, 0.412927, 0.290081),
    "color-mix(in oklab, rgb(200 30 60 / .5), rgb(20 90 200))": (0.411071, 0.348368, 0.61814, 0.75),
}
"""What ``getComputedStyle`` of Chromium 156 makes of ``color-mix(in srgb, COLOUR 100%, white 0%)``;
opaque where no opacity stands."""


@pytest.mark.parametrize(("said", "channels"), OF_CHROMIUM.items())
def test_a_colour_is_the_one_that_a_browser_shows(said: str, channels: tuple[float, ...]) -> None:
    assert colour_of(said) == pytest.approx((*channels, 1.0)[:4], abs=2e-4)


XYZ_OF_RGB = (
    (506752 / 1228815, 87881 / 245763, 12673 / 70218),
    (87098 / 409605, 175762 / 245763, 12673 / 175545),
    (7918 / 409605, 87881 / 737289, 1001167 / 1053270),
)
"""Of CSS Color 4, 18: the other way round."""


@pytest.mark.parametrize("least", [0.002, 0.02, 0.1, 0.6])
@pytest.mark.parametrize("rank", range(3))
def test_a_light_of_three_channels_is_shown_by_these_channels(rank: int, least: float) -> None:
    """The darkest of three tells most: a screen shows little light by much of a channel."""
    light = [least if each == rank else 1.0 for each in range(3)]
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) for row in XYZ_OF_RGB]
    shown = [12.92 * each if each < 0.0031 else 1.055 * each ** (1 / 2.4) - 0.055 for each in light]
    colour = colour_of(f"color(xyz-d65 {' '.join(f'{each:.9f}' for each in xyz)})")
    assert colour == pytest.approx((*shown, 1), abs=1e-5)


@pytest.mark.parametrize(
    "said",
    [
        "color-mix(in srgb, red, currentcolor)",
        "color-mix(in srgb, currentcolor, red)",
        "color-mix(in srgb, red 0%, blue 0%)",
        "color-mix(in srgb, red)",
        "color-mix(in srgb, red, blue, lime)",
        "color-mix(in srgb shorter hue, red, blue)",
        "color-mix(in hsl, red, blue)",
        "color-mix(srgb, red, blue)",
        "color-mix(red, blue)",
    ],
)
def test_a_mix_that_is_not_worked_out_is_no_colour(said: str) -> None:
    assert colour_of(said) is None


def ground(image: str, flat: str = "none") -> Ground:
    """A ground on paper."""
    found = over(image, flat, PAPER)
    assert found is not None
    return found


LIGHT, DARK = ground("linear-gradient(white, #fefefe)"), ground("linear-gradient(black, #010101)")


@pytest.mark.parametrize(
    ("ink", "on_light", "on_dark"),
    [  # contrast with white, with black
        ("#949494", True, True),  # 3,03 and 6,92
        ("#969696", False, True),  # 2,95
        ("red", True, True),  # 4,00 and 5,25
        ("lime", False, True),  # 1,37 and 15,3
        ("blue", True, False),  # 8,59 and 2,44
        ("magenta", True, True),  # 3,14 and 6,70
        ("orange", False, True),  # 1,97 and 10,6
        ("#606060", True, True),  # 6,29 and 3,34
        ("#555", True, False),  # 7,46 and 2,82
    ],
)
def test_words_stand_out_of_a_gradient_from_a_contrast_of_three(
    ink: str, on_light: bool, on_dark: bool
) -> None:
    colour = colour_of(ink)
    assert colour is not None
    assert stands_out(colour, 1, LIGHT) is on_light
    assert stands_out(colour, 1, DARK) is on_dark


@pytest.mark.parametrize(("opacity", "is_seen"), [(1, True), (0.3, True), (0.2, False)])
def test_words_fade_with_their_opacity_and_that_of_their_colour(
    opacity: float, is_seen: bool
) -> None:
    assert stands_out((0, 0, 0, 1), opacity, PAPER) is is_seen
    assert stands_out((0, 0, 0, opacity), 1, PAPER) is is_seen


RED, BLUE = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("image", "flat", "least", "most"),
    [
        ("", "red", RED, RED),
        ("", "rgb(255 0 0 / .5)", (1, 0.5, 0.5, 1), (1, 0.5, 0.5, 1)),
        ("linear-gradient(red, blue)", "white", (0, 0, 0, 1), (1, 0, 1, 1)),
        ("linear-gradient(90deg, red 20%, red 80%)", "none", RED, RED),
        ("linear-gradient(red, transparent)", "blue", (0, 0, 0, 1), (1, 0, 1, 1)),
        ("radial-gradient(#00f8, #00f8), conic-gradient(red, red)", "none",
         (7 / 15, 0, 8 / 15, 1), (7 / 15, 0, 8 / 15, 1)),
    ],
)  # fmt: skip
def test_a_ground_goes_from_the_least_to_the_most_of_its_layers_the_first_on_top(
    image: str, flat: str, least: Colour, most: Colour
) -> None:
    assert ground(image, flat) == (pytest.approx(least), pytest.approx(most))


@pytest.mark.parametrize(
    ("image", "flat", "is_covered"),
    [
        ("", "white", True),
        ("", "rgb(255 255 255 / .9)", False),
        ("", "none", False),
        ("linear-gradient(red, blue)", "none", True),
        ("linear-gradient(red, transparent)", "none", False),
        ("linear-gradient(red, transparent)", "white", True),
        ("linear-gradient(in oklch, red, lime)", "none", False),
        ("url(fond.png)", "white", False),
    ],
)
def test_a_ground_covers_what_is_behind_when_nothing_of_it_shows_through(
    image: str, flat: str, is_covered: bool
) -> None:
    assert covers(image, flat) is is_covered


def test_on_a_ground_of_one_colour_words_need_no_contrast_to_be_told() -> None:
    orange = colour_of("orange")
    assert orange is not None
    assert stands_out(orange, 1, ground("", "white"))


@pytest.mark.parametrize("flat", ["var(--fond)", "left top", "color(rec2020 1 0 0)"])
def test_a_ground_that_is_not_understood_is_none(flat: str) -> None:
    assert over("", flat, PAPER) is None
