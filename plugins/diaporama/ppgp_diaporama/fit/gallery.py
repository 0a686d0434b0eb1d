"""Several pictures on a slide, in rows that respect their shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import GAP, around
from ppgp_diaporama.slides import Slide
from ppgp_docs.api import blocs
from ppgp_docs.api import rows as justified

GALLERY: Final = "Galerie"
"""Slides of pictures alone: they stand in no placeholder, in the area of a text and its picture."""

LOW: Final = 0.4
"""The part of the height of the area from which a row of pictures is high enough."""

FREE: Final = -1
"""The number of a frame that is no placeholder."""

Ratio: TypeAlias = Callable[[blocs.Image], float | None]
"""The width of a picture over its height; None when it cannot be read."""


def hung(slide: Slide, layout: Layout, ratio: Ratio) -> Layout:
    """The layout with a frame of its own for each picture of the slide."""
    area = around([frame.box for frame in (*layout.texts, *layout.pictures)])
    ratios = [ratio(image) or 1.0 for image in slide.images if image]
    rows = _across(ratios, area) or justified.rows_within(ratios, area.w, area.h, GAP)
    return evolve(layout, texts=(), pictures=tuple(_frames(rows, area, layout.pictures[0])))


def _across(ratios: Sequence[float], area: Box) -> justified.Rows:
    """A single row as wide as the area; none where its pictures would be low."""
    high = (area.w - GAP * (len(ratios) - 1)) / sum(ratios)
    row = tuple(justified.Cell(rank, high * each, high) for rank, each in enumerate(ratios))
    return (row,) if area.h * LOW <= high <= area.h else ()


def _frames(rows: justified.Rows, area: Box, sample: Frame) -> Iterator[Frame]:
    """Rows in the middle of the area, left aligned with the title when they fill its width."""
    high = sum(row[0].height for row in rows) + GAP * (len(rows) - 1)
    top = area.y + (area.h - high) / 2
    for row in rows:
        left = area.x
        for cell in row:
            yield evolve(sample, idx=FREE, box=Box(left, top, cell.width, cell.height))
            left += cell.width + GAP
        top += row[0].height + GAP
