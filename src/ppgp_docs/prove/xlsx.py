"""A workbook read back as a plain archive of XML, by lxml: what its reader sees in each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from ppgp_docs.francais.nombres import decimal, euros
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove.ooxml import Parts, open_parts, title

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_DRAWING: Final = re.compile(r"xl/drawings/[^/]+\.xml")
_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"


def read(data: bytes) -> Reading:
    """The text of a workbook and what is wrong with it, as French sentences."""
    parts, problem = open_parts(data)
    if problem:
        return Reading((), (), (problem,))
    book = Book.of(parts)
    sheets = [root for name, root in parts.items() if _SHEET.fullmatch(name)]
    pages = tuple("\n".join(_lines(sheet, book)) for sheet in sheets)
    heard = tuple(node.get("descr") for node in _drawn(parts) if node.get("descr"))
    faults = (fault for sheet in sheets for fault in _cells(sheet))
    return Reading(pages, heard, (*title(parts), *_language(parts), *_drawings(parts), *faults))


@frozen
class Book:
    """The texts that cells share, and the number format of each style of cell."""

    texts: tuple[str, ...]
    formats: tuple[str, ...]

    @classmethod
    def of(cls, parts: Parts) -> Book:
        shared = parts.get("xl/sharedStrings.xml")
        items = () if shared is None else shared.iterfind("{*}si")
        texts = tuple("".join(node.text or "" for node in item.iter("{*}t")) for item in items)
        return cls(texts, tuple(_formats(parts.get("xl/styles.xml"))))

    def shown(self, cell: Any) -> str:
        """A cell as a French reader sees it."""
        value = cell.findtext("{*}v") or ""
        kind = cell.get("t", "n")
        if kind == "s":
            return self.texts[int(value)]
        if kind != "n" or not value:
            return value or "".join(node.text or "" for node in cell.iter("{*}t"))
        return _number(Decimal(value), self.formats[int(cell.get("s", 0))])


def _formats(styles: Any) -> Iterator[str]:
    if styles is None:
        return
    own: Mapping[str, str] = {
        node.get("numFmtId"): node.get("formatCode")
        for node in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    builtin = {"9": "0%", "10": "0.00%"}
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        yield own.get(number, builtin.get(number, ""))


def _number(value: Decimal, code: str) -> str:
    if "€" in code:
        return euros(value, ".00" in code)
    if "%" in code:
        return f"{decimal(100 * value, 2 if '.00' in code else 0)}\u00a0%"
    return decimal(value)


def _lines(sheet: Any, book: Book) -> Iterator[str]:
    for row in sheet.iter("{*}row"):
        yield "\t".join(book.shown(cell) for cell in row.iterfind("{*}c"))


def _cells(sheet: Any) -> Iterator[str]:
    """No cell is an error, and each formula holds the result that we computed."""
    for cell in sheet.iter("{*}c"):
        where, value = cell.get("r"), cell.findtext("{*}v")
        if cell.get("t") == "e":
            yield f"la cellule {where} est en erreur ({value})"
        elif cell.find("{*}f") is not None and not value:
            yield f"la formule de la cellule {where} n’a pas de résultat"


def _language(parts: Parts) -> Iterator[str]:
    core = parts.get("docProps/core.xml")
    if core is None or not core.findtext(_LANGUAGE):
        yield "le classeur n’indique pas sa langue"


def _drawings(parts: Parts) -> Iterator[str]:
    """Every chart and picture says what it shows."""
    for name, root in parts.items():
        if _DRAWING.fullmatch(name):
            for properties in root.iter("{*}cNvPr"):
                if not properties.get("descr"):
                    yield f"un dessin sans texte de remplacement dans `{name}`"


def _drawn(parts: Parts) -> Iterator[Any]:
    for name, root in parts.items():
        if _DRAWING.fullmatch(name):
            yield from root.iter("{*}cNvPr")
