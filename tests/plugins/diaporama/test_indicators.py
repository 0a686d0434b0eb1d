"""The indicators of the fiches, behind the deck of a case study that has fiches too."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pptx
import pytest
from pptx.presentation import Presentation

from ppgp_docs.api import Context, load_theme
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.render.format_input import format_input
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

ROOT = Path(__file__).parents[3]
FOLLOWED = "Part des enfants nés dans l’année vus à domicile"
TABLE = "Annexe\u00a0: les indicateurs des fiches action"


def read(session: Session, folder: Path) -> Dossier:
    found = session.read(DossierFolder(folder)).dossier
    assert found is not None
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case study of the Ain, with the fiches of a contract."""
    home = tmp_path_factory.mktemp("departments") / "01-ain"
    shutil.copytree(ROOT / "departments" / "01-ain", home)
    fiches = ROOT / "tests" / "plugins" / "bilan_annuel" / "essai" / "fiches"
    shutil.copytree(fiches, home / "fiches")
    return home


@pytest.fixture(scope="module")
def deck(session: Session, home: Path) -> Presentation:
    format = session.plugins.format("diaporama")
    (document,) = format.documents(read(session, home))
    told: list[object] = []
    context = Context(session.resources, load_theme("neutre", session.resources), told.append)
    made = pptx.Presentation(io.BytesIO(format.render(document, context)))
    assert not told
    return made


def named(deck: Presentation, title: str):
    [slide] = [one for one in deck.slides if one.shapes.title.text_frame.text == title]
    return slide


def test_a_table_has_the_start_each_year_and_the_target_of_every_indicator(
    deck: Presentation,
) -> None:
    slide = named(deck, TABLE)
    (table,) = [one.table for one in slide.shapes if one.has_table]
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Indicateur", "Départ", "2025", "2026", "Cible"]
    assert rows[1] == [
        f"{FOLLOWED} (fiche 4)",
        "103 enfants sur 1\u202f140 (9 %)",
        "171 enfants sur 1\u202f096 (16 %) (cible : 12 %)",
        "cible : 20 %",
        "20 % (2027)",
    ]
    notes = slide.notes_slide.notes_text_frame.text
    assert "bilan de PMI, décembre 2025" in notes
    assert "Deux postes pourvus en juin" in notes


def test_a_native_chart_draws_what_compares(deck: Presentation) -> None:
    slide = named(deck, f"Annexe\u00a0: {FOLLOWED}")
    (chart,) = [one.chart for one in slide.shapes if one.has_chart]
    names = ["Départ 2024", "Résultat 2025", "Cible 2027"]
    assert sorted(chart.plots[0].categories) == sorted(names)


def test_a_case_study_without_fiches_has_no_slide_of_them(session: Session) -> None:
    (document,) = session.plugins.format("diaporama").documents(
        read(session, ROOT / "departments" / "01-ain")
    )
    context = Context(session.resources, load_theme("neutre", session.resources), pytest.fail)
    data = session.plugins.format("diaporama").render(document, context)
    titles = [
        one.shapes.title.text_frame.text for one in pptx.Presentation(io.BytesIO(data)).slides
    ]
    assert not any("indicateur" in title for title in titles)


def test_the_money_of_a_fiche_makes_no_deck_again(session: Session, home: Path) -> None:
    """Its format is given the indicators of fiches and their figures, and nothing else of them."""
    ignored = tuple(session.plugins.format("diaporama").ignores)
    (first, *_) = format_input(read(session, home), ignored, None).fiches
    assert first.indicateurs
    assert first.budget is None
    assert first.rubriques == ()
