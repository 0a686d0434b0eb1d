"""Two or three short texts set against each other, each on a ground of its own."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.fixed import fixed
from ppgp_diaporama.fit.frames import Layout
from ppgp_diaporama.fit.grid import GAP, around, columns
from ppgp_diaporama.fit.page import Body, Placed
from ppgp_diaporama.fit.report import Report
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR, enlarged, fits, ladders
from ppgp_diaporama.slides import Slide
from ppgp_diaporama.words import count_of

PAD: Final = 28.0
"""Points between a text and the edge of its ground."""

HEAD: Final = 36.0
"""The height of a heading above the grounds, in points."""


def opposed(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    """The page of such texts, in the largest size that all take; none where they have no room or
    too many words."""
    still = int(slide.panels[0].leads)
    lead, texts = slide.panels[:still], slide.panels[still:]
    area = around([frame.box for frame in layout.texts])
    words = layout.texts[0].words
    if sum(count_of(panel.paras) for panel in slide.panels) > words:
        return []
    head = tuple(frame.at(evolve(area, h=HEAD)) for frame in layout.texts[:still])
    taken = HEAD + GAP if lead else 0.0
    room = evolve(area, y=area.y + taken, h=area.h - taken)
    cells = columns(room, (1,) * len(texts), GAP)
    frames = [
        evolve(frame.at(cell), inset=(2 * PAD, 2 * PAD))
        for frame, cell in zip(layout.texts[still:], cells, strict=False)
    ]
    for styles in (enlarged(frames[0].styles), *ladders(frames[0], CAPTION_FLOOR)):
        if all(fits(p.paras, f, styles) for p, f in zip(texts, frames, strict=True)):
            placed = (
                Placed(panel, frame, styles, centred=True, ground=rank)
                for rank, (panel, frame) in enumerate(zip(texts, frames, strict=True), start=1)
            )
            return [Body((*fixed(lead, head, report), *placed))]
    return []
