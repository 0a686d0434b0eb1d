"""A workbook as its looks show it: sheets, rows and columns that are hidden, cells that print
nothing or in white."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs import ooxml_names
from ppgp_docs.prove.letters import written
from ppgp_docs.prove.ooxml import Parts, open_parts
from ppgp_docs.prove.xlsx import Book

_S: Final = f"{{{ooxml_names.SPREADSHEET}}}"
_TARGET: Final = f"{{{ooxml_names.RELATIONS}}}id"
_ON: Final = ("1", "true")
_PALE: Final = 0xF0


def shows(data: bytes, word: str) -> bool:
    """Whether a cell of a sheet that is seen says a word."""
    parts, problem = open_parts(data)
    if problem:
        return False
    book, looks = Book.of(parts), tuple(_looks(parts.get("xl/styles.xml")))
    cells = (cell for sheet in _sheets(parts) for cell in _cells(sheet))
    return any(
        looks[int(cell.get("s", 0))] and written(word).search(book.shown(cell))
        for cell in cells
        if int(cell.get("s", 0)) < len(looks)
    )


def _sheets(parts: Parts) -> Iterator[Any]:
    """The sheets that have a tab."""
    links = {each.get("Id"): each.get("Target") for each in parts["xl/_rels/workbook.xml.rels"]}
    for each in parts["xl/workbook.xml"].iter(f"{_S}sheet"):
        name = posixpath.normpath(posixpath.join("xl", links.get(each.get(_TARGET), "")))
        sheet = parts.get(name.lstrip("/").removeprefix("xl/xl/"))
        if each.get("state", "visible") == "visible" and sheet is not None:
            yield sheet


def _cells(sheet: Any) -> Iterator[Any]:
    hidden = [
        range(int(each.get("min")), int(each.get("max")) + 1)
        for each in sheet.iter(f"{_S}col")
        if each.get("hidden") in _ON or each.get("width") == "0"
    ]
    for row in sheet.iter(f"{_S}row"):
        if row.get("hidden") not in _ON and row.get("ht") not in ("0", "0.0"):
            for cell in row.iterfind(f"{_S}c"):
                if not any(_column(cell.get("r", "")) in each for each in hidden):
                    yield cell


def _column(name: str) -> int:
    """The rank of the column of a cell: 28 for « AB3 »."""
    rank = 0
    for letter in filter(str.isalpha, name):
        rank = 26 * rank + ord(letter.upper()) - ord("A") + 1
    return rank


def _looks(styles: Any) -> Iterator[bool]:
    """Whether each style of cell is seen; a workbook without styles has one, which is."""
    if styles is None:
        yield True
        return
    fonts = [*styles.iterfind(f"{_S}fonts/{_S}font")]
    fills = [*styles.iterfind(f"{_S}fills/{_S}fill")]
    own = styles.iterfind(f"{_S}numFmts/{_S}numFmt")
    codes = {each.get("numFmtId"): each.get("formatCode") for each in own}
    for style in styles.iterfind(f"{_S}cellXfs/{_S}xf"):
        font = fonts[int(style.get("fontId", 0))] if fonts else None
        fill = fills[int(style.get("fillId", 0))] if fills else None
        blank = (codes.get(style.get("numFmtId")) or "").replace(" ", "") == ";;;"
        yield not blank and not (_is_pale(font) and not _is_filled(fill))


def _is_pale(font: Any) -> bool:
    colour = None if font is None else font.find(f"{_S}color")
    said = "" if colour is None else colour.get("rgb", "")[-6:]
    return len(said) == 6 and min(bytes.fromhex(said)) >= _PALE


def _is_filled(fill: Any) -> bool:
    pattern = None if fill is None else fill.find(f"{_S}patternFill")
    return pattern is not None and pattern.get("patternType", "none") not in ("none", "")
