"""What the tool writes by itself in a Word file, taken out, typed over or put elsewhere: told."""

from __future__ import annotations

import pytest
from tests.roundtrip.word_hand import (
    FICHE,
    W,
    controls,
    edited,
    paragraph_of,
    returned,
    tag_of,
    type_over,
    typed_over,
)

from ppgp_docs.importing.proposals import ProposalKind


def computed(root, head):
    return next(one for one in root.iter(f"{W}sdt") if tag_of(one).startswith(head))


def row_of(node):
    return next(node.iterancestors(f"{W}tr"))


def take_out(node) -> None:
    node.getparent().remove(node)


def total(root):
    """The paragraph of the total, which holds no field."""
    [one] = controls(root, "calcul:fiche-8/total")
    return paragraph_of(one)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (total, "227 539 €"),
        (lambda root: row_of(computed(root, "calcul:fiche-8/recapitulatif/2")), "92,75 %"),
        (lambda root: paragraph_of(computed(root, "calcul:fiche-8/synthese")), "financement"),
    ],
)
def test_what_is_computed_and_taken_out_is_told(desk, line, told):
    _, found = returned(desk, FICHE, lambda root: take_out(line(root)))
    assert found.proposals == ()
    [one] = found.left_over
    assert told in one.text
    assert one.near.startswith("ligne ôtée du fichier")


def test_a_total_that_is_typed_over_says_what_it_comes_from(desk):
    def change(root):
        [total] = controls(root, "calcul:fiche-8/total")
        type_over(total.find(f"{W}sdtContent"), "230 000 €")

    _, found = returned(desk, FICHE, change)
    [one] = found.left_over
    assert one.text == "Total de l’action : 230 000 €"
    assert one.near.startswith("calculé par l’outil, qui trouvait 227 539 €")


@pytest.mark.parametrize(
    ("tag", "behind"),
    [
        ("fiche-8:referent", "fiche-8:numero"),
        ("fiche-8:points_de_vigilance", "fiche-8:rubriques[constat].blocs[1].texte#4"),
    ],
)
def test_a_field_of_no_list_that_is_put_elsewhere_is_told(desk, tag, behind):
    def change(root):
        [[one], [other]] = controls(root, tag), controls(root, behind)
        paragraph_of(other).addnext(paragraph_of(one))

    _, found = returned(desk, FICHE, change)
    assert found.proposals == ()
    [one] = found.left_over
    assert "déplacé dans le fichier" in one.near


def test_a_row_that_is_moved_takes_its_fields_with_it(desk):
    def change(root):
        [[one], [other]] = (
            controls(root, f"fiche-8:rubriques[{key}].libelle") for key in ("vigilance", "constat")
        )
        row_of(other).addprevious(row_of(one))

    _, found = returned(desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.MOVED
    assert found.left_over == ()


def test_a_row_of_a_fiche_is_named_and_its_first_words_are_shown(desk):
    from ppgp_docs.importing.excerpts import excerpts

    def change(root):
        [one] = controls(root, "fiche-8:rubriques[objectif_operationnel].libelle")
        take_out(row_of(one))

    _, found = returned(desk, FICHE, change)
    [one] = found.proposals
    assert "Objectif opérationnel" in one.place
    shown, _, _ = excerpts(one.sent, one.back, one.now)
    assert shown.startswith("Objectif opérationnel · Développer les VAD")


@pytest.mark.parametrize(
    ("place", "typed", "told"),
    [
        ("montant", "12.500 €", "écrivez « 12 500 »"),
        ("piece.date", "01/03/27", "l’année prend quatre chiffres, par exemple « 01/03/2027 »"),
    ],
)
def test_what_cannot_be_read_says_how_to_type_it(desk, place, typed, told):
    data = typed_over(desk.files[FICHE], f"fiche-8:budget.lignes[2].{place}", typed)
    [one] = desk.back(edited(data, lambda _: None), desk.target(FICHE)).proposals
    assert one.kind is ProposalKind.REFUSED
    assert told in one.why


def test_bullets_that_became_numbers_are_told(desk):
    def change(root):
        for rank in (1, 2, 3):
            tag = f"fiche-8:rubriques[description].blocs[3].elements[{rank}].texte"
            [one] = controls(root, tag)
            style, *others = paragraph_of(one).find(f"{W}pPr")
            style.set(f"{W}val", "ListNumber")
            for other in others:
                take_out(other)

    _, found = returned(desk, FICHE, change)
    assert found.proposals == ()
    [one] = found.left_over
    assert one.text.startswith("rendre les PMI plus accessibles · ")
    assert one.near.startswith("liste numérotée dans le fichier, à puces dans le dossier")


def test_a_line_of_budget_that_leaves_its_details_behind_asks(desk):
    """The amount went with its paragraph, the services that it pays for stand below."""

    def change(root):
        [amount] = controls(root, "fiche-8:budget.lignes[2].montant")
        take_out(paragraph_of(amount))

    _, found = returned(desk, FICHE, change)
    [one] = found.proposals
    assert one.kind is ProposalKind.REMOVED
    assert not one.is_sure
    assert "partirait avec elle" in one.why
