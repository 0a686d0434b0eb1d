"""Any number of items, answers, rows, columns and words: drawn, in order, once, inside its box."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont
from tests.plugins.diaporama import regle
from tests.plugins.diaporama.blocs import HERE, Read, of_cells, under
from tests.plugins.diaporama.epreuve import stress
from tests.plugins.diaporama.hasard import KINDS, Writer
from tests.plugins.diaporama.lecteur import A, slides_of
from tests.plugins.diaporama.regle import extent, spilt

from ppgp_diaporama.fit.arial import widths
from ppgp_diaporama.fit.chart import NAMES, ChartPage
from ppgp_diaporama.fit.chart_and_text import charted
from ppgp_diaporama.fit.fit import pages
from ppgp_diaporama.fit.measure import MARGIN, Style, height, width
from ppgp_diaporama.slides import Bar, Bars, Panel, Para, Slide
from ppgp_diaporama.story.deck import tell
from ppgp_docs.api import Run, parse_line, text_width

SHIPPED = Path(__file__).parents[3] / "departments"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(20, 24))
@pytest.mark.campaign(share=4)
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
    assert sum(columns) == 40
    assert len(set(columns[:-1])) == 1
    assert columns[-1] <= columns[0]


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


LOWER = ("les équipes écoutent et accompagnent les familles du territoire. " * 40).strip()

LISTED = ("accompagner les familles du territoire à chaque étape ; " * 40).strip() + " fin."

ASKED = "{{type: section, titre: Titre, diapo: oui, blocs: [%s]}}"
"""A text that no section asks for is shown by its beginning alone."""

WHOLE = [
    ASKED % '"{}"',
    '{{type: liste, elements: ["{}", court]}}',
    ASKED % '{{type: encart, titre: Titre, texte: "{}"}}',
    '{{type: tableau, titre: Un, colonnes: [a, b], lignes: [[x, "{}"]]}}',
]


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("text", [LOWER, LISTED])
def test_a_long_text_goes_on_behind_a_point_or_a_semicolon(
    make, read_text, kind: str, text: str
) -> None:
    made = make(read_text(under(f"    - {kind.format(text)}\n")))
    said = " ".join(
        shape.text_frame.text if shape.has_text_frame else of_cells(shape)
        for slide in made.deck.slides
        for shape in slide.shapes
        if shape.has_text_frame or shape.has_table
    )
    words = text.split(maxsplit=1)[0], "territoire"
    assert [said.count(word) for word in words] == [text.count(word) for word in words]


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
        widest, _ = extent([Para((Run(row.label),))], style, room)
        assert float(chart.bars.whole / chart.end) * room + widest <= room


def test_under_a_chart_the_source_gives_way_to_the_question_and_its_base(standard) -> None:
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


ARIAL = [
    file
    for root in ("/usr/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
    for name in ("NimbusSans-{}.otf", "LiberationSans-{}.ttf")
    for file in Path(root).rglob(name.format("Regular"))
]
"""Fonts with the widths of Arial that machines have."""


@pytest.mark.skipif(not ARIAL, reason="no font here has the widths of Arial")
@pytest.mark.parametrize("name", ["01-ain", "60-oise", "épreuve", "hasard"])
def test_no_text_leaves_its_box_where_arial_stands_in(
    name: str, shipped: Callable, read_text: Read, standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title and the widest word of each text, and its height in the lines of that font."""
    regular = ARIAL[0]

    @cache
    def font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
        file = str(regular).replace("Regular", "Bold" if bold else "Regular")
        return ImageFont.truetype(file, round(size * 100))

    monkeypatch.setattr(regle, "_font", font)
    regle._advance.cache_clear()
    texts = {"épreuve": stress, "hasard": Writer(seed=3).assorted}
    story = read_text(texts[name]()) if name in texts else shipped(name)
    made = pages(tell(story), standard, pytest.fail)
    assert [each for page in made for each in spilt(page)] == []
    regle._advance.cache_clear()


def test_a_sign_is_as_wide_as_in_the_wider_of_both_fonts() -> None:
    arial = widths(bold=True)
    assert arial["A"] == pytest.approx(0.722)
    assert width("A", 10, bold=True) == pytest.approx(7.22)
    assert width("Les familles", 10) >= text_width("Les familles", 10)
    assert width("Les familles", 10) >= sum(widths(bold=False)[c] for c in "Les familles") * 10


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("lines", [1, 7])
def test_lines_are_as_high_as_the_real_font_sets_them(lines: int, bold: bool) -> None:
    text = [Para((Run("\v".join(["Un"] * lines), bold=bold),))]
    style = Style(20, bold=bold, spacing=1)
    _, tall = extent([Para((Run("Un", bold=bold),))], [style], 500)
    assert height(text, [style], 500) == pytest.approx(lines * tall, abs=0.05)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("name", ["01-ain", "60-oise"])
def test_the_margin_is_what_the_wider_of_both_fonts_adds_to_a_text(name: str, weight: int) -> None:
    text = (SHIPPED / name / "dossier.yaml").read_text("utf-8")
    shown = " ".join(text.split())
    wider = width(shown, 10, bold=weight == 700) / text_width(shown, 10, weight)
    assert wider == pytest.approx(MARGIN, abs=0.02)
