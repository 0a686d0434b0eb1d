"""The marks of tracked changes: words, ends of paragraphs, rows, put in or taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import count
from typing import Final

from attrs import define, field

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.word.ooxml import WP, W, attribute, value_at
from ppgp_docs.roundtrip.word.redline.notes import KeptNotes
from ppgp_docs.roundtrip.word.redline.runs import text_of, unwrap_controls

_FIRST: Final = 900_001
"""Above the numbers that bookmarks and controls of ours bear."""

_OF_BLOCKS: Final = 1
"""The hour of the changes of whole blocks."""

_GONE: Final = tuple(
    f"{W}{name}"
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
    )
)  # fmt: skip
_UNKEPT: Final = tuple(
    f"{W}{name}"
    for name in (
        "pict", "object", "endnoteReference", "commentReference",
        "fldChar", "instrText", "sdtPr", "lastRenderedPageBreak",
    )
)  # fmt: skip
"""What a run that goes cannot hold: it names another part of the file it comes from."""

_WORD: Final = re.compile(r"\w+")
_FEWEST: Final = 3
"""Words of a paragraph that can be recognised elsewhere."""

_WRAPPERS: Final = tuple(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "customXml")
)
_NOT_OF_BEFORE: Final = tuple(f"{W}{name}" for name in ("rPr", "sectPr", "pPrChange"))
_AFTER_MARK: Final = (f"{W}sectPr", f"{W}pPrChange")


@define
class Marker:
    """Marks changes with one author; ``lists`` are the lists that the file has.

    ``gone`` and ``come`` are the whole paragraphs that were taken out and put in, with their words.

    Whole blocks bear another hour than words: LibreOffice takes for one change words that end a
    paragraph and a block behind it, were they of the same hour, and the end between them goes.
    """

    author: str
    day: str
    lists: frozenset[str]
    notes: KeptNotes
    gone: list[tuple[str, Element]] = field(factory=list)
    come: list[tuple[str, Element]] = field(factory=list)
    _numbers: count[int] = field(factory=lambda: count(_FIRST))

    def insert(self, runs: Sequence[Element], hour: int = 0) -> None:
        """Runs are put in; those that stand side by side in one mark."""
        for run in runs:
            before = run.getprevious()
            if before is not None and before.tag == f"{W}ins":
                before.append(run)
            else:
                mark = self._mark(run, "ins", hour)
                run.addprevious(mark)
                mark.append(run)

    def set_otherwise(self, run: Element, before: Element | None) -> None:
        """A run is set in another look than ``before``, its properties then."""
        look = _first(run, "rPr")
        change = self._mark(run, "rPrChange", 0)
        was = look.makeelement(f"{W}rPr")
        was.extend([] if before is None else deepcopy(list(before)))
        change.append(was)
        look.append(change)

    def set_in_another_manner(self, paragraph: Element, before: Element) -> None:
        """A paragraph becomes an item of a list, or one an item no more."""
        properties = _first(paragraph, "pPr")
        change = self._mark(paragraph, "pPrChange", 0)
        was = properties.makeelement(f"{W}pPr")
        held = before.find(f"{W}pPr")
        for one in [] if held is None else deepcopy(list(held)):
            number = value_at(one, "numId") if one.tag == f"{W}numPr" else ""
            if one.tag not in _NOT_OF_BEFORE and (not number or number in self.lists):
                was.append(one)
        change.append(was)
        properties.append(change)

    def deletion(self, runs: Sequence[Element], hour: int = 0) -> Element | None:
        """A mark with copies of runs that are taken out; None where nothing of them can be kept."""
        mark = None
        for run in runs:
            kept = deepcopy(run)
            for child in list(kept.iter(*_UNKEPT)):
                child.getparent().remove(child)
            for text in kept.iter(f"{W}t"):
                text.tag = f"{W}delText"
            for call in kept.iter(f"{W}footnoteReference"):
                call.set(f"{W}id", self.notes.kept(attribute(call, "id")))
            for drawn in kept.iter(f"{WP}docPr"):
                drawn.set("id", str(next(self._numbers)))
            if any(child.tag != f"{W}rPr" for child in kept):
                mark = self._mark(run, "del", hour) if mark is None else mark
                mark.append(kept)
        return mark

    def inserted(self, block: Element) -> None:
        """A paragraph, a row or a table is put in."""
        if block.tag == f"{W}p":
            self.come.append((text_of(block), block))
        for row in block.iter(f"{W}tr"):
            self._mark_row(row, "ins")
        for paragraph in block.iter(f"{W}p"):
            unwrap_controls(paragraph)
            self.mark_end(paragraph, "ins")
            self.insert(list(paragraph.iter(f"{W}r")), _OF_BLOCKS)

    def deleted(self, block: Element) -> Element:
        """A copy of a paragraph, a row or a table that is taken out."""
        copy = deepcopy(block)
        copy.tail = None
        unwrap_controls(copy)
        if copy.tag == f"{W}p":
            self.gone.append((text_of(copy), copy))
        for node in list(copy.iter(*_GONE)):
            node.getparent().remove(node)
        for wrapper in list(copy.iter(*_WRAPPERS)):
            for child in list(wrapper):
                wrapper.addprevious(child)
            wrapper.getparent().remove(wrapper)
        for row in copy.iter(f"{W}tr"):
            self._mark_row(row, "del")
        for paragraph in copy.iter(f"{W}p"):
            self._delete_words(paragraph)
        return copy

    def _delete_words(self, paragraph: Element) -> None:
        for run in list(paragraph.iter(f"{W}r")):
            mark = self.deletion([run], _OF_BLOCKS)
            if mark is not None:
                run.addprevious(mark)
            run.getparent().remove(run)
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is not None and value_at(number, "numId") not in self.lists:
            number.getparent().remove(number)
        self.mark_end(paragraph, "del")

    def mark_end(self, paragraph: Element, kind: str) -> None:
        """The end of a paragraph is put in or taken out."""
        properties = _first(paragraph, "pPr")
        look = properties.find(f"{W}rPr")
        if look is None:
            look = properties.makeelement(f"{W}rPr")
            behind = next((one for one in properties if one.tag in _AFTER_MARK), None)
            if behind is None:
                properties.append(look)
            else:
                behind.addprevious(look)
        look.insert(0, self._mark(paragraph, kind, _OF_BLOCKS))

    def _mark_row(self, row: Element, kind: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = row.makeelement(f"{W}trPr")
            own = [rank for rank, one in enumerate(row) if one.tag == f"{W}tblPrEx"]
            row.insert(own[0] + 1 if own else 0, properties)
        properties.append(self._mark(row, kind, _OF_BLOCKS))

    def tell_moves(self) -> None:
        """Say of what was taken out here and put in there that it was moved."""
        for text, gone in self.gone:
            found = [one for said, one in self.come if said == text]
            told = sum(said == text for said, _ in self.gone)
            if len(found) == told == 1 and len(_WORD.findall(text)) >= _FEWEST:
                name = f"deplacement{next(self._numbers)}"
                self._move(gone, "del", "moveFrom", name)
                self._move(found[0], "ins", "moveTo", name)

    def _move(self, paragraph: Element, old: str, new: str, name: str) -> None:
        for mark in list(paragraph.iter(f"{W}{old}")):
            mark.tag = f"{W}{new}"
            for text in mark.iter(f"{W}delText"):
                text.tag = f"{W}t"
        start = self._mark(paragraph, f"{new}RangeStart", _OF_BLOCKS)
        start.set(f"{W}name", name)
        end = paragraph.makeelement(f"{W}{new}RangeEnd", {f"{W}id": start.get(f"{W}id")})
        paragraph.insert(int(paragraph.find(f"{W}pPr") is not None), start)
        paragraph.append(end)

    def _mark(self, near: Element, kind: str, hour: int) -> Element:
        when = f"{self.day}T{hour:02}:00:00Z"
        named = {"id": str(next(self._numbers)), "author": self.author, "date": when}
        return near.makeelement(f"{W}{kind}", {f"{W}{key}": each for key, each in named.items()})


def _first(node: Element, name: str) -> Element:
    found = node.find(f"{W}{name}")
    if found is None:
        found = node.makeelement(f"{W}{name}")
        node.insert(0, found)
    return found
