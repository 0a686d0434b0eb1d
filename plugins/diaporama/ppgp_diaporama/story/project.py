"""A deck that lacks consents, or is a draft, is a project: its cover says so, its last slides list
what it lacks and what remains to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import ITEM, PROJECT, Slide, Source
from ppgp_diaporama.story.texts import panel, para, paras, words
from ppgp_docs.api import Line, Run

_MARK: Final = Line((Run(PROJECT, bold=True), Run(", à ne pas diffuser")))


def as_project(
    slides: Sequence[Slide], lacks: Sequence[str], remaining: Sequence[str] = ()
) -> tuple[Slide, ...]:
    """The same slides when nothing lacks nor remains; both are the sentences of the context."""
    if not (lacks or remaining):
        return tuple(slides)
    cover, *others = slides
    missing = (_missing(lacks),) if lacks else ()
    title = "Ce qui reste à faire"
    to_do = (_listed(title, title.lower(), remaining, tuple(remaining)),) if remaining else ()
    return (_marked(cover), *others, *missing, *to_do)


def _marked(cover: Slide) -> Slide:
    first = cover.panels[0] if cover.panels else panel(cover.source)
    marked = evolve(first, paras=(*first.paras, para(_MARK)))
    return evolve(cover, panels=(marked, *cover.panels[1:]))


def _missing(lacks: Sequence[str]) -> Slide:
    notes = tuple(f"{lack}." for lack in lacks)
    return _listed(
        "Accords à recueillir avant de publier", "les accords à recueillir", lacks, notes
    )


def _listed(title: str, what: str, items: Sequence[str], notes: tuple[str, ...]) -> Slide:
    source = Source(what)
    return Slide(
        layout="Liste",
        title=words(title),
        source=source,
        panels=(panel(source, paras(map(words, items), ITEM)),),
        notes=notes,
        section="Projet",
    )
