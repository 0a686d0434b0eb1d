"""One text over several pages: whole paragraphs first, then whole sentences, never less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.sizes import best, fits, ladders
from ppgp_diaporama.sentences import sentences
from ppgp_diaporama.slides import HEADING, Panel, Para
from ppgp_docs.api import Run

_FILLINGS: Final = tuple(n / 20 for n in range(10, 21))
"""The parts of a page that are tried, to share a text out evenly: from half to the whole."""

Piece = tuple[int, Para]
"""A paragraph or a sentence, with the rank of the paragraph that it comes from."""


def flow(panel: Panel, frame: Frame) -> tuple[list[Panel], tuple[Style, ...]] | None:
    """The text on as few pages as it takes, and its sizes; None when a sentence fits nowhere."""
    styles = best([panel], [frame])
    if styles:
        return [panel], styles
    smallest = list(ladders(frame))[-1]
    groups = _even(list(_pieces(panel.paras, frame, smallest)), frame, smallest)
    if groups is None:
        return None
    parts = [evolve(panel, paras=tuple(_joined(group))) for group in groups]
    return parts, best(parts, [frame] * len(parts)) or smallest


def _even(
    pieces: Sequence[Piece], frame: Frame, styles: Sequence[Style]
) -> list[list[Piece]] | None:
    """As few pages as possible, none much fuller than another."""
    full = _filled(pieces, frame, styles)
    if full is None:
        return None
    for part in _FILLINGS:
        lower = frame.at(evolve(frame.box, h=frame.box.h * part))
        groups = _filled(pieces, lower, styles)
        if groups and len(groups) == len(full):
            return groups
    return full


def _filled(
    pieces: Sequence[Piece], frame: Frame, styles: Sequence[Style]
) -> list[list[Piece]] | None:
    """Pages filled one after the other; None when a piece is larger than the frame."""
    pages: list[list[Piece]] = [[]]
    for piece in pieces:
        if not fits([piece[1]], frame, styles):
            return None
        if not fits(_joined([*pages[-1], piece]), frame, styles):
            pages.append(_taken_along(pages[-1]))
        pages[-1].append(piece)
    return [page for page in pages if page]


def _taken_along(page: list[Piece]) -> list[Piece]:
    """A heading at the foot of a page goes to the next one."""
    if len(page) > 1 and page[-1][1].level == HEADING:
        return [page.pop()]
    return []


def _joined(pieces: Sequence[Piece]) -> list[Para]:
    """The sentences of one paragraph that stand on the same page, as a paragraph again."""
    out = []
    for _, group in groupby(pieces, key=lambda piece: piece[0]):
        first, *others = (para for _, para in group)
        runs = list(first.runs)
        for para in others:
            runs += [Run(" "), *para.runs]
        out.append(evolve(first, runs=tuple(runs)))
    return out


def _pieces(paras: Sequence[Para], frame: Frame, styles: Sequence[Style]) -> Iterator[Piece]:
    """Paragraphs, and the sentences of those that are too long for one page."""
    for rank, para in enumerate(paras):
        if fits([para], frame, styles):
            yield rank, para
        else:
            yield from ((rank, sentence) for sentence in sentences(para))
