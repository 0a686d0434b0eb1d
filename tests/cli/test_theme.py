"""``ppgp theme``, as a designer types it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import yaml
from pptx import Presentation
from tests.commande import ppgp

from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.workspace.resources import shipped

SPECIMEN = shipped("templates") / "specimen" / "dossier.yaml"


def kinds(value: object) -> set[str]:
    """The types of the blocks of a dossier, however deep; a text among blocks is a paragraph."""
    if isinstance(value, list):
        return {kind for each in value for kind in kinds(each)}
    if not isinstance(value, dict):
        return set()
    own = {value["type"]} if "type" in value else set()
    texts = any(isinstance(each, str) for each in value.get("blocs", ()))
    inside = {kind for each in value.values() for kind in kinds(each)}
    return own | inside | ({"paragraphe"} if texts else set())


def test_the_specimen_holds_every_block() -> None:
    dossier = yaml.safe_load(SPECIMEN.read_text("utf-8"))
    assert kinds(dossier) == set(shipped_schemas().blocks)


@pytest.fixture(scope="module")
def designed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose designer copied a theme, wrote a rule, and asked for its specimen."""
    root = tmp_path_factory.mktemp("graphiste")
    themes = root / "templates" / "themes"
    (themes / "prune").mkdir(parents=True)
    (root / "departments").mkdir()
    text = (shipped("templates") / "themes" / "rivage.yaml").read_text("utf-8")
    (themes / "prune.yaml").write_text(text.replace("Rivage", "Prune"), "utf-8")
    rule = "@page texte { @bottom-right { content: 'feuillet ' counter(page) } }"
    (themes / "prune" / "etude-de-cas.css").write_text(rule, "utf-8")
    done = ppgp("theme", "specimen", "prune", "-o", "vu", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


def test_a_specimen_is_a_case_study_a_deck_and_a_page(designed: Path) -> None:
    made = {file.suffix for file in (designed / "vu" / "04-specimen").iterdir()}
    assert made == {".pdf", ".pptx", ".html"}


def test_a_specimen_shows_the_rules_that_the_theme_brings(designed: Path) -> None:
    (file,) = (designed / "vu" / "04-specimen").glob("etude-de-cas-*.pdf")
    pages = pypdfium2.PdfDocument(file)
    assert "feuillet 3" in pages[2].get_textpage().get_text_bounded()


def test_a_specimen_shows_every_layout_of_slides_but_those_of_lone_texts(designed: Path) -> None:
    (file,) = (designed / "vu" / "04-specimen").glob("*.pptx")
    deck = Presentation(str(file))
    used = {slide.slide_layout.name for slide in deck.slides}
    assert {each.name for each in deck.slide_layouts} - used <= {"Texte", "Citation"}


def test_a_specimen_keeps_its_deck_in_the_colours_of_the_theme(designed: Path) -> None:
    (file,) = (designed / "vu" / "04-specimen").glob("*.pptx")
    master = Presentation(str(file)).slide_master.part
    theme = next(each for each in master.rels.values() if each.reltype.endswith("/theme"))
    assert b"0B4F5C" in theme.target_part.blob


def test_nothing_is_left_in_the_workspace(designed: Path) -> None:
    assert sorted(each.name for each in designed.iterdir()) == ["departments", "templates", "vu"]


def test_themes_are_listed_with_those_of_the_workspace(designed: Path) -> None:
    done = ppgp("theme", "list", cwd=designed)
    assert done.stdout.splitlines() == [
        "atelier  Atelier",
        "neutre  Neutre",
        "prune  Prune",
        "rivage  Rivage",
    ]


def test_an_unknown_theme_is_told_with_those_that_exist(tmp_path: Path) -> None:
    done = ppgp("theme", "specimen", "prunne", cwd=tmp_path)
    assert done.returncode != 0
    assert "le thème `prunne` n’existe pas" in done.stderr
    assert "choisissez un thème parmi `atelier`, `neutre`, `rivage`" in done.stderr
    assert not any(tmp_path.iterdir())
