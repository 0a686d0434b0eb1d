"""Hidden text of Word, words around a field, where something stands: said so that one finds it."""

from __future__ import annotations

from lxml import etree
from tests.roundtrip.word_hand import ESSAI, W, controls, paragraph_of, returned, run

NAME = "fiche-12:referent"


def hidden(text: str):
    return run(text, etree.Element(f"{W}vanish"))


def test_hidden_text_is_no_part_of_a_field_and_is_told(desk):
    def change(root):
        [control] = controls(root, NAME)
        control.find(f"{W}sdtContent").append(hidden(" caché"))

    _, found = returned(desk, ESSAI, change)
    assert found.proposals == ()
    [left] = found.left_over
    assert (left.text.strip(), "masqué" in left.near) == ("caché", True)


def test_words_that_someone_hid_are_taken_out_as_a_change_that_is_asked_for_and_told(desk):
    def change(root):
        [control] = controls(root, NAME)
        [old] = [one for one in control.iter(f"{W}r") if one.find(f"{W}t") is not None]
        look = old.find(f"{W}rPr")
        look = etree.SubElement(old, f"{W}rPr") if look is None else look
        old.insert(0, look)
        etree.SubElement(look, f"{W}vanish")
        old.addnext(run("Service"))

    _, found = returned(desk, ESSAI, change)
    assert [one.back for one in found.proposals] == ["Service"]
    assert [one.text for one in found.left_over] == ["Service R&D <essai>"]


def test_fixed_words_that_were_changed_are_told_with_the_words_of_the_fields_beside(desk):
    def change(root):
        control = controls(root, "fiche-12:budget.lignes[1].montant")[0]
        paragraph_of(control).append(run(" (à revoir)"))

    _, found = returned(desk, ESSAI, change)
    told = " ".join(one.text for one in found.left_over)
    assert "(à revoir)" in told
    assert "[" not in told
