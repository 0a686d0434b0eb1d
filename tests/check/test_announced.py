"""C208: counts announced in words or digits, before the list that they announce."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Codes = Callable[[str], list[str]]
Found = Callable[[str], list[Diagnostic]]


def block(yaml: str) -> str:
    return f"contexte:\n  blocs:\n    - {yaml}\n"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Deux critères", []),
        ("Trois critères", ["C208"]),
        ("Les 3 critères", ["C208"]),
        ("Un double enjeu", []),
        ("Un triple enjeu", ["C208"]),
        ("Des critères", []),
        ("Trois mois après", []),  # a duration announces nothing
        ("Les trois psychologues", []),  # nor do people
        ("Critères de trois formations", []),  # nor does a number that comes later
        ("2022 et ses critères", []),
    ],
)
def test_a_title_counts_only_what_it_directly_announces(
    codes: Codes, title: str, told: list[str]
) -> None:
    assert codes(block(f"{{type: liste, titre: '{title}', elements: [un, deux]}}")) == told


def test_the_message_agrees_with_any_noun(found: Found) -> None:
    (fault,) = found(block("{type: liste, titre: Trois priorités, elements: [un, deux]}"))
    assert fault.message == "le texte annonce «\u00a0Trois priorités\u00a0», la liste en compte 2"


def test_an_item_may_stand_for_several(codes: Codes) -> None:
    items = "[un, {texte: des flyers, quantite: 2}]"
    assert codes(block(f"{{type: liste, titre: Trois supports, elements: {items}}}")) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Deux raisons à cela :", []),
        ("Le groupe a trois raisons d’agir :", ["C208"]),
        ("Il y a trois raisons. En voici le détail :", []),
        ("Trois raisons pour deux demandes :", []),  # which one announces the list?
        ("Trois raisons à cela.", []),
    ],
)
@pytest.mark.parametrize("inside", [True, False], ids=["in the text", "as a block"])
def test_a_sentence_that_ends_with_a_colon_counts_the_list_that_follows(
    codes: Codes, sentence: str, told: list[str], inside: bool
) -> None:
    written = f'"{sentence}"\n    - {{type: liste, elements: [un, deux]}}'
    if inside:
        written = f"|\n      {sentence}\n\n      - un\n      - deux"
    assert codes(block(written)) == told


def test_a_list_whose_items_enumerate_cannot_be_counted(codes: Codes) -> None:
    assert codes(block("|\n      Trois thèmes :\n\n      - un, deux\n      - trois")) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Trois priorités : parentalité, prévention, protection", []),
        ("Trois priorités : parentalité, prévention et protection", []),
        ("Quatre priorités : parentalité, prévention, protection", ["C208"]),
        ("Quatre priorités : des moyens humains, matériels", []),  # words, not items
    ],
)
def test_an_enumeration_of_single_words_has_as_many_as_it_says(
    codes: Codes, line: str, told: list[str]
) -> None:
    assert codes(block(f"'{line}'")) == told


@pytest.mark.parametrize(("written", "told"), [("deux", []), ("trois", ["C208"])])
def test_the_introduction_of_what_comes_next_counts_its_priorities(
    codes: Codes, written: str, told: list[str]
) -> None:
    text = f"Le Département retient {written} priorités pour l’année."
    priorities = "priorites: [{titre: a}, {titre: b}]"
    assert codes(f"et_apres:\n  introduction: {text}\n  {priorities}\n") == told
