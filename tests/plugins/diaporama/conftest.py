"""Decks of the shipped dossiers, read back with python-pptx and by hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from ppgp_diaporama.fit.frames import Layout, layouts
from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Context, Document, dossier
from ppgp_docs.engine import Engine
from ppgp_docs.find import DossierFolder
from ppgp_docs.theme import load_theme

SHIPPED = Path(__file__).parents[3] / "departments"
Dossier = dossier.Dossier


@frozen
class Made:
    """A deck: the document that was asked for, its bytes, what python-pptx reads in them."""

    document: Document
    data: bytes

    @property
    def deck(self) -> Deck:
        return Presentation(io.BytesIO(self.data))

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
def context(engine: Engine) -> Context:
    theme = load_theme("neutre", engine.resources)
    return Context(engine.resources, theme, lambda found: None)


@pytest.fixture(scope="session")
def make(context: Context) -> Callable[[Dossier], Made]:
    """Render the deck of a dossier."""

    def run(story: Dossier) -> Made:
        (document,) = Diaporama().documents(story)
        return Made(document, Diaporama().render(document, context))

    return run


@pytest.fixture(scope="session", params=["01-ain", "60-oise"])
def made(request: pytest.FixtureRequest, engine: Engine, make: Callable[[Dossier], Made]) -> Made:
    """The deck of each shipped case study."""
    story = engine.read(DossierFolder(SHIPPED / request.param)).dossier
    assert story is not None
    return make(story)


@pytest.fixture(scope="session")
def standard(context: Context) -> dict[str, Layout]:
    """The layouts of the shipped template."""
    data = context.resources.bytes("diaporama/neutre.pptx")
    return layouts(Presentation(io.BytesIO(data)), "neutre.pptx")
