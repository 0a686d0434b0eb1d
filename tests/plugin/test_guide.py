"""The guide of authors: its examples run, its reference says what the code does."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path

from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.blocs import Section
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "plugins.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```python\n# (\w+\.py)\n(.*?)```", GUIDE, re.DOTALL))
DOSSIER = """\
departement: "01"
edition: 2024-03
citations: {recul: {texte: Je prends du recul., attribution: une puéricultrice}}
contexte:
  titre: Le contexte
  blocs:
    - type: carte_du_territoire
      titre: Où sont les familles
      texte: Un texte.
      carte: {fichier: images/carte.png, alt: Les communes}
      communes: [{nom: Oyonnax, habitants: 22 336}, {nom: Nulle part, habitants: 0}]
      parole: recul
"""


def test_the_reference_of_the_guide_is_that_of_the_code() -> None:
    """`python docs/plugin_reference.py` writes it."""
    written = runpy.run_path(str(ROOT / "docs" / "plugin_reference.py"))["written"]
    assert written(GUIDE) == GUIDE


def test_the_plugins_of_the_guide_work_as_they_are(tmp_path: Path) -> None:
    assert set(EXAMPLES) == {"ppgp_texte.py", "ppgp_carte.py"}
    folder = tmp_path / "01-ain"
    (folder / "images").mkdir(parents=True)
    picture = ROOT / "departments" / "01-ain" / "images" / "flyer-avant.png"
    shutil.copy(picture, folder / "images" / "carte.png")
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    for name, code in EXAMPLES.items():
        (tmp_path / "extensions" / name).write_text(code, encoding="utf-8")
    session = Session.start(None, [tmp_path / "extensions"])
    assert session.plugins.diagnostics == ()
    reading = session.read(DossierFolder(folder))
    (told,) = (each for each in reading.diagnostics if each.code == "X101")
    assert told.span and told.span.line == 11
    assert reading.dossier is not None
    planned = plan(reading.dossier, session.plugins, frozenset({"texte", "diaporama"}), False)
    assert {each.severity for each in planned.diagnostics} <= {Severity.INFO}
    made = {each.document.format: render(each.document, session) for each in planned.candidates}
    assert b"Le contexte" in (made["texte"].data or b"")
    assert made["diaporama"].data, made["diaporama"].diagnostics
    contexte = planned.candidates[0].document.dossier.contexte
    assert contexte is not None
    (section,) = contexte.blocs
    assert isinstance(section, Section)
    assert [bloc.type for bloc in section.blocs[:3]] == ["image", "tableau", "citation"]
