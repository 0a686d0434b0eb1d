"""What comes next: the priorities, numbered, as many as a slide bears in their short version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from ppgp_diaporama.sentences import beginning
from ppgp_diaporama.slides import Panel, Slide, Source
from ppgp_diaporama.story.blocks import pictos
from ppgp_diaporama.story.claims import opening
from ppgp_diaporama.story.speaker import Speaker, called_notes, in_short, lines_of
from ppgp_diaporama.story.texts import NBSP, heading, of_prose, paras, told, words
from ppgp_diaporama.words import concise, left_under
from ppgp_docs.api import Line, Run, capitale, dossier, outline

TOGETHER: Final = 6
"""Priorities on a slide."""


def what_next(story: dossier.Dossier, part: outline.Part) -> Slide:
    """The priorities; their texts are the speaker's when they do not stand together."""
    after = story.et_apres
    assert after is not None  # outline.parts yields this part only then
    return Slide(
        layout="Cases",
        title=_title(story, part.title),
        source=Source("les priorités", after.at()),
        panels=_panels(story, after, part.title),
        images=pictos(after.priorites),
        notes=tuple(filter(None, _speaker_lines(story, after, part.title))),
    )


def idle(
    story: dossier.Dossier, after: dossier.EtApres, title: Line
) -> tuple[dossier.Priorite, ...]:
    """The priorities whose short version has no room on the slide of that title."""
    pairs = zip(after.priorites, _panels(story, after, title), strict=True)
    return tuple(each for each, card in pairs if each.version_courte and len(card.paras) == 1)


def _panels(story: dossier.Dossier, after: dossier.EtApres, title: Line) -> tuple[Panel, ...]:
    drawn = bool(pictos(after.priorites))
    ranked = enumerate(after.priorites, start=1)
    panels = tuple(_priorite(rank, each, drawn) for rank, each in ranked)
    return concise(panels, left_under(_title(story, title)), TOGETHER)


def _speaker_lines(story: dossier.Dossier, after: dossier.EtApres, title: Line) -> Iterator[str]:
    speaker, unshown = Speaker(story, pictos(after.priorites)), idle(story, after, title)
    yield title.plain
    yield from lines_of(after.introduction)
    for each in after.priorites:
        yield told(each.titre.plain, each.texte.plain)
        if any(each is one for one in unshown):
            yield in_short(each.version_courte)
        yield from speaker.picture(each.picto, "Pictogramme")
    yield from called_notes(story, after)


def _title(story: dossier.Dossier, title: Line) -> Line:
    """The answer in a sentence, when the title is a question."""
    if not title.plain.endswith("?"):
        return title
    said = opening(story.et_apres.introduction) if story.et_apres else None
    return said or words(f"{capitale(story.departement.locatif)}, la démarche continue")


def _priorite(rank: int, priorite: dossier.Priorite, drawn: bool) -> Panel:
    """A priority; its number is a word of its title where a pictogram has the place of numbers."""
    source = Source("la priorité", priorite.at(), shortens=True)
    [title] = heading(priorite.titre)
    if drawn:
        title = evolve(title, runs=(Run(f"{rank}.{NBSP}"), *title.runs))
    else:
        title = evolve(title, number=rank)
    text = of_prose(priorite.texte, source)
    short = paras([priorite.version_courte])
    versions = dict.fromkeys((short, ()) if short else (text, beginning(text, 0), ()))
    full, *shorter = ((title, *version) for version in versions)
    return Panel(full, source, tuple(shorter))
