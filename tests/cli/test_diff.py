"""``ppgp diff`` between dossiers, versions and files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.commande import ppgp

FICHE = "numero: 8\ntitre: Un\nbudget:\n  lignes:\n  - {financeur: CD, montant: 100}\n"


def test_two_files_of_any_name_are_compared_anywhere(tmp_path: Path) -> None:
    (tmp_path / "reçue.yaml").write_text(FICHE, "utf-8")
    (tmp_path / "la mienne.yml").write_text(FICHE.replace("100", '"120,50"'), "utf-8")
    done = ppgp("diff", "reçue.yaml", "la mienne.yml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Fiche 8" in done.stdout
    assert "Montant\u00a0: «\u00a0100\u00a0» → «\u00a0120,50\u00a0»" in done.stdout


def test_a_dossier_is_compared_with_a_copy_from_elsewhere(workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "reçu" / "01-ain"
    shutil.copytree(workspace / "departments" / "01-ain", other)
    text = (other / "dossier.yaml").read_text("utf-8")
    (other / "dossier.yaml").write_text(text.replace("Le contexte", "Ici"), "utf-8")
    done = ppgp("diff", "01", other, "--json", cwd=workspace)
    (file,) = json.loads(done.stdout)["fichiers"]
    assert [(each["avant"], each["apres"]) for each in file["differences"]] == [
        ("Le contexte", "Ici")
    ]


def test_a_dossier_is_compared_with_a_version_of_it(workspace: Path) -> None:
    ppgp("versions", "01", "--name", "Envoyée", cwd=workspace)
    assert ppgp("diff", "01:1", "01", cwd=workspace).stdout == "aucune différence\n"


@pytest.mark.parametrize("name", ["01:9", "nulle-part", "absent.yaml", "02"])
def test_what_is_not_there_is_said(workspace: Path, name: str) -> None:
    done = ppgp("diff", "01", name, cwd=workspace)
    assert done.returncode == 2
    assert name in done.stderr and "Traceback" not in done.stderr
