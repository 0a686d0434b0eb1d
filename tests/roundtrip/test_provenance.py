"""Every file says what it was made from, in a part that validators accept and nobody sees."""

from __future__ import annotations

import getpass
import io
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from attrs import evolve
from lxml import etree
from ooxml_integrity import check
from openxml_audit.validator import OpenXmlValidator

from ppgp_docs import __version__
from ppgp_docs.render.origin import content_key
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.archive import Parts, UnreadableFileError
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.file_state import State, opened
from ppgp_docs.roundtrip.provenance import Provenance, from_xml, to_xml
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[2] / "departments"
NAMES = ("fiche-action", "recapitulatif-contrat", "plan-de-financement")


@pytest.fixture(scope="module")
def documents(session):
    dossier = session.read(DossierFolder(SHIPPED / "77-seine-et-marne")).dossier
    return {name: session.plugins.format(name).documents(dossier)[0] for name in NAMES}


@pytest.fixture(scope="module")
def files(session, documents):
    return {name: render(document, session).data for name, document in documents.items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_card_names_the_product_the_format_the_dossier_and_what_was_printed(
    name, files, documents
):
    origin = opened(files[name]).origin
    assert (origin.product, origin.format, origin.dossier) == (
        __version__,
        name,
        "seine-et-marne",
    )
    assert origin.document == documents[name].name
    assert origin.key == content_key(documents[name])


@pytest.mark.parametrize("name", NAMES)
def test_two_validators_find_no_fault_in_a_file_with_its_card(name, files, tmp_path):
    suffix = ".xlsx" if name == "plan-de-financement" else ".docx"
    file = tmp_path / f"fichier{suffix}"
    file.write_bytes(files[name])
    assert OpenXmlValidator().validate(str(file)).errors == []
    if suffix == ".docx":
        assert list(check(str(file))) == []


def test_the_same_document_gives_the_same_bytes(session, documents, files):
    assert render(documents["fiche-action"], session).data == files["fiche-action"]


@pytest.mark.parametrize("name", NAMES)
def test_the_card_tells_nothing_of_the_machine(name, files):
    archive = zipfile.ZipFile(io.BytesIO(files[name]))
    parts = [name for name in archive.namelist() if "customXml" in name or "origine" in name]
    origin = b"".join(map(archive.read, parts))
    assert getpass.getuser().encode() not in origin.replace(b"source", b"")
    assert str(SHIPPED).encode() not in origin
    assert b"departments" not in origin


def test_what_was_sent_is_printed_in_the_file(files):
    """Nothing travels that the file does not show."""
    data = files["fiche-action"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = [one for one in archive.namelist() if one.startswith("word/") and one.endswith(".xml")]
    text = "".join("".join(etree.fromstring(archive.read(part)).itertext()) for part in parts)
    shown = "".join(text.split())
    origin = opened(data).origin
    assert len(origin.fields) > 60
    for field in origin.fields:
        if field.genre in (Genre.WORDS, Genre.AMOUNT, Genre.DATE, Genre.INTEGER):
            assert "".join(field.sent.split()) in shown, field


def test_a_file_is_current_until_a_word_that_it_prints_changes(session, documents, files, tmp_path):
    file = opened(files["fiche-action"])
    assert file.state(content_key(documents["fiche-action"])) is State.CURRENT
    assert file.edited == ()
    shutil.copytree(SHIPPED / "77-seine-et-marne", tmp_path / "departments" / "77-seine-et-marne")
    folder = DossierFolder(tmp_path / "departments" / "77-seine-et-marne")
    [fiche] = (folder.path / "fiches").glob("*.yaml")
    for old, new, state in (
        ("# Questions restées ouvertes", "# Des questions restent ouvertes", State.CURRENT),
        ("referent: DPMIPE", "referent: DGAS", State.OLDER),
    ):
        text = fiche.read_text("utf-8")
        assert old in text
        fiche.write_text(text.replace(old, new), "utf-8")
        dossier = session.read(folder).dossier
        [now] = session.plugins.format("fiche-action").documents(dossier)
        assert file.state(content_key(now)) is state


def test_a_card_reads_back_as_it_was_written():
    field = SentField(
        ("fiche-1:a", "fiche-1:b"), "Un « libellé »", Genre.CHOICE, "a & b\n\nc", True,
        (("x", "dit x"),), (("chiffres.vus", "6\u202f957"),),
    )  # fmt: skip
    origin = Provenance("1.2", "f", "ain", "d", "k", (field,), ("a {b}", "c"))
    assert from_xml(etree.fromstring(to_xml(origin))) == origin


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "il est vide"),
        (b"PK\x03\x04 cut", "abîmé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "mot de passe"),
        (b"%PDF-1.7 cut", "abîmé"),
    ],
)
def test_a_damaged_file_is_told_and_nothing_else(data, told):
    with pytest.raises(UnreadableFileError, match=told):
        opened(data)


def test_an_archive_that_would_fill_the_memory_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for rank in range(14):
            archive.writestr(f"word/{rank}.xml", b" " * (10 << 20))
    with pytest.raises(UnreadableFileError, match="la limite est de"):
        Parts(out.getvalue())


def test_a_foreign_file_is_said_to_be_none_of_ours(tmp_path):
    import docx

    file = tmp_path / "autre.docx"
    docx.Document().save(str(file))
    assert opened(file.read_bytes()).state("k") is State.FOREIGN


def test_a_pdf_carries_its_card_and_is_the_same_twice():
    from ppgp_docs.roundtrip.stamp import PDF, stamped

    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, deterministic_id=True)
    origin = Provenance("1", "etude-de-cas", "ain", "etude-de-cas-ain", "k")
    made = stamped(out.getvalue(), PDF, origin, {})
    assert made == stamped(out.getvalue(), PDF, origin, {})
    found = opened(made).origin
    assert evolve(found, frames=()) == origin
    assert len(found.frames) == 1  # a digest of what each page says
    assert opened(out.getvalue()).origin is None


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_a_later_version_is_said_to_be_one(name, files):
    later = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(files[name]))
    with zipfile.ZipFile(later, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, content.replace(b"ppgp-docs:origine:1", b"ppgp-docs:origine:9"))
    with pytest.raises(UnreadableFileError, match="version plus récente"):
        opened(later.getvalue())
