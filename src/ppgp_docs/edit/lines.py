"""Where lines begin and end around a place of a text, and what stands on them."""

from __future__ import annotations

import re
from typing import Final

_REST: Final = re.compile(r"[ \t]*(?:#[^\n\r]*)?")
_HEADER: Final = re.compile(r"[|>][-+\d]*([ \t]+)(#[^\n\r]*)")


def line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def line_end(text: str, place: int) -> int:
    """The end of the line of a place, its line break left out."""
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return end - 1 if text[place:end].endswith("\r") else end


def next_line(text: str, place: int) -> int:
    """The beginning of the line behind that of a place, or the end of the text."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


def column(text: str, place: int) -> int:
    return place - line_start(text, place)


def begins_its_line(text: str, place: int) -> bool:
    """Whether nothing but spaces stands before a place."""
    return not text[line_start(text, place) : place].strip()


def ends_its_line(text: str, place: int) -> bool:
    """Whether nothing but a comment stands behind a place."""
    return place + len(comment_behind(text, place)) == line_end(text, place)


def comment_behind(text: str, place: int) -> str:
    """The spaces and the comment that end the line of a place."""
    found = _REST.match(text, place)
    return found[0] if found else ""


def comment_of_header(text: str, place: int) -> str:
    """The spaces and the comment behind the sign, at ``place``, of a text on lines of its own.

    A tab becomes a space: YAML takes none where nothing stands before it.
    """
    found = _HEADER.match(text, place)
    return found[1].replace("\t", " ") + found[2] if found else ""


def with_comments_above(text: str, place: int, least: int) -> int:
    """The sign of the first comment line right above a place that begins its line, at its indent
    and not before ``least``; the place itself when there is none."""
    begin, indent = line_start(text, place), column(text, place)
    while begin > least and begins_its_line(text, place):
        begin = line_start(text, begin - 1)
        if text[begin : begin + indent].strip(" ") or not text.startswith("#", begin + indent):
            break
        place = begin + indent
    return place


def line_break(text: str) -> str:
    """The line break of a file: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
