"""Pictograms: small drawings at the left of the text of a card, large ones above a lone title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import GAP, arrange

BEARING: Final = "Cases"
"""The layout whose pictures are pictograms."""


def with_room(texts: Sequence[Frame], layout: Layout, asked: bool) -> tuple[Frame, ...]:
    """The cards, with room for the pictograms when they are asked for and the layout has them."""
    if not (asked and layout.name == BEARING and layout.pictures):
        return tuple(texts)
    side = layout.pictures[0].box.w
    return tuple(evolve(card, lead=side + max(card.inset[0] / 2, GAP)) for card in texts)


LARGE: Final = (152.0, 112.0)
"""The sides that a pictogram above a title may have, in points, the best first."""

_AIR: Final = 28.0
"""Space over a large pictogram, and between it and its title, in points."""


def under(cards: Sequence[Frame], count: int, side: float) -> list[Frame]:
    """The cells of titles that stand in a row, each under its pictogram."""
    bare = [evolve(card, lead=0.0) for card in cards]
    return [_lowered(card, side + 2 * _AIR) for card in arrange(bare, count, in_a_row=True)]


def _lowered(card: Frame, down: float) -> Frame:
    return card.at(evolve(card.box, y=card.box.y + down, h=card.box.h - down))


def above(cards: Sequence[Frame], pictures: Sequence[Frame], top: float) -> list[Frame]:
    """The place of a large pictogram above each card, at its left; ``top`` is that of the grid."""
    return [
        picture.at(Box(card.box.x, top + _AIR, side, side))
        for card, picture in zip(cards, pictures, strict=False)
        for side in [card.box.y - top - 2 * _AIR]
    ]


def beside(cards: Sequence[Frame], pictures: Sequence[Frame]) -> list[Frame]:
    """A place at the left of each card, beside its first lines, inside its margins."""
    return [_beside(card, picture) for card, picture in zip(cards, pictures, strict=False)]


def _beside(card: Frame, picture: Frame) -> Frame:
    box, size = card.box, picture.box
    left, top = box.x + card.inset[0] / 2, box.y + max(card.inset[1] / 2, GAP)
    return picture.at(Box(left, top, size.w, size.h))
