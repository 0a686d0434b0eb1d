"""The page in a real browser: axe finds nothing, nothing overflows, a keyboard goes everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.chromium import violations
from tests.plugins.page_web.conftest import Made, Make

from ppgp_docs.prove.page_mark import marked
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
"""``show`` gives a page that others looked at, ``opened`` one to type in or to change."""

NARROW, WIDE = 320, 1280
"""The width that 1.4.10 of WCAG 2.2 asks for, and that of a desk."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.campaign(share=6)
def test_axe_finds_nothing(page: Made, show: Show, width: int, scheme: str) -> None:
    assert violations(show(page, width, scheme)) == []


@pytest.mark.parametrize("theme", ["neutre", "rivage", "atelier"])
@pytest.mark.campaign(share=4)
def test_axe_finds_nothing_where_every_block_stands(make: Make, show: Show, theme: str) -> None:
    for scheme in ("light", "dark"):
        shown = show(make("exemple", theme=theme, draft=("l’accord de X",)), NARROW, scheme)
        assert violations(shown) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("study", ["01-ain", "60-oise"])
@pytest.mark.campaign(share=8)
def test_axe_finds_nothing_in_a_project_under_its_mark(
    make: Make, show: Show, study: str, width: int
) -> None:
    made = make(study, draft=("l’accord de X",))
    project = evolve(made, html=marked(made.html.encode()).decode())
    for scheme in ("light", "dark"):
        assert violations(show(project, width, scheme)) == []


def test_two_tables_of_one_title_are_no_landmarks_of_one_name(
    make: Make, show: Show, session: Session, tmp_path: Path
) -> None:
    table = "    - {type: tableau, titre: Les lieux, colonnes: [Lieu], lignes: [[Belley]]}\n"
    study = f"departement: '01'\ncontexte:\n  titre: Ici\n  blocs:\n{table}{table}"
    (tmp_path / "dossier.yaml").write_text(study, encoding="utf-8")
    dossier = session.read(DossierFolder(tmp_path)).dossier
    assert dossier is not None
    assert violations(show(make(dossier), NARROW)) == []


@pytest.mark.parametrize("width", [NARROW, 768, WIDE, 1600])
def test_the_page_never_scrolls_sideways(pages: dict[str, Made], show: Show, width: int) -> None:
    for made in pages.values():
        sides = show(made, width).evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert sides[0] <= sides[1], made.document.name


_CUT = """() => {
  const cut = []
  for (const title of document.querySelectorAll("h1, h2, h3")) {
    const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[\\p{L}]{3,}/gu)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)))
        if (lines.size > 1) cut.push(word[0])
      }
    }
  }
  return cut
}"""
"""The words of titles that stand on two lines."""


def test_no_word_of_a_title_is_cut_at_any_width(pages: dict[str, Made], show: Show) -> None:
    for name, made in pages.items():
        shown = show(made, NARROW)
        for width in (NARROW, 360, 390, 430, 1000, 1200, 1366, 1600):
            shown.set_viewport_size({"width": width, "height": 800})
            assert shown.evaluate(_CUT) == [], f"{name}, {width} px"


def test_text_spaced_out_as_wcag_allows_still_fits(page: Made, opened: Show) -> None:
    """WCAG 2.2, 1.4.12: nothing is cut when a reader widens lines, letters and words."""
    shown = opened(page, NARROW, bypass_csp=True)
    shown.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
    )
    assert shown.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_twice_as_large_letters_still_fit(page: Made, opened: Show) -> None:
    """WCAG 2.2, 1.4.4: 200 % of 640 CSS px is a window of 320. No word is cut in wider ones."""
    shown = opened(page, 640, bypass_csp=True)
    shown.add_style_tag(content="html { font-size: 200% !important }")
    for width in (640, 768, 1024, 1280, 1366):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.evaluate(_CUT) == [], width


def test_the_page_fetches_nothing_and_complains_of_nothing(page: Made, show: Show) -> None:
    shown = show(page)
    assert [asked for asked in shown.asked if not asked.startswith(("file:", "data:"))] == []
    assert shown.told == []


def test_the_page_draws_its_own_letters(page: Made, show: Show) -> None:
    loaded = "document.fonts.ready.then(() => [...document.fonts].map(each => each.status))"
    assert show(page).evaluate(loaded)[0] == "loaded"


def test_the_first_key_skips_to_the_text(page: Made, opened: Show) -> None:
    shown = opened(page)
    shown.keyboard.press("Tab")
    link = shown.evaluate("document.activeElement.getAttribute('href')")
    assert link == "#contenu"
    assert shown.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "contenu"


def test_each_thing_to_activate_is_reached_by_keyboard_and_shows_it(
    page: Made, opened: Show
) -> None:
    shown = opened(page)
    count = shown.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    outlines = set()
    for _ in range(count):
        shown.keyboard.press("Tab")
        outlines.add(
            shown.evaluate(
                "[document.activeElement.tagName, "
                "getComputedStyle(document.activeElement).outlineStyle]+''"
            )
        )
    assert outlines <= {"A,solid", "DIV,solid"}


def test_nothing_moves_for_who_asked_that_nothing_move(page: Made, show: Show) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert show(page, motion="reduce").evaluate(behaviour) == "auto"
    assert show(page, motion="no-preference").evaluate(behaviour) == "smooth"


LAST_ACTIVITY = (
    "([...document.querySelectorAll('main > .activite')].at(-1)"
    " ?? document.querySelector('main > section:last-of-type')).scrollIntoView()"
)


def test_the_contents_stay_in_sight_on_a_wide_screen(page: Made, show: Show) -> None:
    top = "document.querySelector('nav').getBoundingClientRect().top"
    for width, stays in ((WIDE, True), (NARROW, False)):
        shown = show(page, width)
        shown.evaluate(LAST_ACTIVITY)
        assert (shown.evaluate(top) >= 0) is stays


def test_on_paper_no_text_is_lost(page: Made, show: Show) -> None:
    """Chromium prints the page; PDFium reads it back."""
    import pypdfium2

    shown = show(page)
    with pypdfium2.PdfDocument(shown.pdf(format="A4", prefer_css_page_size=True)) as pdf:
        printed = "".join(str(each.get_textpage().get_text_bounded()) for each in pdf)
    letters = "".join(filter(str.isalnum, printed)).casefold()
    for paragraph in page.all("p", "th", "td", "dd"):
        if paragraph.get("class") in ("evitement", "retour-lecture") or paragraph.get("role"):
            continue
        said = "".join(filter(str.isalnum, paragraph.text or "")).casefold()
        assert said in letters


_LOST_ON_PAPER = """() => {
  const lost = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement
    const style = getComputedStyle(holder)
    const [red, green, blue] = style.color.match(/[\\d.]+/g).map(Number)
    const light = 0.3 * red + 0.59 * green + 0.11 * blue > 160
    if (texts.currentNode.data.trim() && holder.getClientRects().length && light)
      if (style.printColorAdjust !== "exact") lost.push(texts.currentNode.data.trim())
  }
  return lost
}"""
"""Light words whose ground a browser does not print."""

_HIDDEN_TITLE = """() => {
  const [title, picture] = ["h1", ".couverture img"].map(each => document.querySelector(each))
  const range = document.createRange()
  range.selectNodeContents(title)
  const [words, drawn] = [range, picture].map(each => each.getBoundingClientRect())
  return words.right > drawn.left && words.bottom > drawn.top && words.top < drawn.bottom
}"""


def test_nothing_is_lost_on_paper(pages: dict[str, Made], opened: Show) -> None:
    for name, made in pages.items():
        shown = opened(made, 672)  # A4 but for its margins
        shown.emulate_media(media="print")
        assert shown.evaluate(_LOST_ON_PAPER) == [], name
        if shown.query_selector(".couverture img"):
            assert not shown.evaluate(_HIDDEN_TITLE), name
