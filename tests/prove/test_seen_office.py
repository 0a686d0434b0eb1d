"""A word that a style hides is seen by nobody, in Word files, decks and workbooks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl.styles import Font, PatternFill
from pptx.dml.color import RGBColor as SlideColor
from pptx.util import Emu, Inches
from pptx.util import Pt as SlidePt

from ppgp_docs.prove import PROVERS
from ppgp_docs.prove.seen import is_seen

WORD = "PROJET"


def kind(name: str) -> str:
    return next(media for media in PROVERS if name in media)


def word_file(change: Callable[[Any, Any, Any], object]) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    line = document.add_paragraph()
    run = line.add_run(WORD)
    change(document, line, run)
    document.save(out)
    return out.getvalue()


def hide_by_style(document: Any, line: Any, run: Any) -> None:
    style = document.styles.add_style("Caché", WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    below = document.styles.add_style("Sous-caché", WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = style
    line.style = below


def pale_by_style(document: Any, line: Any, run: Any) -> None:
    style = document.styles.add_style("Pâle", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor(255, 255, 255)
    run.style = style


def in_white(document: Any, line: Any, run: Any) -> None:
    run.font.color.rgb = RGBColor(0xFE, 0xFF, 0xFF)


def in_grey(run: Any, light: int) -> None:
    run.font.color.rgb = RGBColor(light, light, light)


def shaded(document: Any, line: Any, run: Any) -> None:
    in_white(document, line, run)
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "AA0000")
    line._p.get_or_add_pPr().append(shade)


def in_a_cell(document: Any, line: Any, run: Any) -> None:
    in_white(document, document.add_table(1, 1).cell(0, 0).paragraphs[0], run)
    document.tables[0].cell(0, 0)._tc.append(line._p)


def reversed_style(document: Any, line: Any, run: Any) -> None:
    hide_by_style(document, line, run)
    run.font.hidden = False


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda document, line, run: None, True),
        (shaded, True),
        (in_a_cell, True),
        (reversed_style, True),
        (hide_by_style, False),
        (pale_by_style, False),
        (in_white, False),
        (lambda document, line, run: in_grey(run, 0xEF), True),
        (lambda document, line, run: in_grey(run, 0xF0), False),
        (lambda document, line, run: setattr(run.font, "size", Pt(1)), False),
        (lambda document, line, run: setattr(run.font, "hidden", True), False),
        (lambda document, line, run: run.clear().add_text("PRO"), False),
    ],
)
def test_a_word_file_is_read_by_the_looks_of_its_runs(
    change: Callable[[Any, Any, Any], object], seen: bool
) -> None:
    assert is_seen(word_file(change), kind("wordprocessingml"), WORD) is seen


def slide_file(change: Callable[[Any, Any, Any], object]) -> bytes:
    deck, out = pptx.Presentation(), io.BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    run = box.text_frame.paragraphs[0].add_run()
    run.text = WORD
    change(slide, box, run)
    deck.save(out)
    return out.getvalue()


def white_run(slide: Any, box: Any, run: Any) -> None:
    run.font.color.rgb = SlideColor(255, 255, 255)


def filled(slide: Any, box: Any, run: Any) -> None:
    white_run(slide, box, run)
    box.fill.solid()
    box.fill.fore_color.rgb = SlideColor(0xAA, 0, 0)


def placed_by_its_layout(slide: Any, box: Any, run: Any) -> None:
    box.element.spPr.remove(box.element.spPr.xfrm)


def grouped_in_other_units(slide: Any, box: Any, run: Any) -> None:
    """Places within a group are measured as the group likes."""
    group = slide.shapes.add_group_shape([box])
    frame = group.element.grpSpPr.xfrm
    for each in (frame.chOff, box.element.spPr.xfrm.off):
        each.x, each.y = Emu(90_000_000), Emu(90_000_000)


def same_as_its_box(slide: Any, box: Any, run: Any) -> None:
    filled(slide, box, run)
    run.font.color.rgb = SlideColor(0xAA, 0, 0)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda slide, box, run: None, True),
        (filled, True),
        (placed_by_its_layout, True),
        (grouped_in_other_units, True),
        (white_run, False),
        (same_as_its_box, False),
        (lambda slide, box, run: slide.element.set("show", "0"), False),
        (lambda slide, box, run: setattr(run.font, "size", SlidePt(1)), False),
        (lambda slide, box, run: setattr(box, "left", Emu(-9_000_000)), False),
        (lambda slide, box, run: setattr(box, "top", Inches(20)), False),
        (lambda slide, box, run: box.element.nvSpPr.cNvPr.set("hidden", "1"), False),
    ],
)
def test_a_deck_is_read_by_the_looks_of_its_shapes(
    change: Callable[[Any, Any, Any], object], seen: bool
) -> None:
    assert is_seen(slide_file(change), kind("presentationml"), WORD) is seen


def cells(change: Callable[[Any, Any, Any], object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("Autre")
    sheet = book.worksheets[0]
    sheet["B2"] = WORD
    change(book, sheet, sheet["B2"])
    book.save(out)
    return out.getvalue()


def white_cell(book: Any, sheet: Any, cell: Any) -> None:
    cell.font = Font(color="FFFFFFFF")


def white_on_red(book: Any, sheet: Any, cell: Any) -> None:
    white_cell(book, sheet, cell)
    cell.fill = PatternFill("solid", fgColor="FFAA0000")


def hidden_sheet(book: Any, sheet: Any, cell: Any) -> None:
    sheet.sheet_state = "hidden"
    book.active = 1


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda book, sheet, cell: None, True),
        (white_on_red, True),
        (lambda book, sheet, cell: setattr(sheet.column_dimensions["C"], "hidden", True), True),
        (lambda book, sheet, cell: setattr(sheet.column_dimensions["B"], "width", 20), True),
        (white_cell, False),
        (hidden_sheet, False),
        (lambda book, sheet, cell: setattr(sheet.column_dimensions["B"], "hidden", True), False),
        (lambda book, sheet, cell: setattr(sheet.row_dimensions[2], "hidden", True), False),
        (lambda book, sheet, cell: setattr(cell, "number_format", ";;;"), False),
    ],
)
def test_a_workbook_is_read_by_the_looks_of_its_cells(
    change: Callable[[Any, Any, Any], object], seen: bool
) -> None:
    assert is_seen(cells(change), kind("spreadsheetml"), WORD) is seen


def test_a_workbook_without_styles_shows_all_its_cells() -> None:
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(cells(white_cell))) as given, zipfile.ZipFile(bare, "w") as out:
        for name in given.namelist():
            if name != "xl/styles.xml":
                out.writestr(name, given.read(name).replace(b' s="1"', b""))
    assert is_seen(bare.getvalue(), kind("spreadsheetml"), WORD)
