"""Texts side by side, over as few pages as their sizes allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.fit.fixed import fitting, fixed
from ppgp_diaporama.fit.flow import oversized, split
from ppgp_diaporama.fit.frames import Frame, Layout
from ppgp_diaporama.fit.grid import (
    GAP,
    around,
    arrange,
    below,
    chunks,
    is_a_column,
    shares,
    stacked,
)
from ppgp_diaporama.fit.measure import Style, lines, width
from ppgp_diaporama.fit.page import Body, Placed, Shown
from ppgp_diaporama.fit.pictos import LARGE, above, beside, under, with_room
from ppgp_diaporama.fit.report import Report, too_long
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, best, enlarged, fits, ladders
from ppgp_diaporama.slides import Panel, Slide
from ppgp_diaporama.words import LEAST, concise, count_of, leading
from ppgp_docs.api import blocs

CONTACT: Final = "Contact"
GRIDS: Final = {
    "Deux colonnes": 0,
    "Chiffres": 0,
    "Cases": 0,
    "Paroles": 0,
    CONTACT: 1,
    "Personnes": 0,
}
"""Layouts whose placeholders share out their area; the number of panels that stay in place."""
IN_A_ROW: Final = frozenset({"Personnes", "Deux colonnes", CONTACT})
FIGURES: Final = "Chiffres"
GROWING: Final = frozenset({FIGURES, "Paroles", "Deux colonnes"})
"""Grids whose texts grow into the room that a few of them leave."""
PORTRAYED: Final = frozenset({"Personnes"})
"""Grids whose pictures have cells of their own, above those of the texts."""

HEAD: Final = 58.0
"""The height of a heading above rows, in points."""

NUMERAL: Final = 54.0
"""Room for the number of a card at its left, in points."""

CLEARLY: Final = 4.0
"""Uneven cells must gain this many points of text: even ones look better."""

FEW: Final = 3
"""Rows of a line each that are set as large as titles."""

STACKED: Final = 3
LISTED: Final = 5
"""Short texts stand one under the other up to this number, titles alone up to that one."""


@frozen
class _Card:
    """A text and its picture; ``whole`` when it needs a page of its own."""

    panel: Panel
    image: blocs.Image | None = None
    whole: bool = False


@frozen
class _Grid:
    """Where the cards of one layout may stand; ``pictured`` when a pictogram stands beside each."""

    layout: Layout
    frames: tuple[Frame, ...]
    in_a_row: bool
    pictured: bool = False

    def page(self, cards: Sequence[_Card]) -> tuple[Placed, ...] | None:
        """The cards in the cells where they read largest; the first cells that do when several do.

        None when they fit in none, or have more words together than a slide bears.
        """
        found: tuple[Placed, ...] | None = None
        panels = [card.panel for card in cards]
        if leading(panels, self.frames[0].words) < len(panels):
            return None
        floor = BODY_FLOOR if len(panels) > 1 else CAPTION_FLOOR
        for boxes in self._cells(panels):
            styles = self._enlarged(panels, boxes) or self._largest(panels, boxes, floor)
            if styles and (found is None or styles[0].size >= found[0].styles[0].size + CLEARLY):
                pairs = zip(panels, boxes, strict=True)
                rows = is_a_column(boxes) or (len(boxes) == 1 and self._beside_rules())
                found = tuple(Placed(panel, box, styles, rows) for panel, box in pairs)
        return found

    def _largest(
        self, panels: Sequence[Panel], boxes: Sequence[Frame], floor: float
    ) -> tuple[Style, ...] | None:
        """The largest styles at which all fit; on cards of contacts, at which no address is cut
        where there are some."""
        for styles in ladders(boxes[0], CAPTION_FLOOR) if self.layout.name == CONTACT else ():
            frames = [evolve(box, styles=styles) for box in boxes]
            pairs = list(zip(panels, frames, strict=True))
            if all(fits(p.paras, f, styles) for p, f in pairs) and not any(
                _bears_a_wide_address([p], f) for p, f in pairs
            ):
                return styles
        return best(panels, boxes, floor)

    def _enlarged(
        self, panels: Sequence[Panel], boxes: Sequence[Frame]
    ) -> tuple[Style, ...] | None:
        """The size of titles, for a few rows of a line each, which would leave their slide bare;
        None for other texts."""
        if self.layout.name in GROWING and len(panels) <= FEW:
            larger = enlarged(boxes[0])
            whole = all(fits(p.paras, f, larger) for p, f in zip(panels, boxes, strict=True))
            return larger if whole else None
        if self.pictured or len(boxes) > FEW or not is_a_column(boxes):
            return None
        styles = enlarged(boxes[0])
        rows = zip((panel.paras for panel in panels), boxes, strict=True)
        fit = all(
            len(paras) == 1 and lines(paras[0].runs, styles[paras[0].level], box.room.w) == 1
            for paras, box in rows
        )
        return styles if fit else None

    def _beside_rules(self) -> bool:
        """Whether each text stands beside a rule, which begins where it does."""
        rule = self.layout.rule
        return rule is not None and rule.upright

    def whole(self) -> Frame:
        """The frame of a card that has a page of its own."""
        return arrange(self.frames, 1, self.in_a_row)[0]

    def _cells(self, panels: Sequence[Panel]) -> Iterator[list[Frame]]:
        """The ways to share out the area, the best looking first: titles alone under their
        pictograms, drawn large; rows that short texts fill; even cells, cells as wide as their
        texts ask."""
        count = len(panels)
        lengths = [sum(len(each.plain) for each in panel.paras) for panel in panels]
        titles = all(len(panel.paras) == 1 for panel in panels)
        if titles and self.pictured and 1 < count <= LISTED:
            for side in LARGE:
                if side <= arrange(self.frames, count, in_a_row=True)[0].box.w:
                    yield under(self.frames, count, side)
        if (
            not self.in_a_row
            and self.layout.name != FIGURES
            and 1 < count <= (LISTED if titles else STACKED)
        ):
            yield stacked(self.frames, count)
        if self.layout.name == CONTACT and _bears_a_wide_address(panels, self.frames[0]):
            yield stacked(self.frames, count)
        if self.layout.name == CONTACT and count == 1:
            yield [self.frames[0]]  # a card as wide as those of two, not a band
        yield arrange(self.frames, count, self.in_a_row)
        yield arrange(self.frames, count, self.in_a_row, shares(lengths))


def _bears_a_wide_address(panels: Sequence[Panel], frame: Frame) -> bool:
    """Whether an address, that nobody could copy from two lines, is wider than a card."""
    return any(
        width(run.text, frame.styles[para.level].size, run.bold) > frame.room.w
        for panel in panels
        for para in panel.paras
        for run in para.runs
        if run.link
    )


def cards(slide: Slide, layout: Layout, report: Report) -> list[Body]:
    """The pages of a grid, all in the smallest of their sizes, each with its pictures."""
    still = GRIDS[slide.layout] or int(slide.panels[0].leads)
    lead, words = _lead(slide, layout, report, still)
    held = layout.holding(words).texts[still:]
    if slide.panels[0].leads:
        held = below(held, HEAD)
    frames = with_room(held, layout, asked=any(slide.images))
    pictured = frames[0].lead > 0
    if any(panel.is_numbered for panel in slide.panels) and not pictured:
        frames = tuple(evolve(frame, lead=NUMERAL) for frame in held)
    grid = _Grid(layout, frames, slide.layout in IN_A_ROW, pictured)
    panels = concise(slide.panels[still:], words, len(frames))
    images = slide.images or (None,) * len(panels)
    every = [_Card(panel, image) for panel, image in zip(panels, images, strict=True)]
    fitted = [each for card in every for each in _fitted(grid, card, report)]
    groups = [group for run in _runs(fitted) for group in _packed(grid, run)]
    return _bodies(grid, groups, lead) or [Body(lead)]


def _lead(
    slide: Slide, layout: Layout, report: Report, still: int
) -> tuple[tuple[Placed, ...], int]:
    """The texts above a grid, that leave its own their words, and what they leave."""
    words = layout.texts[0].words
    asked = sum(count_of(panel.paras) for panel in slide.panels[still:])
    over = layout.holding(max(LEAST, words - asked)).texts
    if slide.panels[0].leads:
        area = around([frame.box for frame in over])
        over = (over[0].at(evolve(area, h=HEAD - GAP)),)
    lead = fixed(slide.panels[:still], over[:still], report)
    return lead, max(LEAST, words - sum(count_of(each.panel.paras) for each in lead))


def _fitted(grid: _Grid, card: _Card, report: Report) -> list[_Card]:
    """A card as it is when it fits on a page, in a shorter version, or cut between sentences."""
    frame = grid.whole()
    placed = fitting(card.panel, frame)
    if placed and count_of(placed.panel.paras) <= frame.words:
        return [evolve(card, panel=placed.panel)]
    parts = split(card.panel, frame)
    if parts is None and placed:
        return [evolve(card, panel=placed.panel)]
    if parts is None:
        report(too_long(oversized(card.panel, frame), frame))
        return []
    first, *others = parts
    return [evolve(card, panel=first, whole=True), *(_Card(each, whole=True) for each in others)]


def _runs(every: Sequence[_Card]) -> Iterator[list[_Card]]:
    """Cards in order: those that need a page of their own, and what stands between them."""
    for whole, run in groupby(every, lambda card: card.whole):
        if whole:
            yield from ([card] for card in run)
        else:
            yield list(run)


def _packed(grid: _Grid, every: Sequence[_Card]) -> list[Sequence[_Card]]:
    """As few pages as possible, even ones when that takes no more."""
    filled = _filled(grid, every)
    for most in range(min(len(grid.frames), len(every)), 0, -1):
        groups = chunks(every, most)
        if len(groups) <= len(filled) and all(map(grid.page, groups)):
            return groups
    return filled


def _filled(grid: _Grid, every: Sequence[_Card]) -> list[Sequence[_Card]]:
    """Pages filled one after the other."""
    groups, start = [], 0
    while start < len(every):
        most = min(len(grid.frames), len(every) - start)
        tried = (every[start : start + count] for count in range(most, 1, -1))
        group = next(filter(grid.page, tried), every[start : start + 1])
        groups.append(group)
        start += len(group)
    return groups


def _bodies(grid: _Grid, groups: Sequence[Sequence[_Card]], lead: tuple[Placed, ...]) -> list[Body]:
    pages = [(group, placed) for group in groups if (placed := grid.page(group))]
    sizes = [placed[0].styles for _, placed in pages]
    smallest = min(sizes, key=lambda styles: [each.size for each in styles], default=())
    bodies = []
    for group, placed in pages:
        texts = tuple(evolve(each, styles=smallest) for each in placed)
        frames = _pictured(placed, grid)
        shown = [
            Shown(card.image, frame)
            for card, frame in zip(group, frames, strict=False)
            if card.image
        ]
        bodies.append(Body((*lead, *texts), tuple(shown)))
    return bodies


def _pictured(placed: Sequence[Placed], grid: _Grid) -> list[Frame]:
    """The places of the pictures of a page: beside the texts, or in cells of their own."""
    pictures = grid.layout.pictures
    if placed[0].frame.lead:
        return beside([each.frame for each in placed], pictures)
    if grid.pictured:
        return above([each.frame for each in placed], pictures, grid.whole().box.y)
    if grid.layout.name in PORTRAYED:
        return arrange(pictures, len(placed), grid.in_a_row)
    return []
