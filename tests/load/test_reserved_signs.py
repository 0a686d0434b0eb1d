"""Signs that YAML takes for its own at the head of a text, and figures that its commas cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[[str], list[Diagnostic]]
PART = 'departement: "01"\ncontexte:\n  blocs:\n    - Un premier texte.\n'

TAKEN = [
    "&amp en tête du texte",
    "&nom",
    "? question posée au service",
    "?  deux espaces",
    "! attention au texte",
    "!! très important",
    "!!str de le dire",
    "!",
]


@pytest.mark.parametrize("place", ["    - {}\n", "    - type: encart\n      texte: {}\n"])
@pytest.mark.parametrize("text", TAKEN)
def test_a_text_that_begins_with_a_sign_of_yaml_is_asked_between_quotes(
    found: Found, text: str, place: str
) -> None:
    content = PART + place.format(text)
    told = [each for each in found(content) if each.code in ("L007", "L009")]
    assert len(told) == 1
    assert told[0].span is not None
    assert "entre guillemets" in told[0].hints[0]
    line = content.split("\n")[told[0].span.line - 1]
    assert line[told[0].span.column - 1] == text[0]


@pytest.mark.parametrize("text", ["Vraie question ?", "Une question ? Oui.", "a & b", "Oui !"])
def test_the_same_signs_within_a_text_are_left_alone(found: Found, text: str) -> None:
    assert found(f"{PART}    - type: paragraphe\n      texte: {text}\n      nom: suite\n") == found(
        f"{PART}    - type: paragraphe\n      texte: Rien.\n      nom: suite\n"
    )


CUT = {
    "[Un tarif de 12,50 € par jour, Gratuit]": "Un tarif de 12,50 € par jour",
    "[Gratuit, 12,50 €]": "12,50 €",
    "[De 12,50 € à 10,25 €]": "De 12,50 € à 10,25 €",
    "[a, 3,5 %, b]": "3,5 %",
    "[Il y a 1,000 places]": "Il y a 1,000 places",
    "[environ 2,5]": "environ 2,5",
}


@pytest.mark.parametrize("items", CUT)
def test_figures_that_a_comma_of_a_list_cuts_are_told_with_what_mends_them(
    found: Found, items: str
) -> None:
    content = f"{PART}    - type: liste\n      titre: T\n      elements: {items}\n"
    (fault,) = found(content)
    assert (fault.code, fault.span and fault.span.line) == ("L012", 7)
    assert f'`"{CUT[items]}"`' in fault.hints[0]
    assert "une espace après la virgule" in fault.hints[1]


@pytest.mark.parametrize(
    "items", ["[12, 50]", '["12,50 €", Gratuit]', "[a,b]", "[niveau 2, 3 places]", '["a 1",2]']
)
def test_items_that_their_commas_part_for_sure_are_left_alone(found: Found, items: str) -> None:
    assert found(f"{PART}    - type: liste\n      titre: T\n      elements: {items}\n") == []


@pytest.mark.parametrize("text", ["---\n", "--- \nb: 1\n", "---\nedition: 2025\n"])
def test_a_second_document_is_told_as_such_behind_a_list(found: Found, text: str) -> None:
    (fault,) = found(PART + text)
    assert "deux documents" in fault.message


@pytest.mark.parametrize("indent", ["\u00a0 ", "\u202f\u202f", "\u3000", "\u00a0\u00a0", " \u00a0"])
def test_an_indent_of_other_spaces_is_told_as_such(found: Found, indent: str) -> None:
    told = found(f'departement: "01"\ncontexte:\n{indent}blocs:\n    - x\n')
    words = " ".join((*(each.message for each in told), *told[0].hints))
    assert "barre d’espace" in words or "une espace, insécable" in words


@pytest.mark.parametrize(
    "items", ["[1,2,3]", "[1,2,3,4]", "[ 10,20,30 ]", "[2021,2022]", "[2021,2022,2023]", "[5,12,8]"]
)
def test_a_list_that_can_only_be_of_numbers_is_not_refused(found: Found, items: str) -> None:
    assert "L012" not in [each.code for each in found(f"{PART}    - {items}\n")]


@pytest.mark.parametrize("items", ["[1,5]", "[12,50]", "[1,250]", "[1,250,000]", "[3,14, 2,72]"])
def test_numbers_that_a_comma_may_cut_or_part_are_asked_for(found: Found, items: str) -> None:
    assert "L012" in [each.code for each in found(f"{PART}    - {items}\n")]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " \u00a0", "\u00a0 ", "\u200b"])
@pytest.mark.parametrize("text", ["- Un texte", "-  Deux"])
def test_an_odd_space_before_a_dash_is_told_as_what_it_is(
    found: Found, space: str, text: str
) -> None:
    told = found(f'departement: "01"\ncontexte:\n  blocs:\n    {space}{text}\n')
    assert [each.code for each in told if each.code in ("L009", "L013", "V004")] in (
        ["L013"],
        ["L009"],
    )
    assert all(
        "insécable" in each.message or "invisible" in each.message or "autre genre" in each.message
        for each in told
    )


@pytest.mark.parametrize(
    "items",
    [
        "[Un accueil du matin, sans rendez-vous ce jour]",
        "[Écouter les familles, puis les orienter]",
        "[« Bien » dit-elle, avec un sourire.]",
        "[Le lundi matin, le mardi soir et le jeudi]",
        "[Nord, Un lieu proche, mais mal desservi]",
    ],
)
def test_a_text_that_a_comma_of_a_list_seems_to_cut_is_told(found: Found, items: str) -> None:
    (fault,) = found(f"{PART}    - type: liste\n      titre: T\n      elements: {items}\n")
    assert (fault.code, fault.severity) == ("L012", Severity.WARNING)
    assert "guillemets" in fault.hints[0]


@pytest.mark.parametrize(
    "items",
    [
        "[Un accueil, crèche]",
        "[Bourg-en-Bresse, le centre]",
        "[Une phrase finie., puis une autre sans capitale]",
        '["Un accueil du matin, sans rendez-vous"]',
        "[Un accueil du matin, Une halte le soir]",
    ],
)
def test_items_that_stand_for_themselves_are_left_alone(found: Found, items: str) -> None:
    assert found(f"{PART}    - type: liste\n      titre: T\n      elements: {items}\n") == []
