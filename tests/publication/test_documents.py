"""No document that is made holds a withdrawn name: every byte read back by other libraries."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pikepdf
import pytest
from docx import Document
from lxml import etree
from tests.commande import ppgp
from tests.publication.withdrawn import DOSSIER, FILES, NAMED, Folder, leaves

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.publication.redaction import REMOVED
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not there")


def everywhere(node: Any, paths: list[tuple[Any, ...]]) -> Any:
    """The same file, the name in each of its texts."""
    spoilt = copy.deepcopy(node)
    for path in paths:
        part: Any = spoilt
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] += f" {NAMED}"
    return spoilt


@pytest.fixture(scope="module")
def made(session: Session, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every document of a dossier that names her in each text, as drafts would be made."""
    path = tmp_path_factory.mktemp("retrait") / "01-ain"
    path.mkdir()
    folder = Folder(path, session, pytest.MonkeyPatch())
    for name, original in FILES.items():
        content = everywhere(original, list(leaves(original)))
        if name == "dossier.yaml":
            content["appel"]["contacts"][0]["courriel"] = "c.martineau@exemple.fr"
            content["appel"]["lien"] = "https://exemple.fr/camille-martineau"
            content["contexte"]["blocs"].append("Avec [elle](https://exemple.fr/cmartineau).")
        folder.write(name, content)
    (folder.path / "images" / "p.png").rename(folder.path / "images" / "martineau.png")
    for name in FILES:
        file = folder.path / name
        file.write_text(renamed(file.read_text("utf-8")), encoding="utf-8")
    dossier = folder.draft()
    planned = plan(dossier, session.plugins, frozenset(), archive=True)
    done = {each.file_name: render(each.document, session) for each in planned.candidates
            if not each.reason}  # fmt: skip
    said: list[Diagnostic] = [each for one in done.values() for each in one.diagnostics]
    assert all(one.data for one in done.values()), said
    return {name: one.data or b"" for name, one in done.items()}


def renamed(text: str) -> str:
    """Keys and files that bear the name: nobody may see them either."""
    for key in ("camille", "grille", "formes", "recul"):
        text = re.sub(rf"(?<![\w’]){key}(?=:|\]|$|,)", "martineau", text, flags=re.MULTILINE)
    return text.replace("images/p.png", "images/martineau.png").replace("[^grille]", "[^martineau]")


def test_every_kind_of_document_is_made(made: dict[str, bytes]) -> None:
    assert {name.rpartition(".")[2] for name in made} == KINDS
    assert len(made) >= 7


def test_no_document_holds_the_name_whatever_its_case(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        strings = [name, *strings_of(name, data)]
        assert len(strings) > 50
        assert [text for text in strings if "martineau" in squeezed(text)] == []


def test_each_document_says_that_a_name_was_taken_out(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        assert squeezed(REMOVED) in squeezed(" ".join(strings_of(name, data))), name


KINDS = {"pdf", "html", "pptx", "docx", "xlsx"}


def strings_of(name: str, data: bytes) -> Iterator[str]:
    """All that a file says, shown or not."""
    read = {"pdf": pdf_strings, "html": html_strings}.get(name.rpartition(".")[2], zip_strings)
    return read(data)


def html_strings(data: bytes) -> Iterator[str]:
    """The whole text and each value of an attribute, by html5lib; the source itself."""
    page = html5lib.parse(data, transport_encoding="utf-8")
    yield "".join(page.itertext())
    yield from (value for node in page.iter() for value in node.attrib.values())
    yield re.sub(r"data:[\w/+-]+;base64,[\w+/=]+", "", data.decode())


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z]", "", lettres_nues(text)[0])


def zip_strings(data: bytes) -> Iterator[str]:
    """The names of all parts, all that they say, runs joined, and each value of an attribute."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment.decode("latin-1")
        for part in archive.infolist():
            yield part.filename
            yield part.comment.decode("latin-1")
            content = archive.read(part)
            if part.filename.endswith((".xml", ".rels", ".svg", ".vml")):
                root = etree.fromstring(content)
                yield "".join(root.itertext())
                yield from (value for node in root.iter() for value in node.attrib.values())
            elif part.filename.endswith((".xlsx", ".docx")):
                yield from zip_strings(content)
            else:
                yield content.decode("latin-1")
                yield content.decode("utf-16-le", "ignore")


def pdf_strings(data: bytes) -> Iterator[str]:
    """The pages by poppler; every string, name and stream of the file by pikepdf."""
    command = ["pdftotext", "-", "-"]
    yield subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield from _strings(item)
            if isinstance(item, pikepdf.Stream) and "/Subtype" in item:
                yield item.read_raw_bytes().decode("latin-1")
            if isinstance(item, pikepdf.Stream) and str(item.get("/Type", "")) == "/Metadata":
                yield item.read_bytes().decode("utf-8")


def _strings(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118 - a dictionary of pikepdf iterates over nothing else
            yield key
            value = item[key]
            if not value.is_indirect if isinstance(value, pikepdf.Object) else True:
                yield from _strings(value)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _strings(value)
    elif isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)


DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">
<title>Un dessin</title><text x="150" y="100" font-size="9">{}</text></svg>
"""
PLUGIN = """\
from ppgp_docs.api import Document, hookimpl


class Brut:
    id, label, suffix, media_type = "brut", "Brut", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, "brut", "Brut", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return (document.dossier.dossier_dir / "dossier.yaml").read_bytes()


@hookimpl
def ppgp_register(registry):
    registry.add_format(Brut())
"""


@pytest.fixture
def workspace(tmp_path: Path, folder: Folder) -> Path:
    """A workspace whose drawing, Word template and plugin name someone, not its dossier."""
    home = tmp_path / "departments" / folder.path.name
    home.parent.mkdir()
    folder.path.rename(home)
    (home / "images" / "d.svg").write_text(DRAWING.format("Avec Camille Martineau"), "utf-8")
    drawn = copy.deepcopy(DOSSIER)
    drawn["couverture"] = {"fichier": "images/d.svg", "alt": "Un dessin"}
    folder.path = home
    folder.write("dossier.yaml", drawn)
    template = Document(str(ROOT / "templates" / "fiche-action" / "fiche.docx"))
    template.sections[0].header.add_paragraph("Contact : Mme Martineau")
    (home / "modeles").mkdir()
    template.save(str(home / "modeles" / "fiche.docx"))
    (tmp_path / "extensions").mkdir()
    (tmp_path / "extensions" / "brut.py").write_text(PLUGIN, encoding="utf-8")
    return tmp_path


def test_a_name_that_does_not_come_from_the_dossier_stops_its_document(workspace: Path) -> None:
    """A template of a fiche says it, and a plugin; what a drawing says, ``check`` refuses."""
    _draw(workspace, "Avec Paul Martineau")
    done = ppgp("build", "01", "-o", "faits", "--plugins", "extensions", cwd=workspace)
    made = {file.suffix for file in (workspace / "faits").rglob("*") if file.is_file()}
    assert done.returncode == 4, done.stderr
    assert done.stderr.count("erreur[P007]") == 2
    assert "Contact\u00a0: Mme Martineau\u00a0»" in done.stderr
    for name in ("fiche-action-08-ain", "brut"):
        assert f"`{name}` nomme encore `Camille Martineau`" in done.stderr
    assert ".txt" not in made
    assert {".pptx", ".pdf", ".xlsx"} <= made


def test_a_name_in_a_drawing_stops_its_dossier(workspace: Path) -> None:
    done = ppgp("build", "01", "-o", "faits", cwd=workspace)
    assert done.returncode == 1, done.stderr
    assert "erreur[C904] le dessin `images/d.svg` nomme `Camille Martineau`" in done.stderr
    assert not (workspace / "faits").exists()


def _draw(workspace: Path, words: str) -> None:
    drawing = workspace / "departments" / "01-ain" / "images" / "d.svg"
    drawing.write_text(DRAWING.format(words), "utf-8")


def test_without_the_name_the_same_drawing_template_and_plugin_are_made(workspace: Path) -> None:
    home = workspace / "departments" / "01-ain"
    _draw(workspace, "Avec Paul Martineau")
    shutil.rmtree(home / "modeles")
    done = ppgp("build", "01", "-o", "faits", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert "P007" not in done.stderr


def test_the_readers_of_these_tests_see_a_name_that_is_there(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as held:
        held.writestr("word/a.xml", "<a><b>Marti</b><b>NEAU</b></a>")
    assert any("martineau" in squeezed(text) for text in zip_strings(archive.getvalue()))
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = "Camille Martineau"
    held = io.BytesIO()
    pdf.save(held)
    assert any("martineau" in squeezed(text) for text in pdf_strings(held.getvalue()))
