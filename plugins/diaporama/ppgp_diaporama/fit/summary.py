"""A whole case study on one slide that is read, and not presented: in the size of notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import around, columns
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.page import Body, Placed
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, fits
from ppgp_diaporama.slides import HEADING, Panel, Slide

LEAD: Final = 34.0
"""Room for the number of a finding at its left, in points."""

NUMERAL: Final = 8.0
"""What its number, larger than its text, adds to the height of a finding, in points."""


APART: Final = 28.0
"""Space between the rows and the columns, in points."""


def summarised(slide: Slide, layout: Layout) -> list[Body]:
    """The findings beside what closes, over as many figures as have room; nothing where two have
    none."""
    if len(slide.panels) > len(layout.texts):
        return []
    findings, *others = slide.panels
    closing = [panel for panel in others if _closes(panel)]
    figures = [panel for panel in others if not _closes(panel)]
    area = around([frame.box for frame in layout.texts])
    depth = max((len(panel.shorter) for panel in closing), default=0)
    tried = product(range(len(figures), 1, -1), range(depth + 1))
    for count, rank in tried:
        shown = [panel.version(rank) for panel in closing]
        texts = tuple(_laid_out([findings, *shown], figures[:count], layout.texts, area))
        if all(fits(each.panel.paras, each.frame, each.styles) for each in texts):
            return [Body(texts)]
    return []


def _laid_out(
    head: Sequence[Panel], figures: Sequence[Panel], frames: Sequence[Frame], area: Box
) -> Iterator[Placed]:
    """A row of texts as tall as they are, then one of figures in what is left."""
    leads = (LEAD, 0.0)
    above = columns(area, (1,) * len(head), APART)
    row = [
        _placed(panel, frame.at(cell), lead=lead)
        for panel, frame, cell, lead in zip(head, frames, above, leads, strict=False)
    ]
    used = max(_tall(row), _tall(row[:1]) + NUMERAL * len(head[0].paras))
    yield from (evolve(each, frame=each.frame.at(evolve(each.frame.box, h=used))) for each in row)
    top = area.y + used + APART
    left = evolve(area, y=top, h=max(0.0, area.y + area.h - top))
    cells = columns(left, (1,) * len(figures), APART)
    for panel, frame, cell in zip(figures, frames[len(head) :], cells, strict=False):
        yield _placed(panel, frame.at(cell), number=BODY_FLOOR)


def _closes(panel: Panel) -> bool:
    """Whether a panel begins with a text, as a quote or a contact does, and no heading."""
    return panel.paras[0].level != HEADING


def _placed(panel: Panel, frame: Frame, lead: float = 0.0, number: float = CAPTION_FLOOR) -> Placed:
    sizes = (CAPTION_FLOOR, number, CAPTION_FLOOR)
    styles = tuple(evolve(s, size=size) for s, size in zip(frame.styles, sizes, strict=True))
    return Placed(panel, evolve(frame, lead=lead), styles)


def _tall(row: Sequence[Placed]) -> float:
    return max(height(each.panel.paras, each.styles, each.frame.room.w) for each in row)
