"""What people type in Word among the lines of the dossier: in a label, under an item, in a cell."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.remaking import fiche_of, remade
from tests.roundtrip.word_hand import (
    ESSAI,
    W,
    controls,
    edited,
    paragraph,
    paragraph_of,
    table,
    typed,
)

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.roundtrip.fields import tag_of

LEVELS = "niveaux: [{niveau: Axe, numero: A, intitule: Prévenir}, {niveau: Priorité, numero: '2'}]"
ITEMS = "fiche-12:rubriques[partenaires].blocs[1].blocs[1].elements"
TABLE = "fiche-12:rubriques[partenaires].blocs[3].lignes"


def brought(desk, change):
    target = desk.target(ESSAI)
    return target, desk.back(edited(desk.files[ESSAI], change), target)


def below(tag: str, *texts: str):
    """Paragraphs typed under the one that holds a field."""

    def change(root):
        near = paragraph_of(controls(root, tag_of(tag))[0])
        for text in reversed(texts):
            near.addnext(paragraph(text))

    return change


def test_what_a_level_is_called_comes_back(own_desk):
    desk = remade(own_desk, ("fiche-action",), ("referent:", f"{LEVELS}\nreferent:"))
    target, found = brought(desk, typed("fiche-12:niveaux[2].niveau", "Orientation"))
    [one] = found.proposals
    assert (one.sent, one.back, found.left_over) == ("Priorité", "Orientation", ())
    take_all(target, found)
    levels = fiche_of(desk)["niveaux"]
    assert [each["niveau"] for each in levels] == ["Axe", "Orientation"]


def test_an_item_typed_under_one_that_has_a_detail_is_an_item(own_desk):
    target, found = brought(own_desk, below(f"{ITEMS}[2].detail", "Un CCAS", "Une école"))
    assert [one.kind for one in found.proposals] == [ProposalKind.ADDED] * 2
    take_all(target, found)
    items = fiche_of(own_desk)["rubriques"][1]["blocs"][0]["blocs"][0]["elements"]
    assert [one if isinstance(one, str) else one["texte"] for one in items] == [
        "L’équipe de **PMI**",
        "La maternité",
        "Un CCAS",
        "Une école",
    ]


def test_an_indicator_typed_under_the_last_one_is_an_indicator(own_desk):
    target = own_desk.target(ESSAI)
    last = [one for one in target.fields if ".indicateurs[" in one.replace(":", ".")][-1]
    target, found = brought(own_desk, below(last, "Nombre de communes desservies"))
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.ADDED, True, ())
    take_all(target, found)
    assert fiche_of(own_desk)["indicateurs"][1:] == [{"libelle": "Nombre de communes desservies"}]


BLANK = ("- [Sartène, jeudi, 14 h]", '- ["", jeudi, ""]')


def cell(root, row: int, column: int):
    """A cell of the table, by its place on the page."""
    [first] = controls(root, f"{TABLE}[1][1]")
    table = next(first.iterancestors(f"{W}tbl"))
    return table.findall(f"{W}tr")[row].findall(f"{W}tc")[column]


@pytest.mark.parametrize("column", [0, 2])
def test_words_typed_in_a_blank_cell_fill_it(own_desk, column):
    desk = remade(own_desk, ("fiche-action",), BLANK)

    def change(root):
        cell(root, 2, column).append(paragraph("Porto-Vecchio"))

    target, found = brought(desk, change)
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.CHANGED, True, ())
    take_all(target, found)
    row = ["", "jeudi", ""]
    row[column] = "Porto-Vecchio"
    assert fiche_of(desk)["rubriques"][1]["blocs"][2]["lignes"][1] == row


def test_a_blank_cell_filled_on_both_sides_is_a_choice(own_desk):
    desk = remade(own_desk, ("fiche-action",), BLANK)
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    file.write_text(file.read_text("utf-8").replace('jeudi, ""', "jeudi, 9 h"), "utf-8")

    def change(root):
        cell(root, 2, 2).append(paragraph("10 h"))

    _, found = brought(desk, change)
    [one] = found.proposals
    assert (one.kind, one.back, one.now) == (ProposalKind.CONFLICT, "10 h", "9 h")


TEXT = "fiche-12:rubriques[public_cible].blocs[1].texte"
ROWS = (("Mois", "Réunion"), ("juin", "comité | bureau"), ("", "bilan"))


def pasted(tag: str, rows=ROWS):
    """A table put under the paragraph that holds a field, and the paragraph that Word adds."""

    def change(root):
        near = paragraph_of(controls(root, tag_of(tag))[0])
        near.addnext(paragraph(""))
        near.addnext(table(rows))

    return change


def test_a_table_put_under_a_text_is_one_block_that_is_asked(own_desk):
    target, found = brought(own_desk, pasted(TEXT))
    [one] = found.proposals
    assert (one.kind, one.is_sure, found.left_over) == (ProposalKind.ADDED, False, ())
    assert "donnez-lui un titre" in one.why
    take_all(target, found)
    [text, block] = fiche_of(own_desk)["rubriques"][0]["blocs"]
    assert text.startswith("Les familles de Corse")
    assert block == {
        "type": "tableau",
        "titre": "[à compléter]",
        "colonnes": ["Mois", "Réunion"],
        "lignes": [["juin", "comité | bureau"], ["", "bilan"]],
    }


def test_a_table_that_no_block_can_hold_is_kept_whole(own_desk):
    wide = tuple(tuple(f"{row}{column}" for column in "abcdefghi") for row in "12")
    _, found = brought(own_desk, pasted(TEXT, wide))
    [left] = found.left_over
    assert found.proposals == ()
    assert [each for row in wide for each in row if each not in left.text] == []


def test_a_paragraph_typed_under_a_table_that_was_put_there_is_not_lost(own_desk):
    def change(root):
        near = paragraph_of(controls(root, tag_of(TEXT))[0])
        near.addnext(paragraph("Voilà pour les mois."))
        near.addnext(table(ROWS))

    _, found = brought(own_desk, change)
    told = " ".join([one.back for one in found.proposals] + [one.text for one in found.left_over])
    assert "Voilà pour les mois." in told
    assert len(found.proposals) == 2
