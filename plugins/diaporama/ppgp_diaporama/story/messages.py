"""The messages of a deck: what its activities found, said first and again before the call."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import HEADING, Panel, Slide, Source
from ppgp_diaporama.story.texts import closed, para, told, words
from ppgp_docs.api import dossier, highlights

_NUMBERS: Final = {2: "Deux", 3: "Trois"}


def messages(story: dossier.Dossier) -> tuple[dossier.Activite, ...]:
    """The activities that state a finding, three at most; none for a lone one."""
    found = highlights.findings(story)
    return found if len(found) in _NUMBERS else ()


def first_said(story: dossier.Dossier) -> Slide:
    """The messages, after the cover."""
    return _slide(story, "constats se dégagent")


def said_again(story: dossier.Dossier) -> Slide:
    """The same, before the call."""
    return _slide(story, "constats sont à retenir")


def _slide(story: dossier.Dossier, title: str) -> Slide:
    """All of them, numbered, none above the others."""
    found = messages(story)
    return Slide(
        layout="Cases",
        title=words(f"{_NUMBERS[len(found)]} {title}"),
        source=Source("les constats", found[0].at("version_courte")),
        panels=tuple(_panel(rank, each) for rank, each in enumerate(found, start=1)),
        notes=tuple(told(each.titre.plain, each.version_courte.plain) for each in found),
    )


def _panel(rank: int, activite: dossier.Activite) -> Panel:
    source = Source("la version courte de l’activité", activite.at("version_courte"))
    return Panel((evolve(para(closed(activite.version_courte), HEADING), number=rank),), source)
