"""A document before and after it was made again, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_diaporama.slides import ITEM, Panel, Source
from ppgp_diaporama.story.draft import Blocs, Draft, columns
from ppgp_diaporama.story.texts import heading, of_prose, panel, para, paras, words
from ppgp_docs.api import blocs, compter, dossier

BESIDE: Final = 3
"""Changes that stand beside the two pictures; more have a slide of their own."""


def before_after(_: dossier.Dossier, bloc: blocs.AvantApres, __: Blocs) -> Iterator[Draft]:
    """The two pictures, or the two texts, side by side; then the changes."""
    source = Source("l’avant/après", bloc.at())
    images = tuple(side.image for side in (bloc.avant, bloc.apres) if side.image)
    texts = _texts(bloc, source)
    if len(images) < 2:
        yield columns(100, source, texts, bloc.titre)
    else:
        yield Draft(
            weight=100,
            layout="Avant-après",
            source=source,
            images=images,
            panels=(*_captions(source), *_beside(bloc, source, texts)),
            fallback=bloc.titre,
        )
    if len(bloc.changements) > (BESIDE if len(images) == 2 else 0):
        yield _changes(bloc, source)


def _texts(bloc: blocs.AvantApres, source: Source) -> tuple[Panel, ...]:
    sides = (("Avant", bloc.avant), ("Après", bloc.apres))
    return tuple(panel(source, heading(words(name)), of_prose(side.texte)) for name, side in sides)


def _captions(source: Source) -> Iterator[Panel]:
    yield from (panel(source, [para(words(name))]) for name in ("Avant", "Après"))


def _beside(bloc: blocs.AvantApres, source: Source, texts: tuple[Panel, ...]) -> Iterator[Panel]:
    """What can stand beside the pictures, the best first: the changes, both texts, the last one."""
    if 0 < len(bloc.changements) <= BESIDE:
        yield panel(source, heading(words("Ce qui change")), paras(bloc.changements, ITEM))
    yield panel(source, *(text.paras for text in texts))
    yield texts[-1]


def _changes(bloc: blocs.AvantApres, source: Source) -> Draft:
    count = compter(len(bloc.changements), "changement")
    changes = panel(source, paras(bloc.changements, ITEM))
    return Draft(
        weight=90,
        layout="Liste",
        source=source,
        title=words(f"D’une version à l’autre, {count}"),
        panels=(changes,),
        notes=tuple(each.plain for each in changes.paras),
    )
