"""A draft: a slide that could be, and how much it deserves to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.sentences import beginnings
from ppgp_diaporama.slides import (
    ITEM,
    NOTHING,
    STATEMENT,
    Drawing,
    Panel,
    Source,
)
from ppgp_diaporama.story.claims import of_panels
from ppgp_diaporama.words import count_of, left_under, nearest
from ppgp_docs.api import Line, blocs

Blocs = Sequence[blocs.Bloc]

READ: Final = ("Texte", "Texte et image")
"""The layouts of texts that a room reads."""


@frozen(kw_only=True)
class SlideDraft:
    """A slide that could be: ``weight`` says how much it is worth (before/after 100, text 40).

    One that is ``asked`` for is never left out.

    ``shows`` are the blocks that it stands for: the speaker tells them on this slide. ``title`` is
    the finding that the block itself states, ``fallback`` the block's own title for when the
    section has none left. ``notes`` are the lines that it tells when several share a block.

    Of texts that are ``best_first``, one slide shows those that its title is about; those of a
    block that it shows otherwise are ``left_out``. ``lighter`` is the draft less the text that
    introduces it. ``claim`` is the first sentence of its text, as a title that the
    text goes on from. Its picture is ``small`` when asked so. A draft that is ``consulted`` stands
    after the deck, and is not presented.
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
    best_first: bool = False
    left_out: tuple[Panel, ...] = ()
    lighter: SlideDraft | None = None
    claim: Line = NOTHING
    small: bool = False
    consulted: bool = False

    def under(self, title: Line) -> SlideDraft:
        """The draft less the texts that one slide does not bear under its title, unless they are
        asked for; a text that has no short version may be cut after any of its sentences."""
        draft = self._under(title)
        if draft.asked or draft.layout not in READ:
            return draft
        return evolve(draft, panels=tuple(map(self._abridged, draft.panels)))

    def _abridged(self, panel: Panel) -> Panel:
        """A text with its shorter forms: the short versions that its author wrote, or else its
        beginnings. A list is never cut."""
        if panel.shorter or any(para.level == ITEM for para in panel.paras):
            return panel
        written = {
            bloc.version_courte.plain for bloc in self.shows if isinstance(bloc, blocs.Paragraphe)
        }
        short = tuple(para for para in panel.paras if para.plain in written)
        forms = (short,) if short else tuple(beginnings(panel.paras))
        return evolve(panel, shorter=tuple(form for form in forms if form != panel.paras))

    def _under(self, title: Line) -> SlideDraft:
        if self.claim and title.plain == self.claim.plain:
            return self.claimed()
        most = left_under(title)
        if self.lighter and not self.asked and sum(count_of(p.paras) for p in self.panels) > most:
            return self.lighter.under(title)
        if self.asked or not self.best_first or not self.panels:
            return self
        kept = nearest(self.panels, title, most)
        if len(kept) == len(self.panels):
            return self
        each_is_one = len(self.shows) == len(self.panels)
        left = [panel for rank, panel in enumerate(self.panels) if rank not in kept]
        return evolve(
            self,
            layout=fewer(self.layout, len(kept)),
            panels=tuple(self.panels[rank] for rank in kept),
            shows=[self.shows[rank] for rank in kept] if each_is_one else self.shows,
            left_out=() if each_is_one else tuple(left),
        )

    def claimed(self) -> SlideDraft:
        """The draft under its claim, which may be all that it says: a picture then stands alone."""
        _, rest = of_panels(self.panels)
        alone = not (rest or self.images or self.drawing)
        if self.images and not rest:
            rest = tuple(evolve(each, paras=()) for each in self.panels[:1])
        return evolve(self, panels=rest, lighter=None, layout=STATEMENT if alone else self.layout)


def fewer(layout: str, count: int) -> str:
    """The layout made for fewer texts of the same kind."""
    alone = "Citation" if layout == "Paroles" else "Liste"
    beside = "Paroles" if layout == "Paroles" else "Deux colonnes"
    return {1: alone, 2: beside}.get(count, layout)


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
        layout=fewer("Cases", len(panels)),
        source=source,
        shows=all_blocs,
        panels=panels,
        fallback=fallback,
    )
