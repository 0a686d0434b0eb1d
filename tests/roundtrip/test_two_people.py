"""Two people's files in turn: what one says of a line that the other took out changes no other."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import data_of
from tests.roundtrip.word_hand import ESSAI, essai, returned, typed

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Insert, Remove, Set
from ppgp_docs.importing.proposals import ProposalKind

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
