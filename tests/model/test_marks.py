"""Marks and references that a text would print as they were typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

CHIFFRES = """\
chiffres:
  formes: {valeur: 62}
  touches: {valeur: 31, base: formes}
notes: {grille: Une grille de lecture.}
"""


@pytest.fixture
def about(found: Callable[..., list[Diagnostic]]) -> Callable[[str], list[Diagnostic]]:
    """What is said of one paragraph, beside the note that it calls or not."""

    def run(text: str) -> list[Diagnostic]:
        blocs = f"contexte:\n  blocs:\n    - |\n      {text}\n"
        return [each for each in found(CHIFFRES + blocs) if each.code[0] == "M"]

    return run


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("Le service ** écoute ** bien.", "M003", "**"),
        ("Le service **écoute bien.", "M003", "**"),
        ("Une grille[^Grille] à part.", "M003", "[^Grille]"),
        ("Une grille[^ grille] à part.", "M003", "[^ grille]"),
        ("Voir [le site](javascript:alert).", "M003", "[le site](javascript:alert)"),
        ("Voir ![le plan](plan.png).", "M003", "![le plan](plan.png)"),
        ("Une ligne<br>puis une autre.", "M003", "<br>"),
        ("Le&nbsp;service écoute.", "M003", "&nbsp;"),
        ("Santé &amp; famille.", "M003", "`&amp;`"),
        ("Le &eacute; seul", "M003", "`&eacute;`"),
        ("Le caf&eacute; ouvert", "M003", "`&eacute;`"),
        ("La moitié, &frac12; environ", "M003", "`&frac12;`"),
        ("Un signe &#233; là", "M003", "`&#233;`"),
        ("Un signe &#xE9; là", "M003", "`&#xE9;`"),
        ("Les {{ chiffres.formes } personnes.", "M001", "{{ chiffres.formes }"),
        ("Les { chiffres.formes } personnes.", "M001", "{ chiffres.formes }"),
        ("Les [[ chiffres.formes ]] personnes.", "M001", "[[ chiffres.formes ]]"),
        ("Les chiffres.formes personnes.", "M001", "chiffres.formes"),
        ("Soit {{ chiffres.touches.pct }} % des 62.", "M004", "%"),
    ],
)
def test_what_would_be_printed_as_typed_is_told(
    about: Callable[[str], list[Diagnostic]], text: str, code: str, mark: str
) -> None:
    (diagnostic,) = about(text)
    assert diagnostic.code == code
    assert mark in diagnostic.message
    assert diagnostic.span is not None
    assert diagnostic.span.line == 8
    assert diagnostic.hints


@pytest.mark.parametrize(
    "text",
    [
        "Le service **écoute** et *oriente*, voir [le site](https://exemple.fr)[^grille].",
        "Écrire à contact@departement.exemple.fr ou voir www.departement.nom.fr.",
        "Les chiffres. Formes et tailles.",
        "Lire &dire ; puis S&P ; R&D ; A & B ;",
        "Soit {{ chiffres.touches.pct }} des 62, dont 5 < 6 & 7.",
        "Cocher ____ ou [x], puis [oui].",
    ],
)
def test_what_only_looks_like_a_mark_is_left_alone(
    about: Callable[[str], list[Diagnostic]], text: str
) -> None:
    assert about(text) == []


def test_tags_and_codes_of_web_pages_are_told_apart(
    about: Callable[[str], list[Diagnostic]],
) -> None:
    tag, code = about("Prix <b>gras</b> et caf&eacute; ici.")
    assert ("`<b>`" in tag.message, "`&eacute;`" in code.message) == (True, True)


def test_bold_in_a_field_that_takes_none_is_told(codes: Callable[[str], list[str]]) -> None:
    assert "M003" in codes("chiffres:\n  formes: {valeur: 62, unite: '**personnes**'}\n")


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (("- un", "– deux"), "– d"),
        (("- un", "     – deux", "- trois"), "– d"),
        (("- un", "      * deux"), "* d"),
        (("- un", "     + deux"), "+ d"),
        (("- un", "   • deux"), "• d"),
        (("- un", "   - deux", "      - trois"), "- d"),
        (("1. un", "2. deux", "   – trois"), "– t"),
    ],
)
def test_a_line_that_its_sign_or_its_indent_joins_to_the_item_before_is_told(
    about: Callable[[str], list[Diagnostic]], lines: tuple[str, ...], mark: str
) -> None:
    text = "\n      ".join(("Les actions :", *lines))
    (fault,) = about(text)
    assert fault.span is not None
    assert (fault.code, fault.span.line) == (
        "M003",
        9
        + [*map(str.strip, lines)].index(
            next(line.strip() for line in lines if line.strip().startswith(mark))
        ),
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("- un mot", "  – qui est long – et dit", "- deux"),
        ("- un", "  - deux", "  - trois"),
        ("- un", "  + 12 % en un an", "- deux"),
        ("- un", "  suite", "- deux"),
    ],
)
def test_a_line_that_goes_on_with_its_item_is_left_alone(
    about: Callable[[str], list[Diagnostic]], lines: tuple[str, ...]
) -> None:
    assert about("\n      ".join(("Les actions :", *lines))) == []
