"""The workbook of a contract of 39 fiches, read by openpyxl and recomputed by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit.validator import OpenXmlValidator
from tests.contrat_synthetique import FUNDERS, SHARED, YEARS, Contract

from ppgp_docs.budget import libelle_financeur
from ppgp_docs.plugin.formats import Document
from ppgp_docs.render.render import render as render_and_prove
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

Render = Callable[[Document], bytes]


def table(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """The rows of the sheet's table by the titles of its columns, total row included."""
    (found,) = sheet.tables.values()
    header, *rows = sheet[found.ref]
    titles = [cell.value for cell in header]
    held = ([cell.value for cell in row] for row in rows)
    yield from (dict(zip(titles, row, strict=True)) for row in held if any(map(_said, row)))


def _said(value: object) -> bool:
    """False in the rows that wait for lines."""
    return value not in (None, "")


def cents(amount: float) -> Decimal:
    """An amount as a reader sees it."""
    return Decimal(repr(amount)).quantize(Decimal("0.01"))


def assert_sums(file: Path, contract: Contract, extra: Decimal = Decimal(0)) -> None:
    """Every amount of every sheet is the oracle's; fiche 1 has `extra` more, from CD in 2020."""
    book = load_workbook(file, data_only=True)
    more = {(1, "CD", 2020): extra}

    def due(number: int = 0, funder: str = "", year: int = 0) -> Decimal:
        added = sum(
            (amount for (n, f, y), amount in more.items()
             if number in (0, n) and funder in ("", f) and year in (0, y)), Decimal(0),
        )  # fmt: skip
        return contract.sum(number or None, funder, year) + added

    *fiches, total = table(book["Fiches"])
    assert {row["Fiche"]: cents(row["Total"]) for row in fiches} == {
        number: due(number) for number in contract.lines
    }
    assert cents(total["Total"]) == due()
    *crossed, total = table(book["Synthèse"])
    names = {libelle_financeur(funder): funder for funder in FUNDERS}
    for row in crossed:
        number, funder = row["Fiche"], names[row["Financeur"]]
        for year in YEARS:
            assert cents(row[str(year)]) == due(number, funder, year)
        assert cents(row["Total"]) == due(number, funder)
    assert {year: cents(total[str(year)]) for year in YEARS} == {y: due(year=y) for y in YEARS}
    *funders, total = table(book["Financeurs"])
    assert {names[row["Financeur"]]: cents(row["Total"]) for row in funders} == {
        funder: due(funder=funder) for funder in FUNDERS
    }
    assert sum(row["Part"] for row in funders) == pytest.approx(1)
    assert cents(total["Total"]) == due()


def recomputed(file: Path, folder: Path) -> Path:
    """The same workbook with every formula computed anew by LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice n’est pas installé")
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    return folder / file.name


def test_the_lines_are_those_of_the_fiches_to_the_cent(workbook: Path, contract: Contract) -> None:
    *rows, total = table(load_workbook(workbook)["Lignes"])
    read = [
        (row["Fiche"], row["Financeur"], row["Nature"].lower(), row["Année"], cents(row["Montant"]))
        for row in rows
    ]
    assert read == [
        (number, libelle_financeur(funder), *rest)
        for number, lines in contract.lines.items()
        for funder, *rest in lines
    ]
    assert total["Fiche"] == "Total"


def test_the_results_kept_in_the_file_equal_ours_to_the_cent(
    workbook: Path, contract: Contract
) -> None:
    assert_sums(workbook, contract)


def test_no_amount_is_typed_outside_the_lines(workbook: Path) -> None:
    book = load_workbook(workbook)
    typed = [
        cell.coordinate
        for name in ("Fiches", "Synthèse")
        for row in book[name].iter_rows(min_row=5)
        for cell in row
        if "€" in cell.number_format and cell.data_type != "f"
    ]
    assert typed == []


@pytest.mark.office
def test_libreoffice_computes_what_we_did_after_a_euro_is_added_to_a_line(
    workbook: Path, contract: Contract, tmp_path: Path
) -> None:
    book = load_workbook(workbook)  # openpyxl drops the results that we kept
    rows = book["Lignes"].iter_rows(min_row=5)
    wanted = (1, "Département", "Propre", 2020)
    amount = next(row[4] for row in rows if tuple(cell.value for cell in row[:4]) == wanted)
    amount.value += 1
    book.save(tmp_path / "plan.xlsx")
    (tmp_path / "fait").mkdir()
    assert_sums(recomputed(tmp_path / "plan.xlsx", tmp_path / "fait"), contract, Decimal(1))


def test_excel_opens_it_without_mending_anything(workbook: Path) -> None:
    assert OpenXmlValidator().validate(str(workbook)).errors == []


def test_each_sheet_keeps_its_header_in_sight_and_prints_it_on_each_page(workbook: Path) -> None:
    for sheet in load_workbook(workbook):
        assert sheet.freeze_panes == "B5"
        long = sheet.title not in ("Tableau de bord", "Listes")  # several tables, or none to read
        assert sheet.print_title_rows == ("$4:$4" if long else None)
        lists = sheet.title == "Listes"
        assert sheet.page_setup.orientation == ("portrait" if lists else "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes, one wide
        assert "page &P sur &N" in sheet.oddFooter.right.text


def test_the_file_says_its_title_its_author_its_language_and_the_date_of_the_contract(
    session: Session, document: Document
) -> None:
    data = render_and_prove(document, session).data
    assert data is not None
    properties = load_workbook(io.BytesIO(data)).properties
    assert properties.title == "Plan de financement du contrat 2020-2022 – Ain"
    assert properties.creator == "Conseil départemental de l’Ain"
    assert properties.language == "fr-FR"
    assert f"{properties.created:%Y-%m-%d}" == "2020-09-29"


def test_the_chart_says_in_words_what_it_draws(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        years = archive.read("xl/drawings/drawing1.xml").decode()
        funders = archive.read("xl/drawings/drawing2.xml").decode()
    assert 'descr="Histogramme par année. Prévu, 2020 : ' in years
    assert 'descr="Histogramme du financement par année et par financeur. 2020 : ' in funders


def test_the_same_contract_gives_the_same_bytes(
    document: Document, render: Render, workbook: Path
) -> None:
    assert render(document) == workbook.read_bytes()


def test_a_text_that_looks_like_a_formula_stays_a_text(session: Session, tmp_path: Path) -> None:
    home = Contract().write(tmp_path)
    fiche = home / "fiches" / "01.yaml"
    text = fiche.read_text("utf-8").replace("titre: Action", "titre: =2+3 Action")
    fiche.write_text(text, "utf-8")
    dossier = session.read(DossierFolder(home)).dossier
    assert dossier is not None
    (document,) = session.plugins.format("plan-de-financement").documents(dossier)
    data = render_and_prove(document, session).data
    assert data is not None
    (tmp_path / "plan.xlsx").write_bytes(data)
    cell = load_workbook(tmp_path / "plan.xlsx")["Fiches"]["B5"]
    assert (cell.data_type, cell.value) == ("s", "=2+3 Action d’essai 1")


def test_a_euro_more_in_a_line_is_an_error_with_its_place_and_the_gap(
    session: Session, contract: Contract, tmp_path: Path
) -> None:
    home = contract.write(tmp_path)
    fiche = home / "fiches" / "39.yaml"
    share = f"{contract.lines[39][-1][3]:f}".replace(".", ",")
    bumped = f"{contract.lines[39][-1][3] + 1:f}".replace(".", ",")
    fiche.write_text(fiche.read_text("utf-8").replace(share, bumped), "utf-8")
    reading = session.read(DossierFolder(home))
    assert reading.dossier is None
    (fault,) = reading.diagnostics
    assert fault.code == "C603"
    assert fault.span is not None
    assert fault.span.file == fiche
    assert "(+1\u00a0€)" in fault.message
    assert {role for role, _ in fault.related} == {"coût transverse", "enveloppe du contrat"}


def test_a_dossier_without_a_contract_says_why_it_makes_no_workbook(
    session: Session, document: Document
) -> None:
    format = session.plugins.format("plan-de-financement")
    alone = evolve(document.dossier, contrat=None)
    (refused,) = format.documents(alone)
    assert format.refusal(refused) == "ce dossier n’a pas de contrat"
    assert format.refusal(document) is None
    assert format.documents(evolve(alone, fiches=())) == ()


def test_shared_costs_are_found_in_full(workbook: Path, reading: DossierReading) -> None:
    *rows, _ = table(load_workbook(workbook)["Lignes"])
    for (funder, year), amount in SHARED.items():
        name = libelle_financeur(funder)
        shares = [
            cents(row["Montant"])
            for row in rows
            if (row["Financeur"], row["Année"], row["Nature"]) == (name, year, "Transverse")
        ]
        assert sum(shares) == amount
