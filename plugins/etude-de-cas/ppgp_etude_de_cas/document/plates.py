"""Pictures that have a page for themselves: as tall as the texts under them leave room for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ppgp_docs.api import Line, ListOfItems, Paragraph, blocs, wrapped

_ROOM: Final = 229.0
"""What a page leaves under the name of a picture, in mm, a few lines kept in hand."""

_LEAST, _MOST = 140.0, 212.0
_LINK, _CREDIT = 8.0, 6.0
"""What a link to the text of the document and a credit take, in mm."""

_WIDTH: Final = 146.0
_INDENT: Final = 6.0
_POINT: Final = 25.4 / 72
_SAID: Final = (9.8, 5.0, 1.6)
"""Size in points, then the height of a line and the blank after a paragraph, in mm."""

_BAND, _BAND_SIZE = 155.0, 16 * _POINT
_BAND_LINES: Final = 4
"""The width of a title over a full picture, its size, in mm, and the most lines that it has."""

_BANNER: Final = (40.0, 82.0)
"""The least and the most that a picture from edge to edge takes, in mm."""

_Setting = tuple[float, float, float]


def plate_height(pane: blocs.Volet) -> float:
    """The height of the picture of one side of a comparison, in mm."""
    marks = (_line(mark.texte.plain, _SAID, _INDENT) for mark in pane.reperes)
    used = sum(marks) + _prose(pane.texte.nodes, _SAID, 0) + 3 * bool(pane.reperes)
    if pane.image:
        used += _CREDIT * bool(pane.image.credit) + _LINK * bool(pane.image.description)
    return min(max(_ROOM - used, _LEAST), _MOST)


def _prose(nodes: Iterable[Paragraph | ListOfItems], setting: _Setting, indent: float) -> float:
    return sum(_node(node, setting, indent) for node in nodes)


def _node(node: Paragraph | ListOfItems, setting: _Setting, indent: float) -> float:
    if isinstance(node, Paragraph):
        return _line(node.plain, setting, indent)
    return sum(_prose(item, setting, indent + _INDENT) for item in node.items)


def _line(text: str, setting: _Setting, indent: float) -> float:
    size, line, blank = setting
    return len(wrapped(text, _WIDTH - indent, size * _POINT)) * line + blank


def title_lines(title: Line) -> int:
    """The lines of a title on the band over a picture that takes the rest of its page."""
    return min(len(wrapped(title.plain, _BAND, _BAND_SIZE, 700)), _BAND_LINES)


def banner_height(ratio: float) -> float:
    """The height of a picture from one edge of the page to the other: that of its shape, so that
    nobody at the ends of a panorama is cut."""
    least, most = _BANNER
    return min(max(round(210 / ratio, 1), least), most)


WORDS: Final[dict[str, Any]] = {
    "lignes_de_bande": title_lines,
    "hauteur_de_planche": plate_height,
}
"""What the templates may ask."""
