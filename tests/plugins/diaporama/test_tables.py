"""Tables of any size: each cell drawn once, in columns that cut no word, over as many slides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.plugins.diaporama.blocs import HERE, under
from tests.plugins.diaporama.lecteur import A, slides_of

from ppgp_diaporama.fit.table import table_pages
from ppgp_diaporama.slides import Table
from ppgp_docs.api import parse_line


@given(st.integers(1, 8), st.integers(1, 60), st.integers(1, 12), st.integers(4, 30))
def test_every_cell_of_a_table_is_drawn_in_a_column_that_cuts_no_word(
    standard, across: int, down: int, words: int, letters: int
) -> None:
    table = a_table(across, down, " ".join(["m" * letters] * words))
    made = table_pages(table, standard["Tableau"].drawing, pytest.fail)
    drawn = {cell.plain for page in made for row in (page.header, *page.rows) for cell in row}
    wanted = {cell.plain for row in (table.header, *table.rows) for cell in row}
    assert wanted <= drawn
    firsts = [page.header[0].plain for page in made]
    assert set(firsts) == {"tête 0"} or across > 1
    assert all(sum(page.heights) <= page.box.h + 0.1 for page in made)
    assert all(sum(page.widths) == pytest.approx(page.box.w) for page in made)
    assert min(page.size for page in made) >= 18


def a_table(across: int, down: int, text: str) -> Table:
    header = tuple(parse_line(f"tête {n}") for n in range(across))
    rows = tuple(
        tuple(parse_line(f"c{row}{column} {text}") for column in range(across))
        for row in range(down)
    )
    return Table(header, rows, ((HERE,) * across,) * (down + 1))


def test_the_columns_of_the_next_pages_stand_behind_the_first_one(standard) -> None:
    wide = a_table(8, 2, "développementaux")
    made = table_pages(wide, standard["Tableau"].drawing, pytest.fail)
    assert len(made) > 1
    assert {page.header[0].plain for page in made} == {"tête 0"}
    others = [cell.plain for page in made for cell in page.header[1:]]
    assert others == [f"tête {n}" for n in range(1, 8)]
    assert {tuple(row[0].plain for row in page.rows) for page in made} == {
        ("c00 développementaux", "c10 développementaux")
    }


def test_a_row_taller_than_a_page_goes_on_between_two_sentences(standard) -> None:
    long = "Les équipes écoutent et accompagnent les familles du territoire. " * 60
    header = (parse_line("Lieu"), parse_line("Texte"))
    row = (parse_line("Bourg"), parse_line(long))
    table = Table(header, (row,), ((HERE, HERE), (HERE, HERE)))
    made = table_pages(table, standard["Tableau"].drawing, pytest.fail)
    rows = [row for page in made for row in page.rows]
    assert len(rows) > 1
    assert [row[0].plain for row in rows] == ["Bourg", *["Bourg (suite)"] * (len(rows) - 1)]
    assert " ".join(row[1].plain for row in rows) == long.strip()


def test_a_table_is_drawn_as_a_native_one_whose_empty_cells_stay_empty(make, read_text) -> None:
    bloc = (
        "    - type: tableau\n      titre: Les permanences\n      colonnes: ['', Lundi, Mardi]\n"
        "      lignes: [[Basse-Terre, 9 h, ''], [Le Moule, '', 14 h], [Les Abymes, '', '']]\n"
    )
    made = make(read_text(under(bloc)))
    (drawn,) = [s.table for slide in made.deck.slides for s in slide.shapes if s.has_table]
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["", "Lundi", "Mardi"],
        ["Basse-Terre", "9\u00a0h", ""],
        ["Le Moule", "", "14\u00a0h"],
        ["Les Abymes", "", ""],
    ]
    assert drawn.first_row
    assert "Basse-Terre. Lundi\u00a0: 9\u00a0h." in made.spoken()


def test_a_table_wears_the_style_that_its_template_names(make, read_text, context) -> None:
    bloc = "    - {type: tableau, titre: Où, colonnes: [Lieu], lignes: [[Basse-Terre]]}\n"
    made = make(read_text(under(bloc)))
    (slide,) = [slide for slide in slides_of(made.data) if slide.has_table]
    assert "Tableau. Le contexte" in slide.described
    deck = made.deck
    styles = deck.part.part_related_by(f"{RELATION}/tableStyles").blob
    (worn,) = [n.text for s in deck.slides for n in s._element.iter(f"{A}tableStyleId")]
    assert worn == etree.fromstring(styles).get("def")


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_two_tables_of_one_title_each_say_of_what_they_are_a_part(make, read_text) -> None:
    rows = "".join(f"            - [Lieu {n}, {'mot ' * 9}]\n" for n in range(8))
    sections = "".join(
        f"    - type: section\n      titre: {part}\n      blocs:\n"
        "        - Un texte.\n"
        "        - type: tableau\n          titre: Les communes\n"
        "          colonnes: [Lieu, Texte]\n"
        f"          lignes:\n{rows}"
        for part in ("Au nord", "Au sud")
    )
    titles = [slide.title for slide in slides_of(make(read_text(under(sections))).data)]
    assert [title for title in titles if title.startswith("Annexe")] == [
        "Annexe\u00a0: Les communes (Au nord)",
        "Annexe\u00a0: Les communes (Au sud)",
    ]
