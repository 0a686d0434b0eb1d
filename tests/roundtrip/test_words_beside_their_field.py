"""Words typed just outside a control, and marks that LibreOffice moves: they are of the field."""

from __future__ import annotations

from copy import deepcopy

from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    FICHE,
    W,
    controls,
    paragraph_of,
    returned,
    run,
    yaml_of,
)  # fmt: skip

from ppgp_docs.importing.proposals import ProposalKind

TEXT = "fiche-8:rubriques[constat].blocs[1].texte"


def test_words_typed_behind_the_control_of_a_field_are_of_that_field(own_desk):
    def change(root):
        controls(root, "fiche-8:referent")[0].addnext(run(" et PMI"))

    target, found = returned(own_desk, FICHE, change)
    assert not found.left_over
    take_all(target, found)
    assert yaml_of(own_desk, "08")["referent"] == "DPMIPE et PMI"


def test_words_typed_before_the_control_that_begins_a_paragraph_are_of_that_field(own_desk):
    def change(root):
        controls(root, f"{TEXT}#2")[0].addprevious(run("Certes. "))

    target, found = returned(own_desk, FICHE, change)
    take_all(target, found)
    assert (
        "Certes. Pour l’essentiel" in yaml_of(own_desk, "08")["rubriques"][0]["blocs"][0]["texte"]
    )


def test_words_typed_behind_an_amount_are_told_and_none_of_it(own_desk):
    def change(root):
        controls(root, "fiche-8:budget.lignes[1].montant")[0].addnext(run(" à confirmer"))

    _, found = returned(own_desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.REFUSED
    assert one.back.endswith("à confirmer")


def test_a_bookmark_that_libreoffice_closes_before_the_last_sign_loses_none(own_desk):
    """What LibreOffice 7.4 writes of a paragraph with a figure under a remark: no control around
    the text, its bookmark closed before the full stop."""

    def change(root):
        control = controls(root, f"{TEXT}#3")[0]
        mark, end = control.getprevious(), control.getnext()
        assert (mark.tag, end.tag) == (f"{W}bookmarkStart", f"{W}bookmarkEnd")
        pieces = list(control.find(f"{W}sdtContent"))
        for piece in pieces:
            control.addprevious(piece)
        control.getparent().remove(control)
        *_, last = paragraph_of(end).iter(f"{W}t")
        assert last.text.endswith(".")
        stop = deepcopy(last.getparent())
        last.text, stop.find(f"{W}t").text = last.text[:-1], "."
        end.addnext(stop)

    _, found = returned(own_desk, FICHE, change)
    assert not found.proposals
    assert not found.left_over


def test_no_control_is_of_plain_words_alone_where_libreoffice_drops_what_is_tracked(own_desk):
    def change(root):
        assert not list(root.iter(f"{W}sdtPr/{W}text"))
        assert root.find(f".//{W}sdtPr/{W}text") is None

    returned(own_desk, FICHE, change)
