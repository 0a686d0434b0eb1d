"""A text cut into paragraphs and lists, where only what is plainly a list becomes one.

What people write at the head of a line is more often a year (« 2017. Une année »), a day
(« 24. 05. 2024 »), a sign (« + 12 % », « - 5 points ») or the call of a note (« * hors taxes »)
than the mark of a list. So, beside CommonMark (https://spec.commonmark.org/0.31.2/#lists):

- bullets are ``- ``; numbers are ``1. ``, ``2. ``… from 1, one by one, two at least;
- one bullet alone is a list when words follow it, unless it breaks a paragraph that does not
  announce it (« : »);
- a list opens on a line of its own, never behind another mark.

All other marks are text, and keep the line that they open. ``\\- `` and ``1\\. `` are never a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final, TypeAlias

from attrs import frozen


@frozen
class Items:
    """A list; each item is made of paragraphs (texts, with their line breaks) and lists."""

    ordered: bool
    items: tuple[tuple[Fragment, ...], ...]


Fragment: TypeAlias = "str | Items"

_MARK: Final = re.compile(r" *(?:-|(?P<number>\d{1,9})\.) +(?=\S)")
_TYPED: Final = re.compile(r" *(?P<mark>[*+]|\d{1,9}(?P<end>[.)])) +(?=\S)")
_WORDED: Final = re.compile(r"[^\W\d_]|[*\[«“\"(’']|\\[-*+] |\d{1,9}\\[.)] ")
_ESCAPED: Final = re.compile(r"^( *)(?:\\(?=[-*+] )|(\d{1,9})\\(?=[.)] ))")
_DEEPEST: Final = 6
"""Lists within lists that are still read, as many as hostile texts may ask for."""


def cut(text: str) -> tuple[Fragment, ...]:
    """The paragraphs and lists of a text, in order."""
    return tuple(_parts([_untabbed(line) for line in text.split("\n")], 0))


def _untabbed(line: str) -> str:
    """The head of a line counts columns, so its tabs are spaces."""
    head = len(line) - len(line.lstrip(" \t"))
    mark = re.compile(r"(-|\d{1,9}\.)\t").match(line, head)
    end = mark.end() if mark else head
    return line[:end].expandtabs(4) + line[end:]


def _parts(lines: Sequence[str], depth: int) -> Iterator[Fragment]:
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
        elif found := _list_at(lines, at, depth):
            ordered, bodies, at = found
            yield Items(ordered, tuple(tuple(_parts(body, depth + 1)) for body in bodies))
        else:
            start, at = at, _end_of_paragraph(lines, at, depth)
            yield "\n".join(_ESCAPED.sub(r"\1\2", line).strip(" \t") for line in lines[start:at])


def _end_of_paragraph(lines: Sequence[str], start: int, depth: int) -> int:
    """The line after a paragraph: a blank one, a list, or a mark that goes on or is announced."""
    kind = _typed(lines[start])
    for at in range(start + 1, len(lines)):
        line = lines[at]
        opens = _typed(line)
        if not line.strip() or (opens and (opens == kind or _announces(lines[at - 1]))):
            return at
        if _list_at(lines, at, depth, before=lines[at - 1]):
            return at
    return len(lines)


def _typed(line: str) -> str:
    """The kind of mark that a line opens with, where it is no list: ``*``, ``+``, ``.``, ``)``."""
    found = _TYPED.match(line)
    return (found["end"] or found["mark"]) if found else ""


def _announces(line: str) -> bool:
    return line.rstrip().endswith(":")


def _list_at(
    lines: Sequence[str], at: int, depth: int, before: str = ""
) -> tuple[bool, list[list[str]], int] | None:
    """The list that opens on a line: whether it is numbered, its items, the line after it.

    None where the line opens none; ``before`` is the line of the paragraph that it breaks.
    """
    first = _MARK.match(lines[at])
    if first is None or depth >= _DEEPEST or (depth and not at):
        return None
    announced = not before or _announces(before)
    if first["number"]:
        return _numbered(lines, at) if first["number"] == "1" else None
    worded = _WORDED.match(lines[at], first.end()) is not None
    if not (worded or announced):
        return None
    bodies, end = _items(lines, at, numbered=False)
    if len(bodies) == 1 and not (worded and announced):
        return None
    return False, bodies, end


def _numbered(lines: Sequence[str], at: int) -> tuple[bool, list[list[str]], int] | None:
    bodies, end = _items(lines, at, numbered=True)
    return (True, bodies, end) if len(bodies) > 1 else None


def _items(lines: Sequence[str], at: int, numbered: bool) -> tuple[list[list[str]], int]:
    """The lines of each item, and the line after the last.

    Numbers that do not follow make no list; those after a blank line belong to another text.
    """
    bodies: list[list[str]] = []
    for number in count(1):
        mark = _MARK.match(lines[at]) if at < len(lines) else None
        if mark is None or bool(mark["number"]) != numbered:
            break
        if numbered and mark["number"] != str(number):
            return (bodies if not lines[at - 1].strip() else []), at
        body, at = _body(lines, at, mark)
        bodies.append(body)
    return bodies, at


def _body(lines: Sequence[str], at: int, mark: re.Match[str]) -> tuple[list[str], int]:
    """The lines of an item without its mark, and the line after it.

    Those that are set in as far as its text are its own, be it after a blank line; so are those
    that follow at once and open nothing.
    """
    column, numbered = mark.end(), bool(mark["number"])
    body, at = [lines[at][column:]], at + 1
    while at < len(lines):
        line = lines[at]
        after = _next_text(lines, at)
        inside = after < len(lines) and _indent(lines[after]) >= column
        if not line.strip():
            if not inside:
                return body, after if after < len(lines) and _MARK.match(lines[after]) else at
            body.extend([""] * (after - at))
            at = after
        elif inside:
            body.append(line[column:])
            at += 1
        elif _opens_an_item(line, numbered):
            break
        else:
            body.append(line.strip())
            at += 1
    return body, at


def _next_text(lines: Sequence[str], at: int) -> int:
    """The first line from ``at`` on that is not blank."""
    return next((rank for rank in range(at, len(lines)) if lines[rank].strip()), len(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _opens_an_item(line: str, numbered: bool) -> bool:
    """A year at the head of a line of a bullet opens nothing: « ouvert en / 1998. Puis »."""
    mark = _MARK.match(line)
    return mark is not None and (numbered or mark["number"] in (None, "1"))
