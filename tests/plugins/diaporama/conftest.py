"""Decks of the shipped dossiers, read back with python-pptx and by hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve, frozen
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from tests.plugins.diaporama.epreuve import stress
from tests.plugins.diaporama.hasard import Writer

from ppgp_diaporama.fit.frames import Layout, layouts
from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Context, Document, dossier
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[3] / "departments"
REAL = ("01-ain", "60-oise")
THEMES = ("rivage", "atelier")
Dossier = dossier.Dossier


@frozen
class Made:
    """A deck: the document that was asked for, its bytes, what python-pptx reads in them."""

    document: Document
    data: bytes

    @property
    def deck(self) -> Deck:
        return Presentation(io.BytesIO(self.data))

    def rendered(self, context: Context) -> Deck:
        """The same document, in another context."""
        return Presentation(io.BytesIO(Diaporama().render(self.document, context)))

    def shown(self) -> str:
        """All that the slides print, charts and tables included."""
        return "\n".join(text for slide in self.deck.slides for text in texts(slide.shapes))

    def spoken(self) -> str:
        """All the speaker notes."""
        return "\n".join(
            slide.notes_slide.notes_text_frame.text
            for slide in self.deck.slides
            if slide.has_notes_slide
        )


def texts(shapes) -> list[str]:
    """The texts of shapes in their order, going down into groups."""
    found: list[str] = []
    for shape in shapes:
        if shape.shape_type == 6:
            found += texts(shape.shapes)
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            found += list(shape.chart.plots[0].categories)
            found += [point.text for point in shape.chart._chartSpace.iter() if point.text]
    return found


@pytest.fixture(scope="session")
def context(session: Session) -> Context:
    theme = load_theme("neutre", session.resources)
    return Context(session.resources, theme, lambda found: None)


@pytest.fixture(scope="session")
def make(context: Context) -> Callable[[Dossier], Made]:
    """Render the deck of a dossier."""

    return lambda story: _made(story, context)


def _made(story: Dossier, context: Context) -> Made:
    (document,) = Diaporama().documents(story)
    return Made(document, Diaporama().render(document, context))


def _shipped(session: Session, name: str) -> Dossier:
    story = session.read(DossierFolder(SHIPPED / name)).dossier
    assert story is not None
    return story


@pytest.fixture(scope="session")
def shipped(session: Session) -> Callable[[str], Dossier]:
    """A shipped dossier by the name of its folder."""
    return lambda name: _shipped(session, name)


@pytest.fixture(scope="session")
def read_text(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Dossier]:
    """The dossier that a text describes, with a drawing beside it when there is one."""

    def run(text: str, drawing: str = "") -> Dossier:
        folder = tmp_path_factory.mktemp("departements") / "971-guadeloupe"
        folder.mkdir()
        (folder / "dossier.yaml").write_text(text, encoding="utf-8")
        if drawing:
            (folder / "dessin.svg").write_text(drawing, encoding="utf-8")
        story = session.read(DossierFolder(folder)).dossier
        assert story is not None
        return story

    return run


@pytest.fixture(scope="session")
def decks(
    session: Session, context: Context, read_text: Callable[..., Dossier]
) -> Callable[[str], Made]:
    """The deck of that name, drawn once for all the tests of a process: pytest keeps one parameter
    of a fixture at a time, and files come one after the other."""

    @cache
    def deck(name: str) -> Made:
        if name == "épreuve":
            return _made(read_text(stress()), context)
        if name == "hasard":
            return _made(read_text(Writer(seed=3).assorted()), context)
        if name in THEMES:
            own = evolve(context, theme=load_theme(name, session.resources))
            return _made(_shipped(session, "60-oise"), own)
        return _made(_shipped(session, name), context)

    return deck


@pytest.fixture(scope="session", params=REAL)
def made(request: pytest.FixtureRequest, decks: Callable[[str], Made]) -> Made:
    """The deck of each shipped case study."""
    return decks(request.param)


@pytest.fixture(scope="session", params=[*REAL, "épreuve", "hasard", *THEMES])
def any_deck(request: pytest.FixtureRequest, decks: Callable[[str], Made]) -> Made:
    """The shipped decks, that of an awkward dossier, one with a block of every kind in random
    numbers, and one in each of the other themes."""
    return decks(request.param)


@pytest.fixture(scope="session")
def standard(context: Context) -> dict[str, Layout]:
    """The layouts of the shipped template."""
    data = context.resources.bytes("diaporama/neutre.pptx")
    return layouts(Presentation(io.BytesIO(data)), Path("neutre.pptx"))
