"""The manifest stands beside the documents: it names no file after someone who withdrew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.commande import ppgp

PICTURE = Path(__file__).parents[2] / "departments" / "01-ain" / "images" / "couverture.png"
DOSSIER = """\
departement: "01"
personnes:
  camille:
    nom: Camille Martineau
    fonction: puéricultrice
    consentements: [{objet: citation, date: 2024-01-12, retrait: 2024-02-01}]
contexte:
  titre: Le contexte
  blocs:
    - Un texte suivi.
    - {type: image, image: {fichier: images/camille-martineau.png, alt: Une salle}}
"""


def test_a_picture_named_after_someone_who_withdrew_is_not_named_there(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    (folder / "images").mkdir(parents=True)
    shutil.copy(PICTURE, folder / "images" / "camille-martineau.png")
    (folder / "dossier.yaml").write_text(DOSSIER, "utf-8")
    ppgp("build", "--only", "page-web", cwd=tmp_path)
    told = (tmp_path / "sorties" / "manifest.json").read_text("utf-8")
    assert "martineau" not in told.lower()
    (document,) = json.loads(told)["documents"]
    (picture,) = [file for file in document["inputs"] if file.startswith("images/")]
    assert picture == f"images/{document['inputs'][picture][:16]}.png"
    again = ppgp("build", "--only", "page-web", cwd=tmp_path)
    assert "déjà à jour" in again.stdout + again.stderr
    assert "à jour" in ppgp("status", cwd=tmp_path).stdout
