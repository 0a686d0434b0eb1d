"""What a printer is given: a page that bleeds, marks to cut by, pictures of 300 dpi."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from attrs import evolve
from PIL import Image

from ppgp_docs.api import Context, blocs, dossier
from ppgp_docs.assets.theme import load_theme
from ppgp_etude_de_cas.format import EtudeDeCas

if TYPE_CHECKING:
    from ppgp_docs.session import Session

A4 = (0, 0, 595.28, 841.89)
MM = 72 / 25.4


def pressed(session: Session, study: dossier.Dossier, theme: str = "neutre") -> bytes:
    context = Context(session.resources, load_theme(theme, session.resources), lambda said: None)
    [document] = EtudeDeCas().documents(study)
    return EtudeDeCas().render(evolve(document, press=True), context)


@pytest.fixture(scope="module", params=["neutre", "rivage", "atelier"])
def theme(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def printed(session: Session, etudes: dict[str, dossier.Dossier], theme: str) -> bytes:
    return pressed(session, etudes["60-oise"], theme)


def test_a_page_is_cut_to_a4_three_millimetres_inside_its_bleed(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        for page in pdf.pages:
            trim, bleed, media = (box(page, name) for name in ("TrimBox", "BleedBox", "MediaBox"))
            assert trim == pytest.approx(A4, abs=0.1)
            assert margins(trim, bleed) == pytest.approx([3 * MM] * 4, abs=0.1)
            assert min(margins(bleed, media)) >= 5 * MM


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[f"/{name}"]]


def margins(inside: list[float], around: list[float]) -> list[float]:
    return [abs(one - other) for one, other in zip(inside, around, strict=True)]


def test_marks_prolong_the_edges_and_stay_out_of_the_bleed(printed: bytes) -> None:
    """Eight lines a page, read in black on white outside the bleed."""
    with pypdfium2.PdfDocument(printed) as pdf:
        page = pdf[1]
        scale = 4
        pixels = page.render(scale=scale).to_numpy().min(axis=2) < 160
    left = round(28.5 * scale)  # of the trim: the bleed and what is around it
    high, wide = pixels.shape
    edge = pixels[: round(15 * scale)].any(axis=0).nonzero()[0]
    assert {round(x / scale) for x in edge} <= {28, 29, 623, 624}
    assert len(edge) >= 2
    assert not pixels[left - round(8 * scale) : left, left : wide - left].any()
    assert high > wide


def test_what_touches_the_edge_goes_on_into_the_bleed(printed: bytes) -> None:
    """The cover and each opener: at the edge of the bleed, the colour of the trimmed edge."""
    openers = [0, *openings(printed)]
    assert len(openers) == 4
    with pypdfium2.PdfDocument(printed) as pdf:
        for rank in openers:
            pixels = pdf[rank].render(scale=1).to_numpy().astype(int)
            inside, bled = 20 + 8, 20 + 1
            for at in (40, 100):
                assert abs(pixels[at, inside + 2] - pixels[at, bled + 1]).max() < 24, (rank, at)
                assert abs(pixels[at, -inside - 3] - pixels[at, -bled - 2]).max() < 24, (rank, at)
            for at in (60, 300):
                assert abs(pixels[inside + 2, at] - pixels[bled + 1, at]).max() < 24, (rank, at)


def openings(data: bytes) -> Iterator[int]:
    """The pages where an activity opens, by the outline."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            for entry in outline.root:
                if "Activité" in entry.title:
                    yield numbers[entry.destination[0].objgen]


def test_a_photo_has_three_hundred_points_per_inch(
    session: Session, ailleurs: dossier.Dossier
) -> None:
    Image.effect_noise((3000, 2000), 60).save(Path(ailleurs.dossier_dir, "images/photo.png"))
    image = blocs.Image(fichier="images/photo.png", alt="Une photo", place=ailleurs.place)
    shown = blocs.ImagePlacee(image=image, place=ailleurs.place)
    study = evolve(ailleurs, activites=(evolve(ailleurs.activites[0], blocs=(shown,)),))
    with pikepdf.open(io.BytesIO(pressed(session, study))) as pdf:
        widths = [int(found.Width) for page in pdf.pages for found in page.images.values()]
    asked = 84 / 25.4 * 300  # a fifth more at most: one width serves page and slide
    assert asked - 2 <= max(widths) <= 1.2 * asked + 2


def test_the_words_and_the_tags_are_those_of_the_case_study(
    session: Session, etudes: dict[str, dossier.Dossier]
) -> None:
    study = etudes["exemple"]
    [document] = EtudeDeCas().documents(study)
    context = Context(session.resources, load_theme("neutre", session.resources), lambda said: None)
    usual, press = EtudeDeCas().render(document, context), pressed(session, study)
    assert words(usual) == words(press)
    with pikepdf.open(io.BytesIO(press)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root


def words(data: bytes) -> list[list[str]]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded().split() for page in pdf]
