"""How a form is laid out: which lists are one table, a row an item, which fields share a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.form.entries import Entry, FormPart, Group, Repeated
from ppgp_docs.roundtrip.fields import BRIEF_INVITATIONS, Genre

_MOST_COLUMNS: Final = 7
_LONG: Final = frozenset({Genre.PROSE, Genre.BLOCKS, Genre.LINES, Genre.LINE})
"""What asks for the whole width of a page."""
_TALL: Final = frozenset({Genre.PROSE, Genre.BLOCKS, Genre.LINES})
"""What asks for several paragraphs: no cell of a row with six others."""
_SHARES: Final = {Genre.LINE: 9, Genre.WORDS: 6, Genre.CHOICE: 6, Genre.DATE: 5, Genre.AMOUNT: 5}
"""How wide a column is beside others."""
_LEAST_SHARE: Final = 3
_MM: Final = 2.0
"""The width of a character of a title, and of the margins of a cell, in millimetres."""
_MARGINS: Final = 4
_TOGETHER: Final = 8
"""How many fields stay on one page, of how many characters."""
_ONE_LINE: Final = 90
_BRIEF: Final = 26
"""How many characters of a value stand beside another field."""


@frozen
class Column:
    """A column of a list: its title, what it asks, its share of the width."""

    title: str
    entry: Entry
    share: int


def columns(part: Repeated) -> tuple[Column, ...]:
    """The columns of a list that is one table; none for one whose items say more than a row."""
    if not all(map(_is_flat, part.items)):
        return ()
    asked = tuple(flattened(part.items[-1].parts))
    if any(_titles(item) != _titles(part.items[-1]) for item in part.items):
        return ()  # a line of a quantity and its cost has no amount of its own
    if len(asked) > _MOST_COLUMNS or any(one.field.genre in _TALL for one in asked):
        return ()
    return tuple(
        Column(one.field.label, one, _SHARES.get(one.field.genre, _LEAST_SHARE)) for one in asked
    )


def _titles(item: Group) -> list[str]:
    return [one.field.label for one in flattened(item.parts)]


def widths_of(columns: Sequence[Column], whole: float) -> tuple[float, ...]:
    """The widths of columns in millimetres: no word of a title is cut, the rest by their shares."""
    least = [_MARGINS + _MM * max(map(len, _words(one))) for one in columns]
    rest = max(0.0, whole - sum(least)) / sum(one.share for one in columns)
    return tuple(width + one.share * rest for width, one in zip(least, columns, strict=True))


def _words(column: Column) -> Sequence[str]:
    invited = BRIEF_INVITATIONS.get(column.entry.field.genre, BRIEF_INVITATIONS[Genre.WORDS])
    return (*column.title.split(), invited)


def holds_together(entries: Sequence[Entry]) -> bool:
    """Whether fields stay on one page: few, none of which says much."""
    brief = all(one.field.genre not in _TALL and len(one.value) <= _ONE_LINE for one in entries)
    return brief and len(entries) <= _TOGETHER


def _is_flat(item: Group) -> bool:
    return all(isinstance(one, Entry) or _is_plain(one) for one in item.parts)


def _is_plain(part: FormPart) -> bool:
    return isinstance(part, Group) and all(isinstance(one, Entry) for one in part.parts)


def flattened(parts: Iterable[FormPart]) -> Iterator[Entry]:
    """Fields, and those of plain groups under the title of both: « Pièce : date »."""
    for part in parts:
        if isinstance(part, Entry):
            yield part
        elif isinstance(part, Group) and _is_plain(part):
            for one in flattened(part.parts):
                label = f"{part.title} : {one.field.label[0].lower()}{one.field.label[1:]}"
                yield evolve(one, field=evolve(one.field, label=label))


def beside(parts: Iterable[FormPart]) -> Iterator[Group | Repeated]:
    """What stands below the fields of an item: what is no plain group."""
    return (one for one in parts if not isinstance(one, Entry) and not _is_plain(one))


def rows(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Fields by row: short ones two by two, in their order."""
    waiting: Entry | None = None
    for one in entries:
        if not _is_short(one):
            if waiting:
                yield (waiting,)
            waiting = None
            yield (one,)
        elif waiting:
            yield waiting, one
            waiting = None
        else:
            waiting = one
    if waiting:
        yield (waiting,)


def _is_short(one: Entry) -> bool:
    return one.field.genre not in _LONG and len(one.value) <= _BRIEF


def helps(entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """What is said once above a list: the label of each field that has a help, that help."""
    return tuple((one.field.label, one.help) for one in entries if one.help)
