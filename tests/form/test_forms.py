"""Forms that are filled as someone who only has Word would, and what is read of them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import yaml
from docx.text.paragraph import Paragraph
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator
from tests.form.filling import (
    ANSWERS,
    EXPECTED,
    back,
    by_python_docx,
    fiche_file,
    form_of,
    holds,
    in_controls,
    style_of,
    taken,
)
from tests.roundtrip.word_hand import W, tag_of

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.render.render import render
from ppgp_docs.workspace.find import find_workspace


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
    assert "écrivez par exemple « 5 juillet 2022 »" in refused["bientôt"]
    [told] = [one.why for one in found.proposals if one.back == "pas une adresse"]
    assert "n’est pas une adresse de page" in told
    assert holds(root)["demarche"] == {"cadre": "un cadre"}


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
    assert len(levels) > 3
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


COSTS = """\
  charges:
    - {compte: "60", annee: 2021, montant: 3 450 €, libelle: Achats}
    - {compte: "6226", annee: 2021, libelle: Formatrice, quantite: 6, unite: jours,
       cout_unitaire: 850 €}
    - {compte: "641", annee: 2021, libelle: Éducatrice, quantite: "0,8", unite: ETP, grade: EJE,
       mois: 10, cout_unitaire: 41 000 €}
"""


def test_lines_that_say_other_things_each_are_asked_each_in_its_own_table(known, session):
    file = fiche_file(known)
    file.write_text(file.read_text("utf-8").replace("budget:\n", f"budget:\n{COSTS}", 1), "utf-8")
    data = form_of(known, session, "77", 8)
    assert back(known, session, data).comparison.is_empty
    asked = "".join(docx.Document(io.BytesIO(data)).element.itertext())
    assert all(each in asked for each in ("Achats", "Coût unitaire", "41 000", "Éducatrice"))
