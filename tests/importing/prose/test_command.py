"""``ppgp import NOTES --new CODE`` as a person runs it."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from tests.commande import ppgp
from tests.importing.prose import shapes


@pytest.fixture(scope="module")
def notes(tmp_path_factory):
    """A workspace where notes became the dossier of an invented Isère, and what was said of it."""
    root = tmp_path_factory.mktemp("espace")
    (root / "departments").mkdir()
    (root / "notes.docx").write_bytes(shapes.marked_up())
    return root, ppgp("import", "notes.docx", "--new", "38", cwd=root)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_it_says_what_it_made_and_what_to_do_next(notes):
    root, done = notes
    assert done.returncode == 0, done.stderr
    said = plain(done.stdout)
    assert "37 paragraphes → 38-isere" in said
    assert "7 paragraphes à classer" in said
    assert "5 chiffres et 1 date proposés" in said
    assert "ppgp check 38" in said
    assert {file.name for file in (root / "departments" / "38-isere").iterdir()} == {
        "dossier.yaml",
        "images",
        "notes-origine.md",
    }


def test_the_draft_has_no_fault_to_mend(notes):
    done = ppgp("check", "38", cwd=notes[0])
    assert done.returncode == 0, done.stdout
    assert not [line for line in done.stdout.split("\n") if line.startswith("erreur")]


def test_what_is_set_aside_is_told_until_it_is_placed(notes):
    said = plain(ppgp("check", "38", cwd=notes[0]).stdout)
    assert "attention[C122] 6 blocs restent à classer" in said
    assert "erreur" not in said.partition("1 dossier")[0]


def test_the_draft_is_made(notes):
    done = ppgp("build", "38", "--draft", "--only", "page-web", cwd=notes[0])
    assert done.returncode == 0, done.stderr
    [page] = (notes[0] / "sorties" / "38-isere").glob("*brouillon.html")
    assert "Avant la démarche, chaque équipe" in page.read_text("utf-8")


def test_a_dossier_that_stands_already_is_not_touched(notes):
    file = notes[0] / "departments" / "38-isere" / "dossier.yaml"
    before = file.read_bytes()
    done = ppgp("import", "notes.docx", "--new", "Isère", cwd=notes[0])
    assert done.returncode == 2
    assert "existe déjà" in done.stderr
    assert file.read_bytes() == before


def test_programs_get_every_origin_and_proposal(notes, tmp_path):
    (tmp_path / "departments").mkdir()
    (tmp_path / "notes.md").write_bytes(shapes.markdown())
    done = ppgp("import", "notes.md", "--new", "05", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["version"] == 1
    assert found["origines"]
    assert all(each["adresses"] for each in found["origines"])
    assert "23" in [each["valeur"] for each in found["chiffres"]]


def _zip(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x"/>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.docx", b"PK\x03\x04rien", "abîmé"),
        ("notes.docx", _zip({"autre.xml": b"<a/>"}), "pas un document Word"),
        ("notes.docx", _zip({"word/document.xml": BOMB}), "définitions"),
        ("notes.odt", _zip({"content.xml": b"<a/>"}), "LibreOffice"),
        ("notes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ancien format"),
        ("notes.pdf", b"%PDF-1.7", "ni un document Word"),
        ("notes.txt", b"\0\x01\x02", "pas un texte"),
        ("notes.txt", b"\n \n", "aucun texte"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_written(
    tmp_path, name, content, said
):
    (tmp_path / "departments").mkdir()
    (tmp_path / name).write_bytes(content)
    done = ppgp("import", name, "--new", "38", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "departments").iterdir())
