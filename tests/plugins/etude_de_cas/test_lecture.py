"""What is read, and in which order: the tag tree, the notes, the contents."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_regressions.file_regression import FileRegressionFixture

from ppgp_docs.api import dossier
from ppgp_etude_de_cas.format import EtudeDeCas

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendu

ATTENDU = Path(__file__).with_name("lecture.txt")
"""Golden file: on an intended change, `nox -s golden`, and review the diff."""


def test_a_voice_reads_the_document_in_the_order_of_the_dossier(
    exemple: Rendu, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(exemple.lecture(), fullpath=ATTENDU, encoding="utf-8")


def test_headings_never_skip_a_level(reelle: Rendu) -> None:
    levels = [int(level) for level in re.findall(r"^H(\d)", reelle.lecture(), re.MULTILINE)]
    steps = [after - before for before, after in pairwise(levels)]
    assert levels[0] == 1
    assert max(steps) == 1


def test_contents_give_the_page_of_each_part(exemple: Rendu) -> None:
    _, contents, *_ = pages = exemple.pages()
    for part in ("Le contexte", "La communication", "Faites comme nous"):
        given = re.search(rf"{part}\s+(\d+)", contents)
        assert given
        assert part in pages[int(given[1]) - 1]


def test_notes_are_numbered_as_called_and_stand_on_the_page_of_their_call(exemple: Rendu) -> None:
    [page] = [page for page in exemple.pages() if "emploie la grille" in page]
    assert re.search(r"1\. Une seconde note\.\s+2\. Une grille d’analyse", page)


def test_a_note_called_twice_is_printed_once(exemple: Rendu) -> None:
    assert exemple.texte().count("Une seconde note.") == 1


def test_every_expected_figure_is_printed(etude: dossier.Dossier, exemple: Rendu) -> None:
    [document] = EtudeDeCas().documents(etude)
    expected = {" ".join(figure.split()) for figure in document.expected}
    text = " ".join(exemple.texte().split())
    assert "1 250" in expected
    assert {figure for figure in expected if figure not in text} == set()


def test_a_quote_has_its_marks_and_its_own_become_those_of_level_two(exemple: Rendu) -> None:
    flat = " ".join(exemple.texte().split())
    assert "« J’écoute sans juger »" in flat
    assert "“silence”" in flat


def test_case_studies_hold_in_twenty_pages(reelle: Rendu) -> None:
    assert 12 <= len(reelle.pages()) <= 20


SEED_FIGURES = {
    "etude-de-cas-ain.pdf": ("62", "7 personnes sur 9 (78 %)", "23 familles"),
    "etude-de-cas-oise.pdf": ("180 membres", "13 cadres", "173", "60 %", "16"),
}


def test_the_figures_of_the_published_studies_are_printed(reelle: Rendu) -> None:
    text = " ".join(reelle.texte().split())
    expected = SEED_FIGURES[reelle.fichier.name]
    assert [figure for figure in expected if figure not in text] == []
