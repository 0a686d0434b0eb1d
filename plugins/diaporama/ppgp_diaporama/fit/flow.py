"""One text over several pages: whole paragraphs first, then whole sentences, then whole clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from ppgp_diaporama.fit.frames import Frame
from ppgp_diaporama.fit.measure import Style, height
from ppgp_diaporama.fit.sizes import BODY_FLOOR, CAPTION_FLOOR, enlarged, fits, ladders
from ppgp_diaporama.sentences import joined, pieces
from ppgp_diaporama.slides import HEADING, Panel, Para
from ppgp_diaporama.words import LEAST, count_of
from ppgp_docs.api import Run

CONTINUED: Final = Run(" (suite)")
_STEPS: Final = 20
"""The parts of a frame that are tried, to share a text out evenly."""

Piece = tuple[int, Para]
"""A paragraph or a sentence, with the rank of the paragraph that it comes from."""


def flow(
    panel: Panel, frame: Frame, columns: int = 1
) -> tuple[list[list[Panel]], tuple[Style, ...]] | None:
    """The text on as few pages of ``columns`` columns as it takes, in the largest sizes that do.

    A sentence of more words than a slide bears has one of its own; None when one fits nowhere.
    """
    frame = evolve(frame, words=frame.words // columns)
    found = _grown(panel, frame, columns) or _flow(panel, frame, columns, BODY_FLOOR)
    if found is None or _speaks_alone(found[0]):
        return _flow(panel, frame, columns, CAPTION_FLOOR) or found
    return found


def _speaks_alone(pages: Sequence[Sequence[Panel]]) -> bool:
    """Whether the heading that closes a text, who speaks, has a page or a column of its own."""
    if len(pages) < 2:  # a quote of one page, or nothing to write
        return False
    last = pages[-1][-1].paras
    return len(last) == 1 and last[0].level == HEADING


def _grown(
    panel: Panel, frame: Frame, columns: int
) -> tuple[list[list[Panel]], tuple[Style, ...]] | None:
    """A text that one page holds in the size of titles, which fills it; None for others."""
    styles = enlarged(frame)
    pieces = list(_pieces(panel.paras, frame, styles))
    if not pieces or not _takes(pieces, frame, styles, columns):
        return None
    groups = _even(pieces, frame, styles, columns)
    return [[evolve(panel, paras=tuple(joined(group))) for group in groups]], styles


def _flow(
    panel: Panel, frame: Frame, columns: int, floor: float
) -> tuple[list[list[Panel]], tuple[Style, ...]] | None:
    every = list(ladders(frame, floor))
    pieces = list(_pieces(panel.paras, frame, every[-1]))
    least = _filled(pieces, frame, every[-1])
    if least is None:
        return None
    most = -(-len(least) // columns) * columns
    styles = next(each for each in every if _takes(pieces, frame, each, most))
    parts = [
        evolve(panel, paras=tuple(joined(group))) for group in _even(pieces, frame, styles, most)
    ]
    return [parts[n : n + columns] for n in range(0, len(parts), columns)], styles


def oversized(panel: Panel, frame: Frame) -> Panel:
    """The paragraph or the sentence that keeps a text from flowing; all of it when none does."""
    smallest = list(ladders(frame, CAPTION_FLOOR))[-1]
    for _, piece in _pieces(panel.paras, frame, smallest):
        if not fits([piece], frame, smallest):
            return evolve(panel, paras=(piece,))
    return panel


def split(panel: Panel, frame: Frame) -> list[Panel] | None:
    """A text too long for its frame as several, its heading said again on each.

    None when a sentence fits nowhere.
    """
    rank = next((n for n, para in enumerate(panel.paras) if para.level != HEADING), 0)
    head, body = panel.paras[:rank], evolve(panel, paras=panel.paras[rank:])
    again = tuple(evolve(para, runs=(*para.runs, CONTINUED)) for para in head)
    smallest = list(ladders(frame))[-1]
    taken = _height_over(again, body.paras, smallest, frame)
    lower = frame.at(evolve(frame.box, h=frame.box.h - taken))
    found = flow(body, evolve(lower, words=max(LEAST, frame.words - count_of(again))))
    if found is None:
        return None
    parts = [part for page in found[0] for part in page]
    return [
        evolve(part, paras=((again if n else head) + part.paras), shorter=())
        for n, part in enumerate(parts)
    ]


def _height_over(
    head: Sequence[Para], body: Sequence[Para], styles: Sequence[Style], frame: Frame
) -> float:
    """What a heading takes above a text, the space between the two included."""
    room = frame.room.w
    first = body[:1]
    return height((*head, *first), styles, room) - height(first, styles, room) if head else 0.0


def _takes(pieces: Sequence[Piece], frame: Frame, styles: Sequence[Style], most: int) -> bool:
    groups = _filled(pieces, frame, styles)
    return groups is not None and len(groups) <= most


def _even(
    pieces: Sequence[Piece], frame: Frame, styles: Sequence[Style], most: int
) -> list[list[Piece]]:
    """At most ``most`` pages, none much fuller than another: the lowest pages that hold all."""
    low, high = 0, _STEPS
    while high - low > 1:
        middle = (low + high) // 2
        lower = frame.at(evolve(frame.box, h=frame.box.h * middle / _STEPS))
        low, high = (low, middle) if _takes(pieces, lower, styles, most) else (middle, high)
    lowest = frame.at(evolve(frame.box, h=frame.box.h * high / _STEPS))
    return _filled(pieces, lowest, styles) or []


def _filled(
    pieces: Sequence[Piece], frame: Frame, styles: Sequence[Style]
) -> list[list[Piece]] | None:
    """Pages filled one after the other; None when a piece is larger than the frame."""
    pages: list[list[Piece]] = [[]]
    for rank, piece in enumerate(pieces, start=1):
        if not fits([piece[1]], frame, styles):
            return None
        if not _holds(list(joined([*pages[-1], piece])), frame, styles):
            signs = rank == len(pieces) and piece[1].level == HEADING
            pages.append(_taken_along(pages[-1], piece, frame, styles, signs=signs))
        pages[-1].append(piece)
    return [page for page in pages if page]


def _holds(paras: Sequence[Para], frame: Frame, styles: Sequence[Style]) -> bool:
    return count_of(paras) <= frame.words and fits(paras, frame, styles)


def _taken_along(
    page: list[Piece], coming: Piece, frame: Frame, styles: Sequence[Style], *, signs: bool
) -> list[Piece]:
    """What goes to the next page with a piece: the heading above it, the words that it signs.

    Who speaks never stands alone: it may follow a sentence of more words than a slide bears.
    """
    if not page or not (signs or page[-1][1].level == HEADING):
        return []
    paras = list(joined([page[-1], coming]))
    holds = fits(paras, frame, styles) if signs else len(page) > 1 and _holds(paras, frame, styles)
    return [page.pop()] if holds else []


def _pieces(paras: Sequence[Para], frame: Frame, styles: Sequence[Style]) -> Iterator[Piece]:
    """Paragraphs, and the sentences of those that are too long for one page, or their clauses."""
    for rank, para in enumerate(paras):
        if _holds([para, *_signature(paras, rank)], frame, styles):
            yield rank, para
        else:
            parts = pieces(para, lambda part: _holds([part], frame, styles))
            yield from ((rank, part) for part in parts)


def _signature(paras: Sequence[Para], rank: int) -> Sequence[Para]:
    """The heading that closes a text, for the paragraph before it: it says who speaks."""
    following = paras[rank + 1 :]
    return following if len(following) == 1 and following[0].level == HEADING else ()
