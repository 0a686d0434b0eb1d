"""What each slide of a deck holds, read back in the file itself: shown where nothing on the machine
can draw it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import frozen

_MARGINS: Final = ("DATE", "FOOTER", "SLIDE_NUMBER")


@frozen
class SlideOutline:
    """``texts`` in the order of reading, the rows of tables among them; ``pictures`` are the
    alternative texts of what is drawn."""

    title: str
    texts: tuple[str, ...]
    pictures: tuple[str, ...]


def outlines(data: bytes) -> tuple[SlideOutline, ...]:
    """The slides of a .pptx file of ours."""
    from pptx import Presentation

    return tuple(_outline(slide) for slide in Presentation(io.BytesIO(data)).slides)


def _outline(slide: Any) -> SlideOutline:
    title = slide.shapes.title
    shapes = (each for each in _every(slide.shapes) if not _is_margin(each))
    rest = [each for each in shapes if title is None or each.shape_id != title.shape_id]
    texts = tuple(text for shape in rest for text in _texts(shape))
    pictures = (_alternative(shape) for shape in rest)
    named = " ".join(title.text_frame.text.split()) if title is not None else ""
    return SlideOutline(named, texts, tuple(filter(None, pictures)))


def _is_margin(shape: Any) -> bool:
    """A footer, a date or a number, the same on all slides."""
    return bool(shape.is_placeholder and shape.placeholder_format.type.name in _MARGINS)


def _every(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes, those of groups included."""
    for shape in shapes:
        inner = getattr(shape, "shapes", None)
        if inner is None:
            yield shape
        else:
            yield from _every(inner)


def _texts(shape: Any) -> Iterator[str]:
    lines: Iterable[str] = ()
    if shape.has_text_frame:
        lines = (paragraph.text for paragraph in shape.text_frame.paragraphs)
    elif shape.has_table:
        rows = shape.table.rows
        lines = (" · ".join(cell.text for cell in row.cells) for row in rows)
    yield from filter(None, (" ".join(line.split()) for line in lines))


def _alternative(shape: Any) -> str:
    """What a picture, a chart or a drawing shows, in words."""
    if shape.has_text_frame or shape.has_table:
        return ""
    return str(shape._element._nvXxPr.cNvPr.get("descr", ""))  # python-pptx has no name for it
