"""Step 2: what the YAML of people gets wrong, told in French where it is to be mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.load.conftest import place

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.load.tree import Loaded


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        ("", "L002", (0, 0)),
        ("# rien que des remarques\n", "L002", (0, 0)),
        ("a: !!python/object/apply:os.system [ls]\n", "L007", (1, 4)),
        ("a: !secret x\n", "L007", (1, 4)),
        ("a: !!binary aGVsbG8=\n", "L007", (1, 4)),
        ("? [a, b]\n: x\n", "L008", (1, 3)),
        ("texte: {{ chiffres.formes }}\n", "L008", (1, 8)),
        ("a: &x texte\nb: *x\n", "L010", (1, 4)),
        ("a: {b: écouter, orienter}\n", "L012", (1, 17)),
        ("a: {b: 12 345,50 €, c: 1}\n", "L012", (1, 15)),
        ("a: {seul}\n", "L012", (1, 5)),
        ("a:\n  -Écouter\n  -Orienter\n", "L013", (2, 3)),
        ("- type:encart\n", "L013", (1, 3)),
        ("a:\n  – Écouter\n  – Orienter\n", "L013", (2, 3)),
        ("a: voir la note #2 du rapport\n", "L014", (1, 17)),
        ("a:\n  - un\n    - deux\n", "L015", (3, 5)),
        ("a: >-\n  voici\n  - un\n", "L015", (3, 3)),
        ("a: voici l\u202eeau\n", "L011", (1, 11)),
        ("a: >-\n  voici\n  l\u2066eau\n", "L011", (3, 4)),
        ("a:\n  \uf0b7\tÉcouter\n  \uf0b7\tOrienter\n", "L013", (2, 3)),
        ("a:\n  \u2011 Écouter\n  \u2011 Orienter\n", "L013", (2, 3)),
        ("a: l’Ã©coute\n", "L016", (1, 6)),
        ("a: pr\ufffdsentent\n", "L016", (1, 6)),
        ("a: 1\n---\nb: 2\n", "L009", (2, 1)),
        ("a: x\0y\n", "L009", (1, 5)),
        ("a: \x07\n", "L009", (1, 4)),
    ],
)
def test_what_a_dossier_has_no_use_for_is_refused_at_its_place(
    refused: Callable[[str], Diagnostic], content: str, code: str, where: tuple[int, int]
) -> None:
    fault = refused(content)
    assert (fault.code, place(fault)) == (code, where)


@pytest.mark.parametrize(
    "content",
    [
        'a: {b: "écouter, orienter", c: }\n',
        'a: "-Écouter"\n',
        "a: -5 degrés\n",
        "a: https://exemple.fr\n",
        "a: autre:CAF du Jura\n",
        "a: mailto:contact@exemple.fr\n",
        "a: texte # remarque\n",
        'a: "note #2"\n',
        "a: |\n  -Écouter #2\n",
        "a: |\n  voici\n  - un\n",
        "a: >\n  voici\n\n  - un\n",
        "a: São Paulo, ÂGE\n",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(
    loaded: Callable[[str], Loaded], content: str
) -> None:
    assert loaded(content).diagnostics == ()


def test_what_a_comma_between_braces_cuts_is_given_back_whole(
    refused: Callable[[str], Diagnostic],
) -> None:
    fault = refused("a: {b: écouter, orienter}\n")
    assert '`"écouter, orienter"`' in fault.hints[0]


def test_a_syntax_error_does_not_hide_those_of_the_other_sections(
    loaded: Callable[[str], Loaded],
) -> None:
    result = loaded("a:1\nb: 'l'eau'\nc:\n\td: 1\ne: {x: 1\nf: \"y\ng: - h\n")
    assert [fault.span.line for fault in result.diagnostics if fault.span] == [1, 2, 4, 5, 6, 7]
    assert result.tree is None


@pytest.mark.parametrize(
    ("content", "where", "word"),
    [
        ("a: b: c\n", (1, 5), "sans guillemets"),
        ("a: 1\n b: 2\n", (2, 3), "retrait"),
        ("titre: *Petits pas*\n", (1, 8), "`*`"),
        ("liste:\n  - **gras** et\n", (2, 5), "`*`"),
        ("a: &\n", (1, 4), "`&`"),
        ('a: 1\nb: "texte\nc: 2\n', (2, 4), "guillemet"),
        ("a: 1\nb: [1, 2\nc: 3\n", (2, 4), "crochet"),
        ("a: {b: 1\nc: 2\n", (1, 4), "accolade"),
        ("a:\n  - [Bas, , b]\n  - [x]\n", (2, 11), "virgule"),
        ("a: [, b]\n", (1, 5), "virgule"),
        ("a: [b,, c]\n", (1, 7), "virgule"),
        ("a: [\n  b,\n  ,\n  c]\n", (3, 3), "virgule"),
        ("a: {b: 1, , c: 2}\n", (1, 11), "virgule"),
        ("a: [b, , \nc: 1\n", (1, 8), "virgule"),
        ("a:\n\tb: 1\n", (2, 1), "tabulation"),
        ("a: x\n\tb: 1\n", (2, 1), "tabulation"),
        ("a: @x\n", (1, 4), "`@`"),
        ("a: 1\nb 2\nc: 3\n", (2, 1), "«\u00a0:\u00a0»"),
        ("a: - b\n", (1, 4), "liste"),
        ('a: "images\\q.png"\n', (1, 11), "barre oblique"),
        ("a: 'l'eau'\n", (1, 6), "apostrophe"),
        ("a: 1\nb:2\nc: 3\n", (2, 2), "espace"),
        ("b:2\nc: 3\n", (1, 2), "espace"),
        ("a:\n  - b: 1\n    c:Des mots\n  - b: 2\n", (3, 6), "deux-points"),
        ("a:\n  -b: 1\n   c: 2\n  - b: 3\n", (2, 4), "tiret"),
        ("a:\n  b:\n  Un texte\n  - c\n", (3, 3), "tiret"),
        ("a:\n- b\nUn texte\n- c\n", (3, 1), "tiret"),
        ("a:\n  b: 1\n  c:\n  Un autre texte\n\n  - d\n", (4, 3), "tiret"),
        ("a:\n  b:\n  c\n  - d\n", (3, 3), "«\u00a0:\u00a0»"),
        ("a:\n    b: 1\n    Deux mots\n    - c: 1\n", (3, 5), "tiret"),
        ("b:\u00a02\nc: 3\n", (1, 2), "une espace insécable (U+00A0)"),
        ("b: [{t:\u202f2, c: 3}]\n", (1, 6), "une espace insécable (U+202F)"),
        ("a:\n\u00a0 b: 1\n  c: 2\n", (2, 1), "insécable"),
        ('a:\n- "b" et c\n- d\n', (2, 7), "guillemet"),
        ("a:\n- [b] et c\n- d\n", (2, 7), "crochet"),
        ("a:\n- > 62 agents\n- d\n", (2, 3), "`>`"),
        ("- a\nb: 1\n", (2, 1), "voisines"),
        ("%YAML 3.0\n---\na: 1\n", (1, 1), "structure"),
    ],
)
def test_a_slip_of_yaml_is_told_in_french_where_it_is_to_be_mended(
    refused: Callable[[str], Diagnostic], content: str, where: tuple[int, int], word: str
) -> None:
    fault = refused(content)
    assert (fault.code, place(fault)) == ("L009", where)
    assert word in fault.message
    assert fault.hints


@pytest.mark.parametrize(
    ("content", "where", "said"),
    [
        ('a: "un\nb: deux\nc: "trois"\n', (1, 4), "un guillemet est ouvert ici"),
        ("a:\n  titre locatif\n  sommaire: non\n", (2, 16), "il manque un «\u00a0:\u00a0»"),
        ("a: un\nb: é\x07\n", (2, 5), "un caractère de contrôle"),
        ("contexte：\n  blocs: [a]\n", (1, 9), "le signe `：` n’est pas le deux-points"),
        ("a: un\ncontexte： deux\nb: trois\n", (2, 9), "le signe `：` n’est pas le deux-points"),
        ("a:\n  titre∶ un\n  b: deux\n", (2, 8), "le signe `∶` n’est pas le deux-points"),
        ("a:\n  b: deux\n  titre ： un\n", (3, 9), "le signe `：` n’est pas le deux-points"),
        ("a:\n  - b： deux\n    c: un\n", (2, 6), "le signe `：` n’est pas le deux-points"),
    ],
    ids=[
        "open quote",
        "lost colon",
        "control character",
        "wide colon",
        "wide colon and value",
        "ratio",
        "last line",
        "item",
    ],
)
def test_a_slip_that_the_parser_notices_late_is_told_where_it_was_made(
    refused: Callable[[str], Diagnostic], content: str, where: tuple[int, int], said: str
) -> None:
    fault = refused(content)
    assert (fault.code, place(fault)) == ("L009", where)
    assert said in fault.message
