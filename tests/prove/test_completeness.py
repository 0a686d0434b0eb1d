"""Step 7 looks for every text that a document owes, and places at its line what is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ppgp_docs.diagnostics import Severity, Span
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Document
from ppgp_docs.plugin.omission import Omission
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove.completeness import incomplete

Build = Callable[[str], Dossier]

LIST = """\
contexte:
  titre: Le contexte
  blocs:
    - type: liste
      titre: Les demandes
      elements: [Des horaires, Des lieux, Des délais]
"""
WHOLE = ["Le contexte", "Les demandes", "Des horaires", "Des lieux", "Des délais"]


def found(
    dossier: Dossier,
    *pages: Sequence[str],
    omissions: Sequence[Omission] = (),
    repeats: Sequence[Span] = (),
) -> list[tuple[str, int, str]]:
    """The code, the line and the quoted words of what a document with these pages lacks."""
    document = Document("essai", "essai", "Essai", dossier, prints=(dossier.contexte,))
    reading = Reading(tuple("\n".join(lines) for lines in pages))
    told = incomplete(document, reading, omissions, repeats)
    return [
        (each.code, each.span.line, each.message.split("\xa0")[1]) for each in told if each.span
    ]


def test_a_document_that_holds_every_text_lacks_nothing(dossier: Build) -> None:
    assert found(dossier(LIST), WHOLE) == []


def test_a_text_that_only_a_voice_says_is_lost_to_who_reads(dossier: Build) -> None:
    told = dossier(LIST)
    document = Document("essai", "essai", "Essai", told, prints=(told.contexte,))
    reading = Reading(("\n".join(WHOLE[1:]),), heard=(WHOLE[0],))
    assert [each.code for each in incomplete(document, reading, (), ())] == ["P004"]


@pytest.mark.parametrize(("printed", "lacks"), [(60, False), (31, False), (29, True)])
def test_a_text_that_only_repeats_itself_is_there_from_half_of_its_letters(
    dossier: Build, printed: int, lacks: bool
) -> None:
    told = dossier(f"contexte: {{titre: Un, blocs: [{'x' * 60}]}}\n")
    assert found(told, ["Un", "x" * printed]) == [("P004", 1, "x" * 60)] * lacks


@pytest.mark.parametrize("lost", range(len(WHOLE)))
def test_whatever_text_is_lost_is_named_at_its_line(dossier: Build, lost: int) -> None:
    kept = [text for rank, text in enumerate(WHOLE) if rank != lost]
    line = {0: 2, 1: 5}.get(lost, 6)
    assert found(dossier(LIST), kept) == [("P004", line, WHOLE[lost])]


def test_a_long_text_is_quoted_to_the_last_word_of_its_beginning(dossier: Build) -> None:
    text = "Les familles trouvent un lieu ouvert, des horaires connus et des délais courts"
    told = dossier(f"contexte: {{titre: Un, blocs: ['{text}']}}\n")
    said = "Les familles trouvent un lieu ouvert, des horaires connus…"
    assert found(told, ["Un"]) == [("P004", 1, said)]


def test_a_cell_is_named_at_its_column(dossier: Build) -> None:
    text = """\
contexte:
  titre: Zéro
  blocs:
    - type: tableau
      titre: Un
      colonnes: [Lieu, Jour]
      lignes: [[Bourg, lundi], [Oyonnax, mardi]]
"""
    told = dossier(text)
    document = Document("essai", "essai", "Essai", told, prints=(told.contexte,))
    reading = Reading(("Zéro\nUn\nLieu\nJour\nBourg\nlundi\nOyonnax",))
    (fault,) = incomplete(document, reading, (), ())
    assert fault.span
    assert (fault.span.line, fault.span.column) == (7, text.splitlines()[6].index("mardi") + 1)


TABLES = {
    "numbered": lambda row: [f"Maison des solidarités {row}", f"{row} rue de la République"],
    "numbers": lambda row: [f"{row}", f"{row % 3 + 1}", f"{row % 7 * 11}"],
    "ages": lambda row: [f"Lot {row % 12}", f"{row} ans", "oui" if row % 2 else "non", f"{row}"],
    "streets": lambda row: [f"{row % 13}", f"{row % 5} rue B", f"de {row} à {row + 9}"],
}
"""Cells whose ends, side by side with the next one, read as another cell of the table."""


@pytest.mark.parametrize("cells", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("last", [1, 12, 40])
def test_a_cell_is_never_taken_for_the_end_of_one_and_the_beginning_of_the_next(
    dossier: Build, cells: Callable[[int], list[str]], last: int
) -> None:
    rows = [cells(row) for row in range(1, last + 1)]
    told = dossier(
        "contexte:\n  titre: Zéro\n  blocs:\n    - type: tableau\n      titre: Un\n"
        f"      colonnes: {[f'Colonne {letter}' for letter in 'ABCD'[: len(rows[0])]]}\n"
        f"      lignes: {rows}\n"
    )
    heads = ["Zéro", "Un", *(f"Colonne {letter}" for letter in "ABCD"[: len(rows[0])])]
    lines = [*heads, *(cell for row in rows for cell in row)]
    assert found(told, lines) == []
    assert found(told, lines[:20], lines[20:]) == []


def test_a_document_that_promises_nothing_owes_nothing(dossier: Build) -> None:
    document = Document("essai", "essai", "Essai", dossier(LIST))
    assert list(incomplete(document, Reading(("rien",)), (), ())) == []


def test_spaces_quotation_marks_hyphens_and_capitals_are_no_difference(dossier: Build) -> None:
    told = dossier('contexte:\n  titre: Avant-propos\n  blocs: ["Il dit : « oui ! » à 5 %."]\n')
    assert found(told, ["AVANT\xadPROPOS", "Il dit: “oui!” à", "5\u202f%."]) == []


def test_a_figure_a_sign_or_a_comma_is_a_difference(dossier: Build) -> None:
    told = dossier('contexte:\n  titre: Un\n  blocs: ["Soit 12,5 % de plus."]\n')
    for wrong in ("Soit 125 % de plus.", "Soit 12,5 de plus.", "Soit 12,6 % de plus."):
        assert [code for code, *_ in found(told, ["Un", wrong])] == ["P004"]


def test_a_short_text_is_not_found_within_a_longer_one(dossier: Build) -> None:
    text = "contexte:\n  titre: Un\n  blocs: [{type: liste, elements: [Oui, Oui et non]}]\n"
    assert found(dossier(text), ["Un", "Oui et non"]) == [("P004", 3, "Oui")]


def test_a_text_written_twice_is_owed_twice(dossier: Build) -> None:
    text = """\
contexte:
  titre: Un
  blocs:
    - {type: liste, titre: Le matin, elements: [Oui, Non]}
    - {type: liste, titre: Le soir, elements: [Oui, Non]}
"""
    printed = ["Un", "Le matin", "Oui", "Non", "Le soir", "Oui", "Non"]
    assert found(dossier(text), printed) == []
    assert found(dossier(text), [*printed[:2], *printed[3:]]) == [("P004", 4, "Oui")]
    assert found(dossier(text), printed[:6]) == [("P004", 5, "Non")]


def test_texts_side_by_side_that_read_as_another_are_both_found(dossier: Build) -> None:
    text = "contexte:\n  titre: Dix flyers\n  blocs: [{type: liste, elements: [Dix, flyers]}]\n"
    assert found(dossier(text), ["Dix flyers", "Dix", "flyers"]) == []


PARAGRAPH = """\
contexte:
  titre: Un
  blocs: ["Les équipes reformulent davantage et prennent leur temps."]
"""


def test_a_text_cut_by_a_page_is_found_around_what_stands_between(dossier: Build) -> None:
    first = ["Un", "Les équipes reformulent", "1. Une note du bas"]
    second = ["Le titre repris", "davantage et prennent leur temps.", "Deux"]
    assert found(dossier(PARAGRAPH), first, second) == []


def test_a_text_that_goes_over_three_pages_is_found(dossier: Build) -> None:
    pages = [["Un", "Les équipes"], ["reformulent davantage"], ["et prennent leur temps."]]
    assert found(dossier(PARAGRAPH), *pages) == []


def test_a_text_whose_lines_are_lost_at_a_page_is_not_found(dossier: Build) -> None:
    pages = [["Un", "Les équipes"], ["et prennent leur temps."]]
    assert found(dossier(PARAGRAPH), *pages) == [
        ("P004", 3, "Les équipes reformulent davantage et prennent leur temps.")
    ]


def test_a_text_is_cut_at_the_end_of_a_line_only(dossier: Build) -> None:
    text = "contexte:\n  titre: Un\n  blocs: [{type: liste, elements: [Oui]}]\n"
    assert found(dossier(text), ["Un", "Bonbon"], ["juin"]) == [("P004", 3, "Oui")]


def test_the_order_of_a_list_is_held(dossier: Build) -> None:
    swapped = [*WHOLE[:2], WHOLE[3], WHOLE[2], WHOLE[4]]
    assert [code for code, *_ in found(dossier(LIST), swapped)] == ["P005"]


def test_what_is_told_again_with_its_title_is_in_order_were_it_within_a_longer_text(
    dossier: Build,
) -> None:
    text = """\
contexte:
  titre: Le contexte
  blocs:
    - {type: liste, titre: La chronologie, elements: [Lancement du projet, Ouverture]}
    - {type: liste, titre: Les étapes, elements: ["mars 2023 : lancement du projet"]}
"""
    slide = ["Le contexte", "Lancement du projet", "Ouverture"]
    steps = ["Les étapes", "mars 2023 : lancement du projet"]
    notes = ["La chronologie", "Mars 2023 : Lancement du projet", "Ouverture"]
    assert found(dossier(text), slide, steps, notes) == []
    backwards = ["Ouverture", "Mars 2023 : Lancement du projet", "La chronologie"]
    assert {code for code, *_ in found(dossier(text), slide[:1], steps, backwards)} == {"P005"}


def test_a_title_comes_before_what_it_announces(dossier: Build) -> None:
    late = [WHOLE[0], *WHOLE[2:], WHOLE[1]]
    assert found(dossier(LIST), late) == [("P005", 5, "Les demandes")]


def test_cards_may_stand_side_by_side(dossier: Build) -> None:
    cards = "[{titre: Un, texte: Le premier}, {titre: Deux, texte: Le second}]"
    text = f"contexte:\n  titre: Zéro\n  blocs:\n    - {{type: cartes, cartes: {cards}}}\n"
    assert found(dossier(text), ["Zéro", "Un", "Deux", "Le premier", "Le second"]) == []


def test_a_text_before_a_call_of_note_and_the_one_after_are_both_owed(dossier: Build) -> None:
    text = """\
notes:
  grille: Une grille américaine.
contexte:
  titre: Un
  blocs: ["La grille[^grille] sert à tous."]
"""
    assert (
        found(dossier(text), ["Un", "La grille1 sert à tous.", "1. Une grille américaine."]) == []
    )
    assert found(dossier(text), ["Un", "La grille1 sert à tous."]) == [
        ("P004", 2, "Une grille américaine.")
    ]
    assert found(dossier(text), ["Un", "La grille1", "1. Une grille américaine."]) == [
        ("P004", 5, "La grille sert à tous.")
    ]


QUOTE = """\
personnes:
  anne: {fonction: psychologue, structure: Kalía}
citations:
  recul: {texte: Je prends du recul, personne: anne}
contexte:
  titre: Un
  blocs: [{type: citation, citation: recul}]
"""


def test_a_quote_is_owed_where_it_is_placed_with_who_speaks(dossier: Build) -> None:
    assert found(dossier(QUOTE), ["Un", "« Je prends du recul »", "Psychologue, Kalía"]) == []
    lacking = found(dossier(QUOTE), ["Un"])
    assert [(line, text) for _, line, text in lacking] == [
        (4, "Je prends du recul"),
        (2, "psychologue"),
        (2, "Kalía"),
    ]


FIGURES = """\
chiffres:
  repondants: {valeur: 9, libelle: personnes interrogées, unite: personnes}
  mieux: {valeur: 7, base: repondants, libelle: vont mieux, source: questionnaire}
contexte:
  titre: Un
  blocs: [{type: graphique, titre: Sept sur neuf, chiffres: [mieux]}]
"""


def test_a_figure_is_owed_where_it_is_shown_with_its_part_and_its_source(dossier: Build) -> None:
    printed = ["Un", "Sept sur neuf", "Vont mieux", "7 sur 9 (78 %)", "Source : questionnaire."]
    assert found(dossier(FIGURES), printed) == []
    for lost, text in ((2, "vont mieux"), (3, "7"), (4, "questionnaire")):
        kept = [line for rank, line in enumerate(printed) if rank != lost]
        assert text in [each for *_, each in found(dossier(FIGURES), kept)], text


def test_what_is_left_out_for_a_reason_is_no_longer_owed(dossier: Build) -> None:
    told = dossier(LIST)
    assert told.contexte
    (bloc,) = told.contexte.blocs
    out = Omission(bloc.at("elements"), "une diapositive montre le titre seul")
    assert found(told, WHOLE[:2], omissions=[out]) == []
    whole = Omission(bloc.at(), "ce document ne montre pas les listes")
    assert found(told, WHOLE[:1], omissions=[whole]) == []


def test_a_quote_is_left_out_by_its_place_as_well_as_by_its_words(dossier: Build) -> None:
    told = dossier(QUOTE)
    assert told.contexte
    for place in (told.contexte.blocs[0].at(), told.citations["recul"].at("texte")):
        left = found(told, ["Un", "Psychologue, Kalía"], omissions=[Omission(place, "trop long")])
        assert left == []


def test_a_repeat_that_is_told_hides_no_loss(dossier: Build) -> None:
    told = dossier(LIST)
    assert told.contexte
    title = told.contexte.at("titre")
    assert found(told, [WHOLE[0], *WHOLE], repeats=[title]) == []
    assert found(told, WHOLE, repeats=[title]) == [("P004", 2, "Le contexte")]


def test_a_loss_is_an_error_and_says_how_to_mend(dossier: Build) -> None:
    told = dossier(LIST)
    document = Document("essai", "essai", "Essai", told, prints=(told.contexte,))
    (fault, *_) = incomplete(document, Reading(("",)), (), ())
    assert fault.severity is Severity.ERROR
    assert any("modèle" in hint for hint in fault.hints)
