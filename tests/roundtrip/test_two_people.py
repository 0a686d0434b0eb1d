"""Two people's files in turn: what one says of a line that the other took out changes no other."""

from __future__ import annotations

import attrs
import pytest
from tests.roundtrip.conftest import data_of, take_all, whole
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    controls,
    copied,
    edited,
    essai,
    paragraph_of,
    returned,
    type_over,
    typed,
    typed_over,
)

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Insert, Remove, Set
from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.session import Session

LINES = ("budget", "lignes")
ROWS = ("rubriques", 1, "blocs", 2, "lignes")
NEW = {
    "financeur": "BOP304", "nature": "propre", "annee": "2024", "montant": "650 €",
    "statut": "propose", "libelle": "Reliure",
}  # fmt: skip


def dossier_becomes(desk, *changes) -> None:
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    file.write_text(apply(file.read_text("utf-8"), list(changes)).text, "utf-8")


MEANWHILE = {
    "alone": lambda rank: [Remove((*LINES, rank))],
    "another_line_came": lambda rank: [Remove((*LINES, rank)), Insert(LINES, rank, NEW)],
    "another_line_changed": lambda rank: [
        Set((*LINES, 5 - rank, "montant"), "77 €"), Remove((*LINES, rank)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("rank", range(6))
@pytest.mark.campaign(share=4)
def test_an_amount_of_a_line_that_went_is_proposed_for_no_other(own_desk, rank, meanwhile):
    dossier_becomes(own_desk, *MEANWHILE[meanwhile](rank))
    tag = f"fiche-12:budget.lignes[{rank + 1}].montant"
    _, found = returned(own_desk, ESSAI, typed(tag, "4 321 €"))
    [one] = found.proposals
    assert (one.kind, one.changes, one.back) == (ProposalKind.CONFLICT, (), "4 321 €")
    assert one.why.startswith("cette ligne a été supprimée du dossier")
    assert one.place.startswith("Montant, ligne «")


@pytest.mark.parametrize("gone", range(6))
@pytest.mark.parametrize("edited", range(6))
@pytest.mark.campaign(share=4)
def test_an_amount_of_a_line_that_stayed_follows_it(own_desk, gone, edited):
    if gone == edited:
        return
    before = essai(own_desk)
    dossier_becomes(own_desk, Remove((*LINES, gone)))
    tag = f"fiche-12:budget.lignes[{edited + 1}].montant"
    _, found = returned(own_desk, ESSAI, typed(tag, "4 321 €"))
    [one] = found.proposals
    assert one.kind is ProposalKind.CHANGED
    [change] = one.changes
    rank = change.change.path[2]
    assert essai(own_desk)[rank] == before[edited]


def test_a_phase_that_went_is_no_other_one(own_desk):
    dossier_becomes(own_desk, Remove(("calendrier", 1)))
    _, found = returned(own_desk, ESSAI, typed("fiche-12:calendrier[2].annee", "2027"))
    [one] = found.proposals
    assert (one.kind, one.changes) == (ProposalKind.CONFLICT, ())


def test_an_item_that_both_sides_wrote_anew_is_told_with_what_the_dossier_says_now(own_desk):
    anew = {"annee": "2031", "texte": "Évaluation partagée avec la CAF"}
    dossier_becomes(own_desk, *(Set(("calendrier", 1, key), text) for key, text in anew.items()))

    def change(root) -> None:
        typed("fiche-12:calendrier[2].annee", "2027")(root)
        typed("fiche-12:calendrier[2].texte", "Ouverture du dimanche")(root)

    _, found = returned(own_desk, ESSAI, change)
    assert [(one.kind, one.changes) for one in found.proposals] == [(ProposalKind.CONFLICT, ())] * 2
    assert {one.back for one in found.proposals} == {"2027", "Ouverture du dimanche"}
    assert {one.now for one in found.proposals} == {"2031 · Évaluation partagée avec la CAF"}


def test_a_line_that_went_has_nothing_in_its_place(own_desk):
    dossier_becomes(own_desk, Remove(("calendrier", 1)))
    _, found = returned(own_desk, ESSAI, typed("fiche-12:calendrier[2].annee", "2027"))
    assert [one.now for one in found.proposals] == [""]


def test_a_year_printed_for_two_lines_changes_the_one_that_stayed(own_desk):
    dossier_becomes(own_desk, Remove((*LINES, 0)))
    tag = "fiche-12:budget.lignes[1].annee"
    _, found = returned(own_desk, ESSAI, typed(tag, "2027"))
    [one] = found.proposals
    assert [each.change for each in one.changes] == [Set((*LINES, 0, "annee"), "2027")]


@pytest.mark.parametrize("meanwhile", [(), (Insert(ROWS, 0, ["Bastia", "lundi", "9 h"]),)])
def test_a_row_of_a_table_that_went_is_no_other_one(own_desk, meanwhile):
    dossier_becomes(own_desk, Remove((*ROWS, 0)), *meanwhile)
    tag = "fiche-12:rubriques[partenaires].blocs[3].lignes[1][2]"
    _, found = returned(own_desk, ESSAI, typed(tag, "mercredi"))
    [one] = found.proposals
    assert (one.kind, one.changes) == (ProposalKind.CONFLICT, ())
    assert "Ajaccio" in one.place
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    assert "Sartène" in str(data_of(file.parent)[file.name]["rubriques"][1]["blocs"][2]["lignes"])


def taken_after(desk, name: str, first: bytes, second: bytes):
    """What the second file proposes once all of the first is taken."""
    target = desk.target(name)
    take_all(target, desk.back(first, target))
    desk = attrs.evolve(desk, session=Session.start(None))
    target = desk.target(name)
    return target, desk.back(second, target)


TEXTS = ("Mots de la première personne", "Mots de la seconde")
PAIRS = (
    (ESSAI, "fiche-12:rubriques[partenaires].blocs[2].titre", "fiche-12:calendrier[2].texte"),
    (ESSAI, "fiche-12:calendrier[1].texte", "fiche-12:calendrier[2].texte"),
    (ESSAI, "fiche-12:rubriques[partenaires].blocs[3].lignes[1][2]",
     "fiche-12:rubriques[partenaires].blocs[3].lignes[2][2]"),
    (FICHE, "fiche-8:rubriques[acteurs].blocs[1].elements[1].texte",
     "fiche-8:rubriques[acteurs].blocs[1].elements[2].texte"),
    (FICHE, "fiche-8:rubriques[description].blocs[3].elements[1].texte",
     "fiche-8:rubriques[description].blocs[3].titre"),
    (FICHE, "fiche-8:referent", "fiche-8:points_de_vigilance"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "one", "other"), PAIRS)
def test_two_files_sent_together_and_brought_in_turn_lose_nothing(own_desk, name, one, other):
    files = [typed_over(own_desk.files[name], tag, text) for tag, text in zip((one, other), TEXTS,
             strict=True)]  # fmt: skip
    target, found = taken_after(own_desk, name, *files)
    assert [each.kind for each in found.proposals] == [ProposalKind.CHANGED]
    assert not found.left_over
    take_all(target, found)
    said = list(whole(own_desk.root).values())
    assert all(any(text in each for each in said) for text in TEXTS)


@pytest.mark.parametrize(("name", "tag"), [(name, tag) for name, tag, _ in PAIRS])
def test_two_texts_of_one_field_are_a_conflict_that_keeps_both(own_desk, name, tag):
    files = [typed_over(own_desk.files[name], tag, text) for text in TEXTS]
    _, found = taken_after(own_desk, name, *files)
    [one] = found.proposals
    assert (one.kind, one.back) == (ProposalKind.CONFLICT, TEXTS[1])
    assert TEXTS[0] in str(list(whole(own_desk.root).values()))


ACTORS = "fiche-8:rubriques[acteurs].blocs[1].elements"


def added_below(rank: int, text: str):
    def change(root) -> None:
        line = paragraph_of(controls(root, f"{ACTORS}[{rank}].texte")[0])
        line.addnext(new := copied(line))
        type_over(new, text)

    return change


def taken_out(rank: int):
    def change(root) -> None:
        line = paragraph_of(controls(root, f"{ACTORS}[{rank}].texte")[0])
        line.getparent().remove(line)

    return change


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (added_below(1, TEXTS[0]), added_below(1, TEXTS[1]), [ProposalKind.ADDED]),
        (added_below(1, TEXTS[0]), added_below(1, TEXTS[0]), []),
        (added_below(1, TEXTS[0]), taken_out(2), [ProposalKind.REMOVED]),
        (taken_out(1), added_below(2, TEXTS[1]), [ProposalKind.ADDED]),
        (taken_out(1), taken_out(1), []),
        (taken_out(1), typed(f"{ACTORS}[2].texte", TEXTS[1]), [ProposalKind.CHANGED]),
        (added_below(1, TEXTS[0]), typed(f"{ACTORS}[2].texte", TEXTS[1]), [ProposalKind.CHANGED]),
    ],
)
def test_lines_that_two_people_add_and_take_out_are_told_once(own_desk, one, other, kinds):
    files = [edited(own_desk.files[FICHE], change) for change in (one, other)]
    _, found = taken_after(own_desk, FICHE, *files)
    assert [each.kind for each in found.proposals] == kinds
    assert not found.left_over


def all_of(*changes):
    def change(root) -> None:
        for each in changes:
            each(root)

    return change


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((added_below(1, TEXTS[0]), taken_out(2)), id="in the place of another"),
        pytest.param(
            (typed(f"{ACTORS}[1].texte", TEXTS[1]), taken_out(2), added_below(3, TEXTS[0])),
            id="most of a list",
        ),
    ],
)
def test_lines_put_in_and_taken_out_at_once_are_no_news_the_second_time(own_desk, changes):
    data = edited(own_desk.files[FICHE], all_of(*changes))
    _, found = taken_after(own_desk, FICHE, data, data)
    assert found.is_empty


def test_a_line_to_take_out_that_the_dossier_wrote_anew_is_told_as_it_is_now(own_desk):
    files = [
        edited(own_desk.files[FICHE], change)
        for change in (typed(f"{ACTORS}[2].texte", TEXTS[0]), taken_out(2))
    ]
    _, found = taken_after(own_desk, FICHE, *files)
    [one] = found.proposals
    assert (one.kind, one.now) == (ProposalKind.CONFLICT, TEXTS[0])
