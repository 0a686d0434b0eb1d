"""What the tests of the case study share: its example, rendered, and readers of PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from attrs import frozen

from ppgp_docs.api import Context, Diagnostic, dossier
from ppgp_docs.engine import Engine
from ppgp_docs.find import DossierFolder
from ppgp_docs.resources import Resources
from ppgp_docs.theme import load_theme
from ppgp_etude_de_cas.format import EtudeDeCas

ICI = Path(__file__).parent
EXEMPLE = ICI / "exemple"
REELLES = ("01-ain", "60-oise")


@frozen
class Rendu:
    """A finished case study on the disk, and what was said while it was made."""

    fichier: Path
    diagnostics: tuple[Diagnostic, ...]

    @property
    def octets(self) -> bytes:
        return self.fichier.read_bytes()

    def texte(self) -> str:
        """All its text, in the order of the pages, spaces simplified; read by poppler."""
        return _run("pdftotext", str(self.fichier), "-")

    def pages(self) -> list[str]:
        return self.texte().split("\f")[:-1]

    def lecture(self) -> str:
        """Its tag tree with its text, one element a line; read by poppler."""
        return _outline(_run("pdfinfo", "-struct-text", str(self.fichier)))

    def ouvrir(self) -> pikepdf.Pdf:
        return pikepdf.open(self.fichier)


Rendre = Callable[..., Rendu]


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


_MEANT = ("H", "P", "L", "T", "C", "N", "F", "B")


def _outline(tree: str) -> str:
    """Elements that mean something, indented by depth, each followed by its own text."""
    lines: list[str] = []
    for raw in tree.splitlines():
        name = raw.split(maxsplit=1)[0] if raw.strip() else ""
        if raw.strip().startswith('"'):
            if lines:
                lines[-1] += raw.strip()[1:-1]
        elif name.startswith(_MEANT) and name not in ("NonStruct", "LBody", "Lbl"):
            lines.append(name + "\t")
    return "\n".join(re.sub(r"\s+", " ", line).strip() for line in lines) + "\n"


@pytest.fixture(scope="session")
def rendre(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Rendre:
    """Render a dossier (the example by default), maybe with other templates."""

    def render(study: dossier.Dossier | None = None, templates: Path | None = None) -> Rendu:
        said: list[Diagnostic] = []
        study = study or _read(engine, EXEMPLE)
        roots = (templates, *engine.resources.roots) if templates else engine.resources.roots
        resources = Resources(roots)
        context = Context(resources, load_theme(study.presentation.theme, resources), said.append)
        [document] = EtudeDeCas().documents(study)
        data = EtudeDeCas().render(document, context)
        file = tmp_path_factory.mktemp("pdf") / f"{document.name}.pdf"
        file.write_bytes(data)
        return Rendu(file, tuple(said))

    return render


@pytest.fixture(scope="session")
def etude(engine: Engine) -> dossier.Dossier:
    """The dossier of the example."""
    return _read(engine, EXEMPLE)


@pytest.fixture(scope="session")
def exemple(rendre: Rendre) -> Rendu:
    """The example, rendered once."""
    return rendre()


@pytest.fixture(scope="session")
def reelles(engine: Engine, rendre: Rendre) -> dict[str, Rendu]:
    """The two real case studies, by the name of their folder."""
    folders = {name: ICI.parents[2] / "departments" / name for name in REELLES}
    return {name: rendre(_read(engine, folder)) for name, folder in folders.items()}


@pytest.fixture(params=REELLES)
def reelle(request: pytest.FixtureRequest, reelles: dict[str, Rendu]) -> Rendu:
    """Each of the two real case studies."""
    return reelles[request.param]


@pytest.fixture
def ailleurs(engine: Engine, tmp_path: Path) -> dossier.Dossier:
    """The dossier of the example, in another folder."""
    return _read(engine, Path(shutil.copytree(EXEMPLE, tmp_path / "ailleurs")))


def _read(engine: Engine, folder: Path) -> dossier.Dossier:
    reading = engine.read(DossierFolder(folder))
    assert reading.dossier is not None, reading.diagnostics
    return reading.dossier
