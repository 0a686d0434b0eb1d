"""C208: counts that a sentence announces, before the list that it introduces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Codes = Callable[[str], list[str]]
Found = Callable[[str], list[Diagnostic]]


def block(yaml: str) -> str:
    return f"contexte:\n  blocs:\n    - {yaml}\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Deux raisons à cela :", []),
        ("Le groupe a trois raisons d’agir :", ["C208"]),
        ("Il y a trois raisons. En voici le détail :", []),
        ("Trois raisons pour deux demandes :", []),  # which one announces the list?
        ("Trois raisons à cela.", []),
        ("Le comité retient les trois principes suivants :", ["C208"]),
        ("Trois priorités ont été retenues :", ["C208"]),
        ("Pour répondre à ces trois enjeux, le groupe propose :", []),
        ("Les réponses à ces trois questions font apparaître :", []),
        ("Après trois réunions, le groupe retient :", []),
        ("Les trois formations ont apporté :", []),
        ("Les trois réunions montrent :", []),
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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Deux documents sont à refaire : le guide « Petits, grands » et les 8 pages.", []),
        ("Trois documents sont à refaire : le guide « Petits, grands » et les 8 pages.", ["C208"]),
        ("Deux sujets : la santé, l’alcool et le tabac", []),  # two or three, who knows
        ("Quatre sujets : la santé, l’alcool et le tabac", ["C208"]),
        ("Trois temps : l’accueil, la rencontre, puis l’au revoir.", []),
        ("Trois temps rythment la journée : le matin on accueille.", ["C208"]),
    ],
)
def test_things_told_in_a_row_are_counted_with_doubt(
    found: Found, line: str, told: list[str]
) -> None:
    faults = found(block(f"'{line}'"))
    assert [fault.code for fault in faults] == told
    assert all(fault.severity is Severity.INFO for fault in faults)


@pytest.mark.parametrize(("written", "told"), [("deux", []), ("trois", ["C208"])])
def test_the_introduction_of_what_comes_next_counts_its_priorities(
    codes: Codes, written: str, told: list[str]
) -> None:
    text = f"Le Département retient {written} priorités pour l’année."
    priorities = "priorites: [{titre: a}, {titre: b}]"
    assert codes(f"et_apres:\n  introduction: {text}\n  {priorities}\n") == told
