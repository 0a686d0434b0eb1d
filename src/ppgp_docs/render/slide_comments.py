"""Remarks put on slides as comments, beside the shapes that say what they are about.

The comments of ECMA-376-1, 19.4 (``commentN.xml``), which PowerPoint, LibreOffice and Keynote read;
PowerPoint 365 shows them as it does its own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.prove.letters import letters
from ppgp_docs.render.printed_words import Placed, Printed, placed
from ppgp_docs.roundtrip.archive import Element, Parts, with_parts, written
from ppgp_docs.roundtrip.fields import TOOL

_MAIN: Final = "ppt/presentation.xml"
_P: Final = ooxml_names.PRESENTATION
_A: Final = f"{{{ooxml_names.DRAWING}}}"
_R: Final = f"{{{ooxml_names.RELATIONS}}}"
_LINKS: Final = f"{{{ooxml_names.PACKAGE_RELATIONS}}}"
_TYPES: Final = f"{{{ooxml_names.CONTENT_TYPES}}}"
_KINDS: Final = f"{ooxml_names.RELATIONS}/"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml."
_AUTHORS: Final = "ppt/commentAuthors.xml"
_UNIT: Final = 1587.5
"""The unit of the place of a comment, 1/576 inch, in EMU."""
_STEP: Final = 150
"""What parts two comments of one shape, in that unit."""


@frozen
class _Shape:
    """The letters of a shape, the part of its slide, its corner in units of a comment."""

    text: str
    slide: str
    x: int
    y: int


def slides_commented(
    data: bytes, printed: Printed, remarks: Iterable[tuple[str, str]], day: str
) -> bytes:
    """A deck with the remarks that have a place on its slides; the same for the same bytes."""
    parts = Parts(data)
    main = parts.root(_MAIN)
    if main is None or _AUTHORS in parts:
        return data
    shapes = [one for slide in _slides(parts, main) for one in _shapes(slide, parts.root(slide))]
    found = placed(printed, remarks, "".join(one.text for one in shapes))
    by_slide: dict[str, list[tuple[_Shape, Placed]]] = {}
    for one in found:
        shape = _at(shapes, one.start)
        by_slide.setdefault(shape.slide, []).append((shape, one))
    return with_parts(data, dict(_changes(parts, by_slide, day))) if by_slide else data


def _slides(parts: Parts, main: Element) -> Iterator[str]:
    """The parts of the slides, in their order."""
    targets = {
        one.get("Id"): posixpath.normpath(posixpath.join("ppt", one.get("Target", "")))
        for one in parts.root(_rels(_MAIN))
    }
    for one in main.iter(f"{{{_P}}}sldId"):
        if (name := targets.get(one.get(f"{_R}id"), "")) in parts:
            yield name


def _shapes(slide: str, root: Element) -> Iterator[_Shape]:
    """The shapes of a slide that say something, a table as one."""
    for kind in root.iter(f"{{{_P}}}sp", f"{{{_P}}}graphicFrame"):
        said = "".join(text.text or "" for text in kind.iter(f"{_A}t"))
        corner = next(kind.iter(f"{_A}off"), None)
        x, y = (int(corner.get(each, "0")) if corner is not None else 0 for each in "xy")
        yield _Shape(letters(said), slide, round(x / _UNIT), round(y / _UNIT))


def _at(shapes: Sequence[_Shape], start: int) -> _Shape:
    """The shape that holds the letter of that rank."""
    for shape in shapes:
        if start < len(shape.text):
            return shape
        start -= len(shape.text)
    return shapes[-1]


def _changes(
    parts: Parts, by_slide: Mapping[str, Sequence[tuple[_Shape, Placed]]], day: str
) -> Iterator[tuple[str, bytes]]:
    types = parts.root("[Content_Types].xml")
    last = 0
    for rank, (slide, remarks) in enumerate(by_slide.items(), start=1):
        name = f"ppt/comments/comment{rank}.xml"
        yield name, written(_comments(remarks, last, day))
        yield _rels(slide), _related(parts, slide, "comments", f"../comments/comment{rank}.xml")
        _type(types, name, "comments+xml")
        last += len(remarks)
    yield _AUTHORS, written(_author(last))
    yield _rels(_MAIN), _related(parts, _MAIN, "commentAuthors", "commentAuthors.xml")
    _type(types, _AUTHORS, "commentAuthors+xml")
    yield "[Content_Types].xml", written(types)


def _comments(remarks: Sequence[tuple[_Shape, Placed]], last: int, day: str) -> Element:
    root = etree.Element(f"{{{_P}}}cmLst", nsmap={"p": _P})
    times: dict[_Shape, int] = {}
    for rank, (shape, one) in enumerate(remarks, start=last + 1):
        there = times[shape] = times.get(shape, -1) + 1
        said = {"authorId": "0", "dt": f"{day}T00:00:00.000", "idx": str(rank)}
        comment = _child(root, "cm", said)
        _child(comment, "pos", {"x": str(shape.x + there * _STEP), "y": str(shape.y)})
        text = "\n".join(one.sentences)
        _child(comment, "text").text = "".join(sign for sign in text if sign >= " " or sign == "\n")
    return root


def _author(last: int) -> Element:
    root = etree.Element(f"{{{_P}}}cmAuthorLst", nsmap={"p": _P})
    said = {"id": "0", "name": TOOL, "initials": "PPGP", "lastIdx": str(last), "clrIdx": "0"}
    _child(root, "cmAuthor", said)
    return root


def _child(parent: Element, name: str, said: Mapping[str, str] | None = None) -> Any:
    return etree.SubElement(parent, f"{{{_P}}}{name}", said or {})


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _related(parts: Parts, part: str, kind: str, target: str) -> bytes:
    root = parts.root(_rels(part))
    named = {"Id": "ppgpRemarques", "Type": f"{_KINDS}{kind}", "Target": target}
    etree.SubElement(root, f"{_LINKS}Relationship", named)
    return written(root)


def _type(types: Element, part: str, kind: str) -> None:
    named = {"PartName": f"/{part}", "ContentType": f"{_TYPE}{kind}"}
    etree.SubElement(types, f"{_TYPES}Override", named)
