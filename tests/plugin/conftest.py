"""Dossiers read with a plugin beside ours, whose block brings its drawing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.plugin.shop import Shop

from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.blocs import Bloc
from ppgp_docs.plugin.drawing import Drawn, draw
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import Rendered, render
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder

HERE = Path(__file__).parent
PICTURE = HERE.parents[1] / "departments" / "01-ain" / "images" / "flyer-avant.png"
CARTE = (HERE / "carte.py").read_text("utf-8")
HEAD = "from ppgp_docs.api import *\nfrom ppgp_docs.api import blocs\n"
BLOCK = """\
      type: carte_du_territoire
      titre: Où sont les **familles**
      texte: "Les familles de {{ chiffres.formes }} communes."
      carte: {fichier: images/carte.png, alt: Les communes de l’Ain}
      communes:
        - {nom: Bourg-en-Bresse, habitants: 41 248}
        - {nom: Oyonnax, habitants: 22 336, remarque: Une *remarque*.}
      parole: recul
      chiffres: [formes]
      blocs: [Un paragraphe enfant., {type: carte_du_territoire, titre: Une carte dans la carte}]
"""
DOSSIER = f"""\
departement: "01"
edition: 2024-03
chiffres: {{formes: {{valeur: 62, libelle: personnes formées, unite: personnes}}}}
personnes: {{camille: {{nom: Camille Martin, fonction: puéricultrice}}}}
citations: {{recul: {{texte: Je prends du recul., personne: camille}}}}
contexte:
  titre: Le contexte
  blocs:
    -
{BLOCK}"""
FICHE = f"""\
numero: 8
titre: Visites à domicile
objectif: {{numero: 4, intitule: Suivre les enfants}}
referent: DPMI
rubriques:
- cle: constat
  blocs:
    -
{BLOCK}"""


def beside_ours(root: Path, plugin: str, dossier: str, fiche: str = "") -> tuple[Session, Path]:
    """A session with a plugin beside ours, and the folder of a dossier with a picture,
    ``images/carte.png``, and perhaps a fiche."""
    folder = root / "departments" / "01-ain"
    (folder / "images").mkdir(parents=True)
    (folder / "fiches").mkdir()
    shutil.copy(PICTURE, folder / "images" / "carte.png")
    (folder / "dossier.yaml").write_text(dossier, encoding="utf-8")
    if fiche:
        (folder / "fiches" / "08.yaml").write_text(fiche, encoding="utf-8")
    (root / "extensions").mkdir()
    (root / "extensions" / "carte.py").write_text(plugin, encoding="utf-8")
    return Session.start(find_workspace(root), [root / "extensions"]), folder


class Trial:
    """A dossier read with a plugin beside ours."""

    def __init__(self, root: Path, plugin: str, dossier: str, fiche: str) -> None:
        self.session, self.folder = beside_ours(root, plugin, dossier, fiche)
        assert self.session.plugins.diagnostics == ()

    @property
    def reading(self) -> DossierReading:
        return self.session.read(DossierFolder(self.folder))

    def drawn(self, format: str = "etude-de-cas") -> Drawn:
        dossier = self.reading.dossier
        assert dossier is not None, self.reading.diagnostics
        return draw(dossier, self.session.plugins.format(format), self.session.plugins)

    def blocs(self, format: str = "etude-de-cas") -> tuple[Bloc, ...]:
        contexte = self.drawn(format).dossier.contexte
        assert contexte is not None
        return contexte.blocs

    def made(self, format: str) -> Rendered:
        assert self.reading.dossier is not None, self.reading.diagnostics
        planned = plan(self.reading.dossier, self.session.plugins, frozenset({format}), False)
        assert [each for each in planned.diagnostics if each.severity > Severity.INFO] == []
        (candidate,) = planned.candidates
        return render(candidate.document, self.session)


Try = Callable[..., Trial]


@pytest.fixture
def trial(tmp_path: Path) -> Try:
    def run(plugin: str = CARTE, dossier: str = DOSSIER, fiche: str = "") -> Trial:
        return Trial(tmp_path, plugin, dossier, fiche)

    return run


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)
