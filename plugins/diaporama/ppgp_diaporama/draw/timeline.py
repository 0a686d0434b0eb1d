"""Timelines as native shapes, grouped: an axis, a dot and a text for each milestone."""

from __future__ import annotations

from typing import Any, Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from ppgp_diaporama.draw.access import decorate, describe
from ppgp_diaporama.draw.text import dress, write, write_plain
from ppgp_diaporama.fit.frames import Box
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.sizes import CAPTION_FLOOR, TITLE
from ppgp_diaporama.fit.timeline import DOT, STEM, Mark, TimelinePage

_COLOURS: Final = ("tx1", "accent2", "tx1")
_NUMBER: Final = Style(CAPTION_FLOOR, bold=True, spacing=1)
_LARGE: Final = Style(TITLE, bold=True, spacing=1)


def draw_timeline(slide: Any, page: TimelinePage) -> None:
    """Add the group of a timeline, its shapes in the order of the milestones."""
    group = slide.shapes.add_group_shape()
    group.name = "Frise"
    axis = page.axis
    _line(group, (axis.x, axis.y), (axis.x + axis.w, axis.y), "Axe")
    for rank, mark in enumerate(page.marks, start=1):
        if not page.columns:
            _stem(group, mark, rank)
        _dot(group, mark, rank)
        _text(group, mark, page, rank)
    describe(group, page.alt)


def _line(group: Any, start: tuple[float, float], end: tuple[float, float], name: str) -> None:
    line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Pt, (*start, *end)))
    line.line.color.theme_color = MSO_THEME_COLOR.ACCENT_2
    line.line.width = Pt(3 if name == "Axe" else 1.5)
    line.name = name
    decorate(line)


def _stem(group: Any, mark: Mark, rank: int) -> None:
    x = mark.dot.x + mark.dot.w / 2
    top = mark.dot.y - STEM if mark.above else mark.dot.y + mark.dot.h / 2
    _line(group, (x, top), (x, top + STEM + mark.dot.h / 2), f"Repère {rank}")


def _dot(group: Any, mark: Mark, rank: int) -> None:
    dot = group.shapes.add_shape(MSO_SHAPE.OVAL, *_points(mark.dot))
    dot.name = f"Point {rank}"
    dot.fill.solid()
    dot.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2
    dot.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    dot.line.width = Pt(2)
    dot.shadow.inherit = False
    if not mark.number:
        decorate(dot)
    else:
        frame = dot.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        dress(frame, [_LARGE if mark.dot.w > DOT else _NUMBER], ["accent6"])
        write_plain(frame, [mark.number])
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _text(group: Any, mark: Mark, page: TimelinePage, rank: int) -> None:
    box = group.shapes.add_textbox(*_points(mark.text))
    box.name = f"Étape {rank}"
    frame = box.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if mark.above else MSO_ANCHOR.TOP
    dress(frame, page.styles, _COLOURS)
    write(frame, mark.paras)


def _points(box: Box) -> tuple[Any, ...]:
    return tuple(map(Pt, (box.x, box.y, box.w, box.h)))
