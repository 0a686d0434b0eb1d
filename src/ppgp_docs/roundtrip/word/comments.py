"""Remarks put in a Word file as comments, at the fields that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.model.address import parent_of
from ppgp_docs.roundtrip.archive import Element, Parts, with_parts, written
from ppgp_docs.roundtrip.fields import TOOL, tag_of
from ppgp_docs.roundtrip.word.file import BODY
from ppgp_docs.roundtrip.word.ooxml import W, value_at

_PART: Final = "word/comments.xml"
_KIND: Final = f"{ooxml_names.RELATIONS}/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS: Final = f"{{{ooxml_names.PACKAGE_RELATIONS}}}"
_TYPES: Final = f"{{{ooxml_names.CONTENT_TYPES}}}"
_BLOCKS: Final = (f"{W}body", f"{W}tc", f"{W}tbl", f"{W}tr", f"{W}sdtContent")


def commented(data: bytes, remarks: Iterable[tuple[str, str]], day: str) -> bytes:
    """A Word file with a comment for each remark: the address of what it is about, its sentence.

    A remark on what the file does not print stands at the nearest field around it; one on another
    file of the dossier at none. The same file and remarks give the same bytes.
    """
    parts = Parts(data)
    root = parts.root(BODY)
    if root is None or _PART in parts:
        return data
    controls = _controls(root)
    nearest = ((_nearest(where, controls), text) for where, text in remarks)
    placed = [(control, text) for control, text in nearest if control is not None]
    if not placed:
        return data
    for number, (control, _) in enumerate(placed):
        _surround(control, str(number))
    changed = {
        BODY: written(root),
        _PART: written(_comments((text for _, text in placed), day, root)),
        "word/_rels/document.xml.rels": _related(parts.root("word/_rels/document.xml.rels")),
        "[Content_Types].xml": _typed(parts.root("[Content_Types].xml")),
    }
    return with_parts(data, changed)


def _controls(root: Element) -> dict[str, Element]:
    """The controls by their tag, in the order of the file."""
    found: dict[str, Element] = {}
    for control in root.iter(f"{W}sdt"):
        found.setdefault(value_at(control, "sdtPr", "tag"), control)
    return found


def _nearest(address: str, controls: Mapping[str, Element]) -> Element | None:
    """The control of an address, or the first one of the smallest piece around it."""
    while address and not address.endswith(":"):
        if (found := controls.get(tag_of(address))) is not None:
            return found
        for tag, control in controls.items():
            if tag.startswith((f"{address}.", f"{address}[")):
                return control
        address = parent_of(address)
    within = (control for tag, control in controls.items() if address and tag.startswith(address))
    return next(within, None)


def _surround(control: Element, number: str) -> None:
    """Put the ends of a remark around a control, or within it where it holds whole paragraphs."""
    start = control.makeelement(f"{W}commentRangeStart", {f"{W}id": number})
    end = control.makeelement(f"{W}commentRangeEnd", {f"{W}id": number})
    call = control.makeelement(f"{W}r")
    etree.SubElement(call, f"{W}commentReference", {f"{W}id": number})
    paragraphs = list(control.iter(f"{W}p"))
    if not paragraphs and control.getparent().tag not in _BLOCKS[:4]:
        control.addprevious(start)
        control.addnext(end)
        end.addnext(call)
    elif paragraphs:
        properties = paragraphs[0].find(f"{W}pPr")
        rank = 0 if properties is None else paragraphs[0].index(properties) + 1
        paragraphs[0].insert(rank, start)
        paragraphs[-1].extend((end, call))


def _comments(texts: Iterable[str], day: str, like: Element) -> Element:
    root = etree.Element(f"{W}comments", nsmap={"w": like.nsmap.get("w") or W[1:-1]})
    for number, text in enumerate(texts):
        comment = etree.SubElement(root, f"{W}comment", {f"{W}id": str(number)})
        for name, value in (("author", TOOL), ("date", f"{day}T00:00:00Z"), ("initials", "PPGP")):
            comment.set(f"{W}{name}", value)
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        said = etree.SubElement(run, f"{W}t")
        said.text = "".join(sign for sign in text if sign >= " ")
    return root


def _related(root: Element) -> bytes:
    named = {"Id": "ppgpRemarques", "Type": _KIND, "Target": "comments.xml"}
    etree.SubElement(root, f"{_RELATIONS}Relationship", named)
    return written(root)


def _typed(root: Element) -> bytes:
    etree.SubElement(root, f"{_TYPES}Override", {"PartName": f"/{_PART}", "ContentType": _TYPE})
    return written(root)
