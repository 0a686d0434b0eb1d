"""« Une ligne vide ne compte pas »: what is left blank is absent, what is lost with it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier

Codes = Callable[..., list[str]]
ABSENT = {
    "la partie": "contexte:\n",
    "ses blocs": "contexte:\n  blocs:\n",
    "ses blocs entre crochets": "contexte: {blocs: []}\n",
    "un tilde": "contexte: {blocs: ~}\n",
    "un tiret seul": "contexte:\n  blocs:\n    -\n",
    "des guillemets": 'contexte: {titre: "", blocs: [""]}\n',
    "un bloc vide": "contexte:\n  blocs:\n    - type: encart\n      texte:\n",
    "une liste vide": "contexte:\n  blocs:\n    - type: liste\n      elements:\n        -\n",
    "les jalons": "chronologie:\n  jalons:\n    - date:\n      titre:\n",
    "les priorités": "et_apres: {priorites: [{titre: }]}\n",
    "une activité": "activites:\n  - titre:\n    blocs:\n",
    "une section": "contexte:\n  blocs:\n    - type: section\n      titre:\n      blocs:\n",
    "des dates": "demarche: {debut: , fin: ~}\nedition:\n",
    "des chiffres": "chiffres:\n  formes:\n  autres: {valeur: }\n",
}


@pytest.mark.parametrize("what", ABSENT)
def test_what_is_blank_is_absent_and_nothing_is_told(codes: Codes, what: str) -> None:
    assert codes(ABSENT[what]) == []


def test_an_empty_cell_keeps_its_column(dossier: Callable[[str], Dossier]) -> None:
    made = dossier(
        "contexte:\n  blocs:\n    - type: tableau\n      titre: Les permanences\n"
        '      colonnes: ["", Lundi, Mardi]\n      lignes:\n'
        '        - [Bourg, 9 h, ""]\n        -\n          - Oyonnax\n          -\n'
        "          - 14 h\n        - [Belley, '', '']\n"
        '        -\n        - ["", "", ""]\n'
    )
    (table,) = made.blocs()
    rows = [[cell.plain for cell in row] for row in (table.colonnes, *table.lignes)]
    assert rows == [
        ["", "Lundi", "Mardi"],
        ["Bourg", "9\u00a0h", ""],
        ["Oyonnax", "", "14\u00a0h"],
        ["Belley", "", ""],
    ]


TITLED = {
    "partie": ("contexte:\n  titre: Un titre\n  blocs:\n", "`contexte`"),
    "jalons": ("chronologie: {introduction: Trois temps., jalons: [{titre: }]}\n", "`chronologie`"),
    "priorités": ("et_apres: {titre: La suite, priorites: }\n", "`et_apres`"),
    "activité": ("activites:\n  - titre: Les enquêtes\n    blocs:\n", "cette activité"),
    "section": (
        "contexte:\n  blocs: [Un., {type: section, titre: Un titre, blocs: }]\n",
        "ce bloc",
    ),
    "section seule": (
        "contexte:\n  titre: T\n  blocs: [{type: section, titre: Un titre, blocs: }]\n",
        "`contexte`",
    ),
    "tableau": (
        "contexte:\n  blocs: [Un., {type: tableau, titre: Un titre, colonnes: [a], lignes: }]\n",
        "ce bloc",
    ),
}


@pytest.mark.parametrize("what", TITLED)
def test_a_title_lost_with_its_part_is_told_once_and_stops_nothing(
    found: Callable[..., list[object]], dossier: Callable[[str], Dossier], what: str
) -> None:
    text, named = TITLED[what]
    (fault,) = found(text)
    assert (fault.code, fault.is_error) == ("V010", False)  # type: ignore[attr-defined]
    assert fault.message.startswith(named)  # type: ignore[attr-defined]
    assert "Un titre" not in str(dossier(text))


EMPTY = "cet élément de la liste est vide : rien n’en sera imprimé"
NO_CELL = "toutes les cases de cette ligne sont vides : elle ne sera pas imprimée"
DASHES = {
    "un tiret seul": ("blocs: |\n    -\n    - Un.\n", 1, EMPTY),
    "un tiret au bout": ("blocs: |\n    - Un.\n    -\n", 2, EMPTY),
    "un tilde": ("blocs: |\n    - Un.\n    - ~\n    - Deux.\n", 2, EMPTY),
    "des guillemets": ('blocs: |\n    - Un.\n    - ""\n', 2, EMPTY),
    "des apostrophes": ("blocs: |\n    - Un.\n    - ''\n", 2, EMPTY),
    "un croisillon": ("blocs: |\n    - Un.\n    - # Deux.\n", 2, EMPTY),
    "null": (
        "blocs: |\n    - null\n    - Un.\n",
        1,
        "`null` veut dire « rien » en YAML : rien n’en sera imprimé",
    ),
    "NULL seul": (
        "blocs: |\n    - NULL\n",
        1,
        "`NULL` veut dire « rien » en YAML : rien n’en sera imprimé",
    ),
    "une liste": (
        "blocs: |\n    - type: liste\n      elements:\n        - Un\n        -\n        - Deux\n",
        4,
        EMPTY,
    ),
    "des lignes": (
        "blocs: |\n    - type: tableau\n      titre: T\n      colonnes: [A, B]\n"
        "      lignes:\n        - [Un, Deux]\n        -\n",
        6,
        EMPTY,
    ),
    "une ligne aux cases vides": (
        "blocs: |\n    - type: tableau\n      titre: T\n      colonnes: [A, B]\n"
        '      lignes:\n        - [Un, Deux]\n        - ["", ""]\n',
        6,
        NO_CELL,
    ),
    "une ligne de tirets": (
        "blocs: |\n    - type: tableau\n      titre: T\n      colonnes: [A, B]\n"
        "      lignes:\n        - [~, ~]\n        - [Un, Deux]\n",
        5,
        NO_CELL,
    ),
    "un jalon de tildes": (
        "jalons: |\n    - {date: 2024, titre: Un}\n    - {date: ~, titre: ~}\n",
        2,
        EMPTY,
    ),
    "une case nulle": (
        "blocs: |\n    - type: tableau\n      titre: T\n      colonnes: [A, B]\n"
        "      lignes:\n        - [Un, null]\n",
        5,
        "`null` veut dire « rien » en YAML : rien n’en sera imprimé",
    ),
}


@pytest.mark.parametrize("what", DASHES)
def test_an_item_that_says_nothing_among_others_is_told_at_its_line(
    found: Callable[..., list[Diagnostic]], what: str
) -> None:
    text, rank, message = DASHES[what]
    part = "chronologie" if text.startswith("jalons") else "contexte"
    (told,) = found(f"{part}:\n  " + text.replace(" |", ""))
    assert told.span is not None
    assert (told.code, told.span.line, told.is_error) == ("V011", 2 + rank, False)
    assert told.message.replace("\u00a0", " ") == message


@pytest.mark.parametrize(
    "text",
    [
        "contexte:\n  blocs: [Un., 'null', \"Null\"]\n",
        "contexte:\n  blocs: [Un., {type: liste, elements: [nullement]}]\n",
        "contexte:\n  blocs:\n    - Un.\n    - type: encart\n      texte:\n",
        "appel: {accroche: Venez., texte: Oui., contacts: [{fonction: }]}\n",
    ],
)
def test_a_word_between_quotes_and_a_form_left_blank_are_sound(codes: Codes, text: str) -> None:
    assert codes(text) == []


def test_blank_items_go_and_those_that_stay_keep_their_places(
    dossier: Callable[[str], Dossier],
) -> None:
    read = dossier("contexte:\n  blocs:\n    -\n    - Un.\n    -\n    - Deux.\n")
    assert read.contexte is not None
    assert [str(bloc.texte.plain) for bloc in read.contexte.blocs] == ["Un.", "Deux."]  # type: ignore[union-attr]
    assert [bloc.place.span.line for bloc in read.contexte.blocs] == [4, 6]


def test_a_part_whose_key_was_never_typed_still_lacks_it(codes: Codes) -> None:
    assert codes("contexte: {titre: Un titre}\n") == ["V001"]
    assert codes("contexte:\n  blocs: [{type: encart}]\n") == ["V001"]


def test_a_required_word_left_blank_beside_others_is_told(codes: Codes) -> None:
    assert codes("appel: {accroche: , texte: Venez.}\n") == ["V001"]


UNTITLED = {
    "une activité": "activites: [{titre: %s, blocs: [Un texte.]}]\n",
    "une section": "contexte: {blocs: [{type: section, titre: %s, blocs: [Un texte.]}]}\n",
    "une section dans une autre": "contexte: {blocs: [{type: section, titre: Un, blocs: "
    "[{type: section, titre: %s, blocs: [Un texte.]}]}]}\n",
    "des lignes sans en-tête": "contexte: {blocs: [{type: tableau, titre: Un, colonnes: [%s], "
    "lignes: [[Un texte.]]}]}\n",
}


@pytest.mark.parametrize("nothing", ["", '""', '" "', '"\\u00a0"', "'\u200b'", "~"])
@pytest.mark.parametrize("what", UNTITLED)
def test_a_part_that_has_its_texts_and_lacks_its_title_is_told(
    codes: Codes, what: str, nothing: str
) -> None:
    assert codes(UNTITLED[what] % nothing) == ["V001"]


def test_a_title_that_stands_alone_deep_in_a_part_without_a_title_is_told(codes: Codes) -> None:
    assert codes("contexte: {blocs: [{type: section, titre: Un titre, blocs: }]}\n") == ["V010"]


def test_faults_elsewhere_are_told_beside_a_blank_part(codes: Codes) -> None:
    assert codes("contexte: {titre: T, blocs: }\nlangue: it\n") == ["V005", "V010"]


def test_a_fiche_with_blank_rows_is_read(codes: Codes) -> None:
    fiche = (
        "numero: 8\ntitre: Une action\nobjectif: {numero: 1, intitule: Aider}\nreferent: PMI\n"
        "rubriques:\n  - cle: constat\n    blocs:\n  -\n  - cle: moyens\n"
        "budget:\n  lignes:\ncalendrier:\nindicateurs:\n  - libelle:\n"
    )
    assert codes("edition: 2025\n", fiche=fiche.replace("  -\n", "")) == []
    assert codes("edition: 2025\n", fiche=fiche) == ["V011"]


@pytest.mark.parametrize(
    "block",
    [
        "{type: encart, titre: ~, texte: null}",
        "{type: encart, texte: ~}",
        "{type: liste, elements: [~]}",
        "{type: section, titre: ~, blocs: ~}",
    ],
)
def test_a_block_said_to_be_nothing_is_told_at_its_line(
    found: Callable[..., list[Diagnostic]], block: str
) -> None:
    (told,) = found(f"contexte:\n  blocs:\n    - Un.\n    - {block}\n")
    assert told.span is not None
    assert (told.code, told.span.line, told.is_error) == ("V010", 4, False)


@pytest.mark.parametrize("cell", ["null", "Null", "~", '""'])
def test_a_cell_that_says_nothing_keeps_its_place_and_prints_nothing(
    dossier: Callable[[str], Dossier], cell: str
) -> None:
    read = dossier(
        "contexte:\n  blocs:\n    - type: tableau\n      titre: T\n      colonnes: [A, B]\n"
        f"      lignes:\n        - [{cell}, Deux]\n        - [Un, 'null']\n"
    )
    assert read.contexte is not None
    rows = [
        ["".join(run.text for run in line.runs) for line in row]
        for row in read.contexte.blocs[0].lignes
    ]  # type: ignore[union-attr]
    assert rows == [["", "Deux"], ["Un", "null"]]
