"""Lists typed within one paragraph, a line each (Shift + Enter): « • » or « 1) » before each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from ppgp_docs.importing.prose.items import Written
from ppgp_docs.roundtrip.markdown import Words, plain

LINE_BREAK: Final = "\n"
"""What stands for the end of a line within a paragraph, in the words of a file that has them."""

_MARK: Final = re.compile(
    r"\s*(?:[-–—•●▪■◦‣*·o➢✓→]|(?P<number>\d{1,2}|[a-z])[.)])[ \t\u00a0\u202f]+(?=\S)"
)
_FEWEST: Final = 2
"""Lines with a mark that make a list: a lone one may be a dash of the sentence."""


def on_one_line(words: Iterable[Words]) -> tuple[Words, ...]:
    """The same words without the ends of their lines."""
    return tuple(evolve(one, text=one.text.replace(LINE_BREAK, " ")) for one in words)


def paragraphs_of(one: Written) -> Iterator[Written]:
    """A paragraph without the ends of its lines, or what stands before a list that is typed in it,
    then each item."""
    lines = list(_lines(one.words))
    marks = [_MARK.match(plain(line)) for line in lines]
    if one.heading or one.aside or sum(map(bool, marks)) < _FEWEST:
        yield evolve(one, words=on_one_line(one.words))
        return
    start = next(rank for rank, mark in enumerate(marks) if mark)
    if start:
        yield evolve(one, words=_joined(lines[:start]))
    level = one.level + 1 if start or one.level < 0 else one.level
    ends = [rank for rank, mark in enumerate(marks) if mark][1:]
    for first, end in zip([start, *ends], [*ends, len(lines)], strict=True):
        if mark := marks[first]:
            words = _joined([without_head(lines[first], mark.end()), *lines[first + 1 : end]])
            ordered = bool(mark["number"])
            yield evolve(one, words=words, level=level, ordered=ordered, goes_on=False)


def _lines(words: Iterable[Words]) -> Iterator[list[Words]]:
    line: list[Words] = []
    for one in words:
        first, *others = one.text.split(LINE_BREAK)
        line.append(evolve(one, text=first))
        for text in others:
            yield line
            line = [evolve(one, text=text)]
    yield line


def _joined(lines: Sequence[Sequence[Words]]) -> tuple[Words, ...]:
    first, *others = lines
    behind = (each for line in others for each in (Words(" "), *line))
    return tuple(each for each in (*first, *behind) if each.text)


def without_head(words: Iterable[Words], count: int) -> list[Words]:
    """The words without so many characters at their head."""
    left = []
    for one in words:
        left.append(evolve(one, text=one.text[count:]))
        count = max(0, count - len(one.text))
    return left
