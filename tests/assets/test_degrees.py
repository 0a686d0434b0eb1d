"""The colours of a scale: told apart without colour, in each theme that is shipped."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ppgp_docs.assets.colours import contrast
from ppgp_docs.assets.theme import load_theme, theme_names
from ppgp_docs.workspace.resources import Resources, shipped

SHIPPED = Resources((shipped("templates"),))


def luminance(colour: str) -> float:
    """Of WCAG 2.1, worked out here."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def lightness(colour: str) -> float:
    return luminance(colour) ** (1 / 3)


EACH = pytest.mark.parametrize("name", theme_names(SHIPPED))


@EACH
@pytest.mark.parametrize("count", range(2, 8))
def test_neighbours_of_a_scale_are_told_apart_in_grey(name: str, count: int) -> None:
    colours = load_theme(name, SHIPPED).degrees(count)
    assert len(colours) == count
    for one, other in pairwise(map(luminance, colours)):
        darker, lighter = sorted((one, other))
        assert (lighter + 0.05) / (darker + 0.05) >= 1.2


@EACH
@pytest.mark.parametrize("count", [3, 5, 7])
def test_the_middle_of_a_scale_is_the_lightest_and_both_ends_are_strong(
    name: str, count: int
) -> None:
    theme = load_theme(name, SHIPPED)
    light = [lightness(one) for one in theme.degrees(count)]
    middle = count // 2
    assert light[: middle + 1] == sorted(light[: middle + 1])
    assert light[middle:] == sorted(light[middle:], reverse=True)
    for end in (theme.degrees(count)[0], theme.degrees(count)[-1]):
        assert contrast(end, theme.colour("papier")) >= 4.5


@EACH
def test_no_degree_is_paler_than_what_stands_out_from_its_ground(name: str) -> None:
    theme = load_theme(name, SHIPPED)
    assert all(contrast(one, theme.colour("fond")) >= 1.3 for one in theme.degrees(5))


@EACH
@pytest.mark.parametrize("count", range(2, 8))
def test_a_number_reads_on_each_degree_in_ink_or_in_the_colour_of_the_paper(
    name: str, count: int
) -> None:
    theme = load_theme(name, SHIPPED)
    inks = theme.colour("encre"), theme.colour("papier")
    for colour in theme.degrees(count):
        assert max(contrast(colour, ink) for ink in inks) >= 4.5


@EACH
def test_who_confuses_red_and_green_tells_one_end_from_the_other(name: str) -> None:
    """They see blue on one side of grey, yellow on the other."""
    first, *_, last = load_theme(name, SHIPPED).degrees(5)
    assert is_blue(first) != is_blue(last)


def is_blue(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return blue > (red + green) / 2
