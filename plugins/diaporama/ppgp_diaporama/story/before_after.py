"""A document before and after it was made again, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from ppgp_diaporama.sentences import beginning
from ppgp_diaporama.slides import ITEM, NOTHING, Panel, Para, Source
from ppgp_diaporama.story.claims import LONGEST
from ppgp_diaporama.story.draft import Blocs, SlideDraft, columns
from ppgp_diaporama.story.texts import heading, of_prose, panel, para, paras, words
from ppgp_diaporama.words import count, left_under
from ppgp_docs.api import Line, blocs, dossier

BESIDE: Final = 3
"""Changes that stand beside the two pictures; more have a slide of their own."""


def before_after(_: dossier.Dossier, bloc: blocs.AvantApres, __: Blocs) -> Iterator[SlideDraft]:
    """The two pictures, or the two texts, or one of each, side by side; then the changes."""
    source = Source("l’avant/après", bloc.at())
    images = (bloc.avant.image, bloc.apres.image)
    beside = tuple(_beside(bloc, source)) if all(images) else _opposite(bloc, source)
    if any(images):
        yield SlideDraft(
            weight=100,
            layout="Avant-après",
            source=source,
            shows=(bloc,),
            images=images,
            panels=(*_captions(source), *beside),
            fallback=bloc.titre,
        )
    else:
        texts = tuple(_texts(bloc, source))
        yield columns(100, source, texts, bloc.titre, (bloc,))
    if len(bloc.changements) > (BESIDE if all(images) else 0):
        yield _changes(bloc, source)


def _texts(bloc: blocs.AvantApres, source: Source) -> Iterator[Panel]:
    for name, side in (("Avant", bloc.avant), ("Après", bloc.apres)):
        yield panel(source, heading(words(name)), _paragraphs_of(side))


def _paragraphs_of(side: blocs.Volet) -> tuple[Para, ...]:
    """What is to be seen on its picture, then its text."""
    return (*paras([each.texte for each in side.reperes], ITEM), *of_prose(side.texte))


def _captions(source: Source) -> Iterator[Panel]:
    yield from (panel(source, [para(words(name))]) for name in ("Avant", "Après"))


def _opposite(bloc: blocs.AvantApres, source: Source) -> tuple[Panel, ...]:
    """The text that stands in the place of the picture that is not there, as much as fits."""
    side = bloc.apres if bloc.avant.image else bloc.avant
    text = _paragraphs_of(side)
    return (panel(source, text), panel(source, beginning(text, 0))) if text else ()


def _beside(bloc: blocs.AvantApres, source: Source) -> Iterator[Panel]:
    """What can stand beside the pictures, the best first: the changes, both texts, the last one."""
    if 0 < len(bloc.changements) <= BESIDE:
        yield panel(source, heading(words("Ce qui change")), paras(bloc.changements, ITEM))
    texts = tuple(_texts(bloc, source))
    yield panel(source, *(text.paras for text in texts))
    yield texts[-1]


def _changes(bloc: blocs.AvantApres, source: Source) -> SlideDraft:
    """The changes on one slide, under the first of them: as many as a room reads, the others being
    the speaker's."""
    first, *others = changes = paras(bloc.changements, ITEM)
    leads = len(first.plain) <= LONGEST and len(others) > 1
    title, listed = (Line(first.runs), tuple(others)) if leads else (NOTHING, changes)
    totals = accumulate(map(count, (each.plain for each in listed)))
    kept = listed[: sum(total <= left_under(title) for total in totals)]
    return SlideDraft(
        weight=90,
        layout="Liste",
        source=source,
        shows=(bloc,),
        title=title,
        fallback=bloc.titre,
        panels=(Panel(listed, source, (kept,) if kept and kept != listed else ()),),
        notes=tuple(each.plain for each in changes),
    )
