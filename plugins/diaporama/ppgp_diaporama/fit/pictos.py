"""Pictograms: small drawings at the left of the text of a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Box, Frame, Layout
from ppgp_diaporama.fit.grid import GAP

BEARING: Final = "Cases"
"""The layout whose pictures are pictograms."""


def with_room(texts: Sequence[Frame], layout: Layout, asked: bool) -> tuple[Frame, ...]:
    """The cards, with room for the pictograms when they are asked for and the layout has them."""
    if not (asked and layout.name == BEARING and layout.pictures):
        return tuple(texts)
    side = layout.pictures[0].box.w
    return tuple(evolve(card, lead=side + max(card.inset[0] / 2, GAP)) for card in texts)


def beside(cards: Sequence[Frame], pictures: Sequence[Frame]) -> list[Frame]:
    """A place at the left of each card, beside its first lines, inside its margins."""
    return [_beside(card, picture) for card, picture in zip(cards, pictures, strict=False)]


def _beside(card: Frame, picture: Frame) -> Frame:
    box, size = card.box, picture.box
    left, top = box.x + card.inset[0] / 2, box.y + max(card.inset[1] / 2, GAP)
    return picture.at(Box(left, top, size.w, size.h))
