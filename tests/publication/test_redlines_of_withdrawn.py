"""A redline brings back nobody who withdrew: a change that is tracked can be refused, and read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.commande import ppgp

PEOPLE = """\
departement: "01"
edition: 2024-03
personnes:
  jeanne:
    nom: Jeanne Quintard
    fonction: Puéricultrice
    consentements: [{objet: citation, date: 2024-01-02%s}, {objet: nom, date: 2024-01-02%s}]
citations:
  une: {texte: Je reformule davantage., personne: jeanne}
"""
FICHE = """\
numero: 1
titre: %s
objectif: {numero: 4, intitule: Suivre}
referent: PMI
rubriques:
  - {cle: constat, blocs: [Un constat., {type: citation, citation: une}]}
"""
NOT_QUOTED = ", {type: citation, citation: une}"
RETRAIT = ", retrait: 2025-03-04"


def write(root: Path, *, title: str, withdrawn: bool = False, quoted: bool = True) -> None:
    home = root / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True, exist_ok=True)
    end = RETRAIT * withdrawn
    (home / "dossier.yaml").write_text(PEOPLE % (end, end), "utf-8")
    fiche = FICHE % title
    text = fiche if quoted else fiche.replace(NOT_QUOTED, "")
    (home / "fiches" / "01.yaml").write_text(text, "utf-8")


def redline(root: Path, before: str, after: str) -> str:
    """All that the file holds of two states, one above the other."""
    done = ppgp("diff", before, after, "--docx", "suivi.docx", cwd=root)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(io.BytesIO((root / "suivi.docx").read_bytes())) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two versions that quote her, then what she withdrew."""
    for title in ("Un titre", "Un autre titre"):
        write(tmp_path, title=title)
        assert ppgp("versions", "01", "--name", title, cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.parametrize("sides", [("01:1", "01"), ("01", "01:1"), ("01:1", "01:2")])
@pytest.mark.parametrize("quoted", [True, False])
def test_what_was_withdrawn_since_stands_in_neither_state(
    root: Path, sides: tuple[str, str], quoted: bool
) -> None:
    assert "Quintard" in redline(root, "01:1", "01:2")
    write(root, title="Un dernier titre", withdrawn=True, quoted=quoted)
    made = redline(root, *sides)
    assert "Quintard" not in made and "reformule" not in made
    assert "Un constat" in made and "titre" in made


def test_a_quote_that_was_only_taken_out_is_shown_as_such(root: Path) -> None:
    write(root, title="Un dernier titre", quoted=False)
    assert "reformule" in redline(root, "01:1", "01")
