"""Two states of a Word file of ours in one, with the changes from the first to the second.

The second file is taken whole; paragraphs and rows are paired by the field that they hold, or by
their words, and what the first one alone holds is put back as taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define

from ppgp_docs.roundtrip.archive import Element, Parts, UnreadableFileError, with_parts, written
from ppgp_docs.roundtrip.word.file import BODY
from ppgp_docs.roundtrip.word.ooxml import W, attribute, value_at
from ppgp_docs.roundtrip.word.redline.grid import square
from ppgp_docs.roundtrip.word.redline.marks import Marker
from ppgp_docs.roundtrip.word.redline.notes import KeptNotes
from ppgp_docs.roundtrip.word.redline.pictures import shared_pictures
from ppgp_docs.roundtrip.word.redline.runs import (
    Token,
    length_of,
    look_at,
    look_of,
    looks_of,
    text_of,
    tokens_of,
    unwrap_controls,
    with_targets,
    without_targets,
)
from ppgp_docs.roundtrip.word.redline.tokens import Change, aligned, changes, likeness, tokens

_STORY: Final = re.compile(r"word/(?:document|header\d*|footer\d*|endnotes)\.xml")
_BLOCKS: Final = (f"{W}p", f"{W}tbl")
_HOLDERS: Final = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins")
_RANK: Final = re.compile(r"\[\d+\]")
_ENOUGH: Final = 0.3
"""What two paragraphs must have in common to be the same one, changed."""

_SAME: Final = 3.0
_SAME_FIELD: Final = 0.9


def redline(before: bytes, after: bytes, *, author: str, day: str) -> bytes:
    """A Word file with the changes from ``before`` to ``after`` tracked.

    ``day`` is the date of each change (``2024-03-11``). The same files give the same bytes. Raises
    UnreadableFileError.
    """
    first, second = Parts(before), Parts(after)
    if BODY not in first or BODY not in second:
        raise UnreadableFileError("ce n’est pas un document Word (.docx)")
    notes = KeptNotes.of(first, second)
    marker = Marker(author, day, _lists(second), notes)
    story, changed = _Story(marker), dict[str, bytes]()
    for name in filter(_STORY.fullmatch, second):
        old, new = first.root(name), second.root(name)
        if old is not None:
            notes.rename(old)
            changed |= shared_pictures((first, old), (second, new), name)
            _compared(story, (first, old), (second, new), name)
            marker.tell_moves()
            changed[name] = written(new)
    if notes.old is not None and not notes.begun:
        _compared(story, (first, notes.old), (second, notes.new), "word/footnotes.xml")
    return with_parts(after, changed | notes.parts(second, changed))


def _compared(
    story: _Story, before: tuple[Parts, Element], after: tuple[Parts, Element], name: str
) -> None:
    """One part of both files, links known by where they lead."""
    for parts, root in (before, after):
        with_targets(root, _targets(parts, name))
    story.stories(before[1], after[1])
    without_targets(after[1])


def _targets(parts: Parts, name: str) -> dict[str, str]:
    folder, _, own = name.rpartition("/")
    root = parts.root(f"{folder}/_rels/{own}.rels")
    return {one.get("Id"): one.get("Target") for one in ([] if root is None else root)}


def _lists(parts: Parts) -> frozenset[str]:
    root = parts.root("word/numbering.xml")
    return frozenset(attribute(one, "numId") for one in ([] if root is None else root))


@define
class _Story:
    """One part of the two files."""

    marker: Marker

    def stories(self, old: Element, new: Element) -> None:
        """A body, a head or a foot of page; each note of a part of notes."""
        notes = {attribute(one, "id"): one for one in old.iter(f"{W}footnote", f"{W}endnote")}
        if notes or new.tag == f"{W}footnotes":
            for one in new.iter(f"{W}footnote", f"{W}endnote"):
                if (same := notes.get(attribute(one, "id"))) is not None:
                    self.blocks(same, one)
            return
        body = new.find(f"{W}body")
        self.blocks(*((old, new) if body is None else (old.find(f"{W}body"), body)))

    def blocks(self, old: Element, new: Element) -> None:
        """Paragraphs and tables of two places that hold the same."""
        before, after = list(_under(old, _BLOCKS)), list(_under(new, _BLOCKS))
        left = [*_pairs(before, after)]
        for rank, (i, j) in enumerate(left):
            if i is not None and j is not None:
                self._changed(before[i], after[j])
            elif j is not None:
                self.marker.inserted(after[j])
            elif i is not None:
                self._put_back(self.marker.deleted(before[i]), left[rank:], after, new)
        self._close(new)

    def _changed(self, old: Element, new: Element) -> None:
        if new.tag == f"{W}p":
            self._words(old, new)
        else:
            self._rows(old, new)

    def _words(self, old: Element, new: Element) -> None:
        if _manner(old) != _manner(new):
            self.marker.set_in_another_manner(new, old)
        if looks_of(old) == looks_of(new):
            return
        for one in (old, new):
            unwrap_controls(one)
        before, after = tokens_of(old), tokens_of(new)
        found = changes([one.said for one in before], [one.said for one in after])
        for rank, other in _kept(found, len(before), len(after)):
            self._looks(before[rank], after[other])
        for one in reversed(found):
            gone = [run for token in before[one.start : one.end] for run in token.runs]
            come = [run for token in after[one.new_start : one.new_end] for run in token.runs]
            mark = self.marker.deletion(gone)
            if mark is not None:
                behind = [*come, *(run for token in after[one.new_end :][:1] for run in token.runs)]
                if behind:
                    _before_its_link(behind[0]).addprevious(mark)
                else:
                    new.append(mark)
            self.marker.insert(come)

    def _looks(self, old: Token, new: Token) -> None:
        """A word that stays, in another look."""
        at = 0
        for run in new.runs:
            was = look_at(old.runs, at)
            at += length_of(run)
            if look_of(run) != (b"" if was is None else look_of(was.getparent())):
                self.marker.set_otherwise(run, was)

    def _rows(self, old: Element, new: Element) -> None:
        before, after = list(_under(old, (f"{W}tr",))), list(_under(new, (f"{W}tr",)))
        left = [*_pairs(before, after)]
        for rank, (i, j) in enumerate(left):
            if i is not None and j is not None:
                self._cells(before[i], after[j])
            elif j is not None:
                self.marker.inserted(after[j])
            elif i is not None:
                self._put_back(self.marker.deleted(before[i]), left[rank:], after, new)
        square(new)

    def _cells(self, old: Element, new: Element) -> None:
        before, after = (list(_under(row, (f"{W}tc",))) for row in (old, new))
        if len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                self.blocks(one, other)
            return
        new.addprevious(self.marker.deleted(old))
        self.marker.inserted(new)

    def _put_back(
        self,
        gone: Element,
        left: Sequence[tuple[int | None, int | None]],
        after: Sequence[Element],
        place: Element,
    ) -> None:
        """What goes stands before the next that stays or comes."""
        behind = next((after[j] for _, j in left if j is not None), None)
        if behind is not None:
            _outermost(behind, place).addprevious(gone)
        elif after:
            last = next((one for one in reversed(place) if one.tag != f"{W}sectPr"), None)
            (place if last is None else last).addnext(gone)
        else:
            place.append(gone)

    def _close(self, place: Element) -> None:
        """The last paragraph of a place has no end of its own: that of the one before it bears
        the change."""
        paragraphs = [one for one in place if one.tag == f"{W}p"]
        if place[-1:] and place[-1].tag == f"{W}p" and len(paragraphs) > 1:
            _move_mark(place)


def _manner(paragraph: Element) -> tuple[str, bool, str]:
    """How a paragraph is set: its style, whether it is an item of a list, how deep."""
    number = paragraph.find(f"{W}pPr/{W}numPr")
    depth = "" if number is None else value_at(number, "ilvl")
    return value_at(paragraph, "pPr", "pStyle"), number is not None, depth


def _before_its_link(run: Element) -> Element:
    """A run, or the link that begins with it: what goes before it is no part of that link."""
    link = run.getparent()
    return link if link.tag == f"{W}hyperlink" and link[0] is run else run


def _kept(found: Sequence[Change], before: int, after: int) -> Iterator[tuple[int, int]]:
    """The ranks of the words that stay, on both sides."""
    start, other = 0, 0
    for one in (*found, Change(before, before, after, after)):
        yield from zip(range(start, one.start), range(other, one.new_start), strict=True)
        start, other = one.end, one.new_end


def _move_mark(place: Element) -> None:
    """Move the marks of the last paragraphs that changed one paragraph up."""
    run: list[Element] = []
    node = place[-1]
    while node is not None and node.tag == f"{W}p" and _end_mark(node) is not None:
        run.append(node)
        node = node.getprevious()
    if not run or node is None or node.tag != f"{W}p":
        return
    marks = [_end_mark(one) for one in run]
    for mark in marks:
        mark.getparent().remove(mark)
    for mark, one in zip(marks, [*run[1:], node], strict=True):
        _first_look(one).insert(0, mark)


def _end_mark(paragraph: Element) -> Element:
    look = paragraph.find(f"{W}pPr/{W}rPr")
    return None if look is None else next(iter([*look.iter(f"{W}ins", f"{W}del")]), None)


def _first_look(paragraph: Element) -> Element:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    look = properties.find(f"{W}rPr")
    if look is None:
        look = properties.makeelement(f"{W}rPr")
        change = properties.find(f"{W}pPrChange")
        properties.insert(len(properties) if change is None else properties.index(change), look)
    return look


def _under(node: Element, names: Sequence[str]) -> Iterator[Element]:
    """The elements of these names within others that only hold them."""
    for child in node:
        if child.tag in names:
            yield child
        elif child.tag in _HOLDERS:
            yield from _under(child, names)


def _outermost(node: Element, place: Element) -> Element:
    while node.getparent() is not place:
        node = node.getparent()
    return node


def _pairs(
    before: Sequence[Element], after: Sequence[Element]
) -> Iterator[tuple[int | None, int | None]]:
    """Each block with the one that it became; what did not change at both ends needs no thought."""
    said = [[_kind_and_text(one) for one in side] for side in (before, after)]
    head = _shared(said[0], said[1])
    tail = _shared(said[0][head:][::-1], said[1][head:][::-1])
    ends = len(before) - tail, len(after) - tail
    inner, other = range(head, ends[0]), range(head, ends[1])
    words = [
        {rank: tokens(said[n][rank][1]) for rank in side} for n, side in ((0, inner), (1, other))
    ]
    score = [[_score(before[i], after[j], words[0][i], words[1][j]) for j in other] for i in inner]
    yield from ((rank, rank) for rank in range(head))
    for i, j in aligned(inner, other, score):
        yield (None if i is None else inner[i], None if j is None else other[j])
    yield from zip(range(ends[0], len(before)), range(ends[1], len(after)), strict=True)


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _kind_and_text(block: Element) -> tuple[str, str]:
    paragraphs = [block] if block.tag == f"{W}p" else list(block.iter(f"{W}p"))
    return block.tag, "\n".join(map(text_of, paragraphs))


def _score(old: Element, new: Element, before: list[str], after: list[str]) -> float:
    if old.tag != new.tag:
        return 0.0
    if before == after:
        return _SAME
    common = _field(old)
    if common and common == _field(new):
        return _SAME_FIELD
    alike = likeness(before, after)
    if old.tag == f"{W}tbl":
        return max(alike, _ENOUGH)
    return alike if alike >= _ENOUGH else 0.0


def _field(block: Element) -> str:
    """The field that a block holds first; none where it is only known by its rank, which shifts."""
    control = next(block.iter(f"{W}sdt"), None)
    tag = "" if control is None else value_at(control, "sdtPr", "tag").partition("#")[0]
    return "" if _RANK.search(tag) else tag
