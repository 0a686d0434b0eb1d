"""A chart and the text that it is read with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.chart import chart_pages
from ppgp_diaporama.fit.fixed import fixed
from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.page import Body
from ppgp_diaporama.fit.report import Report, too_long
from ppgp_diaporama.fit.sizes import ladders
from ppgp_diaporama.slides import Bars, Panel

GIVEN: Final = 0.4
"""The part of its height that a chart gives to a long question."""


def charted(
    bars: Bars, panel: Panel, frames: tuple[Frame, Frame], report: Report
) -> Iterator[Body]:
    """Bars over the text they are read with, which takes some of their room when it is long.

    ``frames`` are that of the chart and that of the text below; the text is said again under each
    part of a long chart.
    """
    frame, below = frames
    for paras in (panel.paras, *panel.shorter):
        version = evolve(panel, paras=paras, shorter=())
        if taller := _taller(version, below, frame.box.h * GIVEN):
            given = taller.box.h - below.box.h
            lower = frame.at(evolve(frame.box, h=frame.box.h - given))
            texts = fixed([version], [taller], report)
            yield from (Body(texts, drawing=page) for page in chart_pages(bars, lower, report))
            return
    report(too_long(panel, below))


def _taller(panel: Panel, frame: Frame, most: float) -> Frame | None:
    """The frame, reaching up to ``most`` points higher when its text needs it."""
    smallest = list(ladders(frame))[-1]
    lacking = height(panel.paras, smallest, frame.room.w) - frame.room.h
    if lacking > most:
        return None
    up, box = max(0.0, lacking), frame.box
    return frame.at(evolve(box, y=box.y - up, h=box.h + up))
