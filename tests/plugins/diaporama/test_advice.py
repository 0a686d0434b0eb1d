"""What slides do not show is said to who asks, and only that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_diaporama.story.advice import advise
from ppgp_docs.api import dossier

Found = Callable[[str], list[tuple[str, int]]]


@pytest.fixture
def found(read_text: Callable[..., dossier.Dossier]) -> Found:
    """The codes and the lines of the advice on a context made of these blocks."""

    def run(blocs: str, more: str = "") -> list[tuple[str, int]]:
        head = 'departement: "971"\ncontexte:\n  titre: Le contexte\n  blocs:\n'
        return [(each.code, each.span.line) for each in advise(read_text(head + blocs + more))]

    return run


LISTE = "          - {type: liste, elements: [un, deux]}\n"


def test_a_story_that_slides_show_whole_has_no_advice(found: Found) -> None:
    assert (
        found("    - {type: section, titre: Ici, version_courte: Là, blocs: [Un texte.]}\n") == []
    )


def test_a_block_beside_what_takes_the_slide_is_told_at_its_line(found: Found) -> None:
    blocs = f"    - type: section\n      titre: Ici\n      blocs:\n{LISTE}"
    assert found(f"{blocs}          - {{type: encart, texte: Un résumé.}}\n") == [("C857", 9)]


def test_a_section_without_a_slide_is_told_once(found: Found) -> None:
    lists = "".join(
        f"    - type: section\n      titre: Ici {n}\n      blocs:\n{LISTE}" for n in range(2)
    )
    table = (
        "    - type: section\n      titre: Le détail\n      version_courte: Détail\n      blocs:\n"
        "          - {type: tableau, titre: Où, colonnes: [Lieu], lignes: [[Le Moule]]}\n"
        "          - {type: encart, texte: Un résumé.}\n"
    )
    assert found(lists + table) == [("C857", 14)]


def test_a_paragraph_that_is_said_is_not_told_but_its_short_version_is(found: Found) -> None:
    blocs = f"    - type: section\n      titre: Ici\n      blocs:\n          - Un texte.\n{LISTE}"
    assert found(blocs) == []
    quote = "          - {type: citation, citation: voix}\n"
    short = "          - {type: paragraphe, texte: Un texte., version_courte: Un mot}\n"
    voix = "citations:\n  voix: {texte: Un., attribution: A}\n"
    section = "    - type: section\n      titre: Ici\n      blocs:\n"
    assert found(section + short + quote, voix) == [("C858", 8)]


def test_a_text_of_which_a_slide_shows_the_beginning_is_told_at_its_line(found: Found) -> None:
    long = "Les équipes écoutent et accompagnent les familles du territoire. " * 9 + "C’est tout."
    section = "    - type: section\n      titre: Ici\n{}      blocs:\n        - {}\n"
    assert found(section.format("", long)) == [("C857", 8)]
    assert found(section.format("", "Un texte.")) == []
    assert found(section.format("      diapo: oui\n", long)) == []
    short = f"{{type: paragraphe, texte: '{long}', version_courte: Un mot}}"
    assert found(section.format("", short)) == []


def test_the_short_version_of_a_section_that_only_holds_sections_is_told(found: Found) -> None:
    blocs = (
        "    - type: section\n      titre: Dehors\n      version_courte: Hors\n      blocs:\n"
        "        - {type: section, titre: Dedans, blocs: [Un texte.]}\n"
    )
    assert found(blocs) == [("C858", 7)]


def test_key_figures_that_have_their_own_slide_are_not_told(found: Found) -> None:
    figures = "chiffres:\n  formes: {libelle: personnes formées, valeur: 1240}\n"
    assert found("    - {type: chiffre_cle, chiffres: [formes]}\n", figures) == []


def test_a_card_of_which_a_slide_shows_the_beginning_is_told_at_its_text(found: Found) -> None:
    long = "Les équipes écoutent et accompagnent les familles du territoire. " * 5
    cards = f"    - type: cartes\n      cartes:\n        - titre: Une\n          texte: {long}\n"
    assert found(f"{cards}        - {{titre: Deux, texte: Court.}}\n") == [("C857", 8)]


@pytest.mark.parametrize(("count", "told"), [(4, []), (5, [("C857", 7)])])
def test_a_long_timeline_says_that_it_shows_no_text(found: Found, count: int, told: list) -> None:
    steps = "".join(f"        - {{titre: Étape {n}, texte: Un texte.}}\n" for n in range(count))
    assert found(f"    - type: etapes\n      etapes:\n{steps}") == told


def test_so_does_a_long_chronology(found: Found) -> None:
    jalons = "".join(f"    - {{date: 202{n}, titre: Un, texte: Un texte.}}\n" for n in range(5))
    assert found("    - Un texte.\n", f"chronologie:\n  jalons:\n{jalons}") == [("C857", 8)]


def test_a_dossier_without_a_story_has_no_advice(read_text: Callable[..., dossier.Dossier]) -> None:
    assert list(advise(read_text('departement: "971"\n'))) == []


def test_nothing_is_told_of_what_was_left_to_the_notes_on_purpose(found: Found) -> None:
    silent = (
        "    - {type: section, titre: Ici, diapo: non, blocs: [{type: encart, texte: Un mot.}]}\n"
    )
    assert found("    - Un texte.\n" + silent) == []
