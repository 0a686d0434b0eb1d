"""What `check` finds stands in a draft in Word as comments, at the fields that it is about."""

from __future__ import annotations

import shutil

import docx
import pytest
from openxml_audit.validator import OpenXmlValidator
from tests.commande import ppgp
from tests.roundtrip.conftest import SHIPPED, data_of
from tests.roundtrip.word_hand import edited, typed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = "fiche-action-08-seine-et-marne-brouillon.docx"


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory):
    """A workspace where a fiche lacks the title of its objective and an amount, drafted."""
    root = tmp_path_factory.mktemp("espace")
    folder = root / "departments" / "77-seine-et-marne"
    shutil.copytree(SHIPPED / folder.name, folder)
    [fiche] = (folder / "fiches").glob("*.yaml")
    text = fiche.read_text("utf-8").replace("intitule: >-", "intitule_: >-")
    fiche.write_text(text.replace("montant: 16 497 €", "montant: beaucoup"), "utf-8")
    done = ppgp("build", "77", "--draft", "--only", "fiche-action", cwd=root)
    assert done.returncode == 1, done.stderr
    return root, root / "sorties" / "77-seine-et-marne" / NAME


def about(file) -> dict[str, str]:
    """The comments that python-docx reads, each with the words that it stands on."""
    document = docx.Document(file)
    root = document.element
    texts = {}
    for one in document.comments:
        inside, said = False, ""
        for node in root.iter():
            if node.get(f"{W}id") == str(one.comment_id):
                inside = node.tag.endswith("RangeStart") or (
                    inside and not node.tag.endswith("RangeEnd")
                )
            elif inside and node.tag == f"{W}t":
                said += node.text or ""
        texts[one.text.replace("\u00a0", " ")] = said
    return texts


def test_each_finding_is_a_comment_on_its_field(unfinished):
    found = about(unfinished[1])
    on_objective = [
        said for text, said in found.items() if "Intitulé" in text or "objectif" in text.lower()
    ]
    assert any("à compléter" in said for said in on_objective), found
    assert all("`" not in text for text in found)


def test_comments_bear_the_tool_and_the_date_of_the_dossier(unfinished):
    comments = list(docx.Document(unfinished[1]).comments)
    assert {one.author for one in comments} == {"ppgp-docs"}
    assert {f"{one.timestamp:%Y-%m-%d}" for one in comments} == {"2020-09-24"}


def test_a_validator_finds_no_fault(unfinished):
    assert OpenXmlValidator().validate(str(unfinished[1])).errors == []


def test_the_same_dossier_gives_the_same_bytes(unfinished):
    root, file = unfinished
    before = file.read_bytes()
    file.unlink()
    ppgp("build", "77", "--draft", "--only", "fiche-action", "--no-cache", cwd=root)
    assert file.read_bytes() == before


def test_a_draft_that_comes_back_is_read_and_our_comments_are_no_news(unfinished, tmp_path):
    made, file = unfinished
    root = shutil.copytree(made, tmp_path / "espace")
    back = root / "retour.docx"
    back.write_bytes(edited(file.read_bytes(), typed("fiche-8:referent", "Service de PMI")))
    done = ppgp("import", back, "--yes", cwd=root)
    assert "Service de PMI" in done.stdout, done.stderr
    assert "ppgp-docs" not in done.stdout
    texts = data_of(root / "departments" / "77-seine-et-marne")
    [fiche] = [data for name, data in texts.items() if name.startswith("08")]
    assert fiche["referent"] == "Service de PMI"


def test_a_finished_document_has_no_comment(own_desk):
    [name] = [name for name in own_desk.files if name.startswith("fiche-action-08")]
    assert b"comments" not in own_desk.files[name]
