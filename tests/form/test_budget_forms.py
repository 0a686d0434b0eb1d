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


WHOLE = """  charges:
    - {compte: "60", annee: 2021, montant: 3 000 €}
    - {compte: "6226", annee: 2021, libelle: Formatrice, quantite: 6, unite: jours, cout_unitaire: "850,1255 €"}
    - {compte: "609", annee: 2021, montant: "-12,50 €"}
  produits:
    - {compte: "70", annee: 2021, montant: 1 250 €}
    - {compte: "13", annee: 2021, montant: 10 €, section: investissement, sous_action: "8.1"}
  autorisations:
    - {annee: 2021, section: investissement, ae: 90 000 €, cp: 30 000 €}
    - {annee: 2022, section: investissement, cp: 60 000 €}
"""  # noqa: E501
POST = """    - financeur: FIR
      nature: propre
      annee: 2022
      quantite: "1,50"
      unite: ETP
      grade: hors classe
      mois: 8
      cout_unitaire: 52 000 €
      compte: "74"
"""


@pytest.fixture
def counted(known):
    """A fiche with quantities, accounts, what may be committed and paid."""
    file = fiche_file(known)
    text = file.read_text("utf-8")
    at = text.index("  totaux_annonces:")
    file.write_text(f"{text[:at]}{POST}{WHOLE}{text[at:]}", "utf-8")
    return known


def cells(data: bytes, sheet: str) -> dict[str, list]:
    """What stands under each title of a sheet, from its first row on."""
    page = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[sheet]
    return {column[4].value: [one.value for one in column[5:]] for column in page.iter_cols()}


def test_a_whole_budget_that_comes_back_untouched_changes_nothing(counted, session):
    data = form_of(counted, session, "77", 8, is_budget=True)
    found = back(counted, session, data, ".xlsx")
    assert found.comparison.is_empty
    lines, charges = cells(data, "Lignes"), cells(data, "Charges")
    assert (lines["Quantité"][3], lines["Coût unitaire"][3], lines["Mois"][3]) == (1.5, 52000, 8)
    assert lines["Montant"][3] == 52000
    assert charges["Montant"][:3] == [3000, 5100.75, -12.5]
    assert cells(data, "AE et CP")["Crédits de paiement"][:2] == [30000, 60000]


def test_each_part_of_a_whole_budget_comes_back_where_it_stands_and_alone(counted, session):
    before = yaml.load(fiche_file(counted).read_text("utf-8"), yaml.BaseLoader)["budget"]
    data = form_of(counted, session, "77", 8, is_budget=True)
    typed = {
        "Lignes": {4: {"Quantité": 2, "Mois": None}},
        "Charges": {2: {"Coût unitaire": 900.5}, 4: {"Compte": 64, "Année": 2022, "Montant": 7}},
        "Produits": {2: {"Sous-action": "8.2"}},
        "AE et CP": {1: {"Autorisation": 95000}},
    }
    for sheet, rows in typed.items():
        data = filled(data, rows, sheet)
    assert not taken(counted, session, data, ".xlsx").left_over
    after = yaml.load(fiche_file(counted).read_text("utf-8"), yaml.BaseLoader)["budget"]
    before["lignes"][3] |= {"quantite": "2"}
    del before["lignes"][3]["mois"]
    before["charges"][1]["cout_unitaire"] = "900,50 €"
    before["charges"].append({"compte": "64", "annee": "2022", "montant": "7 €"})
    before["produits"][1]["sous_action"] = "8.2"
    before["autorisations"][0]["ae"] = "95 000 €"
    assert after == before


def test_a_blank_form_takes_a_budget_by_account_and_quantities(root, session):
    data = form_of(root, session, "38", 3, is_budget=True)
    post = {"Financeur": "Département", "Nature": "Propre", "Année": 2026, "Quantité": "1,5",
            "Unité": "ETP", "Coût unitaire": 41000.1255, "Grade": "puéricultrice"}  # fmt: skip
    data = filled(data, {1: post}, "Lignes")
    charge = {"Compte": "64", "Année": 2026, "Montant": 61500.19, "Section": "Fonctionnement"}
    data = filled(data, {1: charge}, "Charges")
    data = filled(
        data, {1: {"Année": 2026, "Autorisation": 9, "Crédits de paiement": 9}}, "AE et CP"
    )
    assert not taken(root, session, data, ".xlsx").left_over
    assert dossier(root, "38-isere/fiches/03.yaml")["budget"] == {
        "lignes": [{"financeur": "CD", "nature": "propre", "annee": "2026", "quantite": "1,5",
                    "unite": "ETP", "cout_unitaire": "41 000,1255 €", "grade": "puéricultrice"}],
        "charges": [{"compte": "64", "annee": "2026", "montant": "61 500,19 €",
                     "section": "fonctionnement"}],
        "autorisations": [{"annee": "2026", "ae": "9 €", "cp": "9 €"}],
    }  # fmt: skip


@pytest.mark.parametrize("is_counted", [False, True])
def test_columns_of_quantities_wait_behind_a_plus_where_no_line_has_any(
    known, session, is_counted, request
):
    root = request.getfixturevalue("counted") if is_counted else known
    book = openpyxl.load_workbook(io.BytesIO(form_of(root, session, "77", 8, is_budget=True)))
    page = book["Lignes"]
    letter = next(cell.column_letter for cell in page[5] if cell.value == "Quantité")
    assert page.column_dimensions[letter].hidden is not is_counted
    assert page.column_dimensions[letter].outlineLevel == int(not is_counted)


def test_rows_that_lack_something_are_taken_together_as_they_are_one_by_one(root, session):
    """A form is filled little by little: a charge without its year, a product without its sum."""
    data = filled(form_of(root, session, "38", 3, is_budget=True), {1: TYPED})
    data = filled(data, {1: {"Compte": 64, "Montant": 5}}, "Charges")
    data = filled(data, {1: {"Année": 2026, "Compte": 70}}, "Produits")
    taken(root, session, data, ".xlsx")
    budget = dossier(root, "38-isere/fiches/03.yaml")["budget"]
    assert {name: len(budget[name]) for name in ("lignes", "charges", "produits")} == {
        "lignes": 1, "charges": 1, "produits": 1,
    }  # fmt: skip


def test_a_form_calls_its_territory_as_the_dossier_does(known, session):
    file = known / "departments" / "77-seine-et-marne" / "dossier.yaml"
    text = file.read_text("utf-8")
    file.write_text(text + "grammaire: {nom: Val-de-Brie}\n", "utf-8")
    book = openpyxl.load_workbook(io.BytesIO(form_of(known, session, "77", 8, is_budget=True)))
    assert book["Lignes"]["A1"].value == "Budget de la fiche action 8\u00a0: Val-de-Brie"


def test_the_percentage_of_a_figure_is_asked_and_comes_back(known, session):
    data = form_of(known, session, "77", 8, is_budget=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert "Pourcentage" in [cell.value for cell in book["Chiffres"][5]]
