"""What LibreOffice prints of each slide: every word in its box, no box on another."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from attrs import frozen
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu
from tests.plugins.diaporama.impression import Glyph, Rect, glyphs, printed
from tests.plugins.diaporama.lecteur import slides_of

SLACK = 2.0
"""Points that a descender or an accent may leave its box by."""

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice absent"),
]


@frozen
class Zone:
    """A shape of a slide: where it is, what it says (empty for a picture)."""

    name: str
    place: Rect
    text: str
    on_a_timeline: bool = False


@pytest.fixture(scope="session")
def pdf(any_deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes of a deck."""
    folder = tmp_path_factory.mktemp("impression")
    file = folder / "deck.pptx"
    file.write_bytes(any_deck.data)
    return printed(file, folder)


@pytest.fixture(scope="session")
def slides(any_deck, pdf: Path) -> list[tuple[list[Zone], Any]]:
    """The zones of each slide, and the characters that it prints."""
    pages = glyphs(pdf)
    decks = [list(zones(slide.shapes)) for slide in any_deck.deck.slides]
    assert len(pages) == len(decks)
    return list(zip(decks, pages, strict=True))


def zones(shapes: Any, on_a_timeline: bool = False) -> Iterator[Zone]:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from zones(shape.shapes, on_a_timeline=True)
        elif shape.name != "Axe" and not shape.name.startswith("Repère"):
            yield Zone(shape.name, _room(shape), _said(shape), on_a_timeline)


def _room(shape: Any) -> Rect:
    """The place of a shape, less the room that a card leaves to its pictogram."""
    left, top = Emu(shape.left).pt, Emu(shape.top).pt
    right, bottom = left + Emu(shape.width).pt, top + Emu(shape.height).pt
    if shape.has_text_frame and shape._element.find(".//{*}bodyPr").get("lIns"):
        left += shape.text_frame.margin_left.pt
    return Rect(left, top, right, bottom)


def _said(shape: Any) -> str:
    if shape.has_text_frame:
        numbers = shape._element.xpath(".//a:buAutoNum[@type='arabicPlain']/@startAt")
        return "".join((*numbers, shape.text_frame.text))
    if getattr(shape, "has_table", False) and shape.has_table:
        return "".join(cell.text for row in shape.table.rows for cell in row.cells)
    return ""


def letters(text: str) -> Counter[str]:
    """The characters that leave ink, ligatures undone, bullets left out."""
    return Counter("".join(normalize("NFKC", text).replace("•", "").split()))


def within(zone: Zone, page: Sequence[Glyph]) -> str:
    return "".join(glyph.char for glyph in page if zone.place.holds(glyph.place, SLACK))


@pytest.mark.campaign(share=3)
def test_every_word_is_printed_inside_its_own_box(slides) -> None:
    spilt = [
        (number, zone.name, zone.text[:40])
        for number, (found, page) in enumerate(slides, start=1)
        for zone in found
        if zone.text and letters(within(zone, page)) != letters(zone.text)
    ]
    assert spilt == []


def test_every_word_of_a_slide_is_printed_on_its_page(any_deck, pdf: Path) -> None:
    """Charts included: the slides read from their bare XML, the pages by poppler."""
    command = ["pdftotext", "-raw", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    lost = [
        (number, word)
        for number, (slide, page) in enumerate(
            zip(slides_of(any_deck.data), text.split("\f"), strict=False), start=1
        )
        for word in words(" ".join(slide.shown)) - words(page)
    ]
    assert lost == []


def test_names_of_bars_are_printed_at_the_left_of_their_axis(any_deck, slides) -> None:
    """Where a chart has them measured, and none squeezed."""
    shapes = (list(slide.shapes) for slide in any_deck.deck.slides)
    charts = [
        (shape, page)
        for found, (_, page) in zip(shapes, slides, strict=True)
        for shape in found
        if shape.has_chart
    ]
    assert charts
    for shape, page in charts:
        names = "".join(shape.chart.plots[0].categories)
        assert letters(within(_names(shape), page)) == letters(names)


def _names(shape: Any) -> Zone:
    """Where the names of the bars have their room: from the left edge to the axis."""
    room = _room(shape)
    axis = float(next(shape.chart._chartSpace.iter(qn("c:x"))).get("val"))
    right = room.left + axis * (room.right - room.left)
    return Zone(shape.name, Rect(room.left, room.top, right, room.bottom), "")


def words(text: str) -> Counter[str]:
    """The words of a text, as often as they stand; numbers apart, whose endings may be raised."""
    return Counter(re.findall(r"[^\W\d]{3,}", normalize("NFKC", text)))


def test_no_character_is_printed_outside_the_boxes(slides) -> None:
    stray = [
        (number, glyph.char)
        for number, (found, page) in enumerate(slides, start=1)
        for glyph in page
        if not any(zone.place.holds(glyph.place, SLACK) for zone in found)
    ]
    assert stray == []


def test_no_shape_lies_on_another(slides) -> None:
    over = [
        (number, one.name, other.name)
        for number, (found, _) in enumerate(slides, start=1)
        for one, other in combinations(found, 2)
        if one.place.meets(other.place, 1.0)
    ]
    assert over == []


def test_shapes_are_read_in_the_order_in_which_they_are_seen(slides) -> None:
    """From one to the next the eye goes down or to the right; along a timeline, to the right.

    A pictogram goes with its card, on which it lies: it comes after it.
    """
    back = [
        (number, one.name, two.name)
        for number, (found, _) in enumerate(slides, start=1)
        for one, two in pairwise(filter(_is_read, found))
        if _goes_back(one, two)
    ]
    assert back == []


DECORATIVE = ("Pictogramme", "Part", "Reste")


def _is_read(zone: Zone) -> bool:
    return bool(zone.text) or not (zone.on_a_timeline or zone.name.startswith(DECORATIVE))


def _goes_back(one: Zone, two: Zone) -> bool:
    here, there = one.place, two.place
    if one.on_a_timeline and two.on_a_timeline:
        return there.left < here.left
    goes_up = there.bottom <= here.top and there.left < here.right
    goes_left = there.right <= here.left and there.top < here.bottom
    return goes_up or goes_left
