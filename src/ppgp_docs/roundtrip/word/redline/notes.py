"""The footnotes of two files in one: a note of one name has one number in both, and those that go
are kept for who refuses."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import count
from typing import Final

from attrs import define, field
from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts, written
from ppgp_docs.roundtrip.word.ooxml import W, attribute, value_at
from ppgp_docs.roundtrip.word.redline.runs import unwrap_controls

NOTES: Final = "word/footnotes.xml"
_RELS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_KIND: Final = f"{ooxml_names.RELATIONS}/footnotes"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINKS: Final = f"{{{ooxml_names.PACKAGE_RELATIONS}}}"
_OVERRIDE: Final = f"{{{ooxml_names.CONTENT_TYPES}}}Override"
_FIRST: Final = 5001
"""Above the numbers of the notes of a fiche."""
_MARKS: Final = tuple(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd"))


@define
class KeptNotes:
    """``old`` and ``new`` are the notes of both files; ``new`` begins with those of the first file
    where the second has none, so that they can be refused."""

    old: Element
    new: Element
    begun: bool
    _known: Mapping[str, Element] = field(init=False)
    _numbers: count[int] = field(factory=lambda: count(_FIRST + 1000))

    @classmethod
    def of(cls, first: Parts, second: Parts) -> KeptNotes:
        """The notes of two files, either of which may have none."""
        old, new = first.root(NOTES), second.root(NOTES)
        begun = new is None and old is not None
        return cls(old, _separators(old) if begun else new, begun)

    def __attrs_post_init__(self) -> None:
        names = {_name(one): attribute(one, "id") for one in _notes(self.new) if _name(one)}
        known = {}
        for one in _notes(self.old):
            number = names.get(_name(one)) or str(_FIRST + int(attribute(one, "id")))
            self._renamed[attribute(one, "id")] = number
            one.set(f"{W}id", number)
            known[number] = deepcopy(one)
        self._known = known

    _renamed: dict[str, str] = field(factory=dict)

    def rename(self, root: Element) -> None:
        """Give the calls of the first file the numbers that their notes have here."""
        for one in root.iter(f"{W}footnoteReference"):
            number = attribute(one, "id")
            one.set(f"{W}id", self._renamed.get(number, number))

    def kept(self, number: str) -> str:
        """The number of a copy of a note, for a call that goes; its own where it is not known."""
        if self.new is None or number not in self._known:
            return number
        copy = deepcopy(self._known[number])
        for paragraph in copy.iter(f"{W}p"):
            unwrap_controls(paragraph)
        for mark in list(copy.iter(*_MARKS)):
            mark.getparent().remove(mark)
        for link in list(copy.iter(f"{W}hyperlink")):
            for child in list(link):
                link.addprevious(child)
            link.getparent().remove(link)
        copy.set(f"{W}id", str(next(self._numbers)))
        self.new.append(copy)
        return attribute(copy, "id")

    def parts(self, second: Parts, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """What the second file must hold for its notes, beside what was changed already."""
        if self.new is None:
            return {}
        made = {NOTES: written(self.new)}
        if self.begun:
            held = {name: _root(second, changed, name) for name in (_RELS, _TYPES)}
            link = {"Id": "ppgpNotes", "Type": _KIND, "Target": "footnotes.xml"}
            held[_RELS].append(held[_RELS].makeelement(f"{_LINKS}Relationship", link))
            kind = {"PartName": f"/{NOTES}", "ContentType": _TYPE}
            held[_TYPES].append(held[_TYPES].makeelement(_OVERRIDE, kind))
            made |= {name: written(root) for name, root in held.items()}
        return made


def _root(second: Parts, changed: Mapping[str, bytes], name: str) -> Element:
    return etree.fromstring(changed[name]) if name in changed else second.root(name)


def _notes(root: Element) -> list[Element]:
    """The notes of a part, without the lines that Word draws above them."""
    every = [] if root is None else root.iter(f"{W}footnote")
    return [one for one in every if not attribute(one, "type")]


def _name(note: Element) -> str:
    control = next(note.iter(f"{W}sdt"), None)
    return "" if control is None else value_at(control, "sdtPr", "tag")


def _separators(root: Element) -> Element:
    copy = deepcopy(root)
    for one in _notes(copy):
        one.getparent().remove(one)
    return copy
