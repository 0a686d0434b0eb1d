"""The chronology: its milestones on one axis, what they say together as the title."""

from __future__ import annotations

from typing import Final

from ppgp_diaporama.slides import Slide, Source, Timeline
from ppgp_diaporama.story.blocks import step
from ppgp_diaporama.story.claims import of_milestones
from ppgp_diaporama.story.speaker import called_notes, lines_of, milestone
from ppgp_docs.api import Line, dossier, outline

SHORT_TITLE: Final = 30
"""Characters of a title that only names what the slide shows."""


def chronology(story: dossier.Dossier, part: outline.Part) -> Slide:
    chronologie = story.chronologie
    assert chronologie is not None  # outline.parts yields this part only then
    source = Source("la chronologie", chronologie.at())
    return Slide(
        layout="Chronologie",
        title=_title(story, part.title),
        source=source,
        drawing=Timeline(tuple(map(step, chronologie.jalons)), source),
        notes=(
            part.title.plain,
            *lines_of(chronologie.introduction),
            *map(milestone, chronologie.jalons),
            *called_notes(story, chronologie),
        ),
    )


def _title(story: dossier.Dossier, title: Line) -> Line:
    """What its author calls it at length, or else what its milestones say together."""
    if len(title.plain) > SHORT_TITLE:
        return title
    return of_milestones(story) or title
