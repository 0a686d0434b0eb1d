"""A deck that lacks consents: its cover, its footers and its last slides say so."""

from __future__ import annotations

import io
from typing import Any

import pytest
from attrs import evolve
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from ppgp_diaporama.format import Diaporama
from ppgp_diaporama.slides import Slide, Source
from ppgp_diaporama.story.project import as_project
from ppgp_diaporama.story.texts import words
from ppgp_docs.api import Context, Document

LACKS = tuple(
    f"Personne {rank}\u00a0: aucun accord écrit pour citer ses mots sous son nom"
    for rank in range(1, 31)
)


@pytest.fixture(scope="module")
def slides(made, context: Context) -> list[Any]:
    """The slides of a shipped deck as a draft that lacks thirty consents."""
    document: Document = made.document
    data = Diaporama().render(document, evolve(context, draft=LACKS))
    return list(Presentation(io.BytesIO(data)).slides)


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_cover_and_every_footer_say_projet(slides: list[Any]) -> None:
    cover, *others = slides
    assert "PROJET, à ne pas diffuser" in texts(cover)
    assert [slide for slide in others if "PROJET – " not in texts(slide)] == []


def test_a_picture_that_fills_a_slide_bears_the_word_on_a_ground_of_its_own(
    make: Any, read_text: Any, context: Context
) -> None:
    story = make(
        read_text(
            'departement: "971"\ncontexte:\n  titre: La salle\n  blocs:\n'
            "    - type: image\n      largeur: pleine_page\n"
            "      image: {fichier: dessin.svg, alt: Une salle d’attente}\n",
            drawing='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><rect/></svg>',
        )
    )
    data = Diaporama().render(story.document, evolve(context, draft=LACKS[:1]))
    deck = Presentation(io.BytesIO(data))
    [slide] = (each for each in deck.slides if each.slide_layout.name == "Image")
    [label] = (each for each in slide.shapes if each.name == "Projet")
    assert label.text_frame.text == "PROJET"
    assert label.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
    assert 0 < label.left < label.left + label.width < deck.slide_width


def test_a_long_list_goes_on_over_slides_and_loses_nothing(slides: list[Any]) -> None:
    listed = [slide for slide in slides if "Accords à recueillir" in texts(slide)]
    assert len(listed) > 1
    assert listed == slides[-len(listed) :]
    shown = "\n".join(map(texts, listed))
    assert [lack for lack in LACKS if lack not in shown] == []
    titles = [slide.shapes.title.text_frame.text for slide in listed]
    assert len(set(titles)) == len(titles)


def test_a_deck_that_lacks_nothing_is_left_alone(made) -> None:
    slide = Slide(layout="Couverture", title=words("Titre"), source=Source("la couverture"))
    assert as_project((slide,), ()) == (slide,)
    assert "PROJET" not in made.shown()
