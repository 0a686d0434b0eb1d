"""A space at the end of each printed line.

Lines lose theirs when they are laid out: whoever reads the text of a PDF without looking where it
stands (an index, a translator, a voice that follows the tags) would glue two words at every turn.
Nothing moves: a space at the end of a line shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

_HYPHEN: Final = "\N{HYPHEN}"
"""What WeasyPrint adds where it cuts a word."""


def space_line_ends(document: Any) -> None:
    """Give the lines of a laid out document the spaces at which they turn.

    A word that goes on in the next line gets none.
    """
    for page in document.pages:
        _space(page._page_box, inner=False)


def _space(box: Any, *, inner: bool) -> None:
    """Below a box; ``inner`` within a line, whose words go on after it."""
    children = [_placed(child) for child in getattr(box, "children", ())]
    lines = [child for child in children if isinstance(child, LineBox)]
    for line, following in pairwise((*lines, None)):
        if not (inner if following is None else _goes_on(box, line, following)):
            _end_with_space(line)
    for child in children:
        _space(child, inner=_flows(child) and (inner or isinstance(child, LineBox)))


def _flows(box: Any) -> bool:
    """Whether a box stands among the words of its line: a float, a page number beside, do not."""
    return isinstance(box, LineBox | TextBox) or bool(box.is_in_normal_flow())


def _placed(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _goes_on(block: Any, line: Any, following: Any) -> bool:
    """Whether the last word of a line goes on in the next one: its text has no space there."""
    before, after = "".join(_said(line)).split()[-1:], "".join(_said(following)).split()[:1]
    if not before or not after or block.element is None:
        return False
    texts = [" ".join(text.split()).casefold() for text in block.element.itertext()]
    last, first = before[0].removesuffix(_HYPHEN).casefold(), after[0].casefold()
    apart = any(f"{last} {first}" in text for text in texts)
    return not apart and any(last + first in text for text in texts)


def _said(line: Any) -> Iterator[str]:
    return (box.text for box in _texts(line))


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, TextBox):
        yield box
    for child in map(_placed, getattr(box, "children", ())):
        if _flows(child):
            yield from _texts(child)


def _end_with_space(line: Any) -> None:
    """Once, whatever repeats it on other pages."""
    shown = [box for box in _texts(line) if box.text.strip()]
    if shown and not shown[-1].pango_layout.text.endswith(" "):
        shown[-1].pango_layout.text += " "
