"""Columns as wide as their longest word: no word, telephone or amount is cut in two."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.plugins.fiche_action.conftest import Press, Word

from ppgp_docs.api import Document, longest_word
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_fiche_action.word.column_widths import Fit, fitted
from ppgp_fiche_action.word.ooxml import run

from .test_file import _to_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOM = 6900
SIZE = 10.0
WORDS = (
    "Accessibilité", "Ambérieu-en-Bugey", "Consultations", "Hebdomadaires", "Permanences",
    "Obligatoire", "Rendez-vous", "Pluridisciplinaire", "Conventionnement", "Téléconsultation",
    "Sages-femmes", "Puéricultrice", "2024", "oui", "PMI", "27/03/2024", "CAF",
)  # fmt: skip
PHONE = "04\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}34"

texts = st.lists(st.sampled_from([*WORDS, PHONE]), min_size=1, max_size=4).map(" ".join)


def tables_of(columns: int) -> st.SearchStrategy[list[list[str]]]:
    row = st.lists(st.one_of(texts, st.just("")), min_size=columns, max_size=columns)
    return st.lists(row, min_size=2, max_size=6)


tables = st.integers(min_value=1, max_value=8).flatmap(tables_of)


@given(tables, st.data())
def test_every_word_fits_in_its_column_or_the_table_is_said_not_to_be_whole(
    table: list[list[str]], data: st.DataObject
) -> None:
    shares = data.draw(st.lists(st.integers(1, 9), min_size=len(table[0]), max_size=len(table[0])))
    wanted = [ROOM * share // sum(shares) for share in shares]
    fit = fitted(wanted, cells(table), {0}, SIZE)
    assert sum(fit.widths) == sum(wanted)
    if fit.whole:
        assert cut_words(table, fit) == []


@given(tables)
def test_widths_that_cut_no_word_are_kept(table: list[list[str]]) -> None:
    wanted = [9000] * len(table[0])
    assert fitted(wanted, cells(table), {0}, SIZE) == Fit(tuple(wanted))


def cells(table: list[list[str]]) -> list[list[list[Any]]]:
    return [[[run(text)] for text in row] for row in table]


def cut_words(table: list[list[str]], fit: Fit) -> list[str]:
    size = (fit.size or SIZE) * 20
    return [
        text
        for rank, row in enumerate(table)
        for text, width in zip(row, fit.widths, strict=True)
        if longest_word(text, size, 400 if rank else 700) + 2 * fit.side > width + 1
    ]


FICHE: dict[str, Any] = {
    "numero": 8,
    "titre": "Renforcer les visites",
    "objectif": {"numero": 4, "intitule": "Permettre une visite", "engagement": 1},
    "referent": "PMI",
    "edition": "2020-09-24",
}
Write = Callable[[list[dict[str, Any]]], Document]


@pytest.fixture
def fiche_of(session: Session, tmp_path: Path) -> Write:
    """The fiche of some blocks."""

    def write(blocks: list[dict[str, Any]]) -> Document:
        folder = tmp_path / "01-ain"
        (folder / "fiches").mkdir(parents=True)
        (folder / "dossier.yaml").write_text('departement: "01"\n', encoding="utf-8")
        whole = {**FICHE, "rubriques": [{"cle": "constat", "blocs": blocks}]}
        text = yaml.safe_dump(whole, allow_unicode=True)
        (folder / "fiches" / "08.yaml").write_text(text, encoding="utf-8")
        reading = session.read(DossierFolder(folder))
        assert reading.dossier is not None, reading.diagnostics
        [document] = session.plugins.format("fiche-action").documents(reading.dossier)
        return document

    return write


def block(columns: int, rows: int, chance: random.Random, words: int = 2) -> dict[str, Any]:
    """A table of French words, one column of telephones, some cells empty."""

    def cell(rank: int) -> str:
        if rank == 3:
            return "04 99 00 12 34"
        return "" if chance.random() < 0.1 else " ".join(chance.choices(WORDS, k=words))

    return {
        "type": "tableau",
        "titre": f"Tableau de {columns} colonnes",
        "colonnes": [chance.choice(WORDS) for _ in range(columns)],
        "lignes": [[cell(rank) for rank in range(columns)] for _ in range(rows)],
    }


@pytest.mark.office
@pytest.mark.parametrize("seed", range(2))
def test_libreoffice_cuts_no_word_of_a_table(
    press: Press, fiche_of: Write, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    blocks = [block(columns, 3, chance) for columns in range(1, 9)]
    file = tmp_path / "fiche.docx"
    file.write_bytes(press.bytes(fiche_of(blocks)))
    pdf = _to_pdf(file)
    command = ["pdftotext", "-raw", str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    printed = set(re.split(r"[\s-]+", said))
    typed = [text for each in blocks for row in (each["colonnes"], *each["lignes"]) for text in row]
    pieces = {piece for text in typed for piece in re.split(r"[\s-]+", text)}
    assert pieces - printed == set()
    phones = sum(text == "04 99 00 12 34" for text in typed)
    assert said.count("04 99 00 12 34") == phones > 10


def test_a_table_keeps_its_usual_size_where_it_can(press: Press, fiche_of: Write) -> None:
    word = press.word(fiche_of([block(3, 2, random.Random(1), words=1)]))
    assert sizes(inner(word)) == set()


def test_a_table_of_long_words_is_set_in_smaller_letters(press: Press, fiche_of: Write) -> None:
    bloc = block(6, 2, random.Random(1), words=1)
    bloc["colonnes"] = ["Commune", "Consultations", "Permanences", "Téléphone", "Rendez-vous", "Où"]
    table = inner(press.word(fiche_of([bloc])))
    [size] = sizes(table)
    assert 16 <= int(size) < 20  # half-points
    assert table.find(f"{W}tblPr/{W}tblCellMar") is not None


def test_a_table_that_no_size_makes_fit_is_told_row_by_row(press: Press, fiche_of: Write) -> None:
    columns = [f"Conventionnement{rank}" for rank in range(8)]
    bloc = {"type": "tableau", "titre": "Les conventions", "colonnes": columns}
    row = ["Ambérieu", "", *("Pluridisciplinaire " * 2 for _ in range(6))]
    word = press.word(fiche_of([bloc | {"lignes": [row, list(row)]}]))
    assert "Les conventions" in word.text
    assert word.text.count("Conventionnement0\N{NO-BREAK SPACE}: Ambérieu") == 2
    assert word.text.count("Conventionnement1\N{NO-BREAK SPACE}: –") == 2
    assert word.text.count("Conventionnement7\N{NO-BREAK SPACE}: Pluridisciplinaire") == 2


def test_a_row_taller_than_half_a_page_is_told_on_its_own(press: Press, fiche_of: Write) -> None:
    long = "Une longue explication de la permanence. " * 60
    bloc = {"type": "tableau", "titre": "T", "colonnes": ["Lieu", "Pourquoi"]}
    word = press.word(fiche_of([bloc | {"lignes": [["Belley", long]]}]))
    assert "Pourquoi\N{NO-BREAK SPACE}: Une longue explication" in word.text


def test_an_empty_cell_and_an_empty_heading_stay_empty(press: Press, fiche_of: Write) -> None:
    bloc = {"type": "tableau", "titre": "Les permanences", "colonnes": ["", "Lundi", "Mardi"]}
    rows = [["Bourg", "9 h - 12 h", ""], ["Oyonnax", "", ""]]
    table = inner(press.word(fiche_of([bloc | {"lignes": rows}])))
    said = [
        ["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")
    ]
    assert [[bool(text) for text in row] for row in said] == [
        [False, True, True],
        [True, True, False],
        [True, False, False],
    ]
    assert all(cell.find(f"{W}p") is not None for cell in table.iter(f"{W}tc"))


def inner(word: Word) -> Any:
    """The only table that stands in a cell of another."""
    [found] = [each for each in word.tables if any(True for _ in each.iterancestors(f"{W}tbl"))]
    return found


def sizes(table: Any) -> set[str]:
    return {size.get(f"{W}val") for size in table.iter(f"{W}sz")}
