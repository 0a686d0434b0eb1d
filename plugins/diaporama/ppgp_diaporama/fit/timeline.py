"""Where the milestones of a timeline stand, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_diaporama.fit.frames import Box, Frame
from ppgp_diaporama.fit.grid import GAP, chunks
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.report import SHORTER, Report, too_long
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, enlarged, fits, ladders
from ppgp_diaporama.sentences import abridged, beginning
from ppgp_diaporama.slides import DETAILED, HEADING, Panel, Para, Step, Timeline
from ppgp_diaporama.words import count, count_of
from ppgp_docs.api import Diagnostic, Line, Run, compter

MOST: Final = 10
"""Milestones on one axis, at most."""

DOT: Final = 26.0
LARGE: Final = 104.0
"""The dot of a step that says no more than its title: its number is read from afar."""

RISE: Final = 0.16
"""Where the row of such steps begins, as a part of the height."""

STEM: Final = 26.0
NEAREST: Final = 0.6
"""The least distance between two milestones at the scale of their dates, as a part of that of even
ones."""


@frozen
class Mark:
    """A milestone on the page: its dot on the axis, its text; ``number`` when nothing is dated."""

    dot: Box
    text: Box
    paras: tuple[Para, ...]
    above: bool = False
    number: str = ""


@frozen
class TimelinePage:
    """The axis and the milestones of one page; ``columns`` when they stand in cards."""

    axis: Box
    marks: tuple[Mark, ...]
    styles: tuple[Style, ...]
    columns: bool
    alt: str


def timeline_pages(timeline: Timeline, frame: Frame, report: Report) -> list[TimelinePage]:
    """The pages of a timeline; ``report`` hears of a milestone that fits nowhere."""
    fitted = [_fitted(step, frame) for step in timeline.steps]
    steps = [step for step in fitted if step]
    if len(steps) < len(fitted):
        for step, found in zip(timeline.steps, fitted, strict=True):
            if found is None:
                report(_too_long(step, timeline, frame))
        return []
    details = (lambda step: step.detail, lambda step: beginning(step.detail, 0), lambda _: ())
    kept = details if len(steps) <= DETAILED else details[-1:]
    versions = [[evolve(step, detail=detail(step)) for step in steps] for detail in kept]
    if len(steps) > MOST:
        versions.append(_abridged(versions[-1]))
    return min((_pages(each, timeline.start, frame) for each in versions), key=len)


def _abridged(steps: Sequence[Step]) -> list[Step]:
    """Many milestones, their titles cut where all of them have a beginning of their own."""
    titles = abridged([Para(step.title.runs) for step in steps])
    pairs = zip(steps, titles, strict=True)
    return [evolve(step, title=Line(title.runs)) for step, title in pairs]


def _pages(steps: Sequence[Step], start: int, frame: Frame) -> list[TimelinePage]:
    """The pages of milestones that each fit on one, as few as possible, in the same sizes."""
    for most in range(min(MOST, len(steps)), 0, -1):
        groups = chunks(tuple(enumerate(steps, start)), most)
        kept = [page for group in groups if (page := _page(group, frame, len(steps)))]
        if len(kept) == len(groups):
            smallest = min((page.styles for page in kept), key=lambda s: [x.size for x in s])
            return [evolve(page, styles=smallest) for page in kept]
    return []


def _fitted(step: Step, frame: Frame) -> Step | None:
    """A milestone that fits on a page of its own: with its text, the beginning of it, or none."""
    details = dict.fromkeys((step.detail, beginning(step.detail, 0), ()))
    versions = (evolve(step, detail=detail) for detail in details)
    return next((each for each in versions if _page([(1, each)], frame)), None)


def _too_long(step: Step, timeline: Timeline, frame: Frame) -> Diagnostic:
    mark = _columns([(1, evolve(step, detail=()))], frame.box)[0]
    panel = Panel(mark.paras, step.source or timeline.source)
    return too_long(panel, evolve(frame, box=mark.text, inset=(0, 0)), SHORTER)


def _page(steps: Sequence[tuple[int, Step]], frame: Frame, whole: int = 1) -> TimelinePage | None:
    few = whole <= DETAILED
    area = frame.box
    shortens = len(steps) > 1 or steps[0][1].detail
    if shortens and sum(_words(step, few) for _, step in steps) > frame.words:
        return None
    floor = BODY_FLOOR if few and len(steps) > 1 else CAPTION_FLOOR
    split = len(steps) <= DETAILED < whole
    ways = [(True, _columns(steps, area))] if few or split else []
    along = () if few else ((False, marks) for marks in _along(steps, area))
    for in_columns, marks in (*ways, *along):
        axis_y = marks[0].dot.y + marks[0].dot.h / 2
        largest = [enlarged(frame)] if few and _are_bare(steps) else []
        for styles in (*largest, *ladders(frame, floor)):
            if all(_holds(mark, frame, styles) for mark in marks):
                end = marks[-1].dot.x + marks[-1].dot.w / 2
                axis = Box(area.x, axis_y, end - area.x, 0)
                said = _alt([s for _, s in steps])
                return TimelinePage(axis, tuple(marks), styles, in_columns, said)
    return None


def _words(step: Step, detailed: bool) -> int:
    """The words of a milestone that are read; its date is placed by the drawing."""
    said = count(step.title.plain)
    return said + (count_of(step.detail) if detailed else 0)


def _holds(mark: Mark, frame: Frame, styles: tuple[Style, ...]) -> bool:
    return fits(mark.paras, evolve(frame, box=mark.text, inset=(0.0, 0.0)), styles)


def _columns(steps: Sequence[tuple[int, Step]], area: Box) -> list[Mark]:
    gap = 2 * GAP
    width = (area.w - gap * (len(steps) - 1)) / len(steps)
    bare = _are_bare(steps)
    side, head = (LARGE, area.y + RISE * area.h) if bare else (DOT, area.y)
    top = head + side + 16
    marks = []
    for rank, (number, step) in enumerate(steps):
        left = area.x + rank * (width + gap)
        text = Box(left, top, width, area.y + area.h - top)
        mark = _mark(step, number, Box(left, head, side, side), text, details=True)
        marks.append(evolve(mark, paras=tuple(map(_bold, mark.paras))) if bare else mark)
    return marks


def _are_bare(steps: Sequence[tuple[int, Step]]) -> bool:
    """Whether steps say no more than their titles."""
    return not any(step.detail or step.when for _, step in steps)


def _bold(para: Para) -> Para:
    return evolve(para, runs=tuple(evolve(run, bold=True) for run in para.runs))


def _along(steps: Sequence[tuple[int, Step]], area: Box) -> Iterator[list[Mark]]:
    """The milestones on both sides of the axis: at the scale of their dates when all are known and
    leave each other room, then at even distances."""
    unit = area.w / (len(steps) + 1)
    days = [step.day for _, step in steps if step.day is not None]
    if len(days) == len(steps) and days == sorted(days) and days[0] < days[-1]:
        yield _alternating(steps, area, scaled(days, unit))
    yield _alternating(steps, area, [rank * unit for rank in range(len(steps))])


def scaled(days: Sequence[int], unit: float) -> list[float]:
    """Where days stand on an axis of as many units, none nearer to the next than ``NEAREST``."""
    whole, least = (len(days) - 1) * unit, NEAREST * unit
    places = [whole * (day - days[0]) / (days[-1] - days[0]) for day in days]
    for rank in range(1, len(places)):
        places[rank] = max(places[rank], places[rank - 1] + least)
    places[-1] = min(places[-1], whole)
    for rank in range(len(places) - 2, -1, -1):
        places[rank] = min(places[rank], places[rank + 1] - least)
    return places


def _alternating(
    steps: Sequence[tuple[int, Step]], area: Box, places: Sequence[float]
) -> list[Mark]:
    unit = area.w / (len(steps) + 1)
    middle = area.y + area.h / 2
    reach = area.h / 2 - DOT / 2 - STEM
    ends = (*places[2:], area.w, area.w)
    marks = []
    for rank, (number, step) in enumerate(steps):
        left, above = area.x + places[rank], rank % 2 == 0
        top = area.y if above else middle + DOT / 2 + STEM
        wide = min(2 * unit, ends[rank] - places[rank]) - 14 - DOT / 2
        text = Box(left + DOT / 2, top, wide, reach)
        dot = Box(left, middle - DOT / 2, DOT, DOT)
        marks.append(evolve(_mark(step, number, dot, text, details=False), above=above))
    return marks


def _mark(step: Step, number: int, dot: Box, text: Box, details: bool) -> Mark:
    detail = step.detail if details else ()
    title = tuple(evolve(run, bold=run.bold or bool(detail)) for run in step.title.runs)
    paras = [Para((Run(step.when),), HEADING)] if step.when else []
    paras += [Para(title), *detail]
    return Mark(dot, text, tuple(paras), number="" if step.when else str(number))


def _alt(steps: Sequence[Step]) -> str:
    """Its texts are read one by one: the drawing itself only says what it is."""
    return f"Frise de {compter(len(steps), 'étape')}"
