"""Several pictures on a slide, in rows that respect their shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Layout
from ppgp_diaporama.fit.grid import GAP, around
from ppgp_diaporama.slides import Slide
from ppgp_docs.api import blocs
from ppgp_docs.api import rows as justified

GALLERY: Final = "Galerie"
"""Slides of pictures alone: they stand in no placeholder, in the area of a text and its picture."""

MOST: Final = 10
"""Pictures of which all the rows are tried."""

SMALLEST: Final = 0.2

PILED: Final = range(3, 5)
"""How many pictures may be one beside a pile of the others."""

FREE: Final = -1
"""The number of a frame that is no placeholder."""

Ratio: TypeAlias = Callable[[blocs.Image], float | None]
"""The width of a picture over its height; None when it cannot be read."""


def hung(slide: Slide, layout: Layout, ratio: Ratio) -> Layout:
    """The layout with a frame of its own for each picture of the slide."""
    area = around([frame.box for frame in (*layout.texts, *layout.pictures)])
    ratios = [ratio(image) or 1.0 for image in slide.images if image]
    found = max((_placed(each, area) for each in _ways(ratios, area)), key=_covered)
    frames = tuple(evolve(layout.pictures[0], idx=FREE, box=box) for box in found)
    return evolve(layout, texts=(), pictures=frames)


def _ways(ratios: Sequence[float], area: Box) -> Iterator[list[Box]]:
    """The ways to hang pictures in their order, at the width of the area: in even or uneven rows,
    or one of them beside a pile of the others."""
    count = len(ratios)
    if count > MOST:
        rows = justified.rows_within(ratios, area.w, area.h, GAP)
        yield _rows([[ratios[cell.rank] for cell in row] for row in rows], area.w)
        return
    for ends in range(2 ** (count - 1)):
        rows_of: list[list[float]] = [[]]
        for rank, each in enumerate(ratios):
            rows_of[-1].append(each)
            if ends >> rank & 1 and rank < count - 1:
                rows_of.append([])
        yield _rows(rows_of, area.w)
    if count in PILED:
        yield _piled(ratios, area.w)


def _rows(rows: Sequence[Sequence[float]], wide: float) -> list[Box]:
    """Rows of that width, one under the other."""
    boxes, top = [], 0.0
    for row in rows:
        high, left = (wide - GAP * (len(row) - 1)) / sum(row), 0.0
        for each in row:
            boxes.append(Box(left, top, high * each, high))
            left += high * each + GAP
        top += high + GAP
    return boxes


def _piled(ratios: Sequence[float], wide: float) -> list[Box]:
    """The first picture, and beside it the others in a pile as tall."""
    first, *others = ratios
    slope = 1 / sum(1 / each for each in others)
    gaps = GAP * (len(others) - 1)
    high = (wide - GAP + gaps * slope) / (first + slope)
    across, top = (high - gaps) * slope, 0.0
    boxes = [Box(0.0, 0.0, high * first, high)]
    for each in others:
        boxes.append(Box(high * first + GAP, top, across, across / each))
        top += across / each + GAP
    return boxes


def _placed(boxes: Sequence[Box], area: Box) -> list[Box]:
    """Pictures in the middle of the area, smaller where they would be higher."""
    whole = around(boxes)
    scale = min(1.0, area.h / whole.h)
    left = area.x + (area.w - whole.w * scale) / 2
    top = area.y + (area.h - whole.h * scale) / 2
    return [
        Box(left + box.x * scale, top + box.y * scale, box.w * scale, box.h * scale)
        for box in boxes
    ]


def _covered(boxes: Sequence[Box]) -> float:
    """How much pictures cover, and a little how small the smallest of them is."""
    sizes = [box.w * box.h for box in boxes]
    return float(sum(sizes) * min(sizes) ** SMALLEST)
