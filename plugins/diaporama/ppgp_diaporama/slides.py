"""What a slide says, before anything is measured or drawn.

A slide is a layout's name, a title, texts for its body placeholders in their order, pictures, and
at most one drawing: a chart, a table or a timeline.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.api import Line, Run, Span, blocs

TEXT: Final = 0
HEADING: Final = 1
ITEM: Final = 2
"""The levels of a paragraph: what the first three levels of every layout stand for. On a figure
the heading is the number, on a quote it is who speaks."""


PROJECT: Final = "PROJET"
"""The word that a deck bears on its cover and at the foot of its slides before it is published."""

NOTHING: Final = Line()
"""A title or a detail that is not there."""


@frozen
class Source:
    """Where a text was written: ``field`` names it in French, for a message."""

    field: str
    span: Span | None = None


@frozen
class Title:
    """The title of a slide and where it was written."""

    line: Line
    source: Source


@frozen
class Para:
    """A paragraph at one of the three levels; ``number`` is its own in a numbered list, or 0."""

    runs: tuple[Run, ...]
    level: int = TEXT
    number: int = 0

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


@frozen
class Panel:
    """The text of one placeholder."""

    paras: tuple[Para, ...]
    source: Source


@frozen
class Step:
    """A milestone: when (may be empty), what, and a detail that may be empty."""

    when: str
    title: Line
    detail: tuple[Para, ...] = ()


@frozen
class Timeline:
    """Milestones in order; ``start`` is the rank of the first one, for timelines without dates."""

    steps: tuple[Step, ...]
    source: Source
    start: int = 1


@frozen
class Bars:
    """A bar chart: one row a figure, with the words printed at the end of its bar."""

    names: tuple[str, ...]
    values: tuple[Decimal, ...]
    labels: tuple[str, ...]
    source: Source
    maximum: Decimal | None = None
    alt: str = ""


@frozen
class Table:
    """A table with a header row."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    source: Source


Drawing: TypeAlias = Timeline | Bars | Table


@frozen(kw_only=True)
class Slide:
    """One slide.

    ``source`` is that of its title, ``section`` groups slides in PowerPoint, ``notes`` are what
    the speaker says.
    """

    layout: str
    title: Line
    source: Source
    panels: tuple[Panel, ...] = ()
    images: tuple[blocs.Image, ...] = ()
    drawing: Drawing | None = None
    notes: tuple[str, ...] = ()
    section: str = ""
