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
        ("Le service applique trois critères", ["C208"]),  # but what a sentence comes to does
        ("Choisir en trois étapes", ["C208"]),
        ("Un bilan après trois étapes", []),
        ("Trois réunions par mois", []),
        ("Top 5 : nos critères", ["C208"]),
        ("L’enjeu était triple", ["C208"]),
        ("Une dizaine de critères", ["C208"]),
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
    ("title", "announced", "told"),
    [
        ("Deux critères", 2, []),
        ("Trois critères", 2, ["C208"]),
        ("Trois critères", 3, ["C205"]),  # one slip is told once
    ],
)
def test_a_title_does_not_contradict_the_number_that_goes_with_it(
    codes: Codes, title: str, announced: int, told: list[str]
) -> None:
    items = f"nombre_annonce: {announced}, elements: [un, deux]"
    assert codes(block(f"{{type: liste, titre: {title}, {items}}}")) == told


def section(title: str, *blocs: str) -> str:
    inner = "".join(f"        - {bloc}\n" for bloc in blocs)
    return block(f"type: section\n      titre: {title}\n      blocs:\n{inner}")


@pytest.mark.parametrize(
    ("title", "of_list", "told"),
    [
        ("Trois critères", "", ["C208"]),
        ("Deux critères", "", []),
        ("Trois critères", "titre: Les thèmes abordés, ", []),  # the list counts something else
        ("Les trois temps de l’accueil", "titre: Ce qu’on en dit, ", []),
        ("2 réunions par mois", "", []),
    ],
)
def test_the_title_of_a_section_counts_its_only_list_when_that_has_none(
    codes: Codes, title: str, of_list: str, told: list[str]
) -> None:
    assert codes(section(title, f"{{type: liste, {of_list}elements: [un, deux]}}")) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("L’équipe exerce deux fonctions.", []),
        ("L’équipe exerce trois fonctions.", ["C208"]),
        ("L’équipe exerce trois fonctions de direction.", []),
        ("L’équipe exerce trois autres fonctions.", []),
        ("L’équipe exerce trois métiers.", []),
    ],
)
def test_a_section_does_not_count_otherwise_what_a_list_counts_in_its_title(
    codes: Codes, sentence: str, told: list[str]
) -> None:
    items = "{type: liste, titre: Deux fonctions, elements: [un, deux]}"
    assert codes(section("L’équipe", sentence, items)) == told


def test_the_number_alone_is_underlined(found: Found) -> None:
    (fault,) = found(block("{type: liste, titre: Les quatre critères, elements: [un, deux]}"))
    assert fault.span is not None
    assert fault.span.end_column - fault.span.column == len("quatre")
