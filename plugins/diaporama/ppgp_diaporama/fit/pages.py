"""Slides made into pages: sizes chosen, texts split, and what cannot fit reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import evolve, frozen

from ppgp_diaporama.fit.chart import ChartPage, chart_pages
from ppgp_diaporama.fit.flow import flow
from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import arrange, chunks, shares, stacked
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.pictos import beside, with_room
from ppgp_diaporama.fit.sizes import (
    BODY_FLOOR,
    TITLE_FLOOR,
    best,
    fits,
    ladders,
    too_many,
)
from ppgp_diaporama.fit.table import TablePage, table_pages
from ppgp_diaporama.fit.timeline import TimelinePage, timeline_pages
from ppgp_diaporama.slides import HEADING, Bars, Panel, Para, Slide, Source, Table, Timeline
from ppgp_docs.api import Diagnostic, Line, Run, blocs, compter, error

FLOWING: Final = frozenset({"Texte", "Liste", "Texte et image", "Citation"})
GRIDS: Final = {
    "Deux colonnes": 0,
    "Chiffres": 0,
    "Cases": 0,
    "Paroles": 0,
    "Contact": 1,
    "Personnes": 0,
}
"""Layouts whose placeholders share out their area; the number of panels that stay in place."""
IN_A_ROW: Final = frozenset({"Personnes", "Deux colonnes", "Contact"})
PORTRAYED: Final = frozenset({"Personnes"})
"""Grids whose pictures have cells of their own, above those of the texts."""

CLEARLY: Final = 4.0
"""Uneven cells must gain this many points of text: even ones look better."""

STACKED: Final = 3
"""Short texts stand one under the other up to this number."""

VERSIONS: Final = {"Avant-après": 2}
"""From this rank on, panels are versions of one text, the fullest first; when none fits, the text
is left to the speaker."""

Report = Callable[[Diagnostic], None]
Drawn: TypeAlias = ChartPage | TablePage | TimelinePage


@frozen
class Placed:
    """A text in its placeholder; the frame has moved when its box is not the layout's.

    ``middle`` when the text stands at the middle of its frame, whatever the layout says.
    """

    panel: Panel
    frame: Frame
    styles: tuple[Style, ...]
    middle: bool = False


@frozen
class Shown:
    """A picture in its placeholder."""

    image: blocs.Image
    frame: Frame


@frozen(kw_only=True)
class Page:
    """A slide as it will be drawn."""

    slide: Slide
    layout: Layout
    title: tuple[Style, ...]
    texts: tuple[Placed, ...] = ()
    pictures: tuple[Shown, ...] = ()
    drawing: Drawn | None = None


@frozen
class _Body:
    """What one page holds under its title."""

    texts: tuple[Placed, ...] = ()
    pictures: tuple[Shown, ...] = ()
    drawing: Drawn | None = None


def pages(slides: Sequence[Slide], layouts: Mapping[str, Layout], report: Report) -> list[Page]:
    """Every slide as one page or several; ``report`` hears of each text that fits nowhere."""
    return [page for slide in slides for page in _pages(slide, layouts[slide.layout], report)]


def _pages(slide: Slide, layout: Layout, report: Report) -> Iterator[Page]:
    bodies = _bodies(slide, layout, report)
    for number, body in enumerate(bodies, start=1):
        part = f" ({number}/{len(bodies)})" if len(bodies) > 1 else ""
        title = Line((*slide.title.runs, Run(part))) if part else slide.title
        notes = slide.notes if number == 1 else ()
        yield Page(
            slide=evolve(slide, title=title, notes=notes),
            layout=layout,
            title=_title(slide, title, layout, report),
            texts=body.texts,
            pictures=body.pictures,
            drawing=body.drawing,
        )


def _title(slide: Slide, title: Line, layout: Layout, report: Report) -> tuple[Style, ...]:
    paras = (Para(title.runs),)
    for styles in ladders(layout.title, TITLE_FLOOR):
        if fits(paras, layout.title, styles):
            return styles
    _too_long(Panel(paras, slide.source), layout.title, report, is_title=True)
    return styles


def _bodies(slide: Slide, layout: Layout, report: Report) -> list[_Body]:
    if isinstance(slide.drawing, Timeline):
        frame = layout.texts[0]
        return _drawn(timeline_pages(slide.drawing, frame, _teller(frame, report)))
    if isinstance(slide.drawing, Table) and layout.drawing:
        tell = _teller(layout.drawing, report)
        return _drawn(table_pages(slide.drawing, layout.drawing, tell))
    if isinstance(slide.drawing, Bars) and layout.drawing:
        tell = _teller(layout.drawing, report)
        reading = _fixed(slide.panels, layout.texts, report)
        return _drawn(chart_pages(slide.drawing, layout.drawing, tell), reading)
    shown = tuple(map(Shown, slide.images, layout.pictures))
    if slide.layout in FLOWING:
        return _flowing(slide, layout, shown, report)
    if slide.layout in GRIDS:
        return _grids(slide, layout, report)
    return [_Body(_fixed(_chosen(slide, layout), layout.texts, report), shown)]


def _drawn(drawings: Sequence[Drawn], texts: tuple[Placed, ...] = ()) -> list[_Body]:
    return [_Body(texts, drawing=drawing) for drawing in drawings]


def _chosen(slide: Slide, layout: Layout) -> tuple[Panel, ...]:
    """The panels of a slide, the first version that fits where there are several."""
    rank = VERSIONS.get(slide.layout, len(slide.panels))
    frames = layout.texts[rank : rank + 1]
    versions = [each for each in slide.panels[rank:] if frames and best([each], frames)]
    return (*slide.panels[:rank], *versions[:1])


def _flowing(slide: Slide, layout: Layout, shown: tuple[Shown, ...], report: Report) -> list[_Body]:
    """One text over as many pages as it needs, in the same size on all of them."""
    frame, panel = layout.texts[0], slide.panels[0]
    found = flow(panel, frame)
    if found is None:
        _too_long(panel, frame, report)
        return [_Body((Placed(panel, frame, frame.styles),), shown)]
    parts, styles = found
    return [_Body((Placed(part, frame, styles),), shown) for part in parts]


def _fixed(panels: Sequence[Panel], frames: Sequence[Frame], report: Report) -> tuple[Placed, ...]:
    """Each text in its own placeholder."""
    placed = []
    for panel, frame in zip(panels, frames, strict=False):
        styles = best([panel], [frame])
        if styles is None:
            _too_long(panel, frame, report)
        placed.append(Placed(panel, frame, styles or frame.styles))
    return tuple(placed)


def _grids(slide: Slide, layout: Layout, report: Report) -> list[_Body]:
    """Texts side by side, on as few pages as their sizes allow."""
    still = GRIDS[slide.layout]
    lead = _fixed(slide.panels[:still], layout.texts[:still], report)
    panels = slide.panels[still:]
    frames = with_room(layout.texts[still:], layout, asked=bool(slide.images))
    row = slide.layout in IN_A_ROW
    for most in range(min(len(frames), len(panels)), 0, -1):
        groups = chunks(panels, most)
        fitted = [_grid(group, frames, row) for group in groups]
        if all(fitted):
            return _grid_bodies(slide, layout, lead, [each for each in fitted if each], row)
    for panel in panels:
        if _grid([panel], frames, row) is None:
            _too_long(panel, arrange(frames, 1, row)[0], report)
    return [_Body(lead)]


def _grid(panels: Sequence[Panel], frames: Sequence[Frame], row: bool) -> tuple[Placed, ...] | None:
    """Panels in the cells where they read largest; the first cells that do when several do."""
    found: tuple[Placed, ...] | None = None
    for boxes in _cells(panels, frames, row):
        styles = best(panels, boxes)
        if styles and (found is None or styles[0].size >= found[0].styles[0].size + CLEARLY):
            middle = _is_in_the_middle(panels, boxes)
            pairs = zip(panels, boxes, strict=True)
            found = tuple(Placed(panel, box, styles, middle) for panel, box in pairs)
    return found


def _cells(panels: Sequence[Panel], frames: Sequence[Frame], row: bool) -> Iterator[list[Frame]]:
    """The ways to share out the area, the best looking first: cells that short texts fill, even
    cells, cells as wide as their texts ask."""
    count = len(panels)
    lengths = [sum(len(each.plain) for each in panel.paras) for panel in panels]
    if not row and 1 < count <= STACKED:
        yield stacked(frames, count)
    yield arrange(frames, count, row)
    yield arrange(frames, count, row, shares(lengths))


def _is_in_the_middle(panels: Sequence[Panel], boxes: Sequence[Frame]) -> bool:
    """Text stands at the middle of its cell beside a pictogram or without a heading to align."""
    if boxes[0].lead or len({frame.box.x for frame in boxes}) == 1:
        return True
    titled = any(para.level == HEADING for panel in panels for para in panel.paras)
    return not titled or all(len(panel.paras) == 1 for panel in panels)


def _grid_bodies(
    slide: Slide,
    layout: Layout,
    lead: tuple[Placed, ...],
    groups: list[tuple[Placed, ...]],
    row: bool,
) -> list[_Body]:
    """The pages of a grid, all in the smallest of their sizes, each with its pictures."""
    smallest = min((group[0].styles for group in groups), key=lambda s: [x.size for x in s])
    bodies, start = [], 0
    for group in groups:
        images = slide.images[start : start + len(group)]
        start += len(group)
        frames = _pictured(group, layout, len(images), row)
        texts = tuple(evolve(each, styles=smallest) for each in group)
        bodies.append(_Body((*lead, *texts), tuple(map(Shown, images, frames))))
    return bodies


def _pictured(group: Sequence[Placed], layout: Layout, count: int, row: bool) -> list[Frame]:
    """The places of the pictures of a group: beside the texts, or in cells of their own."""
    if group[0].frame.lead:
        return beside([placed.frame for placed in group], layout.pictures)
    return arrange(layout.pictures, count, row) if count and layout.name in PORTRAYED else []


def _teller(frame: Frame, report: Report) -> Callable[[Source, Sequence[Para], Box], None]:
    """Says that a text of a drawing does not fit in its box."""

    def tell(source: Source, paras: Sequence[Para], box: Box) -> None:
        _too_long(Panel(tuple(paras), source), evolve(frame, box=box, inset=(0, 0)), report)

    return tell


def _too_long(text: Panel, frame: Frame, report: Report, is_title: bool = False) -> None:
    """Say how many characters are too many at the smallest size that a room can read."""
    extra = too_many(text.paras, frame, TITLE_FLOOR if is_title else BODY_FLOOR)
    beginning = "".join(each.plain for each in text.paras)[:40]
    report(
        error(
            "R210" if is_title else "R211",
            f"{'le titre' if is_title else 'le texte'} «\u00a0{beginning}…\u00a0» "
            f"({text.source.field}) est trop long pour la diapositive\u00a0: "
            f"{compter(extra, 'caractère')} de trop",
            text.source.span,
            "raccourcissez-le, ou écrivez une `version_courte`",
        )
    )
