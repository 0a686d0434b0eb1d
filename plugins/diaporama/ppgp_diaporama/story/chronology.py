"""The chronology: its milestones on one axis, how long they take as the title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ppgp_diaporama.slides import Slide, Source, Timeline
from ppgp_diaporama.story.blocks import step
from ppgp_diaporama.story.speaker import called_notes, lines_of, milestone
from ppgp_diaporama.story.texts import NBSP, words
from ppgp_docs.api import Line, Run, blocs, compter, dossier, outline

FEW: Final = 2

MONTH: Final = 365.25 / 12
"""Days in a month."""

SHORT_TITLE: Final = 30
"""Characters of a title that leave room for what the slide shows."""


def chronology(story: dossier.Dossier, part: outline.Part) -> Slide:
    chronologie = story.chronologie
    assert chronologie is not None  # outline.parts yields this part only then
    source = Source("la chronologie", chronologie.at())
    return Slide(
        layout="Chronologie",
        title=_span(chronologie, part.title),
        source=source,
        drawing=Timeline(tuple(map(step, chronologie.jalons)), source),
        notes=(
            part.title.plain,
            *lines_of(chronologie.introduction),
            *map(milestone, chronologie.jalons),
            *called_notes(story, chronologie),
        ),
    )


def _span(chronologie: dossier.Chronologie, title: Line) -> Line:
    """What the milestones show together: how long they take, or their years, and their number."""
    jalons = chronologie.jalons
    if len(jalons) < FEW or len(title.plain) > SHORT_TITLE:
        return title
    steps = compter(len(jalons), "étape")
    if lasting := _lasting(jalons):
        return words(f"{lasting}, {steps}")
    return Line((*title.runs, Run(f"{NBSP}: {steps}")))


def _lasting(jalons: Sequence[blocs.Jalon]) -> str:
    """How long dated milestones take, « 22 mois », or « De 2022 à 2024 » when a month is not known;
    nothing within a year."""
    dates = sorted(jalon.date for jalon in jalons if jalon.date)
    if len(dates) < FEW or dates[0].annee == dates[-1].annee:
        return ""
    if "année" in {date.precision for date in (dates[0], dates[-1])}:
        return f"De {dates[0].annee} à {dates[-1].annee}"
    days = (dates[-1].debut - dates[0].debut).days
    return f"{round(days / MONTH)}{NBSP}mois"
