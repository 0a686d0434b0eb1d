"""Each text in its own placeholder."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.page import Placed
from ppgp_diaporama.fit.report import Report, too_long
from ppgp_diaporama.fit.sizes import best
from ppgp_diaporama.slides import Panel


def fixed(panels: Sequence[Panel], frames: Sequence[Frame], report: Report) -> tuple[Placed, ...]:
    """Each text in its own placeholder, in the first of its versions that fits."""
    placed = []
    for panel, frame in zip(panels, frames, strict=False):
        found = fitting(panel, frame)
        if found is None:
            report(too_long(panel, frame))
        placed.append(found or Placed(panel, frame, frame.styles))
    return tuple(placed)


def fitting(panel: Panel, frame: Frame) -> Placed | None:
    """A text in a frame, in the first of its versions that fits; None when none does."""
    for paras in (panel.paras, *panel.shorter):
        version = evolve(panel, paras=paras, shorter=())
        if styles := best([version], [frame]):
            return Placed(version, frame, styles)
    return None
