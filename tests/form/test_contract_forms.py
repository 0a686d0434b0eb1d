"""The form of a contract, in Word and in Excel."""

from __future__ import annotations

import io
import shutil

import openpyxl
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator
from tests.form.filling import CONTRACT, LISTS, back, dossier, form_of, in_controls, taken
from tests.roundtrip.conftest import SHIPPED

from ppgp_docs.budget import LIBELLES_FINANCEURS


def test_the_form_of_a_contract_says_what_the_contract_says(shipped, session):
    data = form_of(shipped, session, "77", is_contract=True)
    assert back(shipped, session, data).comparison.is_empty
    assert back(
        shipped, session, form_of(shipped, session, "77", is_contract=True, is_budget=True), ".xlsx"
    ).comparison.is_empty


def test_a_contract_begins_with_its_form(root, session):
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    (root / "departments" / CONTRACT).unlink()
    answers = {
        "contrat:intitule": "Contrat départemental de prévention",
        "contrat:periode.debut": "2026",
        "contrat:periode.fin": "2028",
        "contrat:signataires": "Agence régionale de santé",
        "contrat:enveloppes[1].financeur": "FIR",
        "contrat:enveloppes[1].montant": "1 200 000 €",
    }
    blank = form_of(root, session, "77", is_contract=True)
    taken(root, session, in_controls(blank, answers))
    said = dossier(root, CONTRACT)
    assert said["intitule"] == "Contrat départemental de prévention"
    assert said["periode"] == {"debut": "2026", "fin": "2028"}
    assert said["signataires"] == ["Agence régionale de santé"]
    assert said["enveloppes"] == [{"financeur": "FIR", "montant": "1 200 000 €"}]


def test_the_amounts_of_a_contract_are_typed_in_excel(shipped, session):
    before = dossier(shipped, CONTRACT)
    data = form_of(shipped, session, "77", is_contract=True, is_budget=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[:3] == ["Enveloppes", "Coûts transverses", "Fiches"]
    rows = {name: len(before.get(key, ())) + 6 for name, key in LISTS.items()}
    for column, value in enumerate((LIBELLES_FINANCEURS["CD"], 2021, 9000), start=1):
        book["Enveloppes"].cell(rows["Enveloppes"], column).value = value
    for column, value in enumerate((14, "Accueillir les familles"), start=1):
        book["Fiches"].cell(rows["Fiches"], column).value = value
    out = io.BytesIO()
    book.save(out)
    taken(shipped, session, out.getvalue(), ".xlsx")
    after = dossier(shipped, CONTRACT)
    assert after["enveloppes"][:-1] == before.get("enveloppes", [])
    last = after["enveloppes"][-1]
    assert (last["financeur"], last["annee"]) == ("CD", "2021") and "9" in last["montant"]
    assert after["fiches"][-1] == {"numero": "14", "titre": "Accueillir les familles"}


def test_forms_of_a_contract_are_sound_files(shipped, session, tmp_path):
    for suffix, is_budget in ((".docx", False), (".xlsx", True)):
        file = tmp_path / f"contrat{suffix}"
        file.write_bytes(form_of(shipped, session, "77", is_contract=True, is_budget=is_budget))
        assert [str(each) for each in OpenXmlValidator().validate(str(file)).errors] == []
        assert suffix != ".docx" or check(str(file)) == []


def with_a_reserve(root) -> None:
    """Say of an envelope of the contract what no fiche carries yet."""
    file = root / "departments" / CONTRACT
    text = file.read_text("utf-8")
    told = "    montant: 4 300 000 €\n"
    assert text.count(told) == 1
    file.write_text(text.replace(told, f"{told}    reserve: 250 000 €\n"), "utf-8")


def test_a_reserve_is_part_of_its_amount_and_of_no_total(shipped, session):
    with_a_reserve(shipped)
    data = form_of(shipped, session, "77", is_contract=True, is_budget=True)
    found = back(shipped, session, data, ".xlsx")
    assert (found.comparison.is_empty, found.file.warnings) == (True, ())


def test_a_total_that_someone_typed_is_told_beside_the_sum_of_its_own_column(shipped, session):
    with_a_reserve(shipped)
    data = form_of(shipped, session, "77", is_contract=True, is_budget=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book["Enveloppes"]
    [total] = [row for row in page.iter_rows() if row[0].value == "Total"]
    total[2].value = 1
    out = io.BytesIO()
    book.save(out)
    [told] = back(shipped, session, out.getvalue(), ".xlsx").file.warnings
    assert "est de 1 €, ses lignes font 28 100 000 €" in told.replace("\u202f", " ").replace(
        "\u00a0", " "
    )
