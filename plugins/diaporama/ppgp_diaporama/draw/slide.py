"""One page as a native slide: its placeholders filled, those that stay empty removed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final
from xml.sax.saxutils import escape

from attrs import evolve
from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ppgp_diaporama.draw.access import decorate
from ppgp_diaporama.draw.chart import draw_chart
from ppgp_diaporama.draw.degrees import draw_degrees
from ppgp_diaporama.draw.picture import moved, place, put, put_logo
from ppgp_diaporama.draw.share import draw_bar, draw_shares
from ppgp_diaporama.draw.slopes import draw_slopes
from ppgp_diaporama.draw.table import draw_table
from ppgp_diaporama.draw.text import FRENCH, hang, resize, write, write_plain
from ppgp_diaporama.draw.timeline import draw_timeline
from ppgp_diaporama.fit.chart import ChartPage
from ppgp_diaporama.fit.contrast import AIR, BAR
from ppgp_diaporama.fit.cover import COVER
from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.page import Page, Placed
from ppgp_diaporama.fit.sizes import over
from ppgp_diaporama.fit.slopes import SlopesPage
from ppgp_diaporama.fit.table import TablePage
from ppgp_diaporama.fit.timeline import TimelinePage
from ppgp_diaporama.fit.titles import held
from ppgp_diaporama.slides import HEADING, PROJECT, Para
from ppgp_docs.api import Context, Document, Run, Theme

DIVIDER: Final = "Intercalaire"
PAIR: Final = "Avant-après"
BARS: Final = (MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_1)
PICTURE: Final = "Image"
"""A picture fills it: there is no foot to say what the deck is."""


def draw_slide(presentation: Any, page: Page, document: Document, context: Context) -> None:
    """Add the slide of a page, its speaker notes included."""
    slide = presentation.slides.add_slide(page.layout.native)
    holders = {each.placeholder_format.idx: each for each in slide.placeholders}
    _name(slide, page)
    _map_colours(slide, page)
    title = holders.pop(page.layout.title.idx)
    moved(title, page.layout.title.box)
    said = held(Para(page.slide.title.runs), page.title[0], page.layout.title.room.w)
    write(title.text_frame, [said], _fills(page, page.layout.title.idx))
    resize(title.text_frame, page.title, page.layout.title.styles)
    for placed in filter(_says_something, page.body.texts):
        holder = holders.pop(placed.frame.idx)
        _text(holder, placed, page)
        _rule(slide, holder, placed, page)
    draw_shares(slide, page.body.texts)
    for shown in page.body.pictures:
        place_for = holders.pop(shown.frame.idx, slide)
        put(place_for, shown, page.layout.name, document, context)
    _read_across(slide, page)
    _logo(page, holders, context)
    _progress(slide, page)
    _drawing(slide, page, holders, context.theme)
    for holder in holders.values():
        holder._element.getparent().remove(holder._element)
    _marks(slide, page, _footer(document, context))
    if context.is_project and page.layout.name == PICTURE:
        _project_label(slide)
    if page.layout.name == DIVIDER:
        _fade_in(slide)
    if page.slide.notes:
        write_plain(slide.notes_slide.notes_text_frame, page.slide.notes)


def _name(slide: Any, page: Page) -> None:
    """The placeholders take the names that the layout gives them."""
    names = {each.placeholder_format.idx: each.name for each in page.layout.native.placeholders}
    for holder in slide.placeholders:
        holder.name = names[holder.placeholder_format.idx]


def _map_colours(slide: Any, page: Page) -> None:
    """A slide does not inherit the colours that its layout maps anew: links on a dark ground."""
    mapping = page.layout.native._element.find(qn("p:clrMapOvr"))
    own = slide._element.find(qn("p:clrMapOvr"))
    if mapping is not None and own is not None:
        slide._element.replace(own, deepcopy(mapping))


def _says_something(placed: Placed) -> bool:
    return bool(placed.panel.paras)


def _fills(page: Page, idx: int) -> dict[int, Any]:
    """The colours of the levels of a text on a dark ground, as their XML: some readers do not
    inherit them from the layout, and a text in the colour of the ground is not read."""
    native = page.layout.native
    if native._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}") is None:
        return {}
    holder = next(each for each in native.placeholders if each.placeholder_format.idx == idx)
    levels = range(len(page.layout.title.styles))
    look = f"{qn('a:defRPr')}/{qn('a:solidFill')}"
    paths = {level: f".//{qn(f'a:lvl{level + 1}pPr')}/{look}" for level in levels}
    found = {level: holder._element.find(path) for level, path in paths.items()}
    return {level: fill for level, fill in found.items() if fill is not None}


def _read_across(slide: Any, page: Page) -> None:
    """What stands beside the pictures of a pair is read where it is seen: from left to right, each
    side from top to bottom."""
    if page.layout.name != PAIR:
        return
    tree = slide.shapes._spTree
    title = page.layout.title.idx
    shapes = [each for each in slide.shapes if each.placeholder_format.idx != title]
    for shape in sorted(shapes, key=lambda each: (each.left, each.top)):
        tree.append(shape._element)


def _text(holder: Any, placed: Placed, page: Page) -> None:
    """A text in its placeholder.

    Among several of the same type the place is said again: some readers inherit that of the first.
    """
    frames = page.layout.texts
    drawn = next(frame for frame in frames if frame.idx == placed.frame.idx)
    if len(frames) > 1:
        place(holder, placed.frame.box)
    moved(holder, placed.frame.box)
    if placed.frame.lead and not placed.panel.is_numbered:
        _clear(holder.text_frame, placed.frame)
    fills = _fills(page, drawn.idx)
    write(holder.text_frame, placed.panel.paras, fills, over(placed.styles[HEADING].size))
    resize(holder.text_frame, placed.styles, drawn.styles)
    if placed.frame.lead and placed.panel.is_numbered:
        hang(holder.text_frame, placed.frame.lead)
    if placed.centred:
        holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _clear(text_frame: Any, frame: Frame) -> None:
    """Leave the room of the pictogram."""
    side = frame.inset[0] / 2
    text_frame.margin_left, text_frame.margin_right = Pt(side + frame.lead), Pt(side)


def _rule(slide: Any, holder: Any, placed: Placed, page: Page) -> None:
    """The rule beside a text, read before it; none over the heading of rows, which have theirs."""
    rule, box = page.layout.rule, placed.frame.box
    if placed.bar:
        over_it = evolve(box, y=box.y - AIR - BAR, h=BAR)
        bar = draw_bar(slide, over_it, BARS[placed.bar % len(BARS)], "Filet épais")
        holder._element.addprevious(bar._element)
    elif rule and not placed.panel.leads:
        shape = _copied(slide, rule.element)
        taken = height(placed.panel.paras, placed.styles, placed.frame.room.w)
        down = max(0.0, box.h - taken) / 2 if rule.upright and placed.centred else 0.0
        place(shape, rule.beside(evolve(box, y=box.y + down, h=box.h - down), taken))
        holder._element.addprevious(shape._element)


def _progress(slide: Any, page: Page) -> None:
    """How far the parts have come, on a divider."""
    sample = page.layout.progress
    for rank in range(page.slide.steps if sample is not None else 0):
        shape = _copied(slide, sample._element)
        shape.left = sample.left + round(rank * 1.2 * sample.width)
        if rank >= page.slide.step:
            _fade(shape)


def _fade_in(slide: Any) -> None:
    """The only transition of a deck: a part begins."""
    after = slide._element.find(qn("p:clrMapOvr"))
    after.addnext(parse_xml(f"<p:transition {nsdecls('p')}><p:fade/></p:transition>"))


def _fade(shape: Any) -> None:
    """A shape in its own colour, at a third of its strength: what is to come."""
    for colour in shape._element.spPr.findall(f"{qn('a:solidFill')}/*"):
        colour.append(colour.makeelement(qn("a:alpha"), {"val": "35000"}))


def _copied(slide: Any, element: Any) -> Any:
    """A decorative copy of a shape of the layout."""
    tree = slide.shapes._spTree
    tree.append(deepcopy(element))
    shape = slide.shapes[-1]
    shape._element.nvSpPr.cNvPr.set("id", str(_next_id(tree)))
    decorate(shape)
    return shape


def _next_id(tree: Any) -> int:
    return max(int(value) for value in tree.xpath("//@id") if str(value).isdigit()) + 1


def _logo(page: Page, holders: dict[int, Any], context: Context) -> None:
    """The logo of the theme, in the second picture of a cover."""
    for frame in page.layout.pictures[1:] if page.layout.name == COVER else ():
        if put_logo(holders[frame.idx], frame.box, context):
            del holders[frame.idx]


def _drawing(slide: Any, page: Page, holders: dict[int, Any], theme: Theme) -> None:
    drawing, frame = page.body.drawing, page.layout.drawing
    if isinstance(drawing, TimelinePage):
        draw_timeline(slide, drawing)
    elif isinstance(drawing, ChartPage) and frame and drawing.stacked:
        draw_degrees(holders.pop(frame.idx), drawing, theme)
    elif isinstance(drawing, ChartPage) and frame:
        draw_chart(holders.pop(frame.idx), drawing)
    elif isinstance(drawing, SlopesPage) and frame:
        draw_slopes(holders.pop(frame.idx), drawing)
    elif isinstance(drawing, TablePage) and frame:
        draw_table(holders.pop(frame.idx), drawing, page.slide.title.plain)


def _footer(document: Document, context: Context) -> str:
    return f"{PROJECT} – {document.title}" if context.is_project else document.title


def _project_label(slide: Any) -> None:
    """The word on a ground of its own, in a corner of the picture."""
    width = slide.part.package.presentation_part.presentation.slide_width
    box = slide.shapes.add_textbox(width - Pt(132), Pt(22), Pt(110), Pt(30))
    box.name = "Projet"
    box.fill.solid()
    box.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    write(box.text_frame, [Para((Run(PROJECT, bold=True),))])
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    paragraph.runs[0].font.size = Pt(18)
    paragraph.runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _marks(slide: Any, page: Page, footer: str) -> None:
    """The footer and the number, which python-pptx leaves on the layout."""
    run = f'<a:rPr lang="{FRENCH}"/>'
    rank = len(slide.part.package.presentation_part.presentation.slides)
    for holder in page.layout.native.placeholders:
        kind = holder.placeholder_format.type
        if kind is PP_PLACEHOLDER.FOOTER:
            _mark(slide, holder, "ftr", f"<a:r>{run}<a:t>{escape(footer)}</a:t></a:r>")
        elif kind is PP_PLACEHOLDER.SLIDE_NUMBER:
            content = f'<a:fld id="{_FIELD}" type="slidenum">{run}<a:t>{rank}</a:t></a:fld>'
            _mark(slide, holder, "sldNum", content)


def _mark(slide: Any, holder: Any, kind: str, content: str) -> None:
    tree = slide.shapes._spTree
    number = _next_id(tree)
    looks = etree.tostring(holder._element.find(".//" + qn("a:lstStyle"))).decode()
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="'
            f'{kind}" sz="quarter" idx="{holder.placeholder_format.idx}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/>{looks}<a:p>{content}</a:p></p:txBody></p:sp>"
        )
    )


_FIELD: Final = "{6E1A3C0B-0E0E-4F7B-9B6A-6F1B1D0C8A01}"
