"""The places of a before/after pair, which has one picture or two."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import GAP, around, columns
from ppgp_docs.api import blocs


def framed(
    layout: Layout, images: Sequence[blocs.Image | None]
) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The frames of the texts and of the pictures.

    A lone picture shares the whole width with the text that stands for the other one.
    """
    texts, pictures = layout.texts, layout.pictures
    if all(images):
        return texts, pictures
    captions, shown = widened(layout)
    beside = shown[0 if images[0] is None else 1].box
    return (*captions, texts[2].at(beside)), shown


def widened(layout: Layout) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The captions and the pictures, each pair on half of the width."""
    area = around([frame.box for frame in (*layout.texts, *layout.pictures)])
    halves = columns(area, (1, 1), 2 * GAP)
    captions = tuple(map(_across, layout.texts, halves))
    return captions, tuple(map(_across, layout.pictures, halves))


def _across(frame: Frame, half: Box) -> Frame:
    return frame.at(evolve(frame.box, x=half.x, w=half.w))
