"""Long texts shown by what differs in them, with a few words around."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

_LONG: Final = 160
"""Signs of a text that is read at one glance."""
_AROUND: Final = 6
"""Words that are shown on each side of a change."""


def excerpts(*texts: str) -> tuple[str, ...]:
    """The same texts; of long ones, what does not stand in all of them and the words around.

    An empty one takes no part: of a text that went, its first words.
    """
    words = [text.split(" ") for text in texts if text]
    if not words or max(map(len, texts)) <= _LONG:
        return texts
    if all(each == words[0] for each in words):
        return tuple(f"{text[:_LONG].rpartition(' ')[0]} …" if text else "" for text in texts)
    shared = _shared(words)
    behind = min(_shared([each[::-1] for each in words]), min(map(len, words)) - shared)
    start, end = max(0, shared - _AROUND), max(0, behind - _AROUND)
    return tuple(_cut(text, start, end) if text else "" for text in texts)


def _shared(every: Sequence[Sequence[str]]) -> int:
    """How many words all begin with."""
    return sum(1 for _ in takewhile(lambda same: len(set(same)) == 1, zip(*every, strict=False)))


def _cut(text: str, start: int, end: int) -> str:
    words = text.split(" ")
    kept = words[start : len(words) - end]
    return " ".join(["…"] * bool(start) + kept + ["…"] * bool(end))
