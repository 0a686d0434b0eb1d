"""The colours of a scale: told apart without colour, in each theme that is shipped."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ppgp_docs.assets.theme import contrast, load_theme, theme_names
from ppgp_docs.workspace.resources import Resources, shipped

SHIPPED = Resources((shipped("templates"),))


def luminance(colour: str) -> float:
    """Of WCAG 2.1, worked out here."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", theme_names(SHIPPED))
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_each_degree_is_darker_than_the_one_before_in_grey_too(name: str, count: int) -> None:
    colours = load_theme(name, SHIPPED).degrees(count)
    assert len(colours) == count
    for lighter, darker in pairwise(map(luminance, colours)):
        assert (lighter + 0.05) / (darker + 0.05) >= 1.2


@pytest.mark.parametrize("name", theme_names(SHIPPED))
def test_the_degrees_of_five_darken_by_steps_of_one_size_for_the_eye(name: str) -> None:
    lightness = [luminance(one) ** (1 / 3) for one in load_theme(name, SHIPPED).degrees(5)]
    steps = [light - dark for light, dark in pairwise(lightness)]
    assert max(steps) - min(steps) < 0.02


@pytest.mark.parametrize("name", theme_names(SHIPPED))
def test_the_edge_of_the_faintest_degree_stands_out_from_the_paper(name: str) -> None:
    theme = load_theme(name, SHIPPED)
    assert contrast(theme.colour("second"), theme.colour("papier")) >= 3
