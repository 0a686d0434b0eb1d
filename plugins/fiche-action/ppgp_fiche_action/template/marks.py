"""Where the tags of a text stand: ``{{ }}``, ``{% %}``, ``{# #}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_OPENS: Final = re.compile(r"\{(?=[{%#])")
_CLOSES: Final = {"{": "}}", "%": "%}", "#": "#}"}


class MarkedTag(NamedTuple):
    """A tag as it stands in a text."""

    source: str
    start: int
    end: int


def tags_of(text: str) -> Iterator[MarkedTag]:
    """The tags of a text. An end that is nowhere is sought once: an expression would seek it again
    for each of the openings that lack it."""
    after = 0
    endless: set[str] = set()
    for opening in _OPENS.finditer(text):
        start = opening.start()
        closing = _CLOSES[text[start + 1]]
        if start < after or closing in endless:
            continue
        if (end := text.find(closing, start + 2)) < 0:
            endless.add(closing)
            continue
        after = end + 2
        yield MarkedTag(text[start:after], start, after)


def blanked(text: str) -> str:
    """A text with spaces in the place of its tags."""
    parts: list[str] = []
    after = 0
    for source, start, end in tags_of(text):
        parts += text[after:start], " " * len(source)
        after = end
    return "".join((*parts, text[after:]))
