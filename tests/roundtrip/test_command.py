"""``ppgp import`` as a user runs it: what it says, what it writes, what it keeps aside."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from tests.commande import ppgp
from tests.roundtrip.conftest import data_of
from tests.roundtrip.test_comment_situations import COMMENTS, with_part
from tests.roundtrip.word_hand import FICHE, W, controls, edited, revised, typed

from ppgp_docs.cli.show import printable


def changed(desk) -> bytes:
    data = edited(desk.files[FICHE], typed("fiche-8:referent", "Service de PMI"))
    return edited(data, typed("fiche-8:budget.lignes[1].montant", "à voir"))


def test_without_a_yes_nothing_is_written(back, own_desk):
    before = data_of(own_desk.root)
    done = back(changed(own_desk))
    assert done.returncode == 1
    assert "« DPMIPE »" in done.stdout.replace("\u00a0", " ")
    assert "« Service de PMI »" in done.stdout.replace("\u00a0", " ")
    assert "--yes" in done.stdout
    assert data_of(own_desk.root) == before


def test_yes_takes_what_is_sure_and_keeps_the_rest_beside_the_file(back, own_desk, tmp_path):
    done = back(changed(own_desk), "--yes")
    assert done.returncode == 1
    texts = data_of(own_desk.root / "departments" / "77-seine-et-marne")
    [fiche] = [data for name, data in texts.items() if name.startswith("08")]
    assert fiche["referent"] == "Service de PMI"
    kept = (tmp_path / "recus" / "retour-a-classer.md").read_text("utf-8")
    assert "à voir" in kept
    assert "Montant" in kept


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing yet"])
def test_what_is_kept_beside_the_file_follows_no_link(back, own_desk, tmp_path, there):
    elsewhere = tmp_path / "ailleurs.md"
    if there:
        elsewhere.write_text("Une lettre", "utf-8")
    (tmp_path / "recus").mkdir(exist_ok=True)
    (tmp_path / "recus" / "retour-a-classer.md").symlink_to(elsewhere)
    back(changed(own_desk), "--yes")
    assert elsewhere.exists() is there
    assert not there or elsewhere.read_text("utf-8") == "Une lettre"
    assert "à voir" in (tmp_path / "recus" / "retour-a-classer-2.md").read_text("utf-8")


def test_a_file_that_nobody_touched_has_nothing_to_say(back, own_desk):
    done = back(own_desk.files[FICHE], "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "rien n’y a changé" in done.stdout


def test_what_the_dossier_says_wrong_is_told_after_what_came_back(back, own_desk):
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("08*.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("montant: 180 500 €", "montant: 180 600 €", 1), "utf-8")
    done = back(edited(own_desk.files[FICHE], typed("fiche-8:referent", "PMI")), "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    taken, _, after = done.stdout.partition("À corriger dans le dossier")
    assert "1\u00a0changement" in taken
    assert "08-visites-a-domicile.yaml, ligne " in after and "(C401)" in after


def test_a_text_of_several_lines_is_shown_on_one_with_marks():
    assert printable("Un mot.\n\nUn autre.\r\n") == "Un mot. ⏎ Un autre."
    assert printable("\x1b[2J") == "\ufffd[2J"


def test_json_tells_all_and_writes_nothing(back, own_desk):
    before = data_of(own_desk.root)
    said = json.loads(back(changed(own_desk), "--json").stdout)
    assert said["version"] == 1
    [referent] = [one for one in said["propositions"] if one["adresse"] == "fiche-8:referent"]
    assert (referent["envoye"], referent["revenu"]) == ("DPMIPE", "Service de PMI")
    assert referent["sur"]
    assert data_of(own_desk.root) == before


def foreign() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for rank in range(20):
            archive.writestr(f"word/{rank}.xml", b" " * (10 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (foreign, "rien n’y indique qu’il vient de cet outil"),
        (bomb, "la limite est de"),
        (lambda: b"", "il est vide"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 512, "mot de passe"),
        (lambda: os.urandom(4096), "abîmé"),
    ],
)
def test_what_cannot_come_back_is_said_clearly(make, told, back, own_desk):
    before = data_of(own_desk.root)
    done = back(make(), "--yes")
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert data_of(own_desk.root) == before


def test_a_file_cut_short_is_told(back, own_desk):
    data = own_desk.files[FICHE]
    for share in (0.2, 0.7, 0.99):
        done = back(data[: int(len(data) * share)])
        assert done.returncode == 2
        assert "abîmé" in done.stderr


def test_a_part_with_definitions_of_its_own_is_refused(back, own_desk):
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    source = zipfile.ZipFile(io.BytesIO(own_desk.files[FICHE]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, evil + data[55:] if name == "word/document.xml" else data)
    done = back(out.getvalue())
    assert done.returncode == 2
    assert "définitions" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal of that kind")
def test_tracked_changes_are_asked_one_by_one_at_a_terminal(own_desk, tmp_path):
    file = tmp_path / "retour.docx"
    file.write_bytes(edited(own_desk.files[FICHE], revised))
    master, slave = os.openpty()
    os.write(master, b"d\nn\no\n")
    command = [sys.executable, "-m", "ppgp_docs", "import", str(file)]
    done = subprocess.run(
        command, cwd=own_desk.root, stdin=slave, capture_output=True, timeout=120, check=True
    )
    os.close(master)
    os.close(slave)
    said = done.stdout.decode()
    assert "Mme Roux, 02/11/2026" in said
    texts = data_of(own_desk.root / "departments" / "77-seine-et-marne")
    [fiche] = [data for name, data in texts.items() if name.startswith("08")]
    assert fiche["referent"] == "DPMIPE, service de santé"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe of that kind")
def test_a_pipe_is_refused_at_once(own_desk, tmp_path):
    pipe = tmp_path / "tube.docx"
    os.mkfifo(pipe)
    done = ppgp("import", pipe, cwd=own_desk.root)
    assert done.returncode == 2
    assert "pas un fichier ordinaire" in done.stderr


def test_a_huge_file_is_refused_before_it_is_read(own_desk, tmp_path):
    file = tmp_path / "enorme.docx"
    with file.open("wb") as out:
        out.truncate(500_000_000)
    done = ppgp("import", file, cwd=own_desk.root)
    assert done.returncode == 2
    assert "dépasse" in done.stderr


def test_a_part_of_too_many_tags_is_refused_before_it_is_read(back, own_desk):
    def swollen(root):
        body = root[0]
        body.extend([etree.Element(f"{W}p") for _ in range(10)])

    source = zipfile.ZipFile(io.BytesIO(edited(own_desk.files[FICHE], swollen)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            many = data.replace(b"<w:p/>", b"<w:p/>" * 100_000)
            target.writestr(name, many if name == "word/document.xml" else data)
    done = back(out.getvalue())
    assert done.returncode == 2
    assert "balises" in done.stderr


def test_comments_are_listed_with_their_file_and_line(back, own_desk):
    def about(root):
        [control] = controls(root, "fiche-8:referent")
        control.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": "0"}))
        control.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "0"}))

    data = with_part(edited(own_desk.files[FICHE], about), "word/comments.xml", COMMENTS)
    said = back(data).stdout
    assert "M. Durand, 03/11/2026" in said
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    lines = file.read_text("utf-8").split("\n")
    rank = next(n for n, line in enumerate(lines, 1) if line.startswith("referent:"))
    assert f"({file.name}, ligne {rank})" in said
    [told] = json.loads(back(data, "--json").stdout)["remarques"]
    assert (told["adresse"], told["ou"], told["ligne"]) == ("fiche-8:referent", file.name, rank)


def test_macros_are_told_and_never_read(back, own_desk):
    data = with_part(changed(own_desk), "word/vbaProject.bin", b"anything")
    assert "macros" in back(data).stdout


def test_a_dossier_that_is_elsewhere_is_told(back, own_desk, tmp_path):
    shutil.rmtree(own_desk.root / "departments" / "77-seine-et-marne")
    done = back(own_desk.files[FICHE])
    assert done.returncode == 2
    assert "n’est pas dans cet espace de travail" in done.stderr


def test_a_file_that_is_not_there_is_told(own_desk):
    done = ppgp("import", Path("absent.docx"), cwd=own_desk.root)
    assert done.returncode == 2
    assert "il n’existe pas" in done.stderr
