"""What the tests of the web page share: pages made from real dossiers, read by html5lib, shown by
Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from attrs import evolve, frozen

from ppgp_docs.api import Context, Diagnostic, Document, Dossier
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_page_web.format import PageWeb

TESTS = Path(__file__).parents[2]
REAL = ("01-ain", "60-oise", "77-seine-et-marne")
FOLDERS = {
    "exemple": TESTS / "plugins" / "etude_de_cas" / "exemple",
    "essai": TESTS / "plugins" / "fiche_action" / "essai",
    **{
        name: TESTS.parent / "departments" / name
        for name in ("01-ain", "60-oise", "77-seine-et-marne")
    },
}
REAL = ("01-ain", "60-oise", "77-seine-et-marne")
STUDIES = ("01-ain", "60-oise", "exemple")


@frozen(slots=False)
class Made:
    """A page, what it was made of, what was said while it was."""

    document: Document
    html: str
    context: Context
    said: tuple[Diagnostic, ...] = ()

    @cached_property
    def tree(self) -> ElementTree.Element:
        """The page as browsers read it (WHATWG), by html5lib, names without their namespace."""
        tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(self.html)
        for each in tree.iter():
            if isinstance(each.tag, str):
                each.tag = each.tag.rpartition("}")[2]
        return tree

    def all(self, *tags: str) -> list[ElementTree.Element]:
        """The elements of those names, in the order of the page."""
        return [each for each in self.tree.iter() if each.tag in tags]


Make = Callable[..., Made]


def words(element: ElementTree.Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="session")
def read(session: Session) -> Callable[[str], Dossier]:
    """The dossier of a folder by its name, read once."""

    @cache
    def dossier(name: str) -> Dossier:
        reading = session.read(DossierFolder(FOLDERS[name]))
        assert reading.dossier is not None, reading.diagnostics
        return reading.dossier

    return dossier


@pytest.fixture(scope="session")
def make(session: Session, read: Callable[[str], Dossier]) -> Make:
    """Make the first page of a dossier, or that of a fiche; maybe in another theme, as a draft."""

    def made(
        study: Dossier | str,
        rank: int = 0,
        theme: str = "",
        draft: tuple[str, ...] = (),
        preview: bool = False,
    ) -> Made:
        dossier = read(study) if isinstance(study, str) else study
        said: list[Diagnostic] = []
        look = load_theme(theme or dossier.presentation.theme, session.resources)
        context = Context(session.resources, look, said.append, draft=draft, preview=preview)
        document = PageWeb().documents(dossier)[rank]
        data = PageWeb().render(document, context)
        return Made(document, data.decode(), context, tuple(said))

    return made


@pytest.fixture(scope="session")
def pages(make: Make) -> dict[str, Made]:
    """The pages of the three real dossiers and of the examples, by the name of their folder."""
    return {name: make(name) for name in FOLDERS}


@pytest.fixture(scope="session")
def previews(make: Make) -> dict[str, Made]:
    """The same as they are looked at while the dossier is typed."""
    return {name: make(name, preview=True) for name in FOLDERS}


@pytest.fixture(params=REAL)
def page(request: pytest.FixtureRequest, pages: dict[str, Made]) -> Made:
    """Each of the real pages: two case studies, a fiche."""
    return pages[request.param]


@pytest.fixture(scope="module")
def opened(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Open a page in a window of its own; what it fetches and complains of is kept."""
    contexts: list[Any] = []

    def fresh(made: Made, width: int = 1280, **more: Any) -> Any:
        file = tmp_path_factory.mktemp("page") / f"{made.document.name}.html"
        file.write_text(made.html, encoding="utf-8")
        contexts.append(browser.new_context(viewport=window(width), **more))
        shown = contexts[-1].new_page()
        shown.asked, shown.told = [], []
        shown.on("request", lambda request: shown.asked.append(request.url[:80]))
        shown.on("console", lambda message: shown.told.append(message.text))
        shown.goto(file.as_uri())
        return shown

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def show(opened: Callable[..., Any]) -> Callable[..., Any]:
    """A page in a window of that width, in a colour scheme, with or without movement: opened once
    for the tests of a module that neither type in it nor change it."""
    ready: dict[str, Any] = {}

    def shown(made: Made, width: int = 1280, scheme: str = "light", motion: str = "reduce") -> Any:
        page = ready.get(made.html) or ready.setdefault(made.html, opened(made))
        page.set_viewport_size(window(width))
        page.emulate_media(color_scheme=scheme, reduced_motion=motion)
        page.evaluate("scrollTo(0, 0)")
        return page

    return shown


def window(width: int) -> Any:
    return {"width": width, "height": 900}


def with_person(dossier: Dossier, **changes: Any) -> Dossier:
    """The dossier with the first of its people changed."""
    name, person = next(iter(dossier.personnes.items()))
    people = dossier.personnes.set(name, evolve(person, **changes))
    return evolve(dossier, personnes=people)


def plain(text: str) -> str:
    """A text without spaces, quotation marks and capitals, which typesetting may change."""
    return re.sub(r"[\s\u200b«»“”\"-]", "", text).casefold()
