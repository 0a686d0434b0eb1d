"""A finished file with its origin: a part that office programs keep and never show."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve
from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.assets.zipfiles import compression
from ppgp_docs.roundtrip import pdf, slides
from ppgp_docs.roundtrip.archive import Element, Parts
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.provenance import NAMESPACE, Provenance, to_xml

if TYPE_CHECKING:
    from ppgp_docs.roundtrip.returned import Returned
    from ppgp_docs.roundtrip.word.file import WordFile

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"
PRESENTATION: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_MAINS: Final = {
    WORD: "word/document.xml",
    PRESENTATION: "ppt/presentation.xml",
}
_FOLDER: Final = "customXml"
_RELATIONS: Final = ooxml_names.PACKAGE_RELATIONS
_CUSTOM: Final = f"{ooxml_names.RELATIONS}/customXml"
_TYPES: Final = ooxml_names.CONTENT_TYPES
_RELATION: Final = "ppgpOrigine"
_NO_RELATION: Final = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
_PROPERTIES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem ds:itemID="{9B7C51A0-3D0E-4C52-8C5E-70677064F1C4}" '
    f'xmlns:ds="{ooxml_names.CUSTOM_XML}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
"""Word wants them beside a part of data, and gives up those that have none when it saves."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def stamped(
    data: bytes, media_type: str, origin: Provenance, fields: Mapping[str, SentField]
) -> bytes:
    """The same file with its origin; as it is for a kind of file that takes none.

    The values sent are those that a reader finds in the finished file.
    """
    if media_type == PDF:
        return pdf.with_origin(data, origin)
    if media_type == EXCEL:
        return _stamped_workbook(data, origin, fields)
    main = _MAINS.get(media_type)
    if main is None:
        return data
    if media_type == WORD:
        named = evolve(origin, fields=tuple(fields.values()))
        file, found = _returned_by_word(data, named, fields)
        origin = _with_values(origin, fields, found)
        origin = evolve(origin, pictures=_shown(file))
    if media_type == PRESENTATION:
        origin = evolve(origin, frames=slides.digests(Parts(data)))
    return _with_part(data, main, to_xml(origin))


def _stamped_workbook(data: bytes, origin: Provenance, fields: Mapping[str, SentField]) -> bytes:
    from ppgp_docs.roundtrip.excel import hidden_sheet
    from ppgp_docs.roundtrip.excel.cells import sheets
    from ppgp_docs.roundtrip.excel.returned import returned

    found = returned(sheets(Parts(data)), fields)
    return hidden_sheet.with_origin(data, _with_values(origin, fields, found))


def stamped_form(data: bytes, origin: Provenance, fields: Iterable[SentField]) -> bytes:
    """A Word form with its origin: all its fields, those that say nothing yet too."""
    named = evolve(origin, fields=tuple(fields))
    file, found = _returned_by_word(data, named, named.by_tag())
    sent = {tag: value.text for tag, value in found.values.items()}
    filled = tuple(evolve(one, sent=sent.get(one.tag, "")) for one in named.fields)
    xml = to_xml(evolve(named, fields=filled, frames=found.frames, pictures=_shown(file)))
    return _with_part(data, _MAINS[WORD], xml)


def _returned_by_word(
    data: bytes, origin: Provenance, fields: Mapping[str, SentField]
) -> tuple[WordFile, Returned]:
    """What the fields hold in a Word file, whose controls an origin names."""
    from ppgp_docs.roundtrip.word.file import read_word
    from ppgp_docs.roundtrip.word.returned import returned

    file = read_word(Parts(data), origin)
    return file, returned(file, fields)


def _shown(file: WordFile) -> tuple[str, ...]:
    """The digests of the pictures of a file, each once."""
    return tuple(sorted(set(file.pictures.values())))


def _with_values(
    origin: Provenance, fields: Mapping[str, SentField], found: Returned
) -> Provenance:
    from ppgp_docs.roundtrip.returned import with_values

    return evolve(origin, fields=with_values(fields, found), frames=found.frames)


def _with_part(data: bytes, main: str, xml: bytes) -> bytes:
    """The archive with one part more, everything else as it was and where it was, deflated."""
    folder, _, name = main.rpartition("/")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        rank = _free_rank(source.namelist())
        changed = {
            f"{folder}/_rels/{name}.rels": _related(f"../{_FOLDER}/item{rank}.xml", _CUSTOM),
            "[Content_Types].xml": _typed(f"/{_FOLDER}/itemProps{rank}.xml"),
        }
        for entry in source.infolist():
            content = source.read(entry)
            change = changed.get(entry.filename)
            entry.compress_type = entry.compress_type or compression(entry.filename)
            target.writestr(entry, change(content) if change else content)
        _add(target, f"{_FOLDER}/item{rank}.xml", xml)
        _add(target, f"{_FOLDER}/itemProps{rank}.xml", _PROPERTIES)
        link = _related(f"itemProps{rank}.xml", f"{_CUSTOM}Props")(_NO_RELATION)
        _add(target, f"{_FOLDER}/_rels/item{rank}.xml.rels", link)
    return out.getvalue()


def _free_rank(names: Sequence[str]) -> int:
    taken = set(names)
    ranks = range(1, len(taken) + 2)
    return next(rank for rank in ranks if f"{_FOLDER}/item{rank}.xml" not in taken)


def _related(target: str, kind: str) -> Callable[[bytes], bytes]:
    """Add a relation to a part."""

    def add(content: bytes) -> bytes:
        root = etree.fromstring(content)
        named = {"Id": _RELATION, "Type": kind, "Target": target}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", named)
        return _written(root)

    return add


def _typed(part: str) -> Callable[[bytes], bytes]:
    """Say the type of the properties of that part, and that of any XML where none is said."""

    def add(content: bytes) -> bytes:
        root = etree.fromstring(content)
        if not any(one.get("Extension") == "xml" for one in root):
            named = {"Extension": "xml", "ContentType": "application/xml"}
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", named))
        kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": part, "ContentType": kind})
        return _written(root)

    return add


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    archive.writestr(entry, content)
