"""Cents that someone types in a workbook of whole euros show: a spreadsheet would round them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from ppgp_docs.plugin.formats import Document
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder

FICHE = """\
numero: 8
titre: Essai
objectif: {{numero: 4, intitule: Essai}}
referent: PMI
rubriques: [{{cle: moyens}}]
budget:
  lignes:
    - {{financeur: FIR, nature: propre, annee: 2020, montant: '{}'}}
    - {{financeur: CD, nature: propre, annee: 2021, montant: 30 €}}
"""
Make = Callable[[str], Path]


@pytest.fixture
def make(session: Session, render: Callable[[Document], bytes], tmp_path: Path) -> Make:
    def run(amount: str) -> Path:
        home = tmp_path / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True)
        (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
        contract = "intitule: Essai\nperiode: {debut: 2020, fin: 2022}\n"
        (home / "contrat.yaml").write_text(contract, "utf-8")
        (home / "fiches" / "08.yaml").write_text(FICHE.format(amount), "utf-8")
        reading = session.read(DossierFolder(home))
        assert reading.dossier is not None, reading.diagnostics
        (document,) = session.plugins.format("plan-de-financement").documents(reading.dossier)
        file = tmp_path / "plan.xlsx"
        file.write_bytes(render(document))
        return file

    return run


def rules(file: Path) -> dict[str, set[str]]:
    """The formulas by which amounts show their cents, by sheet."""
    found: dict[str, set[str]] = {}
    for sheet in load_workbook(file):
        for held in sheet.conditional_formatting._cf_rules.values():
            for rule in held:
                code = rule.dxf and rule.dxf.numFmt and rule.dxf.numFmt.formatCode
                if code and code.startswith("#,##0.00"):
                    found.setdefault(sheet.title, set()).update(rule.formula)
    return found


def test_every_table_of_amounts_of_whole_euros_shows_the_cents_that_are_typed(make: Make) -> None:
    found = rules(make("10 €"))
    assert {"Fiches", "Lignes", "Synthèse", "Financeurs"} <= found.keys()
    for each in found["Lignes"]:
        cell, _, rounded = each.partition("<>")
        assert rounded == f"ROUND({cell},0)"


def test_a_workbook_that_shows_cents_needs_no_rule(make: Make) -> None:
    assert rules(make("10,50 €")) == {}


@pytest.mark.office
def test_libreoffice_shows_them(make: Make, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice n’est pas installé")
    file = make("10 €")
    book = load_workbook(file)
    (cell,) = (
        cell for row in book["Lignes"].iter_rows() for cell in row if cell.value in (10, 10.0)
    )
    cell.value = 12.57
    book.save(file)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    pages = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "12,57" in text or "12.57" in text
    assert "42,57" in text or "42.57" in text, "the totals that follow"
    assert "30,00" not in text, "what is whole stays whole"
