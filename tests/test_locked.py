"""A lock that another computer left on the folder of documents is told once, with its remedy."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.commande import ppgp

FICHE = """\
numero: {}
titre: Visites
objectif: {{numero: 4, intitule: Suivre}}
referent: PMI
rubriques: [{{cle: constat, blocs: [Un constat.]}}]
"""


def test_a_lock_left_elsewhere_is_told_once_for_all_documents(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain" / "fiches"
    folder.mkdir(parents=True)
    (folder.parent / "dossier.yaml").write_text('departement: "01"\n', encoding="utf-8")
    for number in (8, 9):
        (folder / f"{number:02d}.yaml").write_text(FICHE.format(number), encoding="utf-8")
    lock = tmp_path / "sorties" / ".manifest.lock"
    lock.parent.mkdir()
    lock.write_text("4242\npc-dpmi-12\n", encoding="utf-8")
    yesterday = time.time() - 86_400
    os.utime(lock, (yesterday, yesterday))
    done = ppgp("build", "--only", "fiche-action", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("W007") == 1
    assert "pc-dpmi-12" in done.stderr
    assert "effacez le fichier `.manifest.lock`" in done.stderr
    assert done.stderr.count("pas fait") == 2
    lock.unlink()
    assert ppgp("build", "--only", "fiche-action", cwd=tmp_path).returncode == 0
