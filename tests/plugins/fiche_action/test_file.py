"""The Word file itself: sound for validators, the same on any day, known by its properties."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator

from ppgp_docs.prove import prove

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("name", ["essai", "fiche_8"])
def test_two_validators_find_no_fault(name, press, request, tmp_path):
    file = tmp_path / "fiche.docx"
    file.write_bytes(press.bytes(request.getfixturevalue(name)))
    assert OpenXmlValidator().validate(str(file)).errors == []
    assert list(check(str(file))) == []


@pytest.mark.parametrize("name", ["essai", "fiche_8"])
def test_the_proof_finds_every_figure_that_the_fiche_promises(name, press, request):
    document = request.getfixturevalue(name)
    assert prove(press.bytes(document), DOCX, document) == ()


def test_a_figure_that_the_sheet_lost_would_not_go_unseen(press, fiche_8):
    promised = {"6\u202f957", "2\u202f286", "16\u202f497\u00a0€", "211\u202f042\u00a0€"}
    promised |= {"180\u202f500\u00a0€", "30\u202f542\u00a0€", "227\u202f539\u00a0€", "15", "250"}
    assert promised <= set(fiche_8.expected)


def test_the_same_fiche_gives_the_same_bytes(press, essai):
    assert press.bytes(essai) == press.bytes(essai)


def test_the_properties_say_what_the_file_is_and_bear_no_date_of_today(press, fiche_8, tmp_path):
    file = tmp_path / "fiche.docx"
    file.write_bytes(press.bytes(fiche_8))
    card = docx.Document(str(file)).core_properties
    assert card.title == "Fiche action 8 – Seine-et-Marne"
    assert card.subject.startswith("Identifier précisément les besoins")
    assert (card.author, card.language) == ("Conseil départemental de Seine-et-Marne", "fr-FR")
    assert f"{card.created:%Y-%m-%d %H}" == f"{card.modified:%Y-%m-%d %H}" == "2020-09-24 10"


def test_the_font_is_embedded_so_that_no_machine_needs_it(press, fiche_8, tmp_path):
    file = tmp_path / "fiche.docx"
    file.write_bytes(press.bytes(fiche_8))
    names = zipfile.ZipFile(file).namelist()
    assert sum(name.endswith(".odttf") for name in names) == 4


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_makes_two_or_three_pages_with_header_cells(press, fiche_8, tmp_path):
    file = tmp_path / "fiche.docx"
    file.write_bytes(press.bytes(fiche_8))
    with pikepdf.open(_to_pdf(file)) as pdf:
        assert 2 <= len(pdf.pages) <= 3
        kinds = [str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 2 + 4
    assert "/H1" in kinds


def _to_pdf(file: Path) -> Path:
    command = ["soffice", f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"]
    accessible = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    command += ["--headless", "--convert-to", accessible, "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return file.with_suffix(".pdf")
