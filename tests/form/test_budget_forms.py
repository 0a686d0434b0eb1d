"""The form of a budget, in Excel."""

from __future__ import annotations

import io

import openpyxl
import pytest
import yaml
from tests.form.filling import STATES, back, dossier, fiche_file, filled, form_of, taken

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Insert, Remove
from ppgp_docs.importing.proposals import ProposalKind


def test_a_blank_budget_that_is_filled_gives_its_lines(root, session):
    data = form_of(root, session, "38", 3, is_budget=True)
    line = {
        "Financeur": "Ville de Grenoble", "Nature": "Propre", "Année": 2026,
        "Montant": "1 234,50", "Statut": "Acquis", "Libellé": "Animation",
        "Pièce": "Devis n° 7 du 03/02/2026", "Prestations": "Un module\nDeux modules",
    }  # fmt: skip
    rows = {1: line, 3: {"Financeur": "Département", "Nature": "Transverse",
                         "Année": 2027, "Montant": 80}}  # fmt: skip
    found = taken(root, session, filled(data, rows), ".xlsx")
    assert not found.left_over
    assert dossier(root, "38-isere/fiches/03.yaml")["budget"]["lignes"] == [
        {"financeur": "autre:Ville de Grenoble", "nature": "propre", "annee": "2026",
         "montant": "1 234,50", "statut": "acquis", "libelle": "Animation",
         "piece": {"type": "devis", "reference": "7", "date": "2026-02-03"},
         "prestations": ["Un module", "Deux modules"]},
        {"financeur": "CD", "nature": "transverse", "annee": "2027", "montant": "80 €"},
    ]  # fmt: skip


def test_a_filled_budget_gives_the_amount_that_changed(known, session):
    data = form_of(known, session, "77", 8, is_budget=True)
    assert back(known, session, data, ".xlsx").comparison.is_empty
    before = yaml.load(fiche_file(known).read_text("utf-8"), yaml.BaseLoader)
    [one] = taken(known, session, filled(data, {1: {"Montant": 12}}), ".xlsx").proposals
    assert one.kind is ProposalKind.CHANGED
    after = yaml.load(fiche_file(known).read_text("utf-8"), yaml.BaseLoader)
    before["budget"]["lignes"][0]["montant"] = "12 €"
    assert after == before


def test_one_state_that_changed_in_a_cell_leaves_the_comments_of_the_others(known, session):
    file = fiche_file(known)
    first, mark, rest = file.read_text("utf-8").partition("      statut: acquis\n")
    before = f"{first}{mark}{STATES}{rest}"
    file.write_text(before, "utf-8")
    data = form_of(known, session, "77", 8, is_budget=True)
    told = "Proposition : 18 000 €\nEngagé : 9 900 € ; mars 2021 ; Commande n° C8"
    taken(known, session, filled(data, {1: {"Autres états": told}}), ".xlsx")
    assert file.read_text("utf-8") == before.replace("8 800 €  #", "9 900 €  #")


def budget(root) -> list:
    return yaml.load(fiche_file(root).read_text("utf-8"), yaml.BaseLoader)["budget"]["lignes"]


LINES = ("budget", "lignes")
NEW = {"financeur": "CD", "nature": "transverse", "annee": "2023", "montant": "700 €"}


def fiche_becomes(root, *changes) -> None:
    file = fiche_file(root)
    file.write_text(apply(file.read_text("utf-8"), list(changes)).text, "utf-8")


@pytest.mark.parametrize("meanwhile", [(), (Insert(LINES, 1, NEW),)])
def test_a_line_that_the_dossier_lost_meanwhile_changes_no_other(known, session, meanwhile):
    data = filled(form_of(known, session, "77", 8, is_budget=True), {2: {"Montant": 12}})
    fiche_becomes(known, Remove((*LINES, 1)), *meanwhile)
    [one] = back(known, session, data, ".xlsx").comparison.proposals
    assert (one.kind, one.changes, one.back) == (ProposalKind.CONFLICT, (), "12 €")
    assert one.why.startswith("cette ligne a été supprimée du dossier")


def test_a_line_below_one_that_went_takes_its_answer(known, session):
    data = filled(form_of(known, session, "77", 8, is_budget=True), {3: {"Montant": 12}})
    fiche_becomes(known, Remove((*LINES, 1)))
    taken(known, session, data, ".xlsx")
    lines = yaml.load(fiche_file(known).read_text("utf-8"), yaml.BaseLoader)["budget"]["lignes"]
    assert [(one["nature"], one["montant"]) for one in lines][1:] == [("transverse", "12 €")]


def test_a_blank_row_that_was_filled_begins_a_line_where_another_came_meanwhile(known, session):
    row = {"Financeur": "Département", "Nature": "Propre", "Année": 2022, "Montant": 5,
           "Statut": "Acquis"}  # fmt: skip
    data = filled(form_of(known, session, "77", 8, is_budget=True), {4: row})
    fiche_becomes(known, Insert(LINES, 3, NEW))
    [one] = taken(known, session, data, ".xlsx").proposals
    assert one.kind is ProposalKind.ADDED
    lines = yaml.load(fiche_file(known).read_text("utf-8"), yaml.BaseLoader)["budget"]["lignes"]
    assert [each["montant"] for each in lines][3:] == ["700 €", "5 €"]


TYPED = {"Financeur": "Département", "Nature": "Propre", "Année": 2024, "Montant": 650}


@pytest.mark.parametrize("row", [0, 1, 2])
def test_lines_inserted_among_others_keep_their_place(known, session, row):
    """Below the line that stood at that row, before the one that followed; two, in their order."""
    before = budget(known)
    book = openpyxl.load_workbook(io.BytesIO(form_of(known, session, "77", 8, is_budget=True)))
    sheet = book["Lignes"]
    titles = {cell.value: cell.column for cell in sheet[5]}
    sheet.insert_rows(6 + row, 2)
    for rank, name in enumerate(("Première", "Deuxième")):
        for title, value in {**TYPED, "Libellé": name}.items():
            sheet.cell(6 + row + rank, titles[title]).value = value
    out = io.BytesIO()
    book.save(out)
    taken(known, session, out.getvalue(), ".xlsx")
    after = budget(known)
    assert back(known, session, out.getvalue(), ".xlsx").comparison.is_empty
    assert [one.get("libelle") for one in after[row : row + 2]] == ["Première", "Deuxième"]
    assert [*after[:row], *after[row + 2 :]] == before
