"""What `check` finds stands on the cells of a draft plan; what people note on cells comes back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openxml_audit.validator import OpenXmlValidator
from tests.roundtrip.conftest import ESSAI
from tests.roundtrip.test_workbook import PLAN, column, lines, plans, row_of, saved

__all__ = ["plans"]  # a fixture

from ppgp_docs.importing.comparing import compare
from ppgp_docs.importing.target import find_target
from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.planning import Candidate
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace

ODD = "    - {financeur: FIR, nature: propre, annee: 2031, montant: 70 €, piece: {type: reçu}}\n"


@pytest.fixture(scope="module")
def draft(tmp_path_factory, session):
    """A workspace where a paper has an unknown type and a year is out of the contract."""
    root = tmp_path_factory.mktemp("espace")
    shutil.copytree(ESSAI, root / "departments" / "2A-essai")
    [file] = (root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    (root / "departments" / "2A-essai" / "contrat.yaml").write_text(
        "intitule: Contrat\nperiode: {debut: 2024, fin: 2026}\nfiches:\n  - numero: 13\n", "utf-8"
    )
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n  lignes:\n", f"\n  lignes:\n{ODD}", 1), "utf-8")
    [folder] = find_workspace(root).folders()
    read = read_draft(session, folder)
    format = session.plugins.format("plan-de-financement")
    [document] = format.documents(read.reading.dossier)
    [candidate] = as_drafts([Candidate(format, document, None)], read.remaining)
    made = render(candidate.document, session)
    return root, made.data, candidate.document.remarks


def noted(data: bytes) -> dict[str, str]:
    """The notes of all sheets, as openpyxl reads them, by what stands in the last cell of their
    row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_a_finding_is_a_note_on_the_cell_that_it_is_about(draft):
    _, data, remarks = draft
    about = [sentence for address, sentence in remarks if "lignes[1]" in address]
    assert about
    found = noted(data)
    assert {place[:-1] for place in found} <= {f"Lignes!{letter}" for letter in "ABCDEFGHI"}
    told = "\n".join(found.values())
    assert all(sentence in told for sentence in about)
    assert all(text.startswith("ppgp-docs") for text in found.values())


def test_a_workbook_with_notes_is_sound(draft, tmp_path):
    file = tmp_path / "plan.xlsx"
    file.write_bytes(draft[1])
    assert [str(each) for each in OpenXmlValidator().validate(str(file)).errors] == []


def test_the_same_remarks_give_the_same_bytes(draft, session):
    root, data, _ = draft
    [folder] = find_workspace(root).folders()
    read = read_draft(session, folder)
    format = session.plugins.format("plan-de-financement")
    [document] = format.documents(read.reading.dossier)
    [candidate] = as_drafts([Candidate(format, document, None)], read.remaining)
    assert render(candidate.document, session).data == data


def returned(root, session, data: bytes):
    file = opened(data)
    target = find_target(session, find_workspace(root), file.origin)
    return target, compare(file, target)


def test_our_own_notes_are_no_news_and_what_is_answered_under_them_is(draft, session):
    root, data, _ = draft

    def answer(book) -> None:
        cell = next(cell for row in lines(book).iter_rows() for cell in row if cell.comment)
        cell.comment = Comment(f"{cell.comment.text}C’est un devis.", "Mme Roux")

    assert returned(root, session, data)[1].is_empty
    assert returned(root, session, saved(data, lambda book: None))[1].is_empty
    [one] = returned(root, session, saved(data, answer))[1].remarks
    assert (one.author, one.text) == ("Mme Roux", "C’est un devis.")
    assert one.address.startswith("fiche-12:budget.lignes[1]")


def test_a_note_that_someone_puts_on_a_cell_is_told_with_its_place(plans):
    def change(book) -> None:
        sheet = lines(book)
        cell = sheet.cell(row_of(sheet), column(sheet, "Montant"))
        cell.comment = Comment("À confirmer", "M. Durand")
        book["Synthèse"]["A5"].comment = Comment("Et 2027 ?", "M. Durand")

    target = plans.target(PLAN)
    found = plans.back(saved(plans.files[PLAN], change), target)
    assert found.proposals == ()
    assert {(one.text, one.author, one.near, one.address) for one in found.remarks} == {
        ("À confirmer", "M. Durand", "Montant", "fiche-12:budget.lignes[1].montant"),
        ("Et 2027 ?", "M. Durand", "feuille « Synthèse », ligne 5", ""),
    }


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_notes_and_they_are_still_ours(draft, session, tmp_path):
    root, data, _ = draft
    (tmp_path / "plan.xlsx").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"),
        str(tmp_path / "plan.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    back = (tmp_path / "out" / "plan.xlsx").read_bytes()
    assert noted(back).keys() == noted(data).keys()
    assert returned(root, session, back)[1].is_empty


THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
OFFICE = "http://schemas.microsoft.com/office/2017/10/relationships"


def threaded(data: bytes, ref: str, said: list[tuple[str, str]]) -> bytes:
    """A thread of Excel 365 on a cell of the first sheet ([MS-XLSX], 2.4.1157), with the plain note
    that older programs see in its place."""

    def change(book) -> None:
        note = "[Commentaire à thread] Votre version d’Excel vous permet de lire ce commentaire."
        book.worksheets[0][ref].comment = Comment(note, "tc={6A7B}")

    names = dict.fromkeys(name for name, _ in said)
    ids = {name: f"{{P{rank}}}" for rank, name in enumerate(names)}
    people = "".join(
        f'<person displayName="{name}" id="{one}" userId="{name}" providerId="None"/>'
        for name, one in ids.items()
    )
    comments = "".join(
        f'<threadedComment ref="{ref}" dT="2026-11-0{rank}T09:00:00.00" personId="{ids[name]}" '
        f'id="{{T{rank}}}"{" parentId=" + chr(34) + "{T1}" + chr(34) if rank > 1 else ""}>'
        f"<text>{text}</text></threadedComment>"
        for rank, (name, text) in enumerate(said, start=1)
    )
    parts = {
        "xl/persons/person.xml": f'<personList xmlns="{THREADED}">{people}</personList>',
        "xl/threadedComments/threadedComment1.xml": (
            f'<ThreadedComments xmlns="{THREADED}">{comments}</ThreadedComments>'
        ),
    }
    relation = (
        f'<Relationship Id="rIdFil" Type="{OFFICE}/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(saved(data, change)))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                content = content.replace(b"</Relationships>", relation.encode())
            target.writestr(name, content)
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def test_a_thread_of_excel_is_read_in_the_place_of_the_note_that_stands_for_it(plans):
    data = threaded(
        plans.files[PLAN], "D5",
        [("Mme Roux", "à vérifier"), ("M. Durand", "vu avec l’ARS"), ("Mme Roux", "merci")],
    )  # fmt: skip
    [told] = opened(data).remarks.values()
    assert (told.author, told.date[:10]) == ("Mme Roux", "2026-11-01")
    assert told.text == "à vérifier\nM. Durand : vu avec l’ARS\nmerci"
    assert "ligne 5" in told.where
