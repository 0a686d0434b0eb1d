"""Nothing of the machine shows in a document: same inputs, same bytes, wherever it is made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from ppgp_docs.api import faces

PICTURE = Path(__file__).parents[1] / "departments" / "01-ain" / "images" / "couverture.png"
DOSSIER = """\
departement: "01"
edition: 2024-03
chiffres:
  formes: {valeur: 23, libelle: personnes formées}
  cadres: {valeur: 7, libelle: cadres formés}
contexte:
  blocs:
  - Le service compte **180 membres**, dont _une_ psychologue.
  - {type: liste, titre: Deux lieux, elements: [Bourg, Oyonnax]}
activites:
- titre: Les enquêtes
  blocs:
  - Un texte.
  - {type: image, image: {fichier: images/photo.png, alt: Un livret ouvert sur une table}}
  - {type: graphique, titre: Deux nombres, chiffres: [formes, cadres]}
"""
FICHE = """\
numero: 8
titre: Renforcer les visites
objectif: {numero: 4, intitule: Permettre à chacun de grandir}
referent: DPMIPE
edition: 2024-03
rubriques:
- {cle: constat, libelle: Constat, blocs: [Un texte.]}
- {cle: moyens, libelle: Moyens}
budget:
  lignes:
  - {financeur: CD, nature: propre, annee: 2024, montant: 1 000 €}
"""
DIFFERENCES: Mapping[str, Mapping[str, str]] = {
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another language": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "another order of sets": {"PYTHONHASHSEED": "4242"},
    "a date for builds": {"SOURCE_DATE_EPOCH": "1"},
    "a printer": {"PRINTER": "pdf", "PAPERSIZE": "letter"},
    "the C locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "no home": {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere"},
    "another order of programs": {"PATH": os.pathsep.join(reversed(os.get_exec_path()))},
    "another processor": {"JSIMD_FORCENONE": "1", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX"},
    "another number of processors": {"PPGP_JOBS": "3"},
    "another fontconfig": {"FONTCONFIG_FILE": "/etc/fonts/fonts.conf", "FONTCONFIG_PATH": "/etc"},
}
_KINDS = list(DIFFERENCES)


def with_all(kinds: Sequence[str]) -> dict[str, str]:
    return {name: value for kind in kinds for name, value in DIFFERENCES[kind].items()}


OTHER_MACHINES: Mapping[str, Mapping[str, str]] = (
    DIFFERENCES
    if os.environ.get("PPGP_FULL")
    else {" + ".join(kinds): with_all(kinds) for kinds in (_KINDS[:5], _KINDS[5:])}
)
"""Two machines that have them all; with ``--full``, each difference by itself."""


def workspace_in(folder: Path) -> Path:
    home = folder / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    (home / "images").mkdir()
    shutil.copyfile(PICTURE, home / "images" / "photo.png")
    (home / "dossier.yaml").write_text(DOSSIER, "utf-8")
    (home / "fiches" / "08.yaml").write_text(FICHE, "utf-8")
    return folder


def made(workspace: Path, environ: Mapping[str, str], umask: int = 0o022) -> dict[str, str]:
    """The digest of each document that a build makes there."""
    done = subprocess.run(
        [sys.executable, "-m", "ppgp_docs", "build", "--force", "-o", workspace / "sorties"],
        cwd=workspace,
        env={**os.environ, "LANG": "fr_FR.UTF-8", **environ},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = (each for each in (workspace / "sorties").rglob("*.*") if each.suffix != ".json")
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(workspace_in(tmp_path_factory.mktemp("ici")), {})


@pytest.mark.parametrize("machine", OTHER_MACHINES)
def test_documents_are_the_same_on_another_machine(
    machine: str, here: dict[str, str], tmp_path: Path
) -> None:
    assert len(here) >= 4
    assert made(workspace_in(tmp_path), OTHER_MACHINES[machine]) == here


def test_documents_are_the_same_with_other_rights_and_another_temporary_folder(
    here: dict[str, str], tmp_path: Path
) -> None:
    workspace = workspace_in(tmp_path / "Mes documents" / "été")
    with tempfile.TemporaryDirectory(prefix="à côté ") as elsewhere:
        assert made(workspace, {"TMPDIR": elsewhere}, umask=0o077) == here


def test_a_font_of_the_machine_that_bears_the_name_of_ours_is_not_taken(
    here: dict[str, str], tmp_path: Path
) -> None:
    installed = tmp_path / "data" / "fonts"
    installed.mkdir(parents=True)
    for face in faces():
        with TTFont(face.file) as font:
            for name, (advance, bearing) in font["hmtx"].metrics.items():
                font["hmtx"].metrics[name] = (advance + 80, bearing)
            font.save(installed / face.file.name)
    listed = subprocess.run(
        ["fc-list", "Source Sans Pro"],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert str(installed) in listed.stdout
    environ = {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert made(workspace_in(tmp_path), environ) == here
