"""Texts that fit: measured, stepped down to a floor, split, or refused with a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise

import pytest
from attrs import evolve
from fontTools.ttLib import TTFont
from hypothesis import assume, given
from hypothesis import strategies as st

from ppgp_diaporama.fit.fit import pages
from ppgp_diaporama.fit.flow import flow
from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.grid import arrange, chunks
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, best, fits, ladders, too_many
from ppgp_diaporama.fit.timeline import timeline_pages
from ppgp_diaporama.fit.titles import held
from ppgp_diaporama.slides import HEADING, Panel, Para, Slide, Source, Step, Timeline
from ppgp_docs.api import HandledError, Run, parse_line
from ppgp_docs.francais.territoires import Departement, departements

HERE = Source("le texte")
SENTENCES = st.lists(
    st.integers(3, 40).map(lambda n: "Les " + " ".join(["familles"] * n) + "."),
    min_size=1,
    max_size=40,
)


def panel(*texts: str) -> Panel:
    return Panel(tuple(Para((Run(text),)) for text in texts), HERE)


@given(SENTENCES)
def test_a_long_text_goes_on_over_slides_and_no_sentence_is_cut(standard, said: list[str]) -> None:
    frame = standard["Texte"].texts[0]
    found = flow(panel(" ".join(said)), frame)
    assert found is not None
    pages, styles = found
    parts = [part for page in pages for part in page]
    assert " ".join(para.plain for part in parts for para in part.paras) == " ".join(said)
    assert all(part.paras[-1].plain.endswith(".") for part in parts)
    assert all(fits(part.paras, frame, styles) for part in parts)
    assert min(style.size for style in styles) >= BODY_FLOOR


QUOTES = st.lists(
    st.tuples(st.integers(1, 70), st.sampled_from([".", " !", "…", " ;", ",", " :", ""])),
    min_size=1,
    max_size=8,
)


def _fills_all(quote: Panel, pages: list[list[str]], frame: Frame) -> bool:
    """Whether the words before who speaks leave no room for it, in the smallest letters."""
    words = Para((Run(pages[-2][-1]),))
    return not fits([words, quote.paras[-1]], frame, list(ladders(frame, CAPTION_FLOOR))[-1])


@given(QUOTES)
def test_neither_a_closing_mark_nor_who_speaks_stands_alone_on_a_slide(
    standard, said: list[tuple[int, str]]
) -> None:
    text = " ".join("Les " + " ".join(["mots"] * n) + end for n, end in said)
    speaker = Para((Run("Une sage-femme"),), HEADING)
    quote = Panel((Para((Run(f"«\u00a0{text}\u00a0»"),)), speaker), HERE)
    found = flow(quote, standard["Citation"].texts[0])
    assume(found is not None)  # else told, with what is too long
    words = [para.plain for page in found[0] for part in page for para in part.paras]
    assert " ".join(words).replace("\u00a0", " ") == f"« {text} » Une sage-femme"
    pages = [[para.plain for para in part.paras] for page in found[0] for part in page]
    if pages[-1] == ["Une sage-femme"]:
        assert _fills_all(quote, pages, standard["Citation"].texts[0])
        pages.pop()
    assert all("mots" in page[0] or "Les" in page[0] for page in pages)


def test_a_text_without_a_word_takes_no_page(standard) -> None:
    found = flow(Panel((), HERE), standard["Citation"].texts[0])
    assert found is not None
    assert found[0] == []


@given(st.integers(50, 4000))
def test_a_text_less_the_characters_that_are_too_many_fits(standard, length: int) -> None:
    frame = standard["Citation"].texts[0]
    text = ("mot " * length)[:length]
    extra = too_many(panel(text).paras, frame)
    assert best([panel(text[: length - extra])], [frame], CAPTION_FLOOR)
    assert (extra == 0) == (best([panel(text)], [frame], CAPTION_FLOOR) is not None)


@given(st.integers(1, 60), st.integers(1, 7))
def test_groups_are_even_and_keep_everything_in_order(count: int, most: int) -> None:
    groups = chunks(range(count), most)
    assert [n for group in groups for n in group] == list(range(count))
    assert max(map(len, groups)) <= most
    assert max(map(len, groups)) - min(map(len, groups)) <= 1


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_cells_fill_the_area_and_never_overlap(standard, count: int) -> None:
    frames = standard["Cases"].texts
    boxes = [frame.box for frame in arrange(frames, count)]
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart_across = one.x + one.w <= other.x or other.x + other.w <= one.x
            apart_down = one.y + one.h <= other.y or other.y + other.h <= one.y
            assert apart_across or apart_down
    right = max(box.x + box.w for box in boxes)
    assert right == pytest.approx(max(frame.box.x + frame.box.w for frame in frames))


@pytest.mark.parametrize("count", [1, 3, 4, 5, 7, 8, 20])
def test_a_timeline_keeps_its_milestones_in_order_inside_the_slide(standard, count: int) -> None:
    frame = standard["Chronologie"].texts[0]
    title = parse_line("Passage de relais entre les deux équipes du territoire")
    steps = tuple(Step(f"janvier {2000 + n}", title) for n in range(count))
    found = timeline_pages(Timeline(steps, HERE), frame, lambda _: pytest.fail("trop long"))
    marks = [mark for page in found for mark in page.marks]
    assert [mark.paras[0].plain for mark in marks] == [step.when for step in steps]
    assert all(mark.text.x + mark.text.w <= frame.box.x + frame.box.w + 0.01 for mark in marks)
    assert all(mark.text.y + mark.text.h <= frame.box.y + frame.box.h + 0.01 for mark in marks)
    assert max(len(page.marks) for page in found) - min(len(page.marks) for page in found) <= 1


def test_a_title_that_cannot_fit_is_refused_with_the_characters_to_remove(standard) -> None:
    title = "Un titre " + "de plus en plus long " * 30
    slide = Slide(
        layout="Texte",
        title=parse_line(title),
        source=Source("le titre de la section"),
        panels=(panel("Un texte."),),
    )
    faults = []
    pages([slide], standard, faults.append)
    assert [fault.code for fault in faults] == ["R210"]
    extra = int(faults[0].message.split()[-4])
    shorter = evolve(slide, title=parse_line(slide.title.plain[: len(slide.title.plain) - extra]))
    faults.clear()
    pages([shorter], standard, faults.append)
    assert faults == []


def test_a_text_too_long_for_its_box_stops_the_deck_and_says_where(make, dossier: Callable) -> None:
    story = dossier(
        "contexte:\n  titre: Le contexte\n  blocs:\n    - type: section\n"
        f"      titre: Une équipe {'x' * 200}\n      blocs:\n        - Un texte.\n"
    )
    with pytest.raises(HandledError) as caught:
        make(story)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.span.line) == ("R210", 5)


PROGRAMME = "Petits\u00a0pas,\u00a0Grands\u00a0pas"
HYPHENED = [each for each in departements() if "-" in each.nom]
WIDER = (1.0, 1.03, 1.06, 1.09)
"""From our font to Arial in bold, which stands in where it is absent."""


@pytest.fixture(scope="module")
def bold() -> Callable[[str], float]:
    """The width of a text in the font of the deck, for a size of 1."""
    font = TTFont(str(files("font_source_sans_pro").joinpath("files/SourceSansPro-Bold.ttf")))
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    per_em = font["head"].unitsPerEm
    return lambda text: sum(widths[glyphs[ord(char)]][0] for char in text) / per_em


def drawn_lines(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """The lines as a program sets them, which may cut at any hyphen."""
    lines = []
    for part in text.split("\v"):
        line = ""
        for piece in re.findall(r"[^ -]*(?:-| +|$)", part):
            if line and width((line + piece).rstrip()) > room:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    return [line.strip() for line in lines]


@pytest.mark.parametrize("form", [
    lambda one: one.locatif,
    lambda one: f"dans {one.territoire_avec_article}\u00a0({one.code})",
], ids=["locatif", "de"])  # fmt: skip
@pytest.mark.parametrize("wider", WIDER)
def test_no_cover_cuts_the_name_of_its_territory(
    standard, bold, form: Callable[[Departement], str], wider: float
) -> None:
    cut: list = []
    for each in HYPHENED:
        title = parse_line(f"{PROGRAMME} {form(each)}")
        (page,) = pages(
            [Slide(layout="Couverture", title=title, source=HERE)], standard, cut.append
        )
        style, room = page.title[0], page.layout.title.room.w
        said = held(Para(title.runs), style, room).plain
        lines = drawn_lines(said, room, lambda text, style=style: bold(text) * style.size * wider)
        if not any(each.nom in line for line in lines):
            cut.append(lines)
    assert cut == []
    assert len(HYPHENED) > 35


def test_a_slide_ends_the_line_of_its_title_before_a_name_and_says_every_word(
    make, dossier
) -> None:
    title = "Les visites à domicile ont doublé en Seine-Saint-Denis"
    deck = make(dossier(f"contexte:\n  titre: {title}\n  blocs: [Un texte.]\n")).deck
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert "Les visites à domicile ont doublé \ven Seine-Saint-Denis" in titles


def dated(*days: int) -> Timeline:
    line = parse_line("Bilan")
    return Timeline(tuple(Step(f"jour {n}", line, day=n) for n in days), HERE)


def test_dated_milestones_stand_at_the_scale_of_their_dates(standard) -> None:
    frame = standard["Chronologie"].texts[0]
    (page,) = timeline_pages(dated(0, 200, 400, 600, 1200), frame, lambda _: pytest.fail("trop"))
    first, *others = [mark.dot.x for mark in page.marks]
    shares = [(x - first) / (others[-1] - first) for x in others]
    assert shares == pytest.approx([1 / 6, 1 / 3, 1 / 2, 1])


def test_milestones_of_the_same_days_stay_apart_and_the_axis_ends_at_the_last(standard) -> None:
    frame = standard["Chronologie"].texts[0]
    (page,) = timeline_pages(dated(0, 1, 2, 3, 4, 900), frame, lambda _: pytest.fail("trop"))
    dots = [mark.dot.x for mark in page.marks]
    gaps = [after - before for before, after in pairwise(dots)]
    assert min(gaps) > page.marks[0].dot.w
    assert page.axis.x + page.axis.w == pytest.approx(dots[-1] + page.marks[-1].dot.w / 2)
    for one, other in zip(page.marks, page.marks[2:], strict=False):
        assert one.text.x + one.text.w <= other.text.x
