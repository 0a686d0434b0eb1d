"""The messages of a deck: what its activities found, said first and again before the call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ppgp_diaporama.slides import CONTRAST, Panel, Slide, Source
from ppgp_diaporama.story.texts import closed, para, told
from ppgp_docs.api import dossier, highlights

_NUMBERS: Final = range(2, 4)


def messages(story: dossier.Dossier) -> tuple[dossier.Activite, ...]:
    """The activities that state a finding, three at most; none for a lone one."""
    found = highlights.findings(story)
    return found if len(found) in _NUMBERS else ()


def first_said(story: dossier.Dossier) -> Slide:
    """The messages, after the cover: what was found first, then what came of it."""
    first, *others = messages(story)
    return _slide(story, first, others)


def said_again(story: dossier.Dossier) -> Slide:
    """The same, before the call: what came of it last, under it what it rests on."""
    *others, last = messages(story)
    return _slide(story, last, others)


def _slide(
    story: dossier.Dossier, head: dossier.Activite, others: Sequence[dossier.Activite]
) -> Slide:
    return Slide(
        layout=CONTRAST if len(others) > 1 else "Liste",
        title=closed(head.version_courte),
        source=Source("les constats", head.at("version_courte")),
        panels=tuple(map(_panel, others)),
        notes=tuple(told(each.titre.plain, each.version_courte.plain) for each in messages(story)),
    )


def _panel(activite: dossier.Activite) -> Panel:
    source = Source("la version courte de l’activité", activite.at("version_courte"))
    return Panel((para(closed(activite.version_courte)),), source)
