"""Slides made into pages: sizes chosen, texts split, and what cannot fit reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.beside_picture import beside
from ppgp_diaporama.fit.cards import GRIDS, cards
from ppgp_diaporama.fit.chart import ChartPage
from ppgp_diaporama.fit.chart_and_text import charted
from ppgp_diaporama.fit.contrast import opposed
from ppgp_diaporama.fit.cover import COVER
from ppgp_diaporama.fit.cover import widened as widened_cover
from ppgp_diaporama.fit.fixed import fitting, fixed
from ppgp_diaporama.fit.flow import flow, oversized
from ppgp_diaporama.fit.frames import Frame, Layout
from ppgp_diaporama.fit.gallery import GALLERY, Ratio, hung
from ppgp_diaporama.fit.measure import Style, height
from ppgp_diaporama.fit.page import Body, Drawn, Page, Placed, Shown
from ppgp_diaporama.fit.pair import framed, is_tall, tall, wide, widened
from ppgp_diaporama.fit.portraits import PEOPLE, alone, whole
from ppgp_diaporama.fit.raised import PART, raised
from ppgp_diaporama.fit.report import Report, title_too_long, too_long
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR, fits, ladders
from ppgp_diaporama.fit.slopes import SlopesPage
from ppgp_diaporama.fit.statement import numeral, stated
from ppgp_diaporama.fit.summary import summarised
from ppgp_diaporama.fit.table import table_pages
from ppgp_diaporama.fit.timeline import timeline_pages
from ppgp_diaporama.fit.titles import cuts, eased, held
from ppgp_diaporama.slides import (
    CONTRAST,
    STATEMENT,
    Bars,
    Panel,
    Para,
    Slide,
    Slopes,
    Table,
    Timeline,
)
from ppgp_diaporama.words import concise, count_of, left_under
from ppgp_docs.api import Diagnostic, Line, Run

FLOWING: Final = frozenset({"Texte", "Liste", "Texte et image", "Citation"})
PICTURED: Final = "Texte et image"
"""The layout that stands for one of a full picture, where a template has none."""

READ: Final = ("Texte", PICTURED)
"""Layouts whose text may be cut after a sentence, to stand on one page."""

COLUMNS: Final = "Deux colonnes"
"""The layout over whose columns a lone text flows."""

SUMMARY: Final = "Synthèse"
SHARED: Final = "Cases"
"""What a whole case study on one slide is laid out by hand on, and the layout of its texts."""

FEW: Final = range(2, 4)
"""Titles alone that stand against each other."""

QUOTE, QUOTES = "Citation", "Paroles"
"""The layout of a lone quote, which stands a little over mid-height, and that of several."""

LOW: Final = 0.5
"""The part of the room that a lone quote leaves which stands under its place."""

_SHARED: Final = {SUMMARY: SHARED, CONTRAST: SHARED, STATEMENT: QUOTE}
"""The layouts of the template whose look slides of other kinds take."""

PAIR: Final = "Avant-après"
CAPTIONS: Final = 2
"""The first panels of a pair; the others are versions of one text, the fullest first, which is
left to the speaker when none fits."""

CONTINUED: Final = "Suite de la diapositive précédente, dont les notes donnent tout le texte."


def pages(
    slides: Sequence[Slide],
    layouts: Mapping[str, Layout],
    report: Report,
    ratio: Ratio = lambda _: None,
) -> list[Page]:
    """Every slide as one page or several; ``report`` hears of each text that fits nowhere."""
    chosen = ((slide, layouts.get(_layout(slide)) or layouts[PICTURED]) for slide in slides)
    made = (page for slide, layout in chosen for page in _laid(slide, layout, report, ratio))
    return [_alone(page, layouts[QUOTE], report) for page in made]


def _laid(slide: Slide, layout: Layout, report: Report, ratio: Ratio) -> list[Page]:
    """The pages of a slide; only the titles of one that goes on ask for the room of their part."""
    for part in ("", PART):
        faults: list[Diagnostic] = []
        found = list(_pages(slide, _shaped(slide, layout, ratio, part), faults.append))
        if len(found) == 1:
            break
    if slide.layout == PEOPLE:
        found = [evolve(page, body=whole(page.body, ratio)) for page in found]
    for fault in faults:
        report(fault)
    return found


def _alone(page: Page, layout: Layout, report: Report) -> Page:
    """The page of a quote that shares its own with no other, on the layout of lone quotes."""
    if page.slide.layout != QUOTES or len(page.body.texts) != 1:
        return page
    slide = evolve(page.slide, layout=QUOTE, panels=(page.body.texts[0].panel,))
    found = _bodies(slide, layout.holding(left_under(slide.title)), report)
    title = _title(slide, slide.title, layout, report)
    return Page(slide=slide, layout=layout, title=title, body=found[0]) if len(found) == 1 else page


def _layout(slide: Slide) -> str:
    """The layout of the template that a slide takes its look from."""
    return _SHARED.get(slide.layout, slide.layout)


def _shaped(slide: Slide, layout: Layout, ratio: Ratio, part: str) -> Layout:
    """The layout of pictures, or of a text beside one, follows their shapes."""
    if layout.name == PICTURED and slide.layout != GALLERY and slide.images and slide.images[0]:
        layout = beside(slide, layout, ratio(slide.images[0]))
    if slide.layout == STATEMENT:
        return stated(slide, layout)
    if slide.layout == COVER:
        return widened_cover(slide, layout)
    if slide.layout == PAIR:
        layout = tall(slide, layout, ratio)
    layout = raised(slide, layout, part)
    if slide.layout == PAIR:
        layout = wide(slide, layout, ratio)
    if slide.layout == PEOPLE:
        layout = alone(slide, layout, ratio)
    return hung(slide, layout, ratio) if slide.layout == GALLERY else layout


def _pages(slide: Slide, layout: Layout, report: Report) -> Iterator[Page]:
    bodies = _bodies(slide, layout.holding(left_under(slide.title)), report)
    for number, body in enumerate(bodies, start=1):
        part = f" ({number}/{len(bodies)})" if len(bodies) > 1 else ""
        title = Line((*slide.title.runs, Run(part))) if part else eased(slide.title, layout.title)
        notes = slide.notes if number == 1 else (CONTINUED, *_read_out(body.drawing))
        yield Page(
            slide=evolve(slide, title=title, notes=notes),
            layout=layout,
            title=_title(slide, title, layout, report),
            body=body,
        )


def _read_out(drawing: Drawn | None) -> Iterator[str]:
    """The part of a chart that stands on one page."""
    if isinstance(drawing, ChartPage):
        yield drawing.bars.said
    elif isinstance(drawing, SlopesPage):
        yield drawing.slopes.said


def _title(slide: Slide, title: Line, layout: Layout, report: Report) -> tuple[Style, ...]:
    """The largest sizes at which the title fits, and cuts no name where there are some."""
    plain, room = Para(title.runs), layout.title.room.w
    fitting = []
    largest = numeral(layout.title) if slide.layout == STATEMENT else layout.title
    for styles in ladders(largest, CAPTION_FLOOR):
        para = held(plain, styles[0], room)
        if fits((para,), layout.title, styles):
            fitting.append(styles)
            if not cuts(para, styles[0], room):
                return styles
    if not fitting:
        report(title_too_long(Panel((plain,), slide.source), layout.title))
        return styles
    return fitting[0]


def _bodies(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    if slide.layout == STATEMENT:
        return [Body()]
    if slide.layout in (CONTRAST, SHARED) and (found := _against(slide, layout, report)):
        return found
    if slide.drawing:
        return list(_drawn(slide, layout, report))
    return _written(slide, layout, report)


def _written(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    """Texts over pages, columns or cells, or each in its own place."""
    if layout.name in FLOWING and slide.layout != GALLERY:
        return _flowing(slide, layout, report)
    if slide.layout == COLUMNS and len(slide.panels) == 1:
        return _over_columns(slide.panels[0], layout, report)
    if layout.name in GRIDS and slide.layout != SUMMARY:
        return cards(evolve(slide, layout=layout.name), layout, report)
    return _by_hand(slide, layout, report)


def _against(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    """Short texts side by side, under bars of their own; none for others."""
    if slide.layout == CONTRAST:
        return opposed(slide, layout, report)
    panels = concise(slide.panels, layout.texts[0].words, len(layout.texts))
    bare = all(len(each.paras) == 1 and not each.is_numbered for each in panels)
    few = len(panels) in FEW and bare and not any(slide.images)
    return opposed(evolve(slide, panels=panels), layout, report) if few else []


def _by_hand(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    """Slides whose pieces each have a place of their own."""
    if slide.layout == SUMMARY:
        return summarised(slide, layout)
    if slide.layout == PAIR:
        return [_paired(slide, layout, report)]
    return [Body(fixed(slide.panels, layout.texts, report), _shown(slide, layout.pictures))]


def _drawn(slide: Slide, layout: Layout, report: Report) -> Iterator[Body]:
    drawing, frame = slide.drawing, layout.drawing
    if isinstance(drawing, Timeline):
        found = timeline_pages(drawing, layout.texts[0], report)
        yield from (Body(drawing=page) for page in found)
    elif isinstance(drawing, Table) and frame:
        yield from (Body(drawing=page) for page in table_pages(drawing, frame, report))
    elif isinstance(drawing, Bars | Slopes) and frame:
        yield from charted(drawing, slide.panels[0], (frame, layout.texts[0]), report)


def _shown(slide: Slide, frames: Sequence[Frame]) -> tuple[Shown, ...]:
    pairs = zip(slide.images, frames, strict=False)
    return tuple(Shown(image, frame) for image, frame in pairs if image)


def _flowing(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    """One text, in the fullest of its versions that one page holds, else over as many pages as it
    needs, in the same size on all of them."""
    frame, shown = layout.texts[0], _shown(slide, layout.pictures)
    (panel,) = concise(slide.panels[:1], frame.words, 1)
    (written,) = slide.panels[:1]
    forms = map(written.version, range(len(written.shorter) + 1))
    cut = written.shorter and slide.layout in READ
    flowed = ((form, flow(form, frame)) for form in forms if cut)
    alone = ((form, each) for form, each in flowed if each and len(each[0]) == 1)
    panel, found = next(alone, (panel, flow(panel, frame)))
    if found is None:
        report(too_long(oversized(panel, frame), frame))
        return [Body((), shown)]
    parts, styles = found
    if centred := slide.layout == QUOTE:
        frame = _near_title(frame, [part for (part,) in parts], styles)
    placed = [Placed(part, frame, styles, centred) for (part,) in parts]
    return [Body((each,), shown) for each in placed] or [Body((), shown)]


def _near_title(frame: Frame, parts: Sequence[Panel], styles: tuple[Style, ...]) -> Frame:
    """The place of quotes in the middle of which each stands, the longest at least: more of what
    they leave is under them than over."""
    tallest = max((height(part.paras, styles, frame.room.w) for part in parts), default=0.0)
    spare = max(0.0, frame.room.h - tallest)
    return frame.at(evolve(frame.box, h=frame.box.h - spare * LOW))


def _over_columns(panel: Panel, layout: Layout, report: Report) -> list[Body]:
    """One text over the columns of as many pages as it needs."""
    frames = layout.texts
    (panel,) = concise([panel], frames[0].words, 1)
    found = flow(panel, frames[0], len(frames))
    if found is None:
        report(too_long(oversized(panel, frames[0]), frames[0]))
        return [Body()]
    parts, styles = found
    bodies = []
    for page in parts:
        pairs = zip(page, frames, strict=False)
        bodies.append(Body(tuple(Placed(part, at, styles) for part, at in pairs)))
    return bodies


def _paired(slide: Slide, layout: Layout, report: Report) -> Body:
    """Two pictures and a text beside them, or a picture and the text that stands for the other."""
    texts, pictures = framed(layout, slide.images)
    captioned = sum(count_of(panel.paras) for panel in slide.panels[:CAPTIONS])
    most = texts[CAPTIONS].words - captioned
    versions = (fitting(panel, texts[CAPTIONS]) for panel in slide.panels[CAPTIONS:])
    chosen = [each for each in versions if each and count_of(each.panel.paras) <= most][:1]
    if not chosen and not is_tall(layout):
        texts, pictures = widened(layout)
    captions = fixed(slide.panels[:CAPTIONS], texts, report)
    return Body((*captions, *chosen), _shown(slide, pictures))
