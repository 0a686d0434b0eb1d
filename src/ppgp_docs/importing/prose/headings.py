"""Which paragraphs of notes are titles, and of which rank: by their style or by their look.

People who do not use styles set a title in bold, in capitals, larger, underlined or numbered. Such
a line is short and has no end of sentence; a numbered line among numbered neighbours is an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import evolve, frozen

from ppgp_docs.importing.prose.items import Item, Role, Written
from ppgp_docs.roundtrip.markdown import Words

_LONGEST: Final = 120
"""Characters of a title that no style tells."""

_SENTENCE: Final = re.compile(r"[.;,!…»”\"]$")
_NUMBERED: Final = re.compile(
    r"(?P<roman>[IVX]{1,5})\s?[.)\-–:]\s*|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})\.?\)?\s+"
    r"|(?P<number>\d{1,2})\s?[.)\-–]\s+|(?P<letter>[A-Z])[.)]\s+"
)
_CALLED: Final = re.compile(
    r"(?:(?:activit[ée]|action|partie|chapitre)\s+(?:n[°ºo]\s?)?|n[°º]\s?)(?:\d{1,2}|[IVX]{1,5})"
    r"\s*[:.–—-]\s*(?=\S)",
    re.IGNORECASE,
)
_ENDS: Final = " :\u00a0\u202f"

Look: TypeAlias = tuple[int, int]
"""How a title is set, 0 by a style, and its rank among those that are set so, the lowest first."""


@frozen
class Title:
    """A title: ``level`` is its rank, from 1, without gaps between the ranks that are used."""

    level: int
    text: str
    item: Written


Part: TypeAlias = "Title | Item"


def with_titles(items: Sequence[Item]) -> tuple[Part, ...]:
    """The items, titles told from the others."""
    looks = {rank: look for rank, one in enumerate(items) if (look := _look(items, rank))}
    _drop_those_without_text(items, looks)
    levels = _levels([looks[rank] for rank in sorted(looks)])
    return tuple(
        _title(one, levels[looks[rank]]) if rank in looks and isinstance(one, Written) else one
        for rank, one in enumerate(items)
    )


def _levels(looks: Sequence[Look]) -> dict[Look, int]:
    """The rank of each look: styles first, then the way of setting titles that comes first."""
    ways = [0, *dict.fromkeys(way for way, _ in looks if way)]
    order = sorted(set(looks), key=lambda look: (ways.index(look[0]), look[1]))
    return {look: level for level, look in enumerate(order, start=1)}


def _look(items: Sequence[Item], rank: int) -> Look | None:
    one = items[rank]
    if not isinstance(one, Written) or one.aside or one.role in (Role.TITLE, Role.CONTENTS):
        return None
    if one.heading:
        return (0, one.heading)
    if one.role is not Role.TEXT or not _is_short(one) or (one.level >= 0 and not one.is_bold):
        return None
    found = _NUMBERED.match(one.plain)
    if found and _is_among_items(items, rank):
        return None
    return next((look for rule in _RULES if (look := rule(one, found))), None)


def _is_short(one: Written) -> bool:
    text = one.plain
    letters = sum(sign.isalpha() for sign in text)
    return letters >= 3 and len(text) <= _LONGEST and not _SENTENCE.search(text)


def _by_size(one: Written, _: re.Match[str] | None) -> Look | None:
    return (1, -one.size) if one.size >= _LARGE else None


_LARGE: Final = 28
"""Half-points from which letters are those of a title: 14 points."""


def _by_number(one: Written, found: re.Match[str] | None) -> Look | None:
    if found is None or not one.plain[found.end() :][:1].isupper():
        return None
    if found["roman"]:
        return (2, 0)
    if found["deep"]:
        return (3, 1 + found["deep"].count("."))
    return (3, 1) if found["number"] else (4, 0)


def _by_capitals(one: Written, _: re.Match[str] | None) -> Look | None:
    text = one.plain
    is_acronym = len(text) < _SHORTEST and " " not in text  # « PMI »
    return (7, 0) if text.isupper() and not is_acronym else None


_SHORTEST: Final = 6


def _by_bold(one: Written, _: re.Match[str] | None) -> Look | None:
    return (5, 0) if one.is_bold else None


def _by_underline(one: Written, _: re.Match[str] | None) -> Look | None:
    return (6, 0) if one.underlined else None


_RULES: Final[tuple[Callable[[Written, re.Match[str] | None], Look | None], ...]] = (
    _by_size,
    _by_number,
    _by_capitals,
    _by_bold,
    _by_underline,
)


def _is_among_items(items: Sequence[Item], rank: int) -> bool:
    """Whether a neighbour is numbered too: lines one under the other are a list."""
    around = (items[near] for near in (rank - 1, rank + 1) if 0 <= near < len(items))
    return any(
        isinstance(one, Written)
        and not one.heading
        and not items[rank].is_bold  # type: ignore[union-attr]
        and not one.is_bold
        and _NUMBERED.match(one.plain)
        for one in around
    )


def _drop_those_without_text(items: Sequence[Item], looks: dict[int, Look]) -> None:
    """A line that only its look tells is a title where something stands under it."""
    for rank in sorted(looks, reverse=True):
        behind = items[rank + 1] if rank + 1 < len(items) else None
        is_over = behind is None or (isinstance(behind, Written) and bool(behind.aside))
        same = looks.get(rank + 1) == looks[rank]
        if looks[rank][0] and (is_over or same):
            del looks[rank]


def _title(one: Written, level: int) -> Title:
    words = _without_number(one)
    if words and len(words[0].text) < len(one.words[0].text):
        words = [evolve(words[0], text=words[0].text[:1].upper() + words[0].text[1:]), *words[1:]]
    text = evolve(one, words=tuple(evolve(each, bold=False, italic=False) for each in words))
    return Title(level, text.markdown.rstrip(_ENDS) or one.markdown, one)


def _without_number(one: Written) -> Sequence[Words]:
    """The words without the number or the word that the tool writes itself."""
    text = one.plain
    found = _NUMBERED.match(text)
    head = found.end() if found and text[found.end() :][:1].isupper() else 0
    called = _CALLED.match(text, head)
    return _cut(one.words, called.end() if called else head)


def _cut(words: Sequence[Words], count: int) -> list[Words]:
    """The words without so many characters at their head; spaces there count as one."""
    left: list[Words] = []
    for one in words:
        text = one.text.lstrip() if not left and count >= 0 else one.text
        gone = min(count, len(text)) if not left else 0
        count -= gone
        if text[gone:]:
            left.append(evolve(one, text=text[gone:]))
    return left


def parts_under(parts: Sequence[Part], level: int) -> Iterator[tuple[Title | None, list[Part]]]:
    """The parts cut at each title of a level; those before the first have none."""
    title: Title | None = None
    held: list[Part] = []
    for one in parts:
        if isinstance(one, Title) and one.level <= level:
            if title or held:
                yield title, held
            title, held = one, []
        else:
            held.append(one)
    if title or held:
        yield title, held
