"""``ppgp template check``, as a person in charge of a template types it."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from .test_commands import ROOT, ppgp

SHIPPED = ROOT / "templates" / "fiche-action"


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Our template with two tags that name nothing and one that Word spoilt."""
    file = tmp_path / "fiche.docx"
    with ZipFile(SHIPPED / "fiche.docx") as source, ZipFile(file, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml":
                text = text.replace(b"{{ fiche.titre }}", b"{{ fiche.titr }}")
                text = text.replace(b"{{ fiche.referent }}", "{{ fiche.referent\u00a0}}".encode())
            if name == "word/footer1.xml":
                text = text.replace(b"{{ fiche.numero }}", b"{{ fiche.nuumero }}")
            target.writestr(name, text)
    return file


@pytest.mark.parametrize(
    "template", ["fiche.docx", "recapitulatif.docx", "../bilan-annuel/bilan.docx"]
)
def test_a_sound_template_is_said_so_outside_any_workspace(template: str, tmp_path: Path) -> None:
    name = Path(template).name
    shutil.copy(SHIPPED / template, tmp_path)
    done = ppgp("template", "check", name, cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, f"{name}\u00a0: rien à corriger")


def test_all_faults_come_out_at_once_and_the_answer_is_1(spoilt: Path) -> None:
    done = ppgp("template", "check", spoilt.name, cwd=spoilt.parent)
    assert done.returncode == 1
    assert (
        done.stdout.splitlines()[-1] == "fiche.docx\u00a0: 2\u00a0erreurs, 1\u00a0point d’attention"
    )
    assert (
        "erreur[R310] paragraphe 2, après «\u00a0Fiche action\u00a0»\u00a0: dans `{{ fiche.titr }}`"
        in done.stdout
    )
    assert re.search(
        r"pied de page, paragraphe 1, «.+»\u00a0: dans `{{ fiche.nuumero }}`", done.stdout
    )
    assert "vouliez-vous dire `fiche.titre`\u202f?" in done.stdout
    assert "note[R316] paragraphe 4" in done.stdout


def test_json_gives_the_same_findings_to_a_program(spoilt: Path) -> None:
    done = ppgp("template", "check", spoilt, "--json", cwd=spoilt.parent)
    told = json.loads(done.stdout)
    assert (done.returncode, told["version"]) == (1, 1)
    assert [one["code"] for one in told["diagnostics"]] == ["R310", "R310", "R317", "R316"]


def test_the_annotated_copy_bears_a_comment_for_each_finding(spoilt: Path) -> None:
    done = ppgp("template", "check", spoilt, "--annotate", "notes/copie.docx", cwd=spoilt.parent)
    assert done.returncode == 1
    comments = docx.Document(str(spoilt.parent / "notes" / "copie.docx")).comments
    assert len(list(comments)) == 4
    assert {comment.author for comment in comments} == {"Vérification du modèle"}


def test_the_copy_never_takes_the_place_of_the_template(spoilt: Path) -> None:
    before = spoilt.read_bytes()
    done = ppgp("template", "check", spoilt, "--annotate", spoilt, cwd=spoilt.parent)
    assert (done.returncode, spoilt.read_bytes()) == (2, before)


def test_a_file_of_another_name_asks_for_its_format(spoilt: Path) -> None:
    other = spoilt.rename(spoilt.with_name("mon modèle.docx"))
    done = ppgp("template", "check", other, cwd=other.parent)
    assert done.returncode == 2
    assert "`fiche-action` (fiche.docx)" in done.stderr
    named = ppgp("template", "check", other, "--format", "fiche-action", cwd=other.parent)
    assert named.returncode == 1
    assert "2\u00a0erreurs" in named.stdout


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_a_template_that_no_build_reads_is_told_as_a_build_does(tmp_path: Path) -> None:
    """A link out of the workspace, to a template that is sound."""
    root, folder = tmp_path / "espace", tmp_path / "espace" / "templates" / "fiche-action"
    folder.mkdir(parents=True)
    (root / "departments").mkdir()
    (folder / "fiche.docx").symlink_to(SHIPPED / "fiche.docx")
    done = ppgp("template", "check", "templates/fiche-action/fiche.docx", cwd=root)
    assert done.returncode == 0
    assert "attention[F018] `templates/fiche-action/fiche.docx` n’est pas lu" in done.stdout
    assert done.stdout.splitlines()[-1] == "fiche.docx\u00a0: 1\u00a0point d’attention"


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fiche.docx")
    done = ppgp("template", "check", "fiche.docx", cwd=tmp_path)
    assert done.returncode == 2
    assert "[F019] `fiche.docx` ne peut pas être lu" in done.stderr


def test_a_build_with_a_bad_template_of_the_departement_names_all_its_faults(
    spoilt: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "departments" / "77-seine-et-marne", tmp_path / "departments" / "77-x")
    (tmp_path / "departments" / "77-x" / "modeles").mkdir()
    shutil.copy(spoilt, tmp_path / "departments" / "77-x" / "modeles")
    done = ppgp("build", "77", "--only", "fiche-action", cwd=tmp_path)
    assert done.returncode == 3
    assert "fiche.titr" in done.stderr
    assert "fiche.nuumero" in done.stderr


def test_a_build_says_once_what_a_template_leaves_out(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "77-seine-et-marne"
    shutil.copytree(ROOT / "departments" / "77-seine-et-marne", folder)
    (tmp_path / "ppgp.toml").touch()
    (first,) = (folder / "fiches").iterdir()
    text = first.read_text(encoding="utf-8").replace("numero: 8", "numero: 9", 1)
    (folder / "fiches" / "09-autre.yaml").write_text(text, encoding="utf-8")
    (folder / "modeles").mkdir()
    with (
        ZipFile(SHIPPED / "fiche.docx") as source,
        ZipFile(folder / "modeles" / "fiche.docx", "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"{{ rubrique.libelle }}", b""))
    done = ppgp("build", "77", "--only", "fiche-action", "--draft", cwd=tmp_path)
    said = done.stdout + done.stderr
    assert len([*(tmp_path / "sorties").rglob("fiche-action-*.docx")]) == 2, said
    assert said.count("R317") == 1
