"""A form that is sent out says nothing of who withdrew, and reads back as it was made."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.commande import ppgp

DOSSIER = """\
departement: "26"
edition: 2024-03
contexte: {blocs: [Un texte qui reste.]}
personnes:
  jeanne:
    nom: Jeanne Quintard
    fonction: Puéricultrice
    consentements:
      - {objet: citation, date: 2024-01-02%(gone)s}
      - {objet: nom, date: 2024-01-02%(gone)s}
  paul:
    nom: Paul Servais
    fonction: Sage-femme
    consentements: [{objet: citation, date: 2024-01-02}, {objet: nom, date: 2024-01-02}]
citations:
  une: {texte: Je reformule davantage., personne: jeanne}
  deux: {texte: Je pose des questions., personne: paul}
  trois: {texte: Je conforte la famille., attribution: une puéricultrice}
appel:
  accroche: Rejoignez la démarche
  contacts:
    - nom: Odile Barrancourt
      telephone: 06 39 98 12 34
      consentements: [{objet: coordonnees, date: 2024-01-02%(gone)s}]
    - {nom: Direction des projets, courriel: contact@exemple.fr}
"""
HERS = ("Quintard", "reformule", "Barrancourt", "06 39 98 12 34")
OTHERS = ("Servais", "pose des questions", "conforte la famille", "Direction des projets", "reste")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "departments" / "26-drome").mkdir(parents=True)
    return tmp_path


def write(root: Path, gone: str = "") -> Path:
    file = root / "departments" / "26-drome" / "dossier.yaml"
    file.write_text(DOSSIER % {"gone": gone}, "utf-8")
    return file


def made(root: Path) -> tuple[str, str]:
    """What the command says, and every part of the form one after the other."""
    done = ppgp("form", "26", "-o", "f", cwd=root)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(root / "f" / "formulaire-drome.docx") as parts:
        every = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    return done.stdout, "".join(every).replace("\u00a0", " ")


def test_who_withdrew_is_in_no_part_of_the_form_and_the_others_are(root: Path) -> None:
    write(root, ", retrait: 2025-03-04")
    said, form = made(root)
    assert [each for each in HERS if each in form] == []
    assert [each for each in OTHERS if each not in form] == []
    assert "sans 2 personnes qui ont retiré un accord, ni ce qu’elles ont dit" in said


def test_without_a_withdrawal_everyone_is_in_it(root: Path) -> None:
    write(root)
    said, form = made(root)
    assert [each for each in (*HERS, *OTHERS) if each not in form] == []
    assert "retiré" not in said


def test_a_form_that_left_someone_out_changes_nothing_of_them_when_it_comes_back(
    root: Path,
) -> None:
    file = write(root, ", retrait: 2025-03-04")
    made(root)
    before = file.read_bytes()
    done = ppgp("import", "f/formulaire-drome.docx", "--yes", cwd=root)
    assert (done.returncode, file.read_bytes()) == (0, before)
    assert "rien n’y a changé" in done.stdout
