"""A chart and the text that it is read with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.chart import ChartPage, chart_pages
from ppgp_diaporama.fit.fixed import fixed
from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.page import Body
from ppgp_diaporama.fit.report import Report, too_long
from ppgp_diaporama.fit.sizes import ladders
from ppgp_diaporama.fit.slopes import SlopesPage, slopes_pages
from ppgp_diaporama.slides import Bars, Panel, Slopes
from ppgp_diaporama.words import count, count_of

GIVEN: Final = 0.4
"""The part of its height that a chart gives to a long question."""


def charted(
    drawing: Bars | Slopes, panel: Panel, frames: tuple[Frame, Frame], report: Report
) -> Iterator[Body]:
    """A chart over the text it is read with, which takes some of its room when it is long.

    ``frames`` are that of the chart and that of the text below; the text is said again under each
    part of a long chart.
    """
    frame, below = frames
    found = list(_versions(panel, below, frame.box.h * GIVEN))
    if not found:
        report(too_long(panel, below))
        return
    names = sum(map(count, drawing.names))
    fewer = (each for each in found if count_of(each[0].paras) + names <= frame.words)
    version, taller = next(fewer, found[-1])
    lower = frame.at(evolve(frame.box, h=frame.box.h - (taller.box.h - below.box.h)))
    lower = evolve(lower, words=frame.words - count_of(version.paras))
    texts = fixed([version], [taller], report)
    yield from (Body(texts, drawing=page) for page in _pages(drawing, lower, report))


def _pages(
    drawing: Bars | Slopes, frame: Frame, report: Report
) -> Sequence[ChartPage] | Sequence[SlopesPage]:
    if isinstance(drawing, Bars):
        return chart_pages(drawing, frame, report)
    return slopes_pages(drawing, frame, report)


def _versions(panel: Panel, below: Frame, most: float) -> Iterator[tuple[Panel, Frame]]:
    """The versions of the text that have room, the fullest first, each with its frame."""
    for version in map(panel.version, range(len(panel.shorter) + 1)):
        if taller := _taller(version, below, most):
            yield version, taller


def _taller(panel: Panel, frame: Frame, most: float) -> Frame | None:
    """The frame, reaching up to ``most`` points higher when its text needs it."""
    smallest = list(ladders(frame))[-1]
    lacking = height(panel.paras, smallest, frame.room.w) - frame.room.h
    if lacking > most:
        return None
    up, box = max(0.0, lacking), frame.box
    return frame.at(evolve(box, y=box.y - up, h=box.h + up))
