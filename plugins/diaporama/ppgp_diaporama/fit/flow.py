"""One text over several pages: whole paragraphs first, then whole sentences, never less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.sizes import best, fits, ladders
from ppgp_diaporama.slides import HEADING, Panel, Para
from ppgp_docs.api import Run

_END: Final = re.compile(r"(?<=[.!?…])[\u00a0\u202f]?[»”]?\s+(?=[«“A-ZÀ-Ý])")


def flow(panel: Panel, frame: Frame) -> tuple[list[Panel], tuple[Style, ...]] | None:
    """The text on as few pages as it takes, and its sizes; None when a sentence fits nowhere."""
    styles = best([panel], [frame])
    if styles:
        return [panel], styles
    smallest = list(ladders(frame))[-1]
    groups = _groups(panel.paras, frame, smallest)
    if groups is None:
        return None
    parts = [evolve(panel, paras=tuple(group)) for group in _even(groups, frame, smallest)]
    together = best(parts, [frame] * len(parts))
    return parts, together or smallest


def _groups(
    paras: Sequence[Para], frame: Frame, styles: Sequence[Style]
) -> list[list[Para]] | None:
    """Pages filled one after the other."""
    pages: list[list[Para]] = [[]]
    for piece in _pieces(paras, frame, styles):
        if not fits([piece], frame, styles):
            return None
        if not fits([*pages[-1], piece], frame, styles):
            pages.append(_taken_along(pages[-1]))
        pages[-1].append(piece)
    return [page for page in pages if page]


def _taken_along(page: list[Para]) -> list[Para]:
    """A heading at the foot of a page goes to the next one."""
    if len(page) > 1 and page[-1].level == HEADING:
        return [page.pop()]
    return []


def _even(groups: list[list[Para]], frame: Frame, styles: Sequence[Style]) -> list[list[Para]]:
    """The last two pages shared out, so that none is left with a line."""
    if len(groups) < 2:
        return groups
    *before, first, last = groups
    while len(first) > len(last) + 1 and fits([first[-1], *last], frame, styles):
        last.insert(0, first.pop())
        if first[-1].level == HEADING:
            last.insert(0, first.pop())
    return [*before, first, last]


def _pieces(paras: Sequence[Para], frame: Frame, styles: Sequence[Style]) -> Iterator[Para]:
    """Paragraphs, and the sentences of those that are too long for one page."""
    for para in paras:
        if fits([para], frame, styles):
            yield para
        else:
            yield from sentences(para)


def sentences(para: Para) -> Iterator[Para]:
    """The sentences of a paragraph, in its style."""
    starts = [0, *(match.end() for match in _END.finditer(para.plain)), len(para.plain)]
    for start, end in pairwise(starts):
        runs = tuple(_between(para.runs, start, end))
        if runs:
            yield evolve(para, runs=runs)


def _between(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The part of the runs between two characters, without the space at its end."""
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if at >= end:
            text = text.rstrip(" ")
        if text:
            yield evolve(run, text=text)
