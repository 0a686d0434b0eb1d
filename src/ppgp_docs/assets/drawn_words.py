"""What a drawing says, however its words are laid out.

Drawing software breaks a text into lines, into runs and, once converted from a PDF, into letters,
each where it is drawn. What stands in one element is read as it is; then all that a drawing writes
is read as a whole, in the order of the file, along lines and down columns: a word may be cut
anywhere there, which :class:`DrawnText` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import cos, radians, sin, sqrt
from typing import Any, Final, NamedTuple, TypeAlias

from ppgp_docs.assets.svg_safety import local

_SPEAKS: Final = ("text", "title", "desc")
_GEOMETRY: Final = frozenset(
    ("d", "points", "transform", "style", "viewBox", "href", "values", "stdDeviation")
)
"""Attributes that are long and say nothing; others may be named after someone, by the software
that draws (``id``, ``inkscape:label``)."""

_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.I)
_TRANSFORM: Final = re.compile(r"(\w+)\s*\(([^)]*)\)")
_FONT_SIZE: Final = re.compile(r"(?<![\w-])font-size\s*:\s*([\d.]+)")
_MEDIUM: Final = 16.0
"""Letters whose size is not told (CSS Fonts 3, 3.5)."""

_NEAR: Final = 1 / 3
"""Of the size of letters: those that differ by less stand on one line."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)


class DrawnText(str):
    """All that a drawing writes, in one order: what parts two pieces of it may part a word."""

    __slots__ = ()


class _Piece(NamedTuple):
    """What is written from one place on, in units of the whole drawing."""

    x: float
    y: float
    size: float
    text: str


def texts_of(root: Any) -> Iterator[str]:
    """Each line, title, description and name of a drawing; then its words as wholes."""
    pieces: list[_Piece] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        yield from (value for key, value in element.attrib.items() if local(key) not in _GEOMETRY)
        if local(element) in _SPEAKS:
            yield "".join(element.itertext())
        if local(element) == "text":
            pieces += _Writing(element).pieces()
    orders = (pieces, _in_rows(pieces), _in_columns(pieces))
    wholes = (" ".join(piece.text for piece in order) for order in orders)
    yield from map(DrawnText, dict.fromkeys(wholes))


def _in_rows(pieces: Iterable[_Piece]) -> list[_Piece]:
    rows = _grouped(sorted(pieces, key=lambda piece: piece.y), "y")
    return [piece for row in rows for piece in sorted(row, key=lambda piece: piece.x)]


def _in_columns(pieces: Iterable[_Piece]) -> list[_Piece]:
    columns = _grouped(sorted(pieces, key=lambda piece: piece.x), "x")
    return [piece for column in columns for piece in sorted(column, key=lambda piece: piece.y)]


def _grouped(pieces: Iterable[_Piece], side: str) -> list[list[_Piece]]:
    """Sorted pieces, those together that stand level with the first of them."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        first = groups[-1][0] if groups else None
        if first and getattr(piece, side) - getattr(first, side) < _NEAR * first.size:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


class _Writing:
    """One ``text`` read letter by letter: a piece begins wherever a place is given.

    SVG 2, 11.4: the lists of an element are for its letters, those of its children included.
    """

    def __init__(self, text: Any) -> None:
        self._text, self._matrix = text, _placed(text)
        self._lists: list[tuple[int, dict[str, list[float]]]] = []
        self._read, self._x, self._y, self._space = 0, 0.0, 0.0, True
        self._pieces: list[list[Any]] = []

    def pieces(self) -> Iterator[_Piece]:
        """What is written, in the order of the file."""
        self._element(self._text)
        a, b, c, d, e, f = self._matrix
        scale = sqrt(abs(a * d - b * c)) or 1.0
        size = _size(self._text) * scale
        for x, y, written in self._pieces:
            if text := written.strip():
                yield _Piece(a * x + c * y + e, b * x + d * y + f, size, text)

    def _element(self, element: Any) -> None:
        given = {side: _numbers(element.get(side)) for side in ("x", "y", "dx", "dy")}
        self._lists.append((self._read, given))
        self._letters(element.text)
        for child in element:
            if isinstance(child.tag, str) and local(child) not in _SPEAKS:
                self._element(child)
            self._letters(child.tail)
        self._lists.pop()

    def _letters(self, text: str | None) -> None:
        for letter in text or "":
            if letter.isspace() and self._space:
                continue  # white space collapses, and has no place of its own
            self._space = letter.isspace()
            x, y, dx, dy = map(self._given, ("x", "y", "dx", "dy"))
            if not self._pieces or x is not None or y is not None or dy:
                self._x = (self._x if x is None else x) + (dx or 0)
                self._y = (self._y if y is None else y) + (dy or 0)
                self._pieces.append([self._x, self._y, ""])
            self._pieces[-1][2] += letter
            self._read += 1

    def _given(self, side: str) -> float | None:
        for start, given in reversed(self._lists):
            if self._read - start < len(given[side]):
                return given[side][self._read - start]
        return None


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")]


def _size(element: Any) -> float:
    for each in (element, *element.iterancestors()):
        styled = _FONT_SIZE.search(each.get("style", ""))
        told = _numbers(styled[1] if styled else each.get("font-size"))
        if told and told[0]:
            return told[0]
    return _MEDIUM


def _placed(element: Any) -> Matrix:
    """Where an element is drawn, all transforms around it included."""
    matrix = _SAME
    for each in (element, *element.iterancestors()):
        matrix = _times(_transform(each.get("transform", "")), matrix)
    return matrix


def _transform(text: str) -> Matrix:
    matrix = _SAME
    for name, inside in _TRANSFORM.findall(text):
        matrix = _times(matrix, _one(name.lower(), _numbers(inside)))
    return matrix


def _one(name: str, values: list[float]) -> Matrix:
    """One transform (CSS Transforms 1, 8); what is none, or skews, moves nothing."""
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *y]:
            return 1, 0, 0, 1, x, y[0] if y else 0
        case "scale", [x, *y]:
            return x, 0, 0, y[0] if y else x, 0, 0
        case "rotate", [angle, *centre]:
            c, s = cos(radians(angle)), sin(radians(angle))
            left, top = (*centre, 0.0, 0.0)[:2]
            return c, s, -s, c, left - c * left + s * top, top - s * left - c * top
    return _SAME


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e,
        b * k + d * m + f,
    )  # fmt: skip
