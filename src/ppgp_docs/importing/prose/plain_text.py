"""Notes in a text without a look, Markdown's marks read where they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from attrs import evolve

from ppgp_docs.importing.prose.items import STRUCK, Grid, Item, Notes, Role, Written
from ppgp_docs.importing.prose.markdown_pictures import Beside, Pictures, nothing_beside
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.markdown import Words

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_RULE: Final = re.compile(r"(=+|-{3,})\s*")
_ITEM: Final = re.compile(r"(?P<indent>\s*)(?:[-*+•–—▪◦]|(?P<number>\d{1,2})[.)])\s+(?P<text>\S.*)")
_QUOTE: Final = re.compile(r"\s*>\s?(.*)")
_ROW: Final = re.compile(r"\s*\|.*\|\s*")
_BETWEEN: Final = re.compile(r"[\s|:-]+")
_INLINE: Final = re.compile(
    r"\*\*\*(?P<both>\S(?:.*?\S)?)\*\*\*|(?:\*\*|__)(?P<bold>\S(?:.*?\S)?)(?:\*\*|__)"
    r"|(?<![\w*])[*_](?P<italic>\S(?:.*?\S)?)[*_](?![\w*])"
    r"|\[(?P<text>[^\]]+)\]\((?P<link>https?://[^)\s]+)\)"
)
_FULL: Final = 50
"""Characters of a line from which the next one may be its end, cut by the width of the page."""

_OVER: Final = re.compile(r"[.:!?»…]$")


_STRUCK: Final = re.compile(r"~~(\S(?:.*?\S)?)~~")


def read_text(content: bytes, beside: Beside = nothing_beside) -> Notes:
    """Read a text, the pictures that it names ``beside`` it. Raises UnreadableFileError."""
    lines = [line.rstrip() for line in _decoded(content).splitlines()]
    pictures = Pictures.named_in(lines, beside)
    items = [part for one in _items(pictures.lines, pictures) for part in _with_struck(one)]
    return Notes(tuple(evolve(one, rank=rank) for rank, one in enumerate(items, start=1)), {})


def _decoded(content: bytes) -> str:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFileError("ce n’est pas un texte")
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError("ses lettres ne se lisent pas ; enregistrez-le en UTF-8")


def _with_struck(one: Item) -> Iterator[Item]:
    """A paragraph, then what is struck out of it."""
    words = one.words if isinstance(one, Written) else ()
    found = [text for each in words for text in _STRUCK.findall(each.text)]
    if not found or not isinstance(one, Written):
        yield one
        return
    left = (evolve(each, text=_STRUCK.sub("", each.text)) for each in one.words)
    kept = evolve(one, words=tuple(left))
    yield from [kept] if kept.plain else []
    yield from (Written(0, _words(text), aside=STRUCK) for text in found)


def _items(lines: Sequence[str], pictures: Pictures) -> Iterator[Item]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if (cells := _tabbed(lines, at)) > 1:
            end = at + cells
            yield Grid(0, tuple(_cells([line.replace("\t", "|") for line in lines[at:end]])))
        elif _ROW.fullmatch(line):
            end = _last(lines, at, _ROW)
            yield Grid(0, tuple(_cells(lines[at:end])))
        elif _QUOTE.fullmatch(line):
            end = _last(lines, at, _QUOTE)
            said = (_QUOTE.sub(r"\1", one) for one in lines[at:end])
            yield Written(0, _words(" ".join(said)), Role.QUOTE)
        elif heading := _HEADING.fullmatch(line):
            yield Written(0, _words(heading[2]), heading=len(heading[1]))
        elif line.strip() and end < len(lines) and _is_underlined(line, lines[end]):
            yield Written(0, _words(line.strip()), heading=1 if lines[end][0] == "=" else 2)
            end += 1
        elif line.strip():
            end = _end_of_paragraph(lines, at)
            left, shown = pictures.apart(lines[at:end])
            if left:
                yield _paragraph(left, is_typed=_names_who_spoke(lines, at))
            yield from shown
        at = end


def _tabbed(lines: Sequence[str], at: int) -> int:
    """How many lines from here have as many cells, parted by tabs."""
    count = lines[at].strip().count("\t")
    same = takewhile(lambda line: line.strip().count("\t") == count, lines[at:])
    return len(list(same)) if count else 0


def _last(lines: Sequence[str], at: int, kind: re.Pattern[str]) -> int:
    while at < len(lines) and kind.fullmatch(lines[at]):
        at += 1
    return at


def _is_underlined(line: str, below: str) -> bool:
    return bool(_RULE.fullmatch(below)) and not _ITEM.fullmatch(line)


def _end_of_paragraph(lines: Sequence[str], at: int) -> int:
    """Behind the lines that go on with the first: cut by a width, or within an item."""
    end = at + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    return end


def _goes_on(line: str, below: str) -> bool:
    marks = (_ITEM, _QUOTE, _ROW, _HEADING)
    if not below.strip() or any(mark.fullmatch(below) for mark in marks):
        return False
    if below[:1] == " " and _ITEM.fullmatch(line):
        return True
    long_enough = len(line) >= _FULL
    return long_enough and (below.lstrip()[:1].islower() or not _OVER.search(line))


def _names_who_spoke(lines: Sequence[str], at: int) -> bool:
    """Whether a line with a dash stands alone under a quotation."""
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    is_quoted = bool(_QUOTE.fullmatch(above)) or above.rstrip(" .").endswith(("»", '"', "”"))
    return is_quoted and not _ITEM.fullmatch(below)


def _paragraph(lines: Sequence[str], *, is_typed: bool) -> Written:
    text = " ".join(line.strip() for line in lines)
    item = _ITEM.fullmatch(lines[0])
    if item is None or is_typed or (item["number"] and not item["indent"]):
        return Written(0, _words(text))  # a number may be that of a title
    whole = " ".join((item["text"], *(line.strip() for line in lines[1:])))
    level = min(len(item["indent"]) // 2, 5)
    return Written(0, _words(whole), level=level, ordered=bool(item["number"]))


def _cells(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    rows = [line.strip().strip("|").split("|") for line in lines if not _BETWEEN.fullmatch(line)]
    width = max(map(len, rows), default=0)
    for row in rows:
        filled = [*row, *[""] * (width - len(row))]
        yield tuple(Written(0, _words(cell.strip())).markdown for cell in filled)


def _words(text: str) -> tuple[Words, ...]:
    made: list[Words] = []
    last = 0
    for mark in _INLINE.finditer(text):
        made.append(Words(text[last : mark.start()]))
        inner = mark["both"] or mark["bold"] or mark["italic"] or mark["text"]
        bold, italic = bool(mark["both"] or mark["bold"]), bool(mark["both"] or mark["italic"])
        made.append(Words(inner, bold, italic, mark["link"] or ""))
        last = mark.end()
    made.append(Words(text[last:]))
    return tuple(one for one in made if one.text)
