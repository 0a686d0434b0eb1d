"""A dash and a number at the head of a line: perhaps a minus, that a bullet would swallow."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Span
from ppgp_docs.load.tree import Text
from ppgp_docs.model.unread_markup import ill_read_lines


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
        "- 5 points de moins.\n- 7 points de moins.",
        "- 200 € de moins\n- 7 % de plus",
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
        "- 5 points de moins qu’en 2021",
        "- 3 postes de moins\n- 2 points de repère",
        "- une baisse de 5 points\n- une baisse de 7 points",
        "-5 points en un an\n-3 points",
    ],
)
def test_a_list_whose_numbers_say_what_they_count_is_left_alone(typed: str) -> None:
    assert told(typed) == []


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("1° Accueillir\n2° Orienter", "`1°`, `2°`"),
        ("a. accueillir\nb. orienter", "`a.`, `b.`"),
        ("a) accueillir,\net écouter\nb) orienter", "`a)`, `b)`"),
        ("On y va :\n  (1) accueillir\n  (2) orienter", "`(1)`, `(2)`"),
        ("1/ accueillir\n2/ orienter", "`1/`, `2/`"),
        ("1 - accueillir\n2 - orienter", "`1 -`, `2 -`"),
        ("• accueillir\n• orienter", "`•`"),
        ("Nos priorités :\n  – accueillir\n  – orienter", "`–`"),
        ("✓ accueillir\n✓ orienter", "`✓`"),
        ("→\u00a0accueillir\n→\u00a0orienter", "`→`"),
        ("| Lieu | Part |\n|---|---|\n| Bourg | 2 % |", "tableau"),
    ],
)
def test_lines_that_would_be_joined_where_a_list_or_a_table_was_meant_are_told(
    typed: str, mark: str
) -> None:
    text = Text(typed, Span(Path("dossier.yaml"), 1, 1, 1, 1), typed)
    (warning,) = ill_read_lines(text)
    assert (warning.code, mark in warning.message) == ("M003", True)


@pytest.mark.parametrize(
    "typed",
    [
        "a. accueillir\n\nb. orienter",
        "1. accueillir\n2. orienter",
        "1) accueillir\n2) orienter",
        "A. Bernard\nB. Martin",
        "Le 1° et le 2° de l’article\n3° du décret",
        "a. accueillir\nd. orienter",
        "1° accueillir\nb° orienter",
        "Choix : | a | b |",
        "il y a\nà Bourg",
        "• accueillir\n\n• orienter",
        "On accueille\n– et on oriente – les familles",
        "– 5 points\n→ 3 points",
        "24 – 25 mars\n25 – 26 mars",
    ],
)
def test_lines_that_number_nothing_are_left_alone(typed: str) -> None:
    assert told(typed) == []
