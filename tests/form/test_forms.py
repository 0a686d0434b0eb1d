"""Forms that are filled as someone who only has Word or Excel would, and what is read of them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator
from tests.roundtrip.conftest import FULL, SHIPPED
from tests.roundtrip.word_hand import W, copied, edited, run, tag_of, type_over

from ppgp_docs.budget import LIBELLES_FINANCEURS
from ppgp_docs.form.making import Form, made
from ppgp_docs.francais.designations import designes
from ppgp_docs.importing.applying import write
from ppgp_docs.importing.file_comparison import compare_file
from ppgp_docs.importing.proposals import Comparison, ProposalKind
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.fields import bookmark_of
from ppgp_docs.workspace.find import DEPARTMENTS, find_workspace
from ppgp_docs.workspace.folder import folder_of

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
ANSWERS = {
    "dossier:edition": "15/03/2026",
    "dossier:demarche.cadre": "stratégie nationale de prévention",
    "dossier:demarche.debut": "mars 2025",
    "dossier:sigles[1].cle": "PMI",
    "dossier:sigles[1].valeur": "protection maternelle et infantile",
    "dossier:chiffres[1].cle": "Formés",
    "dossier:chiffres[1].valeur": "62",
    "dossier:chiffres[1].unite": "professionnels",
    "dossier:chiffres[1].libelle": "professionnels formés",
    "dossier:contexte.titre": "Le contexte",
    "dossier:contexte.blocs": "Le service de PMI de l’Isère compte {{ chiffres.formes }}.",
    "dossier:chronologie.jalons[1].date": "05/07/2025",
    "dossier:chronologie.jalons[1].titre": "Lancement de la démarche",
    "dossier:chronologie.jalons[2].date": "12/2025",
    "dossier:chronologie.jalons[2].titre": "Première réunion",
    "dossier:activites[1].titre": "Les enquêtes",
    "dossier:activites[1].blocs": "Les équipes ont été écoutées.",
    "dossier:et_apres.introduction": "Une priorité est fixée.",
    "dossier:et_apres.priorites[1].titre": "Pérenniser la formation",
    "dossier:appel.accroche": "Faites comme l’Isère",
}
"""What someone knows of a territory that has no dossier yet."""


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "departments").mkdir()
    return tmp_path


def form_of(root: Path, session, code: str, fiche: int | None = None, **more) -> bytes:
    territory = designes(code)[0]
    return made(Form(territory, folder_of(root / DEPARTMENTS, territory), fiche, **more), session)


@pytest.fixture(scope="module")
def blank(session, tmp_path_factory) -> bytes:
    root = tmp_path_factory.mktemp("vide")
    return form_of(root, session, "38")


def in_controls(data: bytes, answers: dict[str, str]) -> bytes:
    """The words of each control typed over, as Word does: it is no longer an invitation."""

    def change(root) -> None:
        known = {tag_of(control): control for control in root.iter(f"{W}sdt")}
        for tag, text in answers.items():
            control = known[tag]
            for mark in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
                mark.getparent().remove(mark)
            [words] = control.iter(f"{W}t")
            words.text = text
            for style in list(words.getparent().iter(f"{W}rStyle")):
                style.getparent().remove(style)

    return edited(data, change)


def by_python_docx(data: bytes, answers: dict[str, str]) -> bytes:
    """What a person with python-docx does: put a text in a cell, which takes the control away."""
    document = docx.Document(io.BytesIO(data))
    left = dict(answers)
    for cell in list(document.element.body.iter(f"{W}tc")):
        for tag in [tag_of(one) for one in cell.iter(f"{W}sdt")]:
            if tag in left:
                _Cell(cell, document.tables[0]).text = left.pop(tag)
    assert not left
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def by_libreoffice(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files as LibreOffice saves them, in one batch."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"),
        *(str(folder / f"{name}.docx") for name in files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (folder / "out" / f"{name}.docx").read_bytes() for name in files}


KNOWN = {
    "oise": ("60", None, False),
    **({"ain": ("01", None, False), "77": ("77", None, False)} if FULL else {}),
    **({"fiche": ("77", 8, False), "contrat": ("77", None, True)} if FULL else {}),
}
"""The filled forms that go through LibreOffice: one that holds a bit of everything, or all."""
MANNERS = " ".join(
    f"[mots]{{lang={lang}}}"
    for lang in ("en", "en-GB", "de", "es", "it", "pt", "pt-BR", "ar", "tr", "ru", "ln", "br")
) + " ".join(
    f" [lieu]({link})"
    for link in (
        "https://www.oise.fr?page=1", "https://www.Ain.fr", "https://www.isere.fr/#fin",
        "https://www.oise.fr/été", "https://www.ain.fr/%C3%A9t%C3%A9", "mailto:pmi@oise.fr",
        "https://www.oise.fr/a/?q=deux%20mots#fin", "https://www.oise.fr#fin",
    )
)  # fmt: skip
"""Languages and addresses that a program may write in another manner."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    """The shipped dossiers, one of which says more than it did; to read."""
    root = tmp_path_factory.mktemp("livres")
    shutil.copytree(SHIPPED, root / "departments")
    file = root / "departments" / "60-oise" / "dossier.yaml"
    text = file.read_text("utf-8")
    link = "[oise.fr](https://www.oise.fr)"
    assert link in text
    file.write_text(text.replace(link, f"{link} {MANNERS}"), "utf-8")
    return root


@pytest.fixture(scope="module")
def resaved(session, blank, shelf, tmp_path_factory) -> dict[str, bytes]:
    known = {
        name: form_of(shelf, session, code, fiche, is_contract=is_contract)
        for name, (code, fiche, is_contract) in KNOWN.items()
    }
    hands = {hand.__name__: hand(blank, ANSWERS) for hand in HANDS}
    return by_libreoffice(tmp_path_factory.mktemp("bureau"), {"vide": blank, **hands, **known})


def back(root: Path, session, data: bytes, suffix: str = ".docx"):
    file = root / f"retour{suffix}"
    file.write_bytes(data)
    return compare_file(file, session, find_workspace(root))


def taken(root: Path, session, data: bytes, suffix: str = ".docx"):
    """What is proposed of a form, all of it written."""
    found = back(root, session, data, suffix)
    changes = [change for one in found.comparison.proposals for change in one.changes]
    write(found.target, changes)
    return found.comparison


def dossier(root: Path, name: str = "38-isere/dossier.yaml") -> dict:
    text = (root / "departments" / name).read_text("utf-8")
    return _filled(yaml.load(text, yaml.BaseLoader))


def _filled(node):
    """Without what is blank."""
    if isinstance(node, dict):
        return {key: one for key, value in node.items() if (one := _filled(value))}
    return [_filled(one) for one in node] if isinstance(node, list) else node


EXPECTED = {
    "edition": "15/03/2026",
    "demarche": {"cadre": "stratégie nationale de prévention", "debut": "mars 2025"},
    "sigles": {"PMI": "protection maternelle et infantile"},
    "chiffres": {
        "formes": {"valeur": "62", "unite": "professionnels", "libelle": "professionnels formés"}
    },
    "contexte": {
        "titre": "Le contexte",
        "blocs": ["Le service de PMI de l’Isère compte {{ chiffres.formes }}."],
    },
    "chronologie": {
        "jalons": [
            {"date": "05/07/2025", "titre": "Lancement de la démarche"},
            {"date": "12/2025", "titre": "Première réunion"},
        ]
    },
    "activites": [{"titre": "Les enquêtes", "blocs": ["Les équipes ont été écoutées."]}],
    "et_apres": {
        "introduction": "Une priorité est fixée.",
        "priorites": [{"titre": "Pérenniser la formation"}],
    },
    "appel": {"accroche": "Faites comme l’Isère"},
}


def holds(root: Path) -> dict:
    known = dossier(root)
    return {key: value for key, value in known.items() if key not in ("departement", "grammaire")}


def test_a_blank_form_that_nobody_filled_begins_no_dossier(root, session, blank):
    found = back(root, session, blank)
    assert found.comparison.is_empty
    assert not list((root / "departments").iterdir())


def test_a_form_filled_in_word_gives_the_case_study(root, session, blank):
    found = taken(root, session, in_controls(blank, ANSWERS))
    assert {one.kind for one in found.proposals} == {ProposalKind.ADDED}
    assert not found.left_over
    shown = " ".join(one.back for one in found.proposals)
    assert " {{ chiffres.formes }}" in shown, "a reference is shown as it was typed"
    assert holds(root) == EXPECTED
    [folder] = find_workspace(root).folders()
    reading = session.read(folder)
    assert reading.dossier is not None, reading.diagnostics
    [document] = session.plugins.format("etude-de-cas").documents(reading.dossier)
    assert render(document, session).data, "the case study comes out"


def test_a_form_filled_through_python_docx_gives_the_same_dossier(root, session, blank):
    found = taken(root, session, by_python_docx(blank, ANSWERS))
    assert holds(root) == EXPECTED
    assert not found.left_over


HANDS = (in_controls, by_python_docx)
NEEDS_LIBREOFFICE = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def test_no_help_says_the_same_twice(blank):
    helps = [
        run.text
        for one in docx.Document(io.BytesIO(blank)).element.body.iter(f"{W}p")
        for run in Paragraph(one, None).runs
        if style_of(one) == "Aide" and not run.bold
    ]
    assert "photo, qui demande un accord écrit, ou dessin" in helps
    for said in helps:
        clauses = re.split(r"[,.;] ?", said)
        assert len(clauses) == len(set(clauses)), said


def style_of(paragraph) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


@pytest.mark.office
@NEEDS_LIBREOFFICE
@pytest.mark.parametrize("hand", [hand.__name__ for hand in HANDS])
def test_a_form_that_libreoffice_saved_gives_the_same_dossier(hand, root, session, resaved):
    found = taken(root, session, resaved[hand])
    assert holds(root) == EXPECTED
    assert not found.left_over


@pytest.mark.office
@NEEDS_LIBREOFFICE
@pytest.mark.parametrize("name", KNOWN)
def test_a_filled_form_that_libreoffice_saved_changes_nothing(name, shelf, session, resaved):
    assert back(shelf, session, resaved[name]).comparison == Comparison((), (), ())


@pytest.mark.office
@NEEDS_LIBREOFFICE
def test_a_blank_form_that_libreoffice_saved_begins_no_dossier(root, session, resaved):
    assert back(root, session, resaved["vide"]).comparison.is_empty


@pytest.mark.office
@NEEDS_LIBREOFFICE
def test_a_blank_form_that_libreoffice_saved_is_filled_over_its_invitations(root, session, resaved):
    """The mark of an invitation and its style, of which LibreOffice changes the name, are left."""
    data = edited(resaved["vide"], over_invitations(answers_by_bookmark()))
    found = taken(root, session, data)
    assert holds(root) == EXPECTED
    assert not found.left_over


def answers_by_bookmark() -> dict[str, str]:
    return {bookmark_of(tag): text for tag, text in ANSWERS.items()}


def over_invitations(answers: dict[str, str], style: str | None = None):
    """Types over the words of what stands in a bookmark, and changes nothing else of it but, if
    told so, its style."""

    def change(root) -> None:
        for mark in list(root.iter(f"{W}bookmarkStart")):
            text = answers.get(mark.get(f"{W}name"))
            cell = next(mark.iterancestors(f"{W}tc"), None)
            if text is None or cell is None:
                continue
            [control] = cell.iter(f"{W}sdt")
            assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
            type_over(control, text)
            for one in control.iter(f"{W}rStyle") if style is not None else ():
                one.set(f"{W}val", style)

    return change


@pytest.mark.parametrize("style", [None, "Texteremplacer", "", "Accentuation"])
def test_an_answer_over_an_invitation_counts_whatever_its_style(style, root, session, blank):
    taken(root, session, edited(blank, over_invitations(answers_by_bookmark(), style)))
    assert holds(root) == EXPECTED


def test_an_invitation_of_word_in_a_language_of_its_own_is_no_answer(root, session, blank):
    """Word shows it where an answer was emptied, in a style that has one name in all languages."""
    mark = bookmark_of("dossier:demarche.cadre")
    said = over_invitations({mark: "Klicka eller tryck här för att ange text."}, "Platshllartext")

    def styled(root) -> None:
        style = etree.SubElement(root, f"{W}style")
        style.set(f"{W}styleId", "Platshllartext")
        etree.SubElement(style, f"{W}name").set(f"{W}val", "Placeholder Text")

    data = edited(edited(blank, said), styled, "word/styles.xml")
    assert back(root, session, data).comparison.is_empty


def test_what_is_typed_under_contents_becomes_paragraphs_lists_and_sections(root, session, blank):
    tag = "dossier:activites[1].blocs"

    def change(body) -> None:
        [control] = [one for one in body.iter(f"{W}sdt") if tag_of(one) == tag]
        cell = next(control.iterancestors(f"{W}tc"))
        for text, style in (
            ("Ce qui a changé", "Heading4"), ("Un point", "ListBullet"), ("Un autre", "ListBullet"),
            ("Et la suite.", ""),
        ):  # fmt: skip
            look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
            cell.append(
                etree.fromstring(
                    f'<w:p xmlns:w="{W[1:-1]}">{look}<w:r><w:t>{text}</w:t></w:r></w:p>'
                )
            )

    data = in_controls(blank, {"dossier:activites[1].titre": "Les flyers", tag: "D’abord."})
    taken(root, session, edited(data, change))
    assert dossier(root)["activites"][0]["blocs"] == [
        "D’abord.",
        {"type": "section", "titre": "Ce qui a changé", "blocs": [
            {"type": "liste", "elements": ["Un point", "Un autre"]}, "Et la suite."]},
    ]  # fmt: skip


def test_an_item_added_with_the_plus_of_word_is_one_more(root, session, blank):
    data = in_controls(blank, {"dossier:activites[3].titre": "La troisième"})

    def change(body) -> None:
        [control] = [o for o in body.iter(f"{W}sdt") if tag_of(o) == "dossier:activites[3].titre"]
        item = next(
            one for one in control.iterancestors(f"{W}sdt")
            if one.find(f"{W}sdtPr/{W15}repeatingSectionItem") is not None
        )  # fmt: skip
        new = copied(item)
        item.addnext(new)
        [words] = [
            text for one in new.iter(f"{W}sdt") for text in one.iter(f"{W}t")
            if tag_of(one) == "dossier:activites[3].titre"
        ]  # fmt: skip
        words.text = "La quatrième"

    taken(root, session, edited(data, change))
    assert [one["titre"] for one in dossier(root)["activites"]] == ["La troisième", "La quatrième"]


def rows_of(body, title: str) -> list:
    """The rows of the table below a title, that of its columns first."""
    [heading] = [
        one for one in body.iter(f"{W}p")
        if style_of(one).startswith("Heading") and "".join(one.itertext()) == title
    ]  # fmt: skip
    table = next(one for one in heading.itersiblings() if one.tag == f"{W}tbl")
    return list(table.iter(f"{W}tr"))


def test_a_row_typed_below_a_list_is_one_more_item(root, session, blank):
    """As the key Tab adds it in Word: no control, no bookmark."""

    def change(body) -> None:
        last = rows_of(body, "Sigles")[-1]
        for acronym, words in PAIRS[::-1]:
            new = copied(last)
            for control in list(new.iter(f"{W}sdt")):
                control.getparent().remove(control)
            last.addnext(new)
            for cell, text in zip(new.iter(f"{W}tc"), ("", acronym, words), strict=True):
                for word in list(cell.iter(f"{W}r")):
                    word.getparent().remove(word)
                next(cell.iter(f"{W}p")).append(run(text))

    found = taken(root, session, edited(blank, change))
    assert not found.left_over
    assert dossier(root)["sigles"] == dict(PAIRS)


def test_two_items_copied_together_are_two_more_items(root, session, blank):
    def change(body) -> None:
        rows = rows_of(body, "Sigles")[1:3]
        for row, (acronym, words) in zip(rows, PAIRS, strict=True):
            new = copied(row)
            rows_of(body, "Sigles")[-1].addnext(new)
            for control, text in zip(new.iter(f"{W}sdt"), (acronym, words), strict=True):
                type_over(control, text)

    taken(root, session, edited(blank, change))
    assert dossier(root)["sigles"] == dict(PAIRS)


PAIRS = (("MDS", "maison des solidarités"), ("CAF", "caisse d’allocations familiales"))


def test_a_comment_on_a_form_is_tied_to_its_place(known, session):
    data = form_of(known, session, "77", 8)
    file = io.BytesIO(data)
    document = docx.Document(file)
    [control] = [
        o for o in document.element.body.iter(f"{W}sdt") if tag_of(o) == "fiche-8:referent"
    ]
    paragraph = Paragraph(next(control.iterancestors(f"{W}p")), document._body)
    mark = control.makeelement(f"{W}commentRangeStart", {f"{W}id": "0"})
    control.addprevious(mark)
    control.addnext(control.makeelement(f"{W}commentRangeEnd", {f"{W}id": "0"}))
    document.add_comment(paragraph.runs or paragraph.add_run(), "à confirmer", "Mme Roux", "MR")
    out = io.BytesIO()
    document.save(out)
    [told] = back(known, session, out.getvalue()).comparison.remarks
    assert (told.text, told.author) == ("à confirmer", "Mme Roux")
    assert (told.near, told.address) == ("Référent", "fiche-8:referent")


def test_an_answer_that_the_field_cannot_hold_is_refused_and_the_others_taken(root, session, blank):
    answers = {
        "dossier:demarche.debut": "bientôt",
        "dossier:demarche.cadre": "un cadre",
        "dossier:appel.accroche": "Venez",
        "dossier:appel.lien": "pas une adresse",
    }
    found = taken(root, session, in_controls(blank, answers))
    refused = {one.back: one.why for one in found.proposals if one.kind is ProposalKind.REFUSED}
    assert list(refused) == ["bientôt"]
    assert "une date, comme" in refused["bientôt"]
    [told] = [one.why for one in found.proposals if one.back == "pas une adresse"]
    assert "n’est pas une adresse de page" in told
    assert holds(root)["demarche"] == {"cadre": "un cadre"}


@pytest.fixture
def known(root) -> Path:
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    return root


FICHE = "77-seine-et-marne/fiches"


def fiche_file(root: Path) -> Path:
    [file] = (root / "departments" / FICHE).glob("*.yaml")
    return file


def test_a_filled_form_that_nobody_touched_changes_nothing(known, session):
    for fiche in (None, 8):
        assert back(known, session, form_of(known, session, "77", fiche)).comparison.is_empty


def test_a_filled_form_gives_the_one_answer_that_changed(known, session):
    before = yaml.load(fiche_file(known).read_text("utf-8"), yaml.BaseLoader)
    data = form_of(known, session, "77", 8)
    found = taken(known, session, in_controls(data, {"fiche-8:referent": "Service de PMI"}))
    [one] = found.proposals
    assert (one.kind, one.sent, one.back) == (ProposalKind.CHANGED, "DPMIPE", "Service de PMI")
    after = yaml.load(fiche_file(known).read_text("utf-8"), yaml.BaseLoader)
    assert after == {**before, "referent": "Service de PMI"}


def test_a_form_keeps_both_texts_of_what_changed_in_the_dossier_meanwhile(known, session):
    data = in_controls(form_of(known, session, "77", 8), {"fiche-8:referent": "Service de PMI"})
    file = fiche_file(known)
    file.write_text(file.read_text("utf-8").replace("referent: DPMIPE", "referent: DGAS"), "utf-8")
    [one] = back(known, session, data).comparison.proposals
    assert (one.kind, one.sent, one.now) == (ProposalKind.CONFLICT, "DPMIPE", "DGAS")


def test_a_form_is_sound_word_that_a_screen_reader_goes_through(blank, tmp_path):
    file = tmp_path / "formulaire.docx"
    file.write_bytes(blank)
    assert OpenXmlValidator().validate(str(file)).errors == []
    assert list(check(str(file))) == []
    document = docx.Document(str(file))
    styles = [one.find(f"{W}pPr/{W}pStyle") for one in document.element.body.iter(f"{W}p")]
    names = [one.get(f"{W}val") for one in styles if one is not None]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    steps = zip([0, *levels], levels, strict=False)
    assert all(level <= above + 1 for above, level in steps), "no level of title is jumped over"
    for table in document.element.body.iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert b'w:val="fr-FR"' in zipfile.ZipFile(file).read("word/styles.xml")
    for control in document.element.body.iter(f"{W}sdt"):
        if tag_of(control):
            assert control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")


def test_the_same_dossier_gives_the_same_bytes(known, session):
    assert form_of(known, session, "77", 8) == form_of(known, session, "77", 8)


# --- budget ---------------------------------------------------------------------------------


def filled(data: bytes, rows: dict[int, dict[str, object]]) -> bytes:
    """Rows typed in a budget, by their number from the first line."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Lignes"]
    titles = {cell.value: cell.column for cell in sheet[5]}
    for row, values in rows.items():
        for title, value in values.items():
            sheet.cell(5 + row, titles[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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


STATES = """\
      etats:
        # demandé par courrier
        - statut: propose  # première demande
          montant: 18 000 €
        - statut: engage
          montant: 8 800 €  # bon de commande
          date: 2021-03
          piece: {type: commande, reference: C8}
"""


def test_one_state_that_changed_in_a_cell_leaves_the_comments_of_the_others(known, session):
    file = fiche_file(known)
    first, mark, rest = file.read_text("utf-8").partition("      statut: acquis\n")
    before = f"{first}{mark}{STATES}{rest}"
    file.write_text(before, "utf-8")
    data = form_of(known, session, "77", 8, is_budget=True)
    told = "Proposition : 18 000 €\nEngagé : 9 900 € ; mars 2021 ; Commande n° C8"
    taken(known, session, filled(data, {1: {"Autres états": told}}), ".xlsx")
    assert file.read_text("utf-8") == before.replace("8 800 €  #", "9 900 €  #")


CONTRACT = "77-seine-et-marne/contrat.yaml"


@pytest.fixture
def shipped(root) -> Path:
    """The shipped contract and its fiche."""
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    return root


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


LISTS = {"Enveloppes": "enveloppes", "Fiches": "fiches"}


def test_forms_of_a_contract_are_sound_files(shipped, session, tmp_path):
    for suffix, is_budget in ((".docx", False), (".xlsx", True)):
        file = tmp_path / f"contrat{suffix}"
        file.write_bytes(form_of(shipped, session, "77", is_contract=True, is_budget=is_budget))
        assert [str(each) for each in OpenXmlValidator().validate(str(file)).errors] == []
        assert suffix != ".docx" or check(str(file)) == []
