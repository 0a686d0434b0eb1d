"""Any number of items, answers, rows, columns and words: drawn, in order, once, inside its box."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.plugins.diaporama.hasard import KINDS, Writer
from tests.plugins.diaporama.lecteur import A, slides_of
from tests.plugins.diaporama.regle import extent, spilt

from ppgp_diaporama.fit.chart import NAMES, ChartPage
from ppgp_diaporama.fit.chart_and_text import charted
from ppgp_diaporama.fit.fit import pages
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.table import table_pages
from ppgp_diaporama.slides import Bar, Bars, Panel, Para, Slide, Source, Table
from ppgp_diaporama.story.deck import tell
from ppgp_docs.api import HandledError, Run, dossier, parse_line

HERE = Source("le texte")
Read = Callable[..., dossier.Dossier]


def under(bloc: str) -> str:
    return f'departement: "971"\ncontexte:\n  titre: Le contexte\n  blocs:\n{bloc}'


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(20, 24))
def test_no_text_leaves_its_box_by_another_ruler(kind: str, seed: int, read_text, standard) -> None:
    """The advances that Pillow measures in the real font, line by line."""
    faults: list[Any] = []
    made = pages(tell(read_text(Writer(seed).alone(kind))), standard, faults.append)
    assert faults == []
    assert [each for page in made for each in spilt(page)] == []


def test_the_other_ruler_notices_a_text_that_is_too_large(standard) -> None:
    frame = standard["Texte"].texts[0]
    long = [Para((Run("Les équipes écoutent les familles. " * 60),))]
    assert extent(long, frame.styles, frame.room.w)[1] > frame.room.h


@pytest.mark.parametrize(
    "detail", ["", ", detail: tous les jeudis de l’année à la maison du Département"]
)
@pytest.mark.parametrize("count", [1, 5, 6, 7, 28, 40, 60, 120])
def test_a_list_goes_on_over_slides_each_item_shown_once_and_in_order(
    count: int, detail: str, read_text: Read, make: Callable
) -> None:
    items = ", ".join(f"{{texte: Commune n° {n:03d}{detail}}}" for n in range(count))
    slides = slides_of(make(read_text(under(f"    - {{type: liste, elements: [{items}]}}\n"))).data)
    shown = [text.partition(" (")[0] for slide in slides for text in slide.shown]
    communes = [text for text in shown if text.startswith("Commune")]
    assert communes == [f"Commune n°\u00a0{n:03d}" for n in range(count)]


def test_the_columns_of_a_long_list_are_even(read_text: Read, standard) -> None:
    items = ", ".join(f"Commune {n}" for n in range(40))
    story = read_text(under(f"    - {{type: liste, elements: [{items}]}}\n"))
    _, *made = pages(tell(story), standard, pytest.fail)
    columns = [len(placed.panel.paras) for page in made for placed in page.body.texts]
    assert columns == [10, 10, 10, 10]


def test_a_numbered_list_keeps_its_numbers_over_slides(read_text: Read, make: Callable) -> None:
    items = ", ".join(f"Commune {n}" for n in range(60))
    bloc = f"    - {{type: liste, numerotee: oui, elements: [{items}]}}\n"
    deck = make(read_text(under(bloc))).deck
    numbers = [
        int(node.get("startAt"))
        for slide in deck.slides
        for node in slide._element.iter(f"{A}buAutoNum")
    ]
    assert numbers == list(range(1, 61))


def test_a_card_too_long_for_a_page_goes_on_under_its_heading(standard) -> None:
    long = " ".join(
        "Les équipes écoutent et accompagnent les familles du territoire." for _ in range(60)
    )
    cards = tuple(
        Panel((Para((Run(title),), 1), Para((Run(text),))), HERE)
        for title, text in (("Avant", "Court."), ("Pendant", long), ("Après", "Court."))
    )
    slide = Slide(layout="Cases", title=parse_line("Trois temps"), source=HERE, panels=cards)
    made = pages([slide], standard, pytest.fail)
    heads = [placed.panel.paras[0].plain for page in made for placed in page.body.texts]
    assert heads[:2] == ["Avant", "Pendant"]
    assert heads[-1] == "Après"
    assert set(heads[2:-1]) == {"Pendant (suite)"}
    told = [p.plain for page in made for placed in page.body.texts for p in placed.panel.paras[1:]]
    assert " ".join(told) == f"Court. {long} Court."


def test_who_speaks_is_never_alone_on_a_slide(read_text: Read, standard) -> None:
    said = "Je prends davantage le temps d’écouter, et je diffère quand le sujet est trop lourd. "
    for count in range(8, 24):
        story = read_text(
            under("    - {type: citation, citation: voix}\n")
            + f"citations:\n  voix: {{texte: '{said * count}', attribution: une puéricultrice}}\n"
        )
        made = pages(tell(story), standard, pytest.fail)
        texts = [placed.panel.paras for page in made[1:] for placed in page.body.texts]
        assert all(len(paras) > 1 for paras in texts if paras[-1].level == 1)


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
        tuple(parse_line(f"{row}.{column} {text}") for column in range(across))
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
        ("0.0 développementaux", "1.0 développementaux")
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


LOWER = ("les équipes écoutent et accompagnent les familles du territoire. " * 40).strip()
LISTED = ("accompagner les familles du territoire à chaque étape ; " * 40).strip() + " fin."
WHOLE = [
    '"{}"',
    '{{type: liste, elements: ["{}", court]}}',
    '{{type: encart, titre: Titre, texte: "{}"}}',
    '{{type: section, titre: Titre, blocs: ["{}"]}}',
    '{{type: tableau, titre: Un, colonnes: [a, b], lignes: [[x, "{}"]]}}',
]


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("text", [LOWER, LISTED])
def test_a_long_text_goes_on_behind_a_point_or_a_semicolon(
    make, read_text, kind: str, text: str
) -> None:
    made = make(read_text(under(f"    - {kind.format(text)}\n")))
    said = " ".join(
        shape.text_frame.text if shape.has_text_frame else _of_cells(shape)
        for slide in made.deck.slides
        for shape in slide.shapes
        if shape.has_text_frame or shape.has_table
    )
    words = text.split(maxsplit=1)[0], "territoire"
    assert [said.count(word) for word in words] == [text.count(word) for word in words]


def _of_cells(shape) -> str:
    return " ".join(cell.text for row in shape.table.rows for cell in row.cells)


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
    assert "Basse-Terre\u202f; Lundi\u00a0: 9\u00a0h." in made.spoken()


def test_a_table_wears_the_style_that_its_template_names(make, read_text, context) -> None:
    bloc = "    - {type: tableau, titre: Où, colonnes: [Lieu], lignes: [[Basse-Terre]]}\n"
    made = make(read_text(under(bloc)))
    (slide,) = [slide for slide in slides_of(made.data) if slide.has_table]
    assert "Tableau\u00a0: Le contexte" in slide.described
    deck = made.deck
    styles = deck.part.part_related_by(f"{RELATION}/tableStyles").blob
    (worn,) = [n.text for s in deck.slides for n in s._element.iter(f"{A}tableStyleId")]
    assert worn == etree.fromstring(styles).get("def")


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def refused(make: Callable, story: dossier.Dossier) -> list[Any]:
    with pytest.raises(HandledError) as caught:
        make(story)
    return list(caught.value.diagnostics)


SENTENCE = " ".join(f"phrase {n} du compte rendu" for n in range(160))
WORD = "x" * 300
LONG = {
    "carte": f"    - {{type: cartes, cartes: [{{titre: Chantier, texte: {SENTENCE}}}]}}\n",
    "document": f"    - {{type: documents, documents: [{{titre: Flyer, texte: {SENTENCE}}}]}}\n",
    "tableau": "    - {type: tableau, titre: Le détail, colonnes: [Lieu, Texte], "
    f"lignes: [[Bourg, {SENTENCE}]]}}\n",
    "liste": f"    - {{type: liste, titre: Les demandes, elements: [Un, {SENTENCE}]}}\n",
    "liste longue": "    - {type: liste, titre: Les demandes, "
    f"elements: [Un, deux, trois, quatre, cinq, six, {SENTENCE}]}}\n",
    "encart": f"    - {{type: encart, titre: En résumé, texte: {SENTENCE}}}\n",
    "enquete": "    - {type: enquete, public: usagers, resultats: "
    f"[{{titre: Ce qui plaît, elements: [{SENTENCE}, Un]}}]}}\n",
    "réponses comptées": "    - {type: enquete, public: usagers, resultats: [{titre: Ce qui plaît, "
    f"elements: [{{texte: {SENTENCE}, effectif: 3}}, {{texte: Un, effectif: 2}}]}}]}}\n",
    "avant_apres": "    - {type: avant_apres, titre: Le flyer, avant: {texte: Un.}, "
    f"apres: {{texte: {SENTENCE}}}}}\n",
    "changements": "    - {type: avant_apres, titre: Le flyer, avant: {texte: Un.}, "
    f"apres: {{texte: Deux.}}, changements: [{SENTENCE}]}}\n",
}
"""Blocks that have no ``version_courte``, with a text of one endless sentence."""


@pytest.mark.parametrize("bloc", LONG.values(), ids=LONG)
def test_a_text_that_fits_nowhere_is_told_with_a_remedy_that_its_block_has(
    bloc: str, read_text: Read, make: Callable
) -> None:
    (fault,) = refused(make, read_text(under(bloc)))
    assert fault.code == "R211"
    assert "«\u00a0phrase 0 du compte rendu" in fault.message.lower()
    assert int("".join(c for c in fault.message.split("diapositive")[1] if c.isdigit())) > 0
    assert "version_courte" not in " ".join(fault.hints)
    assert fault.hints
    assert fault.span.line >= 5


@pytest.mark.parametrize(
    ("bloc", "more"),
    [
        (f"    - {{type: paragraphe, texte: {SENTENCE}}}\n", ""),
        (
            "    - {type: citation, citation: voix}\n",
            f"citations:\n  voix: {{texte: {SENTENCE}, attribution: une voix}}\n",
        ),
    ],
)
def test_a_short_version_is_proposed_where_it_can_be_written_and_is_then_enough(
    bloc: str, more: str, read_text: Read, make: Callable
) -> None:
    (fault,) = refused(make, read_text(under(bloc) + more))
    assert "`version_courte`" in " ".join(fault.hints)
    short = f"texte: {SENTENCE}, version_courte: Un compte rendu"
    mended = (under(bloc) + more).replace(f"texte: {SENTENCE}", short)
    assert "Un compte rendu" in make(read_text(mended)).shown()


@pytest.mark.parametrize("kind", [name for name in LONG if name != "avant_apres"])
def test_a_word_wider_than_a_slide_is_told_as_a_word(kind: str, read_text: Read, make) -> None:
    (fault,) = refused(make, read_text(under(LONG[kind].replace(SENTENCE, WORD))))
    assert fault.message.lower().startswith(f"le mot «\u00a0{'x' * 40}…\u00a0»")
    assert "caractère" not in fault.message


def test_a_cell_that_fits_nowhere_is_told_at_its_place(read_text: Read, make) -> None:
    (fault,) = refused(make, read_text(under(LONG["tableau"])))
    line = under(LONG["tableau"]).splitlines()[fault.span.line - 1]
    assert line[fault.span.column - 1 :].startswith("phrase 0")


def test_a_text_less_what_is_told_to_be_too_many_fits(read_text: Read, make) -> None:
    (fault,) = refused(make, read_text(under(LONG["carte"])))
    told = fault.message.split("diapositive")[1]
    extra = int("".join(char for char in told if char.isdigit()))
    shorter = under(LONG["carte"].replace(SENTENCE, SENTENCE[: len(SENTENCE) - extra]))
    assert "phrase 0" in make(read_text(shorter)).shown()


def test_a_long_question_leaves_the_title_to_the_section(read_text: Read, standard) -> None:
    question = (
        "Quelles difficultés rencontrez-vous le plus souvent avec les familles que vous suivez"
    )
    results = ", ".join(
        f"{{titre: {question} {n}, choix: multiple, elements: "
        "[{texte: Un, effectif: 3}, {texte: Deux, effectif: 2}]}"
        for n in range(3)
    )
    bloc = f"    - {{type: enquete, public: usagers, resultats: [{results}]}}\n"
    made = pages(tell(read_text(under(bloc))), standard, pytest.fail)
    for page in made[1:]:
        assert page.slide.title.plain.startswith("Le contexte")
        assert question in page.body.texts[0].panel.paras[0].plain


def test_the_longest_bar_leaves_room_for_its_label(read_text: Read, standard) -> None:
    """The line of the label, measured by Pillow, beside the bar at its scale."""
    figures = (
        "chiffres:\n  total: {libelle: familles, valeur: 1234567}\n  part:\n"
        "    {libelle: familles suivies, valeur: 1200000, base: total}\n"
        "  autre: {libelle: autres, valeur: 9, base: part}\n"
    )
    bloc = "    - {type: graphique, titre: Les familles, chiffres: [part, autre]}\n"
    made = pages(tell(read_text(under(bloc) + figures)), standard, pytest.fail)
    (chart,) = [page.body.drawing for page in made if isinstance(page.body.drawing, ChartPage)]
    room = chart.box.w * (1 - NAMES)
    style = (Style(chart.size, bold=True),)
    for row in chart.bars.rows:
        label = [Para((Run(line),)) for line in row.label.split("\n")]
        widest, _ = extent(label, style, room)
        assert float(row.value / chart.end) * room + widest <= room


LONG_TITLE = (
    "Une question qui se pose dans chacune des équipes du territoire depuis la réforme " * 2
)


def test_a_section_with_a_short_version_never_takes_its_long_title(read_text: Read, make) -> None:
    blocs = (
        "          - {type: liste, elements: [un, deux]}\n"
        "          - {type: citation, citation: voix}\n"
    )
    story = read_text(
        under(
            f"    - type: section\n      titre: {LONG_TITLE}\n      version_courte: En bref\n"
            f"      blocs:\n{blocs}          - {{type: section, titre: Dedans, blocs: [Un.]}}\n"
            "          - {type: encart, texte: Deux.}\n"
        )
        + "citations:\n  voix: {texte: Un., attribution: A}\n"
    )
    slides = slides_of(make(story).data)
    assert [slide.title for slide in slides[1:]] == ["En bref", "En bref (suite)"]
    assert any(LONG_TITLE.strip() in line for line in slides[1].notes)


def test_an_activity_with_a_long_title_and_a_short_version_makes_its_deck(read_text, make) -> None:
    story = read_text(
        f"departement: '971'\nactivites:\n  - titre: {LONG_TITLE}\n    version_courte: En bref\n"
        "    blocs: [Un texte.]\n"
    )
    assert [slide.title for slide in slides_of(make(story).data)[1:]] == [
        LONG_TITLE.strip(),
        "En bref",
    ]


def test_a_milestone_with_a_word_wider_than_a_slide_is_told_at_its_place(read_text, make) -> None:
    steps = "[{titre: Lancement}, {titre: %s}]" % ("x" * 130)
    (fault,) = refused(make, read_text(under(f"    - {{type: etapes, etapes: {steps}}}\n")))
    assert fault.message.startswith("le mot")
    assert (fault.code, fault.span.line, fault.span.column) == ("R211", 5, 51)


def test_a_milestone_with_a_long_text_shows_its_beginning(read_text: Read, make) -> None:
    long = " ".join(
        f"Les équipes écoutent les familles du territoire numéro {n}." for n in range(90)
    )
    steps = f"[{{titre: Lancement, texte: {long}}}, {{titre: Bilan}}]"
    made = make(read_text(under(f"    - {{type: etapes, etapes: {steps}}}\n")))
    assert "territoire numéro\u00a00." in made.shown()
    assert "numéro\u00a089." not in made.shown()
    assert "numéro\u00a089." in made.spoken()


def test_under_a_chart_the_source_then_the_base_give_way_to_the_question(standard) -> None:
    bars = Bars(parse_line("Les réponses"), (Bar("Oui", Decimal(3), "3", "3", HERE),))
    frames = (standard["Graphique"].drawing, standard["Graphique"].texts[0])
    long = tuple(
        Para((Run("Les équipes écoutent les familles du territoire. " * n),)) for n in (40, 30, 2)
    )
    panel = Panel(long[:1], HERE, (long[1:2], long[2:]))
    (body,) = charted(bars, panel, frames, pytest.fail)
    assert body.texts[0].panel.paras == long[2:]
    assert body.drawing.box.h + body.texts[0].frame.box.h == pytest.approx(
        frames[0].box.h + frames[1].box.h
    )
