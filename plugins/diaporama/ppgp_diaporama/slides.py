"""What a slide says, before anything is measured or drawn.

A slide is a layout's name, a title, texts for its body placeholders in their order, pictures, and
at most one drawing: a chart, a table or a timeline.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from ppgp_docs.api import Line, Run, Span, blocs, drawn, enchainer, finir

TEXT: Final = 0
HEADING: Final = 1
ITEM: Final = 2
"""The levels of a paragraph: what the first three levels of every layout stand for. On a figure
the heading is the number, on a quote it is who speaks."""

DETAILED: Final = 4
"""Up to four milestones stand in columns, with their details; more stand on both sides of the axis,
without them."""

STATEMENT: Final = "Énoncé"
"""Slides of a title alone, as large as a number: a text under it would only say it again."""

CONTRAST: Final = "Contraste"
"""Slides of two or three short texts side by side, each under a bar of its own colour."""

PROJECT: Final = "PROJET"
"""The word that a deck bears on its cover and at the foot of its slides before it is published."""

NOTHING: Final = Line()
"""A title or a detail that is not there."""


APPENDIX: Final = "Annexe\u00a0: "
"""How the title of a slide begins that is consulted after the deck, and not presented."""

FURTHER: Final = "Pour aller plus loin\u00a0:"
"""What opens, in the speaker's notes, the texts of the dossier that no slide shows."""


@frozen
class Source:
    """Where a text was written: ``name`` says it in French, for a message.

    ``shortens`` when a ``version_courte`` may be written there, for the slide to show instead.
    """

    name: str
    span: Span | None = None
    shortens: bool = False


@frozen
class Title:
    """The title of a slide and where it was written."""

    line: Line
    source: Source


@frozen
class Para:
    """A paragraph at one of the three levels.

    ``source`` is where it was written when its panel does not say it; ``number`` is its own in a
    numbered list, or among numbered headings, or 0.
    """

    runs: tuple[Run, ...]
    level: int = TEXT
    source: Source | None = field(default=None, eq=False)
    number: int = 0

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


@frozen
class Panel:
    """The text of one placeholder; ``shorter`` versions stand in for one that does not fit.

    A shorter version leaves nothing unsaid: the speaker's notes have the whole text. ``share`` is
    the part of its base that a figure is, from 0 to 1, to be drawn under it. One that ``leads``
    stands above the others.
    """

    paras: tuple[Para, ...]
    source: Source
    shorter: tuple[tuple[Para, ...], ...] = ()
    share: Decimal | None = None
    leads: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether its heading bears a number, drawn large beside it."""
        return bool(self.paras) and self.paras[0].level == HEADING and self.paras[0].number > 0

    def version(self, rank: int) -> Panel:
        """The text itself for 0, else its shorter version of that rank, or its shortest one."""
        versions = (self.paras, *self.shorter)
        return evolve(self, paras=versions[min(rank, len(self.shorter))], shorter=())


@frozen
class Step:
    """A milestone: when (may be empty), what, and a detail that may be empty; ``day`` is the rank
    of its first day in the calendar, when its date is known."""

    when: str
    title: Line
    detail: tuple[Para, ...] = ()
    source: Source | None = None
    day: int | None = None


@frozen
class Timeline:
    """Milestones in order; ``start`` is the rank of the first one, for timelines without dates."""

    steps: tuple[Step, ...]
    source: Source
    start: int = 1


@frozen
class Bar:
    """A row of a chart: its name, its value, the words printed at the end of its bar.

    ``said`` is the same as one would say it; ``source`` is where its name was written; ``base`` is
    what the percentage of its label is of.
    """

    name: str
    value: Decimal
    label: str
    said: str
    source: Source
    base: Decimal | None = None


@frozen
class Bars:
    """A bar chart, a row a figure; ``maximum`` is the figure that ends its scale.

    The rows of ``degrees`` are the degrees of an opinion in their order, parts of one whole.
    """

    title: Line
    rows: tuple[Bar, ...]
    maximum: Decimal | None = None
    degrees: bool = False

    @property
    def whole(self) -> Decimal:
        """What a bar from end to end stands for: the base, or the largest of the figures."""
        return max((self.maximum or Decimal(0), *(row.value for row in self.rows)))

    @property
    def names(self) -> tuple[str, ...]:
        """What is written beside its bars."""
        return tuple(row.name for row in self.rows)

    @property
    def alt(self) -> str:
        """What a screen reader is told."""
        return f"Graphique en barres. {finir(self.title.plain)} {self.said}"

    @property
    def said(self) -> str:
        """Its rows, in a sentence or two."""
        return enchainer(f"{row.name}\u00a0: {row.said}" for row in self.rows)


@frozen
class Slope:
    """A measure before and after; ``source`` is where it was written."""

    change: drawn.Change
    source: Source


@frozen
class Slopes:
    """Values before and after, a pair of points a measure."""

    title: Line
    rows: tuple[Slope, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What is written under its points."""
        return tuple(row.change.label for row in self.rows)

    @property
    def alt(self) -> str:
        """What a screen reader is told."""
        return drawn.said_in_full(self.title.plain, [row.change for row in self.rows])

    @property
    def said(self) -> str:
        """Its measures, in a sentence or two."""
        return enchainer(drawn.said(row.change) for row in self.rows)


@frozen
class Table:
    """A table with a header row; ``places`` are where the header and each row were written."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    places: tuple[tuple[Source, ...], ...]

    @property
    def cells(self) -> tuple[Line, ...]:
        """All of its cells, those of its header first."""
        return tuple(cell for row in (self.header, *self.rows) for cell in row)


Drawing: TypeAlias = Timeline | Bars | Slopes | Table


@frozen(kw_only=True)
class Slide:
    """One slide.

    ``images`` go to the picture placeholders in their order, None leaving one empty. ``source`` is
    that of its title, ``section`` groups slides in PowerPoint. ``notes`` are what the speaker says
    of the slide, ``further`` what the dossier says and no slide shows. A divider is that of the
    part ``step`` of ``steps``, counted from 1. Its picture is ``small`` when asked so.
    """

    layout: str
    title: Line
    source: Source
    panels: tuple[Panel, ...] = ()
    images: tuple[blocs.Image | None, ...] = ()
    drawing: Drawing | None = None
    notes: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    section: str = ""
    step: int = 0
    steps: int = 0
    small: bool = False
