"""A file that comes twice, two people who do the same: what is there already is no news."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    W,
    controls,
    copied,
    edited,
    paragraph,
    paragraph_of,
    type_over,
)

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.importing.applying import together
from ppgp_docs.importing.proposals import ProposalKind

ITEM = "fiche-8:rubriques[acteurs].blocs[1].elements[{}].texte"
PLACES = "fiche-12:rubriques[partenaires].blocs[3].colonnes[{}]"


def at(root, tag: str):
    return paragraph_of(controls(root, tag)[0])


def take_out(node) -> None:
    node.getparent().remove(node)


def typed_below(root) -> None:
    at(root, ITEM.format(1)).addnext(paragraph("Crèches"))


def copied_phase(root) -> None:
    line = at(root, "fiche-8:calendrier[4].texte")
    line.addnext(copied(line))


def taken_out(root) -> None:
    take_out(at(root, ITEM.format(2)))


def title_taken_out(root) -> None:
    take_out(at(root, "fiche-8:rubriques[description].blocs[1].titre"))


@pytest.mark.parametrize("change", [typed_below, copied_phase, taken_out, title_taken_out])
def test_a_file_that_is_brought_twice_changes_nothing_the_second_time(own_desk, change):
    data = edited(own_desk.files[FICHE], change)
    first = own_desk.back(data, own_desk.target(FICHE))
    assert [len(one.changes) for one in first.proposals] == [1]
    take_all(own_desk.target(FICHE), first)
    assert own_desk.back(data, own_desk.target(FICHE)).is_empty


def test_what_a_list_cannot_lose_all_at_once_is_not_taken_all_at_once(own_desk):
    def change(root):
        for rank in (1, 2, 3):
            take_out(at(root, ITEM.format(rank)))

    target = own_desk.target(FICHE)
    found = own_desk.back(edited(own_desk.files[FICHE], change), target)
    groups = [(one, one.changes) for one in found.proposals if one.is_sure]
    kept = together(target, groups)
    if len(groups) > 1:  # else the list itself goes, with its block
        assert len(kept) < len(groups)
        with pytest.raises(NotEditableError, match="tous ensemble"):
            take_all(target, found)


def test_a_subtotal_that_is_copied_is_no_line_of_the_budget(desk):
    def change(root):
        heads = [one for one in root.iter(f"{W}p") if "montants propres à l’action" in said(one)]
        heads[0].addnext(copied(heads[0]))

    found = desk.back(edited(desk.files[FICHE], change), desk.target(FICHE))
    assert found.proposals == ()
    assert found.left_over


def said(node) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def test_a_line_that_is_copied_names_the_figures_of_its_original(desk):
    def change(root):
        line = at(root, "fiche-12:indicateurs[1].libelle")
        cell = line.getparent()
        new = [copied(one) for one in cell.findall(f"{W}p")]
        type_over(new[0], "Part des enfants vus")
        for one in new:
            cell.append(one)

    found = desk.back(edited(desk.files[ESSAI], change), desk.target(ESSAI))
    [one] = [each for each in found.proposals if each.kind is ProposalKind.ADDED]
    value = one.changes[0].change.value
    assert (value["libelle"], value["reference"], value["cible"]) == (
        "Part des enfants vus", "suivis", "cible",
    )  # fmt: skip


def test_a_rubric_that_is_copied_whole_is_told_once_and_changes_no_text(desk):
    def change(root):
        row = next(at(root, "fiche-8:rubriques[constat].libelle").iterancestors(f"{W}tr"))
        row.addnext(copied(row))

    found = desk.back(edited(desk.files[FICHE], change), desk.target(FICHE))
    assert found.proposals == ()
    [told] = found.left_over
    assert told.text.startswith("Constat du diagnostic · Le Département a réalisé")
    assert told.text.endswith("de ses opérateurs.")
    assert "rubrique recopiée" in told.near
