"""What hands do to the lines, the cells and the fixed words of a Word file, told once and for what
it is."""

from __future__ import annotations

import io
from copy import deepcopy

import docx
import pytest
from docx.table import _Cell
from lxml import etree
from tests.roundtrip.conftest import take_all
from tests.roundtrip.test_comment_situations import COMMENTS, with_part
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    W,
    controls,
    edited,
    paragraph,
    paragraph_of,
    returned,
    run,
    yaml_of,
)

from ppgp_docs.importing.proposals import ProposalKind

SUMMARY = "recapitulatif-contrat-seine-et-marne"
PLAYERS = "fiche-8:rubriques[acteurs].blocs[1].elements"
TABLE = "fiche-12:rubriques[partenaires].blocs[3]"


def one(root, tag):
    [found] = controls(root, tag)
    return found


def cell(root, row: int, column: int):
    return next(one(root, f"{TABLE}.lignes[{row}][{column}]").iterancestors(f"{W}tc"))


def players(desk) -> list:
    return yaml_of(desk, "08")["rubriques"][3]["blocs"][0]["elements"]


def in_all_words(change):
    def made(root) -> None:
        for text in root.iter(f"{W}t"):
            text.text = change(text.text or "")

    return made


@pytest.mark.parametrize("name", [FICHE, ESSAI, SUMMARY])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda said: said.replace("’", "'"), id="straight apostrophes"),
        pytest.param(lambda said: said.replace("\u202f", " ").replace("\xa0", " "), id="spaces"),
        pytest.param(lambda said: said.replace("ti", "t\xadi"), id="where words may be cut"),
    ],
)
def test_signs_that_say_nothing_replaced_in_the_whole_file_change_nothing(desk, name, change):
    _, found = returned(desk, name, in_all_words(change))
    assert found.is_empty


def typed_anew(root, tag: str, change=lambda said: said) -> None:
    """A line deleted with its control and its bookmark, then typed."""
    line = paragraph_of(one(root, tag))
    said = "".join(text.text or "" for text in line.iter(f"{W}t"))
    for child in [each for each in line if each.tag != f"{W}pPr"]:
        line.remove(child)
    line.append(run(change(said)))


@pytest.mark.parametrize(
    ("change", "back"),
    [
        pytest.param(lambda said: said, [], id="the same"),
        pytest.param(lambda said: said.replace("DPMIPE", "ARS"), ["ARS"], id="another"),
        pytest.param(lambda said: f"{said} et l’ARS", ["DPMIPE et l’ARS"], id="longer"),
    ],
)
def test_a_line_typed_anew_without_its_control_is_known_by_the_words_before_it(desk, change, back):
    _, found = returned(desk, FICHE, lambda root: typed_anew(root, "fiche-8:referent", change))
    assert [each.back for each in found.proposals] == back
    assert found.left_over == ()


def test_a_cell_typed_anew_without_its_control_is_known_by_its_row(own_desk):
    document = docx.Document(io.BytesIO(own_desk.files[ESSAI]))
    _Cell(cell(document.element, 2, 2), document).text = "mercredi"
    out = io.BytesIO()
    document.save(out)
    target = own_desk.target(ESSAI)
    found = own_desk.back(out.getvalue(), target)
    [made] = found.proposals
    assert (made.sent, made.back, found.left_over) == ("jeudi", "mercredi", ())


def joined(root) -> None:
    above, below = (paragraph_of(one(root, f"{PLAYERS}[{rank}].texte")) for rank in (2, 3))
    for child in [each for each in below if each.tag != f"{W}pPr"]:
        above.append(child)
    below.getparent().remove(below)


def joined_under_track(root) -> None:
    """The end of the first one alone is taken out."""
    head = paragraph_of(one(root, f"{PLAYERS}[2].texte")).find(f"{W}pPr")
    look = head.find(f"{W}rPr")
    look = etree.SubElement(head, f"{W}rPr") if look is None else look
    look.insert(0, etree.Element(f"{W}del", {f"{W}author": "Mme Roux", f"{W}id": "901"}))


@pytest.mark.parametrize("change", [joined, joined_under_track])
def test_two_lines_put_end_to_end_are_told(desk, change):
    _, found = returned(desk, FICHE, change)
    [left] = found.left_over
    assert left.text == "Maisons départementales des solidarités (MDS)Maternités"
    assert left.near.startswith("lignes mises bout à bout dans le fichier")
    assert found.proposals == ()


def test_two_cells_made_one_are_told(desk):
    def change(root) -> None:
        first, second = cell(root, 1, 2), cell(root, 1, 3)
        first.extend(list(second.iter(f"{W}p")))
        second.getparent().remove(second)

    _, found = returned(desk, ESSAI, change)
    [left] = found.left_over
    assert left.text.replace("\xa0", " ") == "« lundi » + « 9 h »"
    assert left.near.startswith("cellules fusionnées dans le fichier")
    assert found.proposals == ()


def test_a_cell_cut_in_two_makes_no_row(desk):
    def change(root) -> None:
        new = etree.Element(f"{W}tc")
        new.append(paragraph("matin"))
        cell(root, 1, 2).addnext(new)

    _, found = returned(desk, ESSAI, change)
    [left] = found.left_over
    assert (left.text, left.near) == ("matin", "après Cellule «\xa0lundi\xa0»")
    assert found.proposals == ()


def test_a_line_cut_and_typed_elsewhere_in_its_list_was_moved_and_moves_once(own_desk):
    def change(root) -> None:
        line = paragraph_of(one(root, f"{PLAYERS}[1].texte"))
        new = etree.Element(f"{W}p")
        new.append(deepcopy(line.find(f"{W}pPr")))
        new.append(run("".join(text.text or "" for text in line.iter(f"{W}t"))))
        paragraph_of(one(root, f"{PLAYERS}[3].texte")).addnext(new)
        line.getparent().remove(line)

    before = players(own_desk)
    target, found = returned(own_desk, FICHE, change)
    [made] = found.proposals
    assert (made.kind, made.back) == (ProposalKind.MOVED, "placé après «\xa0Maternités\xa0»")
    take_all(target, found)
    assert players(own_desk) == [*before[1:], before[0]]
    assert returned(own_desk, FICHE, change)[1].is_empty


def test_a_line_cut_in_two_is_taken_once_from_a_file_brought_twice(own_desk):
    def change(root) -> None:
        line = one(root, f"{PLAYERS}[1].texte")
        first, *others = list(line.iter(f"{W}t"))
        said = "".join(text.text or "" for text in (first, *others))
        first.text, rest = said.split(", ", 1)
        for text in others:
            text.text = ""
        new = etree.Element(f"{W}p")
        new.append(deepcopy(paragraph_of(line).find(f"{W}pPr")))
        new.append(run(rest))
        paragraph_of(line).addnext(new)

    target, found = returned(own_desk, FICHE, change)
    assert [each.kind for each in found.proposals] == [ProposalKind.CHANGED, ProposalKind.ADDED]
    take_all(target, found)
    assert [each["texte"] if isinstance(each, dict) else each for each in players(own_desk)][
        :2
    ] == [
        "Conseil départemental (CD)",
        "direction générale adjointe de la solidarité (DGAS)",
    ]
    assert returned(own_desk, FICHE, change)[1].is_empty


@pytest.mark.parametrize("said", ["999 999 €", "Le récapitulatif porte en tout 230 000 €."])
def test_a_computed_sentence_written_otherwise_is_no_line_of_the_list_above(desk, said):
    def change(root) -> None:
        for text in root.iter(f"{W}t"):
            if (text.text or "").startswith("La fiche action de ce récapitulatif"):
                text.text = said

    _, found = returned(desk, SUMMARY, change)
    [left] = found.left_over
    assert (left.text, left.near.partition(" :")[0].partition("\xa0:")[0]) == (
        said, "calculé par l’outil",
    )  # fmt: skip
    assert found.proposals == ()


def test_a_comment_on_words_of_the_tool_says_which_ones(desk):
    def change(root) -> None:
        words = next(
            text
            for text in root.iter(f"{W}t")
            if (text.text or "").startswith("Accusé de réception")
        )
        piece = words.getparent()
        piece.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        piece.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}))

    data = with_part(edited(desk.files[FICHE], change), "word/comments.xml", COMMENTS)
    [remark] = desk.back(data, desk.target(FICHE)).remarks
    assert remark.near.startswith("«\xa0Accusé de réception")
