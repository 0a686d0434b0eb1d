"""Titles told apart, as a screen reader's list of slides needs: one goes on, others are of
another part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeAlias

from attrs import evolve

from ppgp_diaporama.slides import Slide
from ppgp_diaporama.story.texts import NBSP
from ppgp_docs.api import Line, Run

LONGEST: Final = 32
"""Characters of the name of a part that stands after a title; of a longer one, its number does."""

_Origin: TypeAlias = tuple[str, object]
"""The part of a slide, and where its title was written."""


def told_apart(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides, none with the title of another.

    A title that was written once and heads several slides goes on (« (suite) »); those that were
    written in several parts each say theirs, for none goes on with the other.
    """
    origins: dict[str, dict[_Origin, int]] = {}
    for slide in slides:
        found = origins.setdefault(slide.title.plain, {})
        found.setdefault(_origin(slide), len(found))
    numbers = {each.section: f"activité{NBSP}{each.step}" for each in slides if each.step}
    seen: Counter[tuple[str, _Origin]] = Counter()
    announced: set[tuple[str, _Origin]] = set()
    taken: set[str] = set()
    out = []
    for slide in slides:
        title, origin = slide.title.plain, _origin(slide)
        written = title, origin
        seen[written] += 1
        mark = _part(title, origin, origins[title], numbers)
        mark += _going_on(seen[written], written in announced)
        while title + mark in taken:
            seen[written] += 1
            mark = f" ({seen[written]})"
        taken.add(title + mark)
        if slide.step:
            announced.add(written)
        out.append(evolve(slide, title=Line((*slide.title.runs, Run(mark)))) if mark else slide)
    return tuple(out)


def _origin(slide: Slide) -> _Origin:
    return slide.section, slide.source.span or slide.source.name


def _part(title: str, origin: _Origin, origins: dict[_Origin, int], numbers: dict[str, str]) -> str:
    """Of which part a title is that several write; its rank where one part writes it again."""
    if len(origins) == 1:
        return ""
    name, rank = origin[0], origins[origin]
    if len({part for part, _ in origins}) < len(origins):
        return f" ({rank + 1})" if rank else ""
    if name == title:
        return ""
    return f" ({name if len(name) <= LONGEST else numbers.get(name, rank + 1)})"


def _going_on(rank: int, announced: bool) -> str:
    """What tells the slides of one title apart; the first after its divider continues nothing."""
    if announced and rank == 2:
        return ", dans le détail"
    later = rank - announced
    return {1: "", 2: " (suite)"}.get(later, f" (suite {later - 1})")
