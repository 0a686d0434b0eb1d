"""Every word of a dossier, in order, in each reader that people have; and the totals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.commande import ppgp
from tests.readers.matrix import MATRIX, Reader, fragments, letters, unread
from tests.readers.table import READS

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.readers, pytest.mark.browser, pytest.mark.office]

FICHE = "77-seine-et-marne/fiches/08-visites-a-domicile.yaml"
SAMPLES = {
    ".docx": (FICHE, "fiche-action-08-seine-et-marne"),
    ".xlsx": (FICHE, "plan-de-financement-seine-et-marne"),
    ".pdf": ("01-ain/dossier.yaml", "etude-de-cas-ain"),
    ".pptx": ("01-ain/dossier.yaml", "diaporama-ain"),
    ".html": ("01-ain/dossier.yaml", "etude-de-cas-ain"),
}
FORMATS = ("fiche-action", "plan-de-financement", "etude-de-cas", "diaporama", "page-web")
TOTALS = {".docx": ("227539€", "180500€", "16497€"), ".xlsx": ("227539", "180500", "16497")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document of each kind."""
    place = tmp_path_factory.mktemp("lus")
    only = [part for name in FORMATS for part in ("--only", name)]
    done = ppgp("build", "01", "77", *only, "-o", place, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return place


def document(made: Path, suffix: str) -> Path:
    dossier, name = SAMPLES[suffix]
    return made / Path(dossier).parts[0] / (name + suffix)


@pytest.fixture(scope="module")
def read(made: Path) -> dict[Reader, str]:
    """What each reader reads, once."""
    return {reader: reader.read(document(made, reader.suffix)) for reader in MATRIX}


def named(reader: Reader) -> str:
    return reader.name + reader.suffix


WHOLE = [reader for reader in MATRIX if reader.suffix in (".docx", ".pdf", ".html")]
COUNTING = [reader for reader in MATRIX if reader.suffix in TOTALS]
SHOWING = [reader for reader in MATRIX if reader.suffix == ".pptx"]


@pytest.mark.parametrize("reader", WHOLE, ids=named)
def test_a_reader_finds_every_text_of_the_dossier_in_order(
    reader: Reader, read: dict[Reader, str]
) -> None:
    dossier, _ = SAMPLES[reader.suffix]
    said = yaml.safe_load((ROOT / "departments" / dossier).read_text("utf-8"))
    texts = list(fragments(said))
    assert len(texts) > 15
    assert unread(read[reader], iter(texts)) == []


@pytest.mark.parametrize("reader", COUNTING, ids=named)
def test_a_reader_finds_the_totals(reader: Reader, read: dict[Reader, str]) -> None:
    found = letters(read[reader])
    assert [total for total in TOTALS[reader.suffix] if total not in found] == []


@pytest.mark.parametrize("reader", SHOWING, ids=named)
def test_a_reader_finds_the_title_of_every_slide_in_order(
    reader: Reader, read: dict[Reader, str], made: Path
) -> None:
    from pptx import Presentation

    slides = Presentation(str(document(made, ".pptx"))).slides
    titles = [letters(slide.shapes.title.text_frame.text) for slide in slides]
    assert len(titles) > 10
    assert re.search(".*?".join(map(re.escape, titles)), letters(read[reader]), re.DOTALL)


def test_a_text_that_is_missing_or_out_of_order_is_noticed() -> None:
    texts = [("premier texte", "second texte")]
    assert unread("Le premier texte, puis le second texte.", iter(letters_of(texts))) == []
    assert unread("Le second texte, puis le premier texte.", iter(letters_of(texts))) != []
    assert unread("Le premier texte.", iter(letters_of(texts))) == ["secondtexte"]


def letters_of(texts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(map(letters, parts)) for parts in texts]


def test_the_page_of_readers_names_each_one_and_what_it_leaves_out() -> None:
    page = (ROOT / "docs" / "lecteurs.md").read_text("utf-8")
    for reader in MATRIX:
        (row,) = [
            line
            for line in page.splitlines()
            if line.startswith(f"| {reader.name} |") and f"`{reader.suffix}`" in line
        ]
        assert (", ".join(reader.without) or "rien") in row
        assert READS[reader.suffix] in row
