"""A deck that lacks consents is a project: its cover says so, its last slide lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import ITEM, PROJECT, Slide, Source
from ppgp_diaporama.story.texts import panel, para, paras, words
from ppgp_docs.api import Line, Run

_MARK: Final = Line((Run(PROJECT, bold=True), Run(", à ne pas diffuser")))


def as_project(slides: Sequence[Slide], lacks: Sequence[str]) -> tuple[Slide, ...]:
    """The same slides when nothing lacks; ``lacks`` are the sentences of the context."""
    if not lacks:
        return tuple(slides)
    cover, *others = slides
    return (_marked(cover), *others, _missing(lacks))


def _marked(cover: Slide) -> Slide:
    first = cover.panels[0] if cover.panels else panel(cover.source)
    marked = evolve(first, paras=(*first.paras, para(_MARK)))
    return evolve(cover, panels=(marked, *cover.panels[1:]))


def _missing(lacks: Sequence[str]) -> Slide:
    source = Source("les accords à recueillir")
    return Slide(
        layout="Liste",
        title=words("Accords à recueillir avant de publier"),
        source=source,
        panels=(panel(source, paras(map(words, lacks), ITEM)),),
        notes=tuple(f"{lack}." for lack in lacks),
        section="Projet",
    )
