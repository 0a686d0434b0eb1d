"""A file that LibreOffice saved: tags and locks are gone, bookmarks and the origin are there."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree
from tests.roundtrip.conftest import FULL
from tests.roundtrip.test_round_trip import FIXED, NAMES, cases
from tests.roundtrip.test_situations import ESSAI
from tests.roundtrip.word_hand import W, controls, edited, run, typed

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.file_state import opened

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]


def saved(folder, files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files as LibreOffice saves them, in one batch."""
    sources = folder / "sent"
    sources.mkdir()
    for name, data in files.items():
        (sources / f"{name}.docx").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"),
        *map(str, sources.glob("*.docx")),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (folder / "saved" / f"{name}.docx").read_bytes() for name in files}


def with_an_empty_link(root) -> None:
    """What a program leaves that takes the words of a link out, and not the link."""
    [control] = controls(root, "dossier:notes.source")
    for text in control.iter(f"{W}t"):
        text.text = ""
    control.find(f"{W}sdtContent").insert(0, run("Une autre source"))


def test_a_link_that_was_emptied_is_read_although_libreoffice_damages_the_file(desk, tmp_path):
    """LibreOffice 7.4 writes its end across that of the control."""
    [back] = saved(tmp_path, {"vide": edited(desk.files[ESSAI], with_an_empty_link)}).values()
    target = desk.target(ESSAI)
    [one] = desk.back(back, target).proposals
    assert one.kind is ProposalKind.CHANGED
    assert "Une autre source" in one.back
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(zipfile.ZipFile(io.BytesIO(back)).read("word/document.xml"))
    [told] = opened(back).warnings
    assert "abîmé : LibreOffice 7" in told


def test_what_libreoffice_saved_changes_nothing(desk, tmp_path):
    for name, data in saved(tmp_path, {name: desk.files[name] for name in NAMES}).items():
        document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
        assert b"<w:tag" not in document, "LibreOffice keeps tags now: good news"
        assert desk.back(data, desk.target(name)).proposals == (), name


def test_each_field_edited_is_found_once_libreoffice_has_saved(desk, tmp_path):
    """A share of the fields; a hundred with --full."""
    fields = {name: opened(desk.files[name]).origin.fields for name in NAMES}
    drawn = [
        (f"{rank}", name, field, text)
        for rank, (name, field, text) in enumerate(cases(11, 120 if FULL else 14, fields))
        if field.addresses[0].rpartition(".")[2] not in (*FIXED, "edition")
        and not field.addresses[0].endswith((":numero", "objectif.numero"))
        and not (field.genre is Genre.PROSE and "\n" in field.sent)
    ]
    files = {
        key: edited(desk.files[name], typed(field.tag, text)) for key, name, field, text in drawn
    }
    back = saved(tmp_path, files)
    targets = {name: desk.target(name) for name in NAMES}
    wrong = []
    for key, name, field, text in drawn:
        found = desk.back(back[key], targets[name])
        told = [
            one
            for one in found.proposals
            if one.kind in (ProposalKind.CHANGED, ProposalKind.REFUSED)
        ]
        if len(found.proposals) != 1 or len(told) != 1:
            wrong.append((name, field.addresses, text, found.proposals))
    assert wrong == []
    assert len(drawn) > 6
