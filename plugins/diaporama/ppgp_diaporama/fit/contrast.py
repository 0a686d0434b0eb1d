"""Two or three short texts side by side, each under a bar of its own colour."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.fixed import fixed
from ppgp_diaporama.fit.frames import Layout
from ppgp_diaporama.fit.grid import GAP, around, columns
from ppgp_diaporama.fit.measure import height
from ppgp_diaporama.fit.page import Body, Placed
from ppgp_diaporama.fit.report import Report
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR, enlarged, fits, ladders
from ppgp_diaporama.slides import Slide
from ppgp_diaporama.words import count_of

BAR: Final = 10.0
AIR: Final = 14.0
APART: Final = 32.0
"""The height of a bar, the space under it, that between two columns, in points."""

LOWER: Final = 0.25
"""The part of the room which short texts leave that stands over their bars."""

HEAD: Final = 36.0
"""The height of a heading above the bars, in points."""


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
    under = evolve(room, y=room.y + BAR + AIR, h=room.h - BAR - AIR)
    cells = columns(under, (1,) * len(texts), APART)
    frames = [frame.at(cell) for frame, cell in zip(layout.texts[still:], cells, strict=False)]
    for styles in (enlarged(frames[0]), *ladders(frames[0], CAPTION_FLOOR)):
        if all(fits(p.paras, f, styles) for p, f in zip(texts, frames, strict=True)):
            tall = max(
                height(p.paras, styles, f.room.w) for p, f in zip(texts, frames, strict=True)
            )
            down = max(0.0, (frames[0].room.h - tall) * LOWER)
            frames = [f.at(evolve(f.box, y=f.box.y + down, h=f.box.h - down)) for f in frames]
            placed = (
                Placed(panel, frame, styles, bar=rank)
                for rank, (panel, frame) in enumerate(zip(texts, frames, strict=True), start=1)
            )
            return [Body((*fixed(lead, head, report), *placed))]
    return []
