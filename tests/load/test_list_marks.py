"""A line of a list that begins with something else than a dash and a space: told as what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[[str], list[Diagnostic]]
PART = 'departement: "01"\ncontexte:\n  blocs:\n'

SPACE = "il manque une espace après le tiret"
BESIDE = {
    "-Trois": (SPACE, "- Trois"),
    "-12 personnes": (SPACE, "- 12 personnes"),
    "-« Trois »": (SPACE, "- « Trois »"),
    "--Trois": (SPACE, "- Trois"),
    "-**Trois** mots": (SPACE, '- "**Trois** mots"'),
    "*Trois": ("`*` n’est pas le tiret des listes", "- Trois"),
    "* Trois": ("`*` n’est pas le tiret des listes", "- Trois"),
    "*Trois* mots": ("il manque un tiret au début de cette ligne", '- "*Trois* mots"'),
    "–Trois": ("`–` n’est pas le tiret des listes", "- Trois"),
    "— Trois": ("`—` n’est pas le tiret des listes", "- Trois"),
    "• Trois": ("`•` n’est pas le tiret des listes", "- Trois"),
    "•\u00a0Trois": ("`•` n’est pas le tiret des listes", "- Trois"),
    "\uf0b7Trois": ("`\uf0b7` n’est pas le tiret des listes", "- Trois"),
    "+ Trois": ("`+` n’est pas le tiret des listes", "- Trois"),
    "1.Trois": ("`1.` n’est pas le tiret des listes", "- Trois"),
    "12) Trois": ("`12)` n’est pas le tiret des listes", "- Trois"),
    "a) Trois": ("`a)` n’est pas le tiret des listes", "- Trois"),
}


@pytest.mark.parametrize("line", BESIDE)
@pytest.mark.parametrize("after", ["", "    - Quatre\n", "    # une remarque\n    - Quatre\n"])
def test_a_mark_beside_items_is_told_at_its_line(found: Found, line: str, after: str) -> None:
    (fault,) = found(f"{PART}    - Deux\n    {line}\n{after}")
    message, better = BESIDE[line]
    assert fault.span is not None
    assert (fault.code, fault.span.line, fault.span.column) == ("L009", 5, 5)
    assert fault.message == message
    assert fault.hints[0].startswith(f"écrivez `{better}`")


@pytest.mark.parametrize("mark", ["*", "* ", "-", "•", "• ", "–", "– ", "1.", "1. ", "+ ", "a) "])
def test_a_list_that_has_no_dash_at_all_is_told_at_its_first_line(found: Found, mark: str) -> None:
    (fault,) = found(f"{PART}    {mark}Trois\n    {mark}Deux\n")
    assert fault.span is not None
    assert fault.is_error
    assert (fault.span.line, fault.span.column) == (4, 5)
    assert "`- Trois`" in fault.hints[0]


@pytest.mark.parametrize("lines", ["-Trois\n      - Deux", "•Trois\n      • Deux"])
def test_the_lines_of_any_list_are_read_alike(found: Found, lines: str) -> None:
    (fault,) = found(f"{PART}    - type: liste\n      elements:\n      {lines}\n")
    assert fault.span is not None
    assert fault.span.line == 6
    assert "`- Trois`" in fault.hints[0]


@pytest.mark.parametrize("line", ["-Trois", "• Trois", "- Trois", "\uf0b7 Trois"])
def test_a_mark_in_the_middle_of_a_text_is_told(found: Found, line: str) -> None:
    (fault,) = found(f"{PART}    - Deux\n      {line}\n")
    assert fault.span is not None
    assert (fault.code, fault.span.line, fault.span.column) == ("L015", 5, 7)


@pytest.mark.parametrize(
    "text",
    [
        "- -5 °C en janvier.\n",
        "- –12 % en un an.\n",
        "- Une incise\n      – longue – dans un texte.\n",
        "- 2017. Une année.\n",
        '- "*Trois* mots"\n',
        "- Il fait\n      -5 °C.\n",
        "- |\n      • Un\n      • Deux\n",
    ],
)
def test_a_dash_a_sign_or_a_figure_of_a_text_is_left_alone(found: Found, text: str) -> None:
    assert [each.code for each in found(f"{PART}    {text}") if each.code[0] == "L"] == []


@pytest.mark.parametrize("sign", "–—*+•")
@pytest.mark.parametrize(
    "items",
    [
        "- un\n     {0} deux\n",
        "- un\n      {0} deux\n    - trois\n",
        "- Un texte\n       {0} Deux\n",
        "- Un texte\n      {0} deux\n      {0} trois\n",
    ],
)
def test_a_pasted_sign_set_in_too_far_is_told_at_its_line(
    found: Found, sign: str, items: str
) -> None:
    (fault,) = found(f"{PART}    {items.format(sign)}")
    assert fault.span is not None
    assert (fault.code, fault.span.line) == ("L015", 5)


@pytest.mark.parametrize(
    "text",
    [
        "Le service de protection maternelle et infantile a tout fait\n      – ou presque.",
        "Un mot\n      – comme on dit – de trop.",
        "Le service reçoit les familles, les enfants et les assistantes\n      + les stagiaires.",
        "L’équipe – et elle seule, puisque personne d’autre n’y travaille\n      – reçoit.",
        "Une hausse en un an\n      + 12 % en deux.",
    ],
)
def test_a_dash_that_an_editor_put_at_the_head_of_a_line_is_no_item(
    found: Found, text: str
) -> None:
    assert found(f"{PART}    - {text}\n") == []
