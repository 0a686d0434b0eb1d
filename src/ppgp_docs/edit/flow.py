"""Entries between brackets or braces, each with the comments that are its own.

An entry owns the comment that ends its line, behind its comma, and the comment lines above it: they
go where it goes. The spaces before an entry are those of its place: lines keep their indent. A
comment behind the opening bracket, or on lines before the closing one, is that of the collection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from ppgp_docs.edit.lines import line_break, line_start
from ppgp_docs.edit.nodes import MappingNode, SequenceNode
from ppgp_docs.edit.patch import Patch
from ppgp_docs.edit.writing import STEP

_HEAD: Final = re.compile(r"[ \t]*#[^\n\r]*")
_TAIL: Final = re.compile(r"[ \t]*(?:,[ \t]*)?(?:#[^\n\r]*)?(?=[\r\n])|[ \t]*,|")
_LEAD: Final = re.compile(r"((?:.*#[^\n\r]*)?)([^#]*)", re.DOTALL)
_TOKENS: Final = re.compile(r"#[^\n\r]*|,[ \t]*|[^#,]+")
_LEADING: Final = re.compile(r",[ \t]*")
_COMMENT: Final = re.compile(r"#[^\n\r]*")


@frozen
class _Entry:
    above: str
    """The comment lines above it, with what stands before them."""
    body: str
    tail: str
    """What ends its line: a comma, a comment."""


@frozen
class Flow:
    """A collection between brackets or braces: ``blanks`` stand before its entries, in order."""

    text: str
    start: int
    end: int
    braces: bool
    """False for the only pair of an item, `[key: value]`, that has none of its own."""
    head: str
    entries: tuple[_Entry, ...]
    blanks: tuple[str, ...]
    rest: str

    @classmethod
    def of(cls, node: MappingNode | SequenceNode, text: str) -> Flow:
        braces = text[node.start] in "[{"
        first, last = (node.start + 1, node.end - 1) if braces else (node.start, node.end)
        found = _HEAD.match(text, first, last)
        head = found[0] if found else ""
        place = first + len(head)
        entries: list[_Entry] = []
        blanks: list[str] = []
        for start, end in entry_spans(node):
            lead, tail = _LEAD.fullmatch(text[place:start]), _TAIL.match(text, end, last)
            assert lead is not None and tail is not None
            entries.append(_Entry(lead[1], text[start:end], tail[0]))
            blanks.append(lead[2])
            place = tail.end()
        rest = text[place:last]
        return cls(text, first, last, braces, head, tuple(entries), tuple(blanks), rest)

    def without(self, rank: int) -> Patch:
        blanks = [*self.blanks]
        if self._next_takes_the_place_of(rank):
            del blanks[rank + 1]
        else:
            del blanks[rank]
        return self._patch([*self.entries[:rank], *self.entries[rank + 1 :]], blanks)

    def _next_takes_the_place_of(self, rank: int) -> bool:
        """That of the first entry, or of one that began a line which the next one goes on."""
        if rank + 1 == len(self.entries) or self.entries[rank + 1].above:
            return False
        return rank == 0 or ("\n" in self.blanks[rank] and "\n" not in self.blanks[rank + 1])

    def moved(self, rank: int, to: int) -> Patch:
        others = [*self.entries[:rank], *self.entries[rank + 1 :]]
        return self._patch([*others[:to], self.entries[rank], *others[to:]], self.blanks)

    def with_entry(self, rank: int, written: str) -> Patch:
        entries = [*self.entries[:rank], _Entry("", written, ""), *self.entries[rank:]]
        place = max(rank, 1) if self.entries else 0
        blanks = (*self.blanks[:place], self._blank_for(place), *self.blanks[place:])
        return self._patch(entries, blanks)

    def _blank_for(self, place: int) -> str:
        """What stands before a new entry: as before its neighbour, on a line of its own or not."""
        if len(self.blanks) > 1:
            return self.blanks[min(place, len(self.blanks) - 1)]
        first = "".join(self.blanks)
        return first if "\n" in first or not self.entries else " "

    def _patch(self, entries: Sequence[_Entry], blanks: Sequence[str]) -> Patch:
        """The collection with these entries: one comma between two, the last one as it was."""
        leading = any("," in blank for blank in self.blanks)
        written, before = "", self.head
        for rank, (entry, blank) in enumerate(zip(entries, blanks, strict=True)):
            gap = self._gap(before, entry.above, blank)
            written = _apart(written, _with_commas(gap, min(rank, 1), leading)) + entry.body
            before = entry.tail
        closing = self._ends_with_a_comma() if entries else 0
        last = _with_commas(self._gap(before, self.rest), closing, False)
        written = _apart(written, last if entries or "#" in last else "")
        written = written if self.braces else f"{{{written}}}"
        return _least(self.text, self.start, self.end, written)

    def _ends_with_a_comma(self) -> int:
        last = "".join(entry.tail for entry in self.entries[-1:]) + self.rest
        return _COMMENT.sub("", last).count(",")

    def _gap(self, *parts: str) -> str:
        """What stands between two entries: nothing goes on behind a comment, on its line."""
        done = ""
        for part in filter(None, parts):
            breaks = part.lstrip(" \t").startswith(("\n", "\r"))
            done += part if breaks or not _in_comment(done) else self._break() + part.lstrip(" \t")
        return done + self._break() if _in_comment(done) else done

    def _break(self) -> str:
        """A line break and the indent of the entries that have lines of their own."""
        ends = line_break(self.text)
        known = [blank for blank in self.blanks if "\n" in blank]
        if known:
            return ends + _LEADING.sub("", known[0]).rpartition("\n")[2]
        line = self.text[line_start(self.text, self.start) :]
        return ends + " " * (len(line) - len(line.lstrip(" ")) + STEP)


def entry_spans(node: MappingNode | SequenceNode) -> list[tuple[int, int]]:
    """Where each entry of a collection begins and ends, its comma left out."""
    if isinstance(node, MappingNode):
        return [(pair.key.start, pair.value.end) for pair in node.pairs]
    return [(item.start, item.end) for item in node.items]


def _apart(before: str, behind: str) -> str:
    """A colon without a value keeps its space: ``d:,`` would be a word."""
    return f"{before} {behind}" if before.endswith(":") and behind[:1] == "," else before + behind


def _in_comment(text: str) -> bool:
    return "#" in text.rpartition("\n")[2]


def _with_commas(gap: str, wanted: int, leading: bool) -> str:
    """A gap with that many commas, those of its comments not counted."""
    done, held = "", 0
    for token in _TOKENS.findall(gap):
        if token[0] != "," or held < wanted:
            done += token
            held += token[0] == ","
        elif "\n" not in done or done.rpartition("\n")[2].strip():
            done += token[1:]
        # Else it began its line: what stands behind it begins it now.
    if held == wanted:
        return done
    return f"{done}, " if leading else f",{done}"


def _least(text: str, start: int, end: int, new: str) -> Patch:
    """The patch of what differs alone; it parts no line break of two characters."""
    old = text[start:end]
    same = _shared(old, new)
    same -= old[:same].endswith("\r")
    behind = _shared(old[same:][::-1], new[same:][::-1])
    return Patch(start + same, old[same : len(old) - behind], new[same : len(new) - behind])


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((rank for rank, (a, b) in pairs if a != b), min(len(one), len(other)))
