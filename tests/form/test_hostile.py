"""What a stranger may send in the place of a plan or of a form: a clear answer, nothing written."""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from tests.form.filling import back, form_of
from tests.roundtrip.conftest import SHIPPED, data_of

from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import open_file, opened
from ppgp_docs.workspace.find import find_workspace


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    return root


@pytest.fixture
def desk(root, session):
    return root, session


@pytest.fixture(scope="module")
def files(root, session) -> dict[str, bytes]:
    [folder] = find_workspace(root).folders()
    dossier = session.read(folder).dossier
    [plan] = session.plugins.format("plan-de-financement").documents(dossier)
    return {
        "formulaire.docx": form_of(root, session, "77", 8),
        "budget.xlsx": form_of(root, session, "77", 8, is_budget=True),
        "plan.xlsx": render(plan, session).data,
    }


NAMES = ("formulaire.docx", "budget.xlsx", "plan.xlsx")


def with_parts(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_entities(data: bytes) -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    inner = re.compile(rb"<\?xml[^>]*\?>")

    def change(name: str, content: bytes) -> bytes:
        told = name.endswith("document.xml") or "sheets/sheet" in name
        return evil + inner.sub(b"", content) if told else content

    return with_parts(data, change)


def bomb(data: bytes) -> bytes:
    return with_parts(data, lambda name, content: content + b" " * (20 << 20))


def locked(_: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "par un mot de passe ; "),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "ancien format"),
        (b"", "il est vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "une image"),
        (b"{\\rtf1\\ansi bonjour}", "RTF"),
        (b"<!DOCTYPE html><p>Bonjour</p>", "page web"),
        (b"bonjour", "abîmé"),
    ],
)
def test_a_file_of_another_kind_is_told_for_what_it_is(data, told):
    with pytest.raises(UnreadableFileError, match=told):
        opened(data)


def test_what_office_puts_beside_an_open_file_is_told(tmp_path):
    (tmp_path / "~$fiche.docx").write_bytes(b"\x08Mme Roux" + bytes(150))
    with pytest.raises(UnreadableFileError, match="à côté d’un fichier ouvert"):
        open_file(tmp_path / "~$fiche.docx")


def test_a_file_of_libreoffice_is_told_to_be_one():
    kind = b"application/vnd.oasis.opendocument.text"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", b"<x/>")
    with pytest.raises(UnreadableFileError, match="LibreOffice"):
        opened(out.getvalue())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("spoil", "told"),
    [(cut, "abîmé"), (with_entities, "définitions"), (bomb, "la limite est de"),
     (locked, "mot de passe")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told(spoil, told, name, files, desk):
    root, session = desk
    before = data_of(root)
    with pytest.raises(UnreadableFileError, match=told):
        back(root, session, spoil(files[name]), f"-{name}")
    assert data_of(root) == before


def test_a_workbook_of_someone_else_is_told(root, session):
    book = openpyxl.Workbook()
    book.active["A1"] = "Financeur"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnreadableFileError, match="rien n’y indique qu’il vient de cet outil"):
        back(root, session, out.getvalue(), ".xlsx")


ELSEWHERE = b'dossier="../x"'


@pytest.mark.parametrize("name", ["formulaire.docx", "budget.xlsx"])
def test_a_form_of_no_territory_is_told(name, files, root, session):
    forged = with_parts(
        files[name], lambda _, content: content.replace(b'dossier="seine-et-marne"', ELSEWHERE)
    )
    with pytest.raises(UnreadableFileError, match="pas un territoire connu"):
        back(root, session, forged, f"-{name}")


def test_macros_are_told_and_never_read(files):
    for name in NAMES:
        out = io.BytesIO(files[name])
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"anything")
        assert any("macros" in told for told in opened(out.getvalue()).warnings)


@pytest.mark.parametrize(
    "formula", ["=9**9**9", "=1/0", "=1e400", "=" + "(" * 150, "=__import__('os')", "=" + "9" * 190]
)
def test_a_formula_is_never_run(formula, files, root, session):
    book = openpyxl.load_workbook(io.BytesIO(files["budget.xlsx"]))
    book["Lignes"]["D6"] = formula
    out = io.BytesIO()
    book.save(out)
    found = back(root, session, out.getvalue(), ".xlsx").comparison.proposals
    assert [one.changes for one in found] == [()], "refused, with what is expected"


ODD = ("²", "-1", "99999999999", "", "\u202e", "]]>", "A1:B2", "nan", "true")


@pytest.mark.parametrize("name", NAMES)
def test_values_that_no_program_writes_crash_nothing(name, files):
    """Attributes and texts of all parts, one in three hundred replaced, fifteen times over."""
    for seed in range(15):
        chance = random.Random(f"{name}{seed}")

        def odd(found: re.Match[bytes], chance=chance) -> bytes:
            if chance.random() > 1 / 300:
                return found[0]
            return found[1] + chance.choice(ODD).replace("<", "").encode() + found[3]

        def change(part: str, content: bytes, odd=odd) -> bytes:
            if not part.endswith(".xml"):
                return content
            return re.sub(rb'([ :]\w+="|<[vtf]>)([^"<]*)("|</)', odd, content)

        try:
            opened(with_parts(files[name], change))
        except UnreadableFileError as problem:
            assert str(problem)
