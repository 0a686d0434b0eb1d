"""Another ruler than the deck's own: texts set by Pillow (FreeType, HarfBuzz) in the real font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen
from PIL import ImageFont

from ppgp_diaporama.fit.chart import NAMES, ChartPage
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.page import Page
from ppgp_diaporama.fit.table import EDGE, SIDE, TablePage
from ppgp_diaporama.fit.timeline import TimelinePage
from ppgp_diaporama.slides import Para
from ppgp_docs.api import Line, Run, faces

_SCALE = 100
"""Pillow rounds to the pixel: texts are set a hundred times larger than they are."""


@frozen
class Spilt:
    """A text that leaves its room: what, how large it is, how large its room is, in points."""

    text: str
    asked: tuple[float, float]
    room: tuple[float, float]


@cache
def _font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    weight = 700 if bold else 400
    file = next(face.file for face in faces() if face.weight == weight and not face.italic)
    return ImageFont.truetype(file, round(size * _SCALE))


@cache
def _advance(text: str, size: float, bold: bool) -> float:
    return _font(size, bold).getlength(text) / _SCALE


def extent(paras: Sequence[Para], styles: Sequence[Style], room: float) -> tuple[float, float]:
    """The widest word and the height of paragraphs set in ``room`` points of width."""
    widest = tall = 0.0
    for rank, para in enumerate(paras):
        style = styles[para.level]
        lines, longest = _set(para.runs, style, room - style.hang)
        ascent, descent = _font(style.size, style.bold).getmetrics()
        tall += lines * (ascent + descent) / _SCALE * style.spacing + (style.before if rank else 0)
        widest = max(widest, longest + style.hang)
    return widest, tall


def _set(runs: Sequence[Run], style: Style, room: float) -> tuple[int, float]:
    """How many lines, and the widest word."""
    lines, used, longest = 1, 0.0, 0.0
    for word in _words(runs, style.bold):
        ink = sum(_advance(text.rstrip(" "), style.size, bold) for text, bold in word)
        if used and used + ink > room:
            lines, used = lines + 1, 0.0
        longest = max(longest, ink)
        used += sum(_advance(text, style.size, bold) for text, bold in word)
    return lines, longest


def _words(runs: Sequence[Run], bold: bool) -> Iterator[list[tuple[str, bool]]]:
    """What a line cannot cut: the pieces of runs up to a space or a hyphen, which goes along."""
    word: list[tuple[str, bool]] = []
    for run in runs:
        for piece in re.findall(r"[^ \-/]*[ \-/]|[^ \-/]+", run.text):
            word.append((piece, bold or run.bold))
            if piece[-1] in " -/":
                yield word
                word = []
    if word:
        yield word


def spilt(page: Page) -> Iterator[Spilt]:
    """The texts of a page that leave their room."""
    title = page.layout.title
    yield from _check([Para(page.slide.title.runs)], page.title, (title.room.w, title.room.h))
    for placed in page.body.texts:
        room = placed.frame.room
        yield from _check(placed.panel.paras, placed.styles, (room.w, room.h))
    drawing = page.body.drawing
    if isinstance(drawing, TimelinePage):
        for mark in drawing.marks:
            yield from _check(mark.paras, drawing.styles, (mark.text.w, mark.text.h))
    elif isinstance(drawing, TablePage):
        yield from _cells(drawing)
    elif isinstance(drawing, ChartPage):
        room = (drawing.box.w * NAMES, drawing.box.h / len(drawing.bars.rows))
        for row in drawing.bars.rows:
            yield from _check([Para((Run(row.name),))], [Style(drawing.size, spacing=1)], room)


def _cells(page: TablePage) -> Iterator[Spilt]:
    for rank, (row, height) in enumerate(zip((page.header, *page.rows), page.heights, strict=True)):
        style = Style(page.size, bold=not rank, spacing=1)
        for cell, width in zip(row, page.widths, strict=True):
            yield from _check([_para(cell)], [style], (width - 2 * SIDE, height - 2 * EDGE))
    whole = (sum(page.widths), sum(page.heights))
    if whole[0] > page.box.w + 0.1 or whole[1] > page.box.h + 0.1:
        yield Spilt("le tableau", whole, (page.box.w, page.box.h))


def _para(line: Line) -> Para:
    return Para(line.runs)


def _check(
    paras: Sequence[Para], styles: Sequence[Style], room: tuple[float, float]
) -> Iterator[Spilt]:
    asked = extent(paras, styles, room[0])
    if asked[0] > room[0] + 0.1 or asked[1] > room[1] + 0.1:
        yield Spilt(" / ".join(para.plain for para in paras)[:80], asked, room)
