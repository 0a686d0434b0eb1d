"""Titles whose lines cut no name of a territory: the line ends before it instead.

PowerPoint cuts at any hyphen, and the font of a deck has no glyph for the one at which no line is
cut (U+2011): another font would draw it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import LINE_BREAK, MARGIN, Style, line_ends, lines
from ppgp_diaporama.fit.sizes import fits, ladders
from ppgp_diaporama.sentences import between
from ppgp_diaporama.slides import Para
from ppgp_docs.api import Line, Run, noms_insecables

_INTRODUCED: Final = re.compile(r"(?<= )(?:(?:à|aux?|dans|de|des|du|en|la|les?)[ \u00a0]|[dl]’)*$")
"""What goes with a name: « dans les Alpes-de-Haute-Provence »."""

_COMPOUND: Final = re.compile(r"\w[\w’]*(?:-\w[\w’]*)+")

Names = Callable[[str], Iterable[tuple[int, int]]]
"""Where names stand in a text that no line may cut."""

HELD_COMMA: Final = ",\u00a0"

NARROWEST: Final = 1.25
"""How much wider than another font ours is at most, in the bold of a title."""

_PLAY: Final = 0.99
"""The part of a line that is sure to hold what is measured: programs round the widths of signs."""


def compounds(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that hyphens join: « rendez-vous », « Pont-d’Ain »."""
    return (match.span() for match in _COMPOUND.finditer(text))


def introduced(text: str) -> Iterator[str]:
    """The names of territories in a text, each with what goes with it."""
    for start, end in noms_insecables(text):
        place = _INTRODUCED.search(text, 0, start)
        yield text[place.start() if place else start : end]


def held(para: Para, style: Style, room: float, names: Names = noms_insecables) -> Para:
    """The text with a line break before each name that a line of ``room`` points would cut, and
    before what goes with it where a line holds both.

    Another font may stand in for ours, as wide as the measure allows or as narrow as it is: either
    may be the one that cuts.
    """
    for rank, _ in enumerate(names(para.plain)):
        start, end = list(names(para.plain))[rank]
        place = _INTRODUCED.search(para.plain, 0, start)
        if place and any(start < at < end for at in _ends(para.runs, style, room)):
            spaced = (at for at in (place.start(), start) if para.plain[at - 1] == " ")
            pieces = ((at, tuple(between(para.runs, at, end))) for at in spaced)
            if at := next(
                (at for at, piece in pieces if lines(piece, style, room * _PLAY) == 1), 0
            ):
                para = evolve(para, runs=tuple(_broken(para, at)))
    return para


def eased(title: Line, frame: Frame) -> Line:
    """The title, whose programme goes on under its comma where it would be set as small as a note
    to stand on one line (« Petits pas, Grands pas » on a narrow cover)."""
    if any(fits((Para(title.runs),), frame, styles) for styles in ladders(frame)):
        return title
    return Line(tuple(evolve(run, text=run.text.replace(HELD_COMMA, ", ")) for run in title.runs))


def cuts(para: Para, style: Style, room: float) -> bool:
    """Whether a line of the title still cuts a name: it is wider than a line."""
    names = list(noms_insecables(para.plain))
    return bool(names) and any(
        start < at < end for at in _ends(para.runs, style, room) for start, end in names
    )


def _ends(runs: Sequence[Run], style: Style, room: float) -> Iterator[int]:
    for width in (room * _PLAY, room, room * MARGIN, room * NARROWEST):
        yield from (at for at, _ in line_ends(runs, style, width))


def _broken(para: Para, at: int) -> Iterator[Run]:
    yield from between(para.runs, 0, at)
    yield Run(f" {LINE_BREAK}")
    yield from between(para.runs, at, len(para.plain))
