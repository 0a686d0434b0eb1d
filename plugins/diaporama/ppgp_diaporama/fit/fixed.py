"""Each text in its own placeholder."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.page import Placed
from ppgp_diaporama.fit.report import SHORTER, Report, too_long
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, best
from ppgp_diaporama.slides import Panel
from ppgp_diaporama.words import count_of


def fixed(panels: Sequence[Panel], frames: Sequence[Frame], report: Report) -> tuple[Placed, ...]:
    """Each text in its own placeholder, in the first of its versions that fits; those before it
    leave it their words."""
    placed, used = [], 0
    for panel, frame in zip(panels, frames, strict=False):
        found = fitting(panel, evolve(frame, words=frame.words - used))
        if found is None:
            report(too_long(panel, frame, SHORTER))
        placed.append(evolve(found or Placed(panel, frame, frame.styles), frame=frame))
        used += count_of(placed[-1].panel.paras)
    return tuple(placed)


def fitting(panel: Panel, frame: Frame) -> Placed | None:
    """A text in a frame, in the first of its versions that fits within its words, else in the
    last one that fits, else in the size of notes; None when none does."""
    return _fitting(panel, frame, BODY_FLOOR) or _fitting(panel, frame, CAPTION_FLOOR)


def _fitting(panel: Panel, frame: Frame, floor: float) -> Placed | None:
    found = None
    for rank in range(len(panel.shorter) + 1):
        version = panel.version(rank)
        if styles := best([version], [frame], floor):
            found = Placed(version, frame, styles)
            if count_of(version.paras) <= frame.words:
                break
    return found
