"""A case study that lacks consents: a draft that everyone sees as one, and still accessible."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from attrs import evolve
from tests.plugins.etude_de_cas.conftest import Rendu

from ppgp_docs.api import Context, blocs, dossier
from ppgp_docs.assets.theme import MINIMUM_CONTRAST, contrast, load_theme
from ppgp_docs.prove.seen_pdf import shows
from ppgp_docs.session import Session
from ppgp_etude_de_cas.format import EtudeDeCas

LACKS = tuple(f"Personne {rank}\N{NO-BREAK SPACE}: aucun accord écrit" for rank in range(1, 41))

LIGHT = (236, 250)
"""Greys that are seen on white (255): what the watermark may be."""

DARKEST = "#ECECEC"


@pytest.fixture(scope="module")
def projet(
    session: Session, etude: dossier.Dossier, tmp_path_factory: pytest.TempPathFactory
) -> Rendu:
    """The example as a draft that lacks forty consents."""
    said: list[object] = []
    theme = load_theme("neutre", session.resources)
    context = Context(session.resources, theme, said.append, draft=LACKS)
    [document] = EtudeDeCas().documents(etude)
    file = tmp_path_factory.mktemp("projet") / "projet.pdf"
    file.write_bytes(EtudeDeCas().render(document, context))
    return Rendu(file, ())


def test_each_page_says_projet(projet: Rendu) -> None:
    assert ["PROJET" in page for page in projet.pages()] == [True] * len(projet.pages())


@pytest.mark.parametrize("press", [False, True])
@pytest.mark.parametrize("name", ["neutre", "rivage", "atelier"])
@pytest.mark.campaign(share=3)
def test_the_eye_meets_projet_on_every_page_were_it_all_picture(
    session: Session, etude: dossier.Dossier, name: str, press: bool
) -> None:
    contexte = etude.contexte
    [placed] = (bloc for bloc in etude.blocs() if isinstance(bloc, blocs.ImagePlacee))
    assert contexte
    full = evolve(contexte, blocs=(*contexte.blocs, evolve(placed, largeur="pleine_page")))
    theme = load_theme(name, session.resources)
    context = Context(session.resources, theme, lambda said: None, draft=LACKS[:1])
    [document] = EtudeDeCas().documents(evolve(etude, contexte=full))
    data = EtudeDeCas().render(evolve(document, press=press), context)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    assert [rank for rank in range(pages) if not shows(alone(data, rank), "PROJET")] == []


def alone(data: bytes, rank: int) -> bytes:
    """One page of a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.new() as one:
        one.pages.append(pdf.pages[rank])
        one.save(out := io.BytesIO())
    return out.getvalue()


def test_the_last_pages_list_all_that_lacks_in_order(projet: Rendu) -> None:
    end = projet.texte().split("Accords à recueillir", 1)[1]
    places = [end.find(lack.split("\N{NO-BREAK SPACE}")[0]) for lack in LACKS]
    assert -1 not in places
    assert places == sorted(places)


def test_a_voice_says_projet_on_the_cover_alone(projet: Rendu) -> None:
    assert projet.lecture().count("PROJET") == 1


def test_the_watermark_is_seen_and_light(projet: Rendu) -> None:
    with pypdfium2.PdfDocument(projet.fichier) as pdf:
        pixels = pdf[len(pdf) - 2].render(scale=0.5).to_numpy()[..., 0]
    share = ((pixels > LIGHT[0]) & (pixels < LIGHT[1])).mean()
    assert share > 0.02


@pytest.mark.parametrize("name", ["neutre", "rivage"])
def test_every_text_keeps_its_contrast_over_the_watermark(session: Session, name: str) -> None:
    theme = load_theme(name, session.resources)
    over = [contrast(theme.colour(ink), DARKEST) for ink in ("encre", "accent", "second")]
    assert min(over) >= MINIMUM_CONTRAST


def test_a_draft_keeps_to_pdf_ua(projet: Rendu, verapdf: Callable[[list[Path]], list[str]]) -> None:
    assert verapdf([projet.fichier]) == ["conforme"]


def test_a_final_case_study_does_not_say_projet(exemple: Rendu) -> None:
    assert "PROJET" not in exemple.texte()


def test_a_draft_of_another_list_is_another_file(session: Session, etude: dossier.Dossier) -> None:
    theme = load_theme("neutre", session.resources)
    context = Context(session.resources, theme, lambda said: None, draft=LACKS[:1])
    [document] = EtudeDeCas().documents(etude)
    one, again, final = (
        EtudeDeCas().render(document, each)
        for each in (context, context, evolve(context, draft=()))
    )
    assert one == again
    assert one != final
