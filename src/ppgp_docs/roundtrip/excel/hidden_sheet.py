"""The origin of a workbook: a hidden sheet, which every program keeps when it saves.

A part of data of our own is lost as soon as openpyxl or an online service saves the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Final

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.excel.cells import WORKBOOK, Sheet
from ppgp_docs.roundtrip.provenance import FAMILY, NAMESPACE, Provenance, from_xml, to_xml

NAME: Final = "Origine"
_PART: Final = "xl/worksheets/origine.xml"
_MAIN: Final = ooxml_names.SPREADSHEET
_OFFICE: Final = ooxml_names.RELATIONS
_RELATIONS: Final = ooxml_names.PACKAGE_RELATIONS
_TYPES: Final = ooxml_names.CONTENT_TYPES
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_RELATION: Final = "ppgpOrigine"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ROOM: Final = 8_000
"""Characters of a cell, without a line end: Excel takes 32,767; LibreOffice 7 cuts a paragraph of
several in one cell past 16,383, by a line end of its own."""


def is_origin(sheet: Sheet) -> bool:
    """Whether a sheet is the hidden one, whatever somebody calls it."""
    return bool(sheet.rows) and sheet.rows[0].text(0).startswith(FAMILY)


def origin_in(sheets: Sequence[Sheet]) -> Provenance | None:
    """The card that a workbook carries; None where it has none."""
    for sheet in filter(is_origin, sheets):
        said = "".join(row.cells[0].text for row in sheet.rows[1:] if 0 in row.cells)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return from_xml(etree.fromstring(said.encode(), parser))
        except etree.XMLSyntaxError:
            continue  # somebody typed in it
    return None


def with_origin(data: bytes, origin: Provenance) -> bytes:
    """The same workbook with its origin, the same for the same bytes."""
    out = io.BytesIO()
    changes = {
        WORKBOOK: _listed,
        "xl/_rels/workbook.xml.rels": _related,
        "[Content_Types].xml": _typed,
    }
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in changes:
                root = etree.fromstring(content)
                changes[entry.filename](root)
                content = _written(root)
            target.writestr(entry, content)
        entry = zipfile.ZipInfo(_PART, _EPOCH)
        entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
        target.writestr(entry, _written(_sheet(_on_one_line(to_xml(origin)))))
    return out.getvalue()


def _on_one_line(xml: bytes) -> str:
    """XML without line ends, which are character references in its texts."""
    declaration, _, root = xml.decode().partition("\n")
    return declaration + root.replace("\n", "&#10;")


def _listed(root: Element) -> None:
    listed = root.find(f"{{{_MAIN}}}sheets")
    number = max(int(one.get("sheetId")) for one in listed) + 1
    named = {"name": NAME, "sheetId": str(number), "state": "veryHidden"}
    etree.SubElement(listed, f"{{{_MAIN}}}sheet", {**named, f"{{{_OFFICE}}}id": _RELATION})


def _related(root: Element) -> None:
    named = {"Id": _RELATION, "Type": f"{_OFFICE}/worksheet", "Target": _PART.removeprefix("xl/")}
    etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", named)


def _typed(root: Element) -> None:
    named = {"PartName": f"/{_PART}", "ContentType": _KIND}
    etree.SubElement(root, f"{{{_TYPES}}}Override", named)


def _sheet(text: str) -> Element:
    root = etree.Element(f"{{{_MAIN}}}worksheet", nsmap={None: _MAIN})
    rows = etree.SubElement(root, f"{{{_MAIN}}}sheetData")
    pieces = [text[start : start + _ROOM] for start in range(0, len(text), _ROOM)]
    for number, piece in enumerate((NAMESPACE, *pieces), start=1):
        row = etree.SubElement(rows, f"{{{_MAIN}}}row", r=str(number))
        cell = etree.SubElement(row, f"{{{_MAIN}}}c", r=f"A{number}", t="inlineStr")
        said = etree.SubElement(etree.SubElement(cell, f"{{{_MAIN}}}is"), f"{{{_MAIN}}}t")
        said.text = piece
        said.set(_SPACE, "preserve")
    return root


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
