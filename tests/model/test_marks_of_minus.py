"""A dash and a number at the head of a line: perhaps a minus, that a bullet would swallow."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Span
from ppgp_docs.load.tree import Text
from ppgp_docs.model.marks import ill_read_lines


def told(typed: str) -> list[str]:
    """The codes of what is told of a text."""
    text = Text(typed, Span(Path("dossier.yaml"), 1, 1, 1, 1), typed)
    return [each.code for each in ill_read_lines(text)]


@pytest.mark.parametrize(
    "typed",
    [
        "- 3 % en 2020\n- 4 % en 2021 selon la CAF",
        "- 5 points en un an\n- hausse ensuite",
        "- hausse d’abord\n- 5 points depuis 2021",
        "Avant :\n- 2,5 % par an\n- reprise",
        "- 5 points\n- 3 points",
        "- une baisse\n- 12 pp sur trois ans",
        "Depuis\n- 5 points la hausse",
        "- 5 points à Bourg\n- 3 points à Nantua",
        "- 3 % à la baisse\n- 4 % à la hausse",
        "- 80 % à Bourg\n- 5 % en un an",
    ],
)
def test_a_line_that_may_begin_with_a_minus_is_told(typed: str) -> None:
    assert told(typed) == ["M005"]


@pytest.mark.parametrize(
    "typed",
    [
        "- 80 % des parents\n- 20 % des professionnels",
        "- 3 points d’accueil\n- 2 points d’écoute",
        "- 80 % à Bourg\n- 20 % à Nantua",
        "- 80 % à Bourg\n- 75 % à la Réunion et dans l’Oise\n- 12,5 % aux Abymes",
        "- 35 % dans l’Ain\n- 12 % dans l’Oise",
        "- 80 %\n- 20 %",
        "- 62,5 % en 2020\n- 37,5 % en 2021",
        "- 5 points en un an",
        "- hausse\n- baisse",
        "-5 points en un an\n-3 points",
    ],
)
def test_a_list_whose_numbers_say_what_they_count_is_left_alone(typed: str) -> None:
    assert told(typed) == []
