"""Looking for texts in what a finished file says, page breaks notwithstanding.

Texts are compared by their letters. One that is found is taken out, so that a shorter one is
never found within it; one that a page break cuts is found in parts, the first at the end of a
line, the next at the head of a line of the next page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from attrs import define, field

from ppgp_docs.prove.letters import letters

_PAGE: Final = "\f"
_ENDLESS, _BEGINNING = 24, 12
_TAKEN: Final = "\0"
"""Neither is a letter: no text that is looked for goes across them."""

TextRange = tuple[int, int]
"""Where a part of a text stands, and its length."""


@define
class _Spare:
    """A text that stands more often than it was wanted: where, and how often it may be missed."""

    text: str
    places: list[int]
    surplus: int


@define
class Haystack:
    """The letters of all pages; ``edges`` are where lines and pages begin or end, ``lines`` where
    each line stands.

    ``left`` is what no text has taken yet; ``spare`` holds the texts that stand more often than
    they were wanted.
    """

    _all: str
    _pages: Sequence[TextRange]
    _edges: frozenset[int]
    _lines: Mapping[str, Sequence[int]]
    _left: str
    _spare: list[_Spare] = field(factory=list)

    @classmethod
    def of(cls, pages: Sequence[str]) -> Haystack:
        """What the pages say, a line a line."""
        lines = [[letters(line) for line in page.splitlines()] for page in pages]
        spans, edges, standing, start = [], set[int](), defaultdict[str, list[int]](list), 0
        for page in lines:
            ends = list(accumulate(map(len, page), initial=start))
            edges.update(ends)
            for place, line in zip(ends, page, strict=False):
                standing[line].append(place)
            spans.append((start, ends[-1]))
            start = ends[-1] + len(_PAGE)
        whole = _PAGE.join("".join(page) for page in lines)
        return cls(whole, spans, frozenset(edges), standing, whole)

    def places(self, text: str) -> Sequence[int]:
        """Every place where a text stands, be it within another."""
        return list(_places(self._all, text))

    def repeats(self, text: str, period: int) -> int:
        """How many letters of the pages stand in whole repetitions of what a text repeats."""
        runs = re.finditer(f"(?:{re.escape(text[:period])})+", self._all)
        return sum(run.end() - run.start() for run in runs)

    def take(self, text: str, wanted: int) -> Sequence[int]:
        """Take out the lines that a text is, every place where it stands whole if those are too
        few, then some where it is cut, until there are as many as ``wanted``; gives the places
        where it stands, those within longer texts to spare among them, in order."""
        places, elsewhere = list(_places(self._left, text)), list(self._within_spare(text))
        lines = [place for place in self._lines.get(text, ()) if self._left.startswith(text, place)]
        taken = lines if len(lines) >= wanted else places
        if taken is places:
            self._left = self._left.replace(text, _TAKEN * len(text))
        else:
            for place in lines:
                self._take_out(place, len(text))
        if (surplus := len(taken) - wanted) > 0:
            self._spare.append(_Spare(text, list(taken), surplus))
        if (missing := wanted - len(places) - len(elsewhere)) > 0:
            places += self._given_back(text, missing, elsewhere)
        while len(places) < wanted and (parts := self._cut(text)):
            places.append(parts[0][0])
            for start, length in parts:
                self._take_out(start, length)
        return sorted({*places, *lines, *elsewhere})

    def _take_out(self, start: int, length: int) -> None:
        self._left = f"{self._left[:start]}{_TAKEN * length}{self._left[start + length :]}"

    def _within_spare(self, text: str) -> Iterator[int]:
        """The places of a text within longer ones that stand more often than they are owed: « 5 »
        and « documents » side by side read as « 5 documents », the title of something else."""
        for spare in self._spare:
            if (shift := spare.text.find(text)) >= 0:
                yield from (place + shift for place in spare.places)

    def _given_back(self, text: str, wanted: int, known: Sequence[int]) -> list[int]:
        """Places of a text that longer ones took in part, and can miss: « Maison 1 » and « 1 rue »
        side by side read as « Maison 11 », which stands further on."""
        found: list[int] = []
        step = 0 if period_of(text) else 1
        for place in _places(self._all, text, step=step):
            end = place + len(text)
            over = [
                (spare, start)
                for spare in self._spare
                for start in spare.places
                if start < end and place < start + len(spare.text)
            ]
            if len(found) == wanted or place in known or not self._can_miss(over):
                continue
            left = self._left
            for spare, start in over:
                left = f"{left[:start]}{spare.text}{left[start + len(spare.text) :]}"
            if left.startswith(text, place):
                self._left = f"{left[:place]}{_TAKEN * len(text)}{left[end:]}"
                for spare, start in over:
                    spare.places.remove(start)
                    spare.surplus -= 1
                found.append(place)
        return found

    @staticmethod
    def _can_miss(over: Sequence[tuple[_Spare, int]]) -> bool:
        return all(spare.surplus >= sum(one is spare for one, _ in over) for spare, _ in over)

    def _cut(self, text: str) -> list[TextRange]:
        """The parts of a text that begins on a page and ends on a later one; none if nowhere."""
        for page in range(len(self._pages) - 1):
            for first in self._beginnings(text, page):
                if rest := self._rest(text[first[1] :], page + 1):
                    return [first, *rest]
        return []

    def _rest(self, text: str, page: int) -> list[TextRange]:
        """The parts of what goes on at the head of a line of a page."""
        if page == len(self._pages):
            return []
        start, end = self._pages[page]
        for place in _places(self._left, text, start, end, step=1):
            if place in self._edges:
                return [(place, len(text))]
        for first in self._beginnings(text, page):
            if first[0] in self._edges and (rest := self._rest(text[first[1] :], page + 1)):
                return [first, *rest]
        return []

    def _beginnings(self, text: str, page: int) -> Iterator[TextRange]:
        """The beginnings of a text that end a line of a page, the longest first."""
        start, end = self._pages[page]
        longest = bisect_left(
            range(1, len(text)), True, key=lambda size: self._left.find(text[:size], start, end) < 0
        )
        for size in range(longest, 0, -1):
            for place in _places(self._left, text[:size], start, end, step=1):
                if place + size in self._edges:
                    yield place, size


def period_of(text: str) -> int:
    """After how many letters a long text begins again, until its end; 0 for any other."""
    period = text.find(text[:_BEGINNING], 1) if len(text) >= _ENDLESS else 0
    again = 0 < period <= len(text) // 6 and text[period:] == text[:-period]
    return period if again else 0


def _places(
    letters: str, text: str, start: int = 0, end: int | None = None, step: int = 0
) -> Iterator[int]:
    """Where a text stands, each time after the one before, or ``step`` further on."""
    place = letters.find(text, start, end)
    while place >= 0:
        yield place
        place = letters.find(text, place + (step or len(text)), end)
