"""A draft: a slide that could be, and how much it deserves to be."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ppgp_diaporama.slides import NOTHING, Drawing, Panel, Source
from ppgp_docs.api import Line, blocs

Blocs = Sequence[blocs.Bloc]


@frozen(kw_only=True)
class SlideDraft:
    """A slide that could be: ``weight`` says how much it is worth (before/after 100, text 40).

    One that is ``asked`` for is never left out.

    ``shows`` are the blocks that it stands for: the speaker tells them on this slide. ``title`` is
    the finding that the block itself states, ``fallback`` the block's own title for when the
    section has none left. ``notes`` are the lines that it tells when several share a block.
    """

    weight: int
    layout: str
    source: Source
    shows: Blocs
    title: Line = NOTHING
    fallback: Line = NOTHING
    panels: tuple[Panel, ...] = ()
    images: tuple[blocs.Image | None, ...] = ()
    drawing: Drawing | None = None
    notes: tuple[str, ...] = ()
    asked: bool = False


def columns(
    weight: int,
    source: Source,
    panels: tuple[Panel, ...],
    fallback: Line,
    all_blocs: Blocs,
) -> SlideDraft:
    """Panels side by side, in the layout made for their number."""
    return SlideDraft(
        weight=weight,
        layout={1: "Liste", 2: "Deux colonnes"}.get(len(panels), "Cases"),
        source=source,
        shows=all_blocs,
        panels=panels,
        fallback=fallback,
    )
