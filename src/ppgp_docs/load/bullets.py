"""What people put before the lines of a list, where YAML wants a dash and a space.

Word pastes bullets and long dashes, Markdown has `*` and `+`, others number their lines. Where a
list stands, or is wanted, such a mark is told as what it is, with the line as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ppgp_docs.load.wording import to_type
from ppgp_docs.patterns import pattern

PUCES: Final = "•‣▪·∙◦●■►➢➤\uf02d\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf06c\uf06e"
DASHES: Final = "–—‐‑⁃−"

_MARK: Final = pattern(
    rf" *(?P<mark>-+(?!\t)|[{PUCES}{DASHES}+*]|\d{{1,3}}(?:\.\d{{1,3}})*[.)°](?!\d)"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})+(?=\s)|[a-z]\))[^\S\n\t]*(?P<text>\S.*)"
)
_DASH: Final = pattern(r" *-( |$)")
_NEW_DOCUMENT: Final = pattern(r"---(?:\s|$)")
_FIGURE: Final = pattern(r"[-+–−]\s?\d")
"""`-5 °C`, `+12 %`: a sign and its figure."""

_OPENS_A_LIST: Final = pattern(r"[^#]*:\s*$")


_CONTINUING: Final = pattern(
    rf"\n[ \t]*(?P<item>(?P<mark>[*+{DASHES}{PUCES}])[ \t]+(?P<head>[^\W\d_]|[«“\"]))"
)
_SET_APART: Final = pattern(r"\s[–—](?=[\s,.;:!?)]|$)")
_WRAPPED: Final = 50
"""A line that an editor broke is longer than that, in characters."""


def continuing(text: str) -> re.Match[str] | None:
    """The first line of a text, but for its own first, that a sign of lists opens; its ``item``.
    None where the text begins with that sign, which is told there.

    A dash that sets words apart in a sentence, a « + » between two words may stand there where an
    editor broke the line: not where the line before is short, nor at the head of several.
    """
    found = [*_CONTINUING.finditer(text)]
    for line in found:
        mark, before = line["mark"], text[: line.start()]
        above = before.rpartition("\n")[2].rstrip()
        if text.startswith(mark):
            return None
        several = sum(other["mark"] == mark for other in found) > 1
        if not several and mark in DASHES and _is_set_apart(before, text[line.end() :]):
            continue
        if several or mark not in f"+{DASHES}" or _was_ended(above, line["head"]):
            return line
    return None


def _was_ended(line: str, behind: str) -> bool:
    """Whether a person ended a line, and no editor."""
    return len(line) < _WRAPPED or line[-1:] in (":", ";") or behind.isupper()


def _is_set_apart(before: str, rest: str) -> bool:
    """Whether a dash between two texts opens or closes what dashes set apart."""
    return bool(_SET_APART.search(rest)) or len(_SET_APART.findall(before)) % 2 == 1


class Bullet(NamedTuple):
    """A mark that is not the dash of YAML: its place from 0, what is told, how to mend it."""

    line: int
    column: int
    message: str
    hint: str


def unmarked(text: str) -> str:
    """A text without the mark of a list before it: « Trois » for `–Trois`, `1. Trois`."""
    found = _MARK.match(text)
    return found["text"] if found and not _FIGURE.match(text) else text


def misplaced(lines: list[str], rank: int) -> Bullet | None:
    """The first mark that stands for a dash in the list that holds a line; None without one."""
    marks = [(line, _bullet(lines[line])) for line in _list_lines(lines, rank)]
    return next((_as_bullet(line, found) for line, found in reversed(marks) if found), None)


def _bullet(line: str) -> re.Match[str] | None:
    return None if _DASH.match(line) or _NEW_DOCUMENT.match(line) else _MARK.match(line)


def _as_bullet(rank: int, found: re.Match[str]) -> Bullet:
    mark, text = found["mark"], found["text"]
    message = f"`{mark}` n’est pas le tiret des listes"
    if mark[0] == "-":
        message = "il manque une espace après le tiret"
    elif mark == "*" and "*" in text:  # words that Markdown slants
        message, text = "il manque un tiret au début de cette ligne", found[0].strip()
    hint = f"écrivez `- {to_type(text)}`, avec une espace après le tiret"
    return Bullet(rank, found.start("mark"), message, hint)


def _list_lines(lines: list[str], rank: int) -> Iterator[int]:
    """The lines that begin items from ``rank`` up, if the key above opens a list, or one has a
    dash; none otherwise.
    """
    depth, items = _indent(lines[rank]), []
    for line in range(rank, -1, -1):
        text = lines[line]
        if text.strip() and not text.lstrip().startswith("#") and _indent(text) <= depth:
            if _indent(text) < depth or not (_DASH.match(text) or _bullet(text)):
                break
            items.append(line)
    if _OPENS_A_LIST.match(text) or any(_DASH.match(lines[line]) for line in items):
        yield from items


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
