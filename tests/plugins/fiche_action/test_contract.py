"""The recap of a contract: what it says, its sums to the cent, a sound Word file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import attrs
import docx
import openpyxl
import pikepdf
import pytest
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator
from tests.contrat_synthetique import FUNDERS, YEARS

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.budget import libelle_financeur
from ppgp_docs.diagnostics import has_errors
from ppgp_docs.model.contract_budget import ContractBudget
from ppgp_docs.model.contrat import Enveloppe
from ppgp_docs.plugin.formats import Context
from ppgp_docs.prove import prove

from .test_file import DOCX, _to_pdf

GOLDEN = Path(__file__).parent / "recapitulatif.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tables(word) -> dict[str, list[list[str]]]:
    """The texts of each table by its title."""
    return {
        table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"): [
            ["".join(cell.itertext()) for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
        ]
        for table in word.tables
    }


def money(text: str) -> Decimal:
    """An amount as it is printed; a dash is nothing."""
    if text == "–":
        return Decimal(0)
    return Decimal(re.sub(r"[\s€]", "", text).replace(",", "."))


def test_the_recap_of_the_sample_reads_as_its_golden_outline(press, recap_77, file_regression):
    """To renew it: look at the recap in Word, then `nox -s golden`."""
    file_regression.check(press.word(recap_77).outline, fullpath=GOLDEN, encoding="utf-8")


def test_the_recap_of_the_sample_says_what_the_contract_and_its_fiche_say(press, recap_77):
    word = press.word(recap_77)
    assert word.controls["contrat:intitule"].text.startswith("Contrat départemental")
    assert word.controls["contrat:periode"].text == "2020-2022"
    assert word.controls["contrat:signature"].text == "29\u00a0septembre 2020"
    assert "circulaire n°\u00a0DGCS/SD2B/DGS/SP1/2020/34" in word.text
    assert "La fiche 1 du contrat n’est pas dans ce dossier" in word.text
    found = tables(word)
    assert found["Fiches action du contrat"][1][0] == "8"
    assert [money(cell) for cell in found["Fiches action du contrat"][-1][-1:]] == [227539]
    fir = found["Financement par financeur et par année"][2]
    assert fir[-2:] == ["4\u202f300\u202f000\u00a0€", "4\u202f088\u202f958\u00a0€"]
    assert "ont reçu une VAD" in found["Indicateurs du contrat"][1][1]
    assert press.reported == []


def test_every_sum_of_39_fiches_is_right_to_the_cent(press, recap_39, contract):
    found = tables(press.word(recap_39))
    fiches = found["Fiches action du contrat"]
    totals = {row[0]: money(row[-1]) for row in fiches[1:]}
    assert totals == {
        **{str(n): contract.sum(n) for n in contract.lines},
        "Total": contract.sum(),
    }
    keys = {libelle_financeur(funder): funder for funder in FUNDERS}
    for fiche, who, *amounts in found["Budget par fiche, financeur et année"][1:]:
        number = None if fiche == "Contrat" else int(fiche.removeprefix("Fiche "))
        funder = keys.get(who, "")
        due = [contract.sum(number, funder, year) for year in (*YEARS, 0)]
        assert [money(amount) for amount in amounts] == due, (fiche, who)
    for who, *amounts in found["Financement par financeur et par année"][1:]:
        due = [contract.sum(funder=keys.get(who, ""), year=year) for year in (*YEARS, 0)]
        assert [money(amount) for amount in amounts[:4]] == due
        assert money(amounts[5]) == due[-1]
        assert money(amounts[6]) == 0


def test_no_line_of_the_39_fiches_is_left_out_of_the_budget_table(press, recap_39, contract):
    rows = tables(press.word(recap_39))["Budget par fiche, financeur et année"][1:-1]
    lines = [row for row in rows if row[1] != "Total"]
    paid = {(n, line[0]) for n, lines in contract.lines.items() for line in lines}
    assert len(lines) == len(paid)


def test_fiche_recap_and_workbook_give_the_same_sums_to_the_cent(session, press, recap_39):
    dossier = recap_39.dossier
    recap = tables(press.word(recap_39))["Fiches action du contrat"]
    in_recap = {row[0]: money(row[-1]) for row in recap[1:-1]}
    sheets = session.plugins.format("fiche-action").documents(dossier)
    in_fiches = {str(made.fiche.numero): _total(press.word(made)) for made in sheets}
    assert in_recap == in_fiches == dict(_workbook(session, dossier))


def _total(word) -> Decimal:
    [control] = [
        one
        for tag, one in word.controls.items()
        if tag.startswith("calcul:fiche") and tag.endswith("/total")
    ]
    return money(control.text)


def _workbook(session, dossier) -> Iterator[tuple[str, Decimal]]:
    plan = session.plugins.format("plan-de-financement")
    [document] = plan.documents(dossier)
    theme = load_theme("neutre", session.resources)
    data = plan.render(document, Context(session.resources, theme, pytest.fail))
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Fiches"]
    header, *rows = sheet[sheet.tables["Fiches"].ref]
    column = [cell.value for cell in header].index("Total")
    for row in rows[:-1]:
        yield str(row[0].value), Decimal(repr(row[column].value)).quantize(Decimal("0.01"))


def test_envelopes_by_year_have_a_table_that_adds_up(press, recap_77):
    contrat = recap_77.dossier.contrat
    lines = tuple(
        Enveloppe(place=contrat.place, financeur=funder, montant=Decimal(amount), annee=year)
        for funder, year, amount in (("FIR", 2021, 100), ("FIR", 2022, 50), ("CD", 2021, 7))
    )
    dossier = attrs.evolve(recap_77.dossier, contrat=attrs.evolve(contrat, enveloppes=lines))
    rows = tables(press.word(attrs.evolve(recap_77, dossier=dossier)))["Enveloppes du contrat"]
    assert [row[1] for row in rows[1:-1]] == ["2021", "2022", "2021"]
    assert money(rows[-1][-1]) == 157


def test_the_envelope_of_a_year_loses_nothing_to_another_and_the_page_says_so(press, recap_77):
    contrat = recap_77.dossier.contrat
    (year,) = ContractBudget(recap_77.dossier).whole.extrait("FIR").annees()
    envelope = Enveloppe(
        place=contrat.place, financeur="FIR", montant=Decimal(100_000), annee=year - 1
    )
    dossier = attrs.evolve(recap_77.dossier, contrat=attrs.evolve(contrat, enveloppes=(envelope,)))
    word = press.word(attrs.evolve(recap_77, dossier=dossier))
    rows = tables(word)["Financement par financeur et par année"]
    (row,) = (row for row in rows if "FIR" in row[0])
    assert (money(row[-2]), money(row[-1])) == (100_000, 100_000)
    said = [line for line in word.text.splitlines() if "Restent en dehors" in line]
    assert [f"en {year}," in line for line in said] == [True]


def test_a_territory_without_contract_has_no_recap_and_one_without_fiche_says_why(
    session, recap_77
):
    format = session.plugins.format("recapitulatif-contrat")
    assert format.documents(attrs.evolve(recap_77.dossier, contrat=None)) == ()
    [alone] = format.documents(attrs.evolve(recap_77.dossier, fiches=()))
    assert format.refusal(alone) == "ce contrat n’a encore aucune fiche action ici"
    assert format.refusal(recap_77) is None


@pytest.mark.parametrize("name", ["recap_77", "recap_39"])
def test_two_validators_find_no_fault_and_the_proof_finds_every_amount(
    name, press, request, tmp_path
):
    document = request.getfixturevalue(name)
    file = tmp_path / "recap.docx"
    file.write_bytes(press.bytes(document))
    assert OpenXmlValidator().validate(str(file)).errors == []
    assert list(check(str(file))) == []
    assert not has_errors(prove(file.read_bytes(), DOCX, document))


def test_the_same_contract_gives_the_same_bytes(press, recap_39):
    assert press.bytes(recap_39) == press.bytes(recap_39)


def test_the_properties_name_the_contract(press, recap_77):
    card = docx.Document(io.BytesIO(press.bytes(recap_77))).core_properties
    assert card.title == "Récapitulatif du contrat 2020-2022 – Seine-et-Marne"
    assert card.subject.startswith("Contrat départemental de prévention")
    assert card.language == "fr-FR"


def test_what_is_computed_is_locked_and_what_is_typed_is_not(press, recap_77):
    controls = press.word(recap_77).controls
    locked = {tag for tag, control in controls.items() if control.locked}
    assert {tag.rsplit("/", 2)[0] for tag in locked} == {
        f"calcul:contrat/{name}"
        for name in ("fiches", "financeurs", "enveloppes-portees", "budget", "indicateurs")
    }
    typed = controls.keys() - locked
    assert {"contrat:intitule", "fiche-8:titre", "fiche-8:indicateurs[1].libelle"} <= typed
    assert not any(tag.startswith("calcul:") for tag in typed)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_gives_every_table_its_header_cells_on_two_pages(press, recap_77, tmp_path):
    file = tmp_path / "recap.docx"
    file.write_bytes(press.bytes(recap_77))
    pdf = _to_pdf(file)
    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) == 2
        kinds = [str(o.get("/S")) for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
    assert kinds.count("/Table") == 5
    assert kinds.count("/TH") == 8 + 3 + 5 + 6 + 6
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout
    assert "227 539 €" in re.sub(r"\s", " ", text.decode())
