"""A wheel, installed in an empty environment, does the main job on a workspace elsewhere.

With ``--full`` what it depends on is installed with it; otherwise it is borrowed from the
environment of the tests, which ``bootstrap.py`` filled from the same list.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from tests.campagne import whole

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of an environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("roue")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    place = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(place / "python"), "-m", "pip", "install", "--quiet"]
    if whole():
        subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    else:
        subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
        _borrow(folder / "env")
    return place


def _borrow(environment: Path) -> None:
    """Let it import what is installed here, behind what is its own: the wheel. Editable installs
    are left out: they are found by ``.pth`` files, which only a folder of its own would run."""
    (own,) = environment.rglob("site-packages")
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


def test_the_wheel_is_what_runs(installed: Path) -> None:
    said = "import ppgp_docs, ppgp_fiche_action as one; print(ppgp_docs.__file__, one.__file__)"
    command = [str(installed / "python"), "-c", said]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert all(file.startswith(str(installed.parent)) for file in done.stdout.split())


def test_the_installed_wheel_builds_every_format(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "departments", tmp_path / "departments")
    command = [str(installed / "ppgp"), "build", "01", "77", "--output", str(tmp_path / "faits")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {file.name for file in (tmp_path / "faits").rglob("*.*")} == {
        "etude-de-cas-ain.pdf",
        "etude-de-cas-ain.html",
        "diaporama-ain.pptx",
        "synthese-ain.pdf",
        "fiche-action-08-seine-et-marne.docx",
        "fiche-action-08-seine-et-marne.html",
        "plan-de-financement-seine-et-marne.xlsx",
        "recapitulatif-contrat-seine-et-marne.docx",
        "recapitulatif-contrat-seine-et-marne.html",
        "manifest.json",
        "index.html",
    }


def test_the_installed_wheel_starts_a_workspace_from_nothing(
    installed: Path, tmp_path: Path
) -> None:
    for arguments in (["new", "2A"], ["check"]):
        command = [str(installed / "ppgp"), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    text = (tmp_path / "departments" / "2A-corse-du-sud" / "dossier.yaml").read_text("utf-8")
    assert "Collectivité de Corse" in text
