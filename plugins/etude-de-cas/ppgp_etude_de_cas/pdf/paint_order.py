"""Texts painted in the order of their tags, after all that is no text.

WeasyPrint paints as CSS orders layers: floats before the text around them, bullets and what is
positioned after it. Whoever copies a page, or reads it without its tags, takes that order. Texts
are painted last here: nothing hides them that did not before, for none is painted sooner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from attrs import define, field

_PATH: Final = frozenset({b"re", b"m", b"l", b"c", b"v", b"y", b"h"})
_CLIP: Final = frozenset({b"W", b"W*"})
_PAINT: Final = frozenset({b"n", b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"})
_COLOURS: Final = {
    b"rg": b"rg", b"g": b"rg", b"k": b"rg", b"cs": b"rg", b"sc": b"rg", b"scn": b"rg",
    b"RG": b"RG", b"G": b"RG", b"K": b"RG", b"CS": b"RG", b"SC": b"RG", b"SCN": b"RG",
}  # fmt: skip
"""What sets the colour of surfaces, and that of lines."""

_IN_ITS_SPACE: Final = frozenset({b"sc", b"scn", b"SC", b"SCN"})
_LINES: Final = frozenset({b"w", b"J", b"j", b"M", b"d", b"Tr"})

Operators: TypeAlias = Sequence[Any]


@define
class _State:
    """What holds at a place of a page: its space and its clips, in order; colours and lines."""

    places: tuple[bytes, ...] = ()
    settings: dict[bytes, tuple[bytes, ...]] = field(factory=dict)
    path: tuple[bytes, ...] = ()

    def copy(self) -> _State:
        return _State(self.places, dict(self.settings))

    def follow(self, operator: bytes) -> bool:
        """Note an operator; whether it sets a colour or a line."""
        name = operator.rpartition(b" ")[2]
        if name in _PATH or name in _CLIP:
            self.path += (operator,)
        elif name in _PAINT:
            if not _CLIP.isdisjoint(self.path):
                self.places += (*self.path, b"n")
            self.path = ()
        elif name == b"gs" and operator[:2] in (b"/a", b"/A"):
            self.settings[operator[:2]] = (operator,)
            return True
        elif name in (b"cm", b"gs"):
            self.places += (operator,)
        elif name in _COLOURS:
            before = self.settings.get(_COLOURS[name], ())[:1] if name in _IN_ITS_SPACE else ()
            self.settings[_COLOURS[name]] = (*before, operator)
            return True
        elif name in _LINES:
            self.settings[name] = (operator,)
            return True
        return False


@define
class _Text:
    """A marked content that holds text: its number, and what holds where it is painted."""

    number: int | None
    state: _State
    operators: Operators


def paint_in_order(operators: Operators, order: Sequence[int]) -> list[Any]:
    """The operators of a page with its texts last, as ``order`` gives the numbers of marked
    contents; those of no tag, the running title and the number of the page, end it."""
    kept, texts = _parted(operators)
    ranks = {number: rank for rank, number in enumerate(order)}
    texts.sort(key=lambda text: ranks.get(text.number, len(ranks)))  # type: ignore[arg-type]
    return [b"q", *kept, b"Q", *_painted(texts)]


def _parted(operators: Operators) -> tuple[list[Any], list[_Text]]:
    """What is no text, and the texts; colours that one sets hold for what is painted after it."""
    kept: list[Any] = []
    texts: list[_Text] = []
    states = [_State()]
    rank = 0
    while rank < len(operators):
        if end := _end_of_text(operators, rank):
            inner = operators[rank:end]
            texts.append(_Text(inner[1].get("MCID"), states[-1].copy(), inner))
            kept += _set_by(inner, states[-1])
            rank = end
        else:
            kept.append(operators[rank])
            _follow(operators[rank], states)
            rank += 1
    return kept, texts


def _end_of_text(operators: Operators, start: int) -> int:
    """Where the marked content that starts there ends, when it holds text; 0 for anything else."""
    if operators[start + 2 : start + 3] != [b"BDC"]:
        return 0
    depth = 1
    for rank in range(start + 3, len(operators)):
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operators[rank], 0)
        if not depth:
            return rank + 1 if b"BT" in operators[start:rank] else 0
    return 0


def _follow(operator: Any, states: list[_State]) -> None:
    if operator == b"q":
        states.append(states[-1].copy())
    elif operator == b"Q":
        states.pop()
    elif isinstance(operator, bytes):
        states[-1].follow(operator)


def _set_by(operators: Iterable[Any], state: _State) -> Iterator[bytes]:
    """The colours and lines that a text leaves set, noted in the state around it."""
    depth = 0
    for each in operators:
        depth += {b"q": 1, b"Q": -1}.get(each, 0) if isinstance(each, bytes) else 0
        if not depth and isinstance(each, bytes) and state.follow(each):
            yield each


def _painted(texts: Iterable[_Text]) -> Iterator[Any]:
    """The texts, each in its own state; neighbours of the same place share it."""
    now: _State | None = None
    for text in texts:
        wanted = text.state
        if now is None or now.places != wanted.places or now.settings.keys() - wanted.settings:
            yield from (b"q",) if now is None else (b"Q", b"q")
            yield from wanted.places
            now = _State(wanted.places)
        for kind, setting in wanted.settings.items():
            if now.settings.get(kind) != setting:
                yield from setting
                now.settings[kind] = setting
        yield from text.operators
        for _ in _set_by(text.operators, now):
            pass
    if now is not None:
        yield b"Q"
