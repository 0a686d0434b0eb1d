"""A dossier full of signs pasted from Word makes its documents, read back by other libraries."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pptx import Presentation
from tests.commande import ppgp

DOSSIER = """\
departement: "01"
edition: 2025
contexte:
  blocs:
    - C’est\u2011à\u2011dire un rendez\u2011vous.
    - Un rendez\u2010vous de suivi, l´accueil d‘un en\u00adfant\u2028et de ses pa\u200brents.
    - Un mot en 中文 dans la phrase.
"""


def test_pasted_signs_are_printed_for_what_they_stand_for(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    done = ppgp("build", "01", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("U+4E2D") == 1
    assert "dossier.yaml:7:17" in done.stderr
    made = tmp_path / "sorties" / "01-ain"
    read = subprocess.run(
        ["pdftotext", made / "etude-de-cas-ain.pdf", "-"], capture_output=True, check=True
    )
    printed = " ".join(read.stdout.decode().split())
    slides = Presentation(str(made / "diaporama-ain.pptx")).slides
    shown = " ".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    for text in (printed, shown.replace("\u00a0", " ")):
        assert "C’est-à-dire un rendez-vous." in text
        assert "Un rendez-vous de suivi, l’accueil d’un enfant et de ses parents." in text
    assert "Un mot en […] dans la phrase." in printed
    assert "Un mot en 中文 dans la phrase." in shown
