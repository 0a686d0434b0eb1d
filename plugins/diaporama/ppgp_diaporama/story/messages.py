"""The messages of a deck: what its activities found, said first and again before the call."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import HEADING, Panel, Slide, Source
from ppgp_diaporama.story.texts import closed, para, told, words
from ppgp_docs.api import capitale, dossier, highlights

_NUMBERS: Final = {2: "deux", 3: "trois"}


def messages(story: dossier.Dossier) -> tuple[dossier.Activite, ...]:
    """The activities that state a finding, three at most; none for a lone one."""
    found = highlights.findings(story)
    return found if len(found) in _NUMBERS else ()


def first_said(story: dossier.Dossier) -> Slide:
    """The messages, after the cover. Raises KeyError when there are none."""
    count = _NUMBERS[len(messages(story))]
    return _slide(story, f"{capitale(story.departement.locatif)}, {count} constats")


def said_again(story: dossier.Dossier) -> Slide:
    """The same, before the call. Raises KeyError when there are none."""
    return _slide(story, f"{capitale(_NUMBERS[len(messages(story))])} constats à retenir")


def _slide(story: dossier.Dossier, title: str) -> Slide:
    every = messages(story)
    return Slide(
        layout="Cases",
        title=words(title),
        source=Source("les constats", every[0].at("version_courte")),
        panels=tuple(_panel(rank, each) for rank, each in enumerate(every, start=1)),
        notes=tuple(told(each.titre.plain, each.version_courte.plain) for each in every),
    )


def _panel(rank: int, activite: dossier.Activite) -> Panel:
    source = Source("la version courte de l’activité", activite.at("version_courte"))
    return Panel((evolve(para(closed(activite.version_courte), HEADING), number=rank),), source)
