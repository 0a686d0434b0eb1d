"""A document that lacks a consent says PROJET in every format, whoever made it; else it is refused
and the culprit named."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from tests.fabrique import made

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.prove import PROVERS
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import Rendered, render
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

DOSSIER = """\
departement: "01"
edition: 2024-03
personnes: {camille: {nom: Camille Martin, fonction: psychologue}}
contexte: {titre: Un projet partagé, blocs: [Un texte, {type: personnes, personnes: [camille]}]}
"""
FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: DPMI
rubriques:
- {cle: constat, blocs: [{type: personnes, personnes: [camille]}]}
- {cle: moyens}
budget: {lignes: [{financeur: CD, nature: propre, annee: 2021, montant: 100 €}]}
"""
CONTRAT = "intitule: Contrat\nperiode: {debut: 2020, fin: 2022}\nsignature: 2020-09-29\n"
LACK = "aucun accord écrit pour donner son nom"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    home = tmp_path / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    for name, text in (("dossier", DOSSIER), ("contrat", CONTRAT), ("fiches/08", FICHE)):
        (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def read(file: Path) -> tuple[str, ...]:
    kinds = {".docx": "wordprocessingml", ".xlsx": "spreadsheetml", ".pptx": "presentationml"}
    kind = kinds.get(file.suffix, file.suffix[1:])
    module = next(module for media, module in PROVERS.items() if kind in media)
    pages: tuple[str, ...] = import_module(module).read(file.read_bytes()).pages
    return pages


def test_every_document_of_every_format_says_projet_and_what_it_lacks(
    world: Path, session: Session
) -> None:
    files = sorted(made(world, session).iterdir())
    assert {file.suffix for file in files} == {".docx", ".html", ".pdf", ".pptx", ".xlsx"}
    assert len(files) == 8
    for file in files:
        text = " ".join("\n".join(read(file)).split())
        assert "PROJET" in text, file.name
        assert LACK in text, file.name


def test_each_sheet_and_each_slide_says_it(world: Path, session: Session) -> None:
    folder = made(world, session, "plan-de-financement", "diaporama")
    for file in folder.iterdir():
        assert ["PROJET" in page for page in read(file)] == [True] * len(read(file)), file.name


FORMAT = """
import io, zipfile
from ppgp_docs.api import Document, hookimpl


class Muet:
    id, label, suffix, media_type = "muet", "Muet", ".{suffix}", "{kind}"

    def documents(self, dossier):
        return [Document(self.id, "muet", "Muet", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        lacks = "\\n".join(context.draft)
        return {data}


@hookimpl
def ppgp_register(registry):
    registry.add_format(Muet())
"""
PAGE = (
    'f"<html lang=\\"fr\\"><head><title>Muet</title></head><body><h1>{titre}</h1>'
    '<p>{lacks}</p></body></html>".encode()'
)

Make = Callable[..., tuple[Rendered, list[Diagnostic]]]


@pytest.fixture
def make(world: Path) -> Make:
    """What becomes of the document of a stranger's format."""

    def run(
        data: str, kind: str = "text/plain", more: str = ""
    ) -> tuple[Rendered, list[Diagnostic]]:
        text = FORMAT.replace("{data}", data).replace("{kind}", kind).replace("{suffix}", "bin")
        plugins = world / "extensions"
        plugins.mkdir()
        (plugins / "silence.py").write_text(text + more, encoding="utf-8")
        return _made(Session.start(find_workspace(world), (plugins,)), world, "muet")

    return run


def _made(session: Session, world: Path, format: str) -> tuple[Rendered, list[Diagnostic]]:
    assert session.plugins.diagnostics == ()
    (folder,) = find_workspace(world).folders()
    dossier = session.read(folder).dossier
    assert dossier is not None
    planned = plan(dossier, session.plugins, frozenset({format}), archive=False)
    rendered = render(planned.candidates[0].document, session)
    return rendered, [each for each in rendered.diagnostics if each.code == "P009"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text/plain", "lacks.encode()"),
        ("text/plain", "(lacks + ' Projet').encode()"),
        ("text/plain", "('PROJETILE\\nAVANT-PROJETS\\n' + lacks).encode()"),
        ("text/plain", "('P R O J E T I L E\\n' + lacks).encode()"),
        ("text/html", PAGE.replace("{titre}", "PROJETILE")),
        ("text/calendar", "b'BEGIN:VCALENDAR'"),
        ("text/csv", "b'a;b'"),
        ("text/html", PAGE.replace("{titre}", "Muet")),
        ("text/html", PAGE.replace("{titre}", "Muet</h1><p hidden>PROJET</p><h1>")),
        ("text/html", PAGE.replace("<h1>{titre}", "<html style=opacity:0!important><h1>PROJET")),
        ("text/html", PAGE.replace("{titre}", "UN PROJET PARTAGÉ")),
        ("text/plain; charset=utf-8", "lacks.encode()"),
    ],
)
def test_a_strangers_document_without_projet_is_refused_and_its_plugin_named(
    make: Make, kind: str, data: str
) -> None:
    rendered, told = make(data, kind)
    assert rendered.data is None
    assert [each.severity for each in told] == [Severity.ERROR]
    assert "`muet`" in told[0].message and "PROJET" in told[0].message
    assert any("`silence`" in hint for hint in told[0].hints)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Muet", "ne porte pas le mot PROJET"),
        ("<b style='opacity:0!important'>PROJET</b>", "écrit le mot PROJET sans le montrer"),
    ],
)
def test_what_hides_the_word_is_told_otherwise_than_what_lacks_it(
    make: Make, title: str, said: str
) -> None:
    kept = PAGE.replace("<html", "<html style=opacity:0!important").replace("{titre}", title)
    _, told = make(kept, "text/html")
    assert said in told[0].message


@pytest.mark.parametrize(
    "data",
    [
        "('PROJET\\n' + lacks).encode()",
        "('P R O J E T\\n' + lacks).encode()",
        "('PROJET – un projet partagé\\n' + lacks).encode('utf-16')",
    ],
)
def test_one_that_says_it_is_made(make: Make, data: str) -> None:
    rendered, told = make(data)
    assert rendered.data is not None
    assert told == []


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace("{titre}", "Muet</h1><p style='color:#fff'>PROJET</p><h1>"),
        PAGE.replace("<h1>{titre}", "<style>h1{{opacity:0}}</style><h1>PROJET"),
    ],
)
def test_a_page_that_hides_its_own_word_shows_it_by_the_mark_of_the_engine(
    make: Make, data: str
) -> None:
    rendered, told = make(data, "text/html")
    assert rendered.data is not None
    assert b"<style>@layer{html{" in rendered.data
    assert told == []


def test_one_that_says_projet_without_what_lacks_is_made_and_told(make: Make) -> None:
    rendered, told = make("b'PROJET'")
    assert rendered.data is not None
    assert [each.severity for each in told] == [Severity.WARNING]
    assert "1 sur 1" in told[0].message


@pytest.mark.parametrize(
    ("data", "is_told"),
    [
        ("b'\\x89PNG'", True),
        ("b'%!PS PROJET'", False),
        ("'PROJET'.encode('utf-16-be')", False),
    ],
)
def test_a_file_that_nothing_reads_is_searched_as_it_is(
    make: Make, data: str, is_told: bool
) -> None:
    rendered, told = make(data, "application/x-muet")
    assert rendered.data is not None
    assert bool(told) is is_told
    assert all(each.severity is Severity.WARNING for each in told)
    assert all(any("`silence`" in hint for hint in each.hints) for each in told)


def test_a_plugin_does_not_read_back_what_the_tool_reads(make: Make) -> None:
    says_all = """
from ppgp_docs.api import Reading
@hookimpl(specname="ppgp_register")
def reads(registry):
    registry.add_prover("text/html", lambda data: Reading(("PROJET",)))
"""
    rendered, _ = make(PAGE.replace("{titre}", "Muet"), "text/html", says_all)
    assert rendered.data is None


@pytest.mark.parametrize(
    ("format", "template"),
    [
        ("etude-de-cas", "etude-de-cas/couverture.html"),
        ("page-web", "page-web/couverture.html"),
    ],
)
def test_a_template_that_loses_projet_is_named(world: Path, format: str, template: str) -> None:
    file = world / "templates" / template
    file.parent.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "templates" / template
    assert "PROJET" in shipped.read_text("utf-8")
    file.write_text(shipped.read_text("utf-8").replace("PROJET", "Projet"), "utf-8")
    rendered, told = _made(Session.start(find_workspace(world)), world, format)
    assert rendered.data is None
    assert len(told) == 1 and any(str(file) in hint for hint in told[0].hints)


def test_a_plugin_that_changes_the_templates_is_named(world: Path) -> None:
    other = world / "autres" / "etude-de-cas"
    other.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "templates" / "etude-de-cas" / "couverture.html"
    (other / "couverture.html").write_text(
        shipped.read_text("utf-8").replace("PROJET", ""), "utf-8"
    )
    plugins = world / "extensions"
    plugins.mkdir()
    (plugins / "decor.py").write_text(
        f"""
from pathlib import Path
from attrs import evolve
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_prepare(context):
    roots = (Path({str(other.parent)!r}), *context.resources.roots)
    resources = type(context.resources)(roots, context.resources.brought)
    return evolve(context, resources=resources)
""",
        encoding="utf-8",
    )
    rendered, told = _made(Session.start(find_workspace(world), (plugins,)), world, "etude-de-cas")
    assert rendered.data is None
    assert len(told) == 1 and any("`decor`" in hint for hint in told[0].hints)
