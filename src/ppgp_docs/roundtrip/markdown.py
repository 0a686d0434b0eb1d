"""Words that were read in a file as our small Markdown, which :mod:`model.prose` reads back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from attrs import evolve, frozen

from ppgp_docs.model.references import hidden

_MARKS: Final = re.compile(r"[*\[\]<]")
TITLE: Final = "## "
"""Before a title among blocks, as Markdown has it."""
BAR: Final = "|"
"""Around the cells of a row, a line of a table that someone put in a file."""
_LIKE_A_LIST: Final = re.compile(r"^(?:([-*+])(?= )|(\d{1,9})(?=[.)] ))")
_SPACES: Final = "\u00a0\u202f\u2009\u2007"
_PLAIN_SPACES: Final = str.maketrans(dict.fromkeys(_SPACES, " "))


@frozen
class Words:
    """A stretch of words in one look; ``cites`` names the reference that printed them, ``note`` the
    note that they call."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    link: str = ""
    lang: str = ""
    cites: str = ""
    note: str = ""


@frozen
class ReadParagraph:
    """A paragraph: ``level`` is that of its list, from 0, -1 outside any; ``goes_on`` when it goes
    on with the item above; a title among blocks."""

    words: tuple[Words, ...]
    level: int = -1
    ordered: bool = False
    goes_on: bool = False
    is_title: bool = False


Look: TypeAlias = tuple[bool, bool, str, str]


def plain(words: Iterable[Words]) -> str:
    """The words alone."""
    return "".join(one.text for one in words)


def untypeset(text: str) -> str:
    """A text as people type it: ordinary spaces, none twice, none at the ends; those that begin
    the items of a list within a list stay."""
    return re.sub(r"(?<=\S) {2,}", " ", text.translate(_PLAIN_SPACES)).strip(" ")


def line_markdown(words: Sequence[Words], *, bold: bool = False) -> str:
    """A line as Markdown, references and calls of notes as they are typed.

    With ``bold`` the format itself set the whole in bold.
    """
    shown = [evolve(one, bold=False) for one in words] if bold else list(words)
    return untypeset("".join(_pieces(shown)))


def prose_markdown(paragraphs: Sequence[ReadParagraph]) -> str:
    """Paragraphs and lists as Markdown."""
    lines: list[str] = []
    ranks: dict[int, int] = {}
    before: ReadParagraph | None = None
    for one in paragraphs:
        text = line_markdown(one.words)
        if not text:
            continue
        text = f"{TITLE}{text}" if one.is_title else _LIKE_A_LIST.sub(_escaped, text)
        if one.level < 0 and not one.goes_on:
            ranks = {}
        close = before is not None and one.level >= 0 and before.level >= 0
        lines += [] if before is None or close else [""]
        lines.append(_listed(one, text, ranks))
        before = one
    return "\n".join(lines)


def _listed(one: ReadParagraph, text: str, ranks: dict[int, int]) -> str:
    if one.level < 0 and one.goes_on and ranks:
        return "   " * (max(ranks) + 1) + text
    if one.level < 0:
        return text
    for deeper in [level for level in ranks if level > one.level]:
        del ranks[deeper]
    ranks[one.level] = ranks.get(one.level, 0) + 1
    mark = f"{ranks[one.level]}." if one.ordered else "-"
    return f"{'   ' * one.level}{mark} {text}"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\"


def _pieces(words: Sequence[Words]) -> Iterator[str]:
    for (bold, italic, link, lang), group in groupby(words, _look):
        text = "".join(_as_markdown(one) for one in _joined(group))
        yield dressed(text, bold=bold, italic=italic, link=link, lang=lang)


def _joined(words: Iterable[Words]) -> Iterator[Words]:
    """Neighbours that are mere words as one: half a mark is a mark with the other half."""
    for is_part, group in groupby(words, lambda one: bool(one.cites or one.note)):
        held = list(group)
        yield from held if is_part else [evolve(held[0], text=plain(held))]


def _look(one: Words) -> Look:
    return one.bold, one.italic, one.link, one.lang


def _as_markdown(one: Words) -> str:
    if one.note:
        return f"[^{one.note}]"
    if one.cites:
        return f"{{{{ {one.cites} }}}}"
    if one.link and one.text == one.link:
        return one.text
    return as_typed(one.text)


def as_typed(text: str) -> str:
    """Plain words as rich text is typed: none of them a mark or a reference."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", hidden(text))


def dressed(text: str, *, bold: bool, italic: bool, link: str, lang: str) -> str:
    """The words between their marks; spaces at their ends stay outside."""
    inner = text.strip(" " + _SPACES)
    if not inner or not (bold or italic or link or lang):
        return text
    head = text[: len(text) - len(text.lstrip(" " + _SPACES))]
    tail = text[len(head) + len(inner) :]
    mark = "*" * (italic + 2 * bold)
    if link:
        inner = inner if inner == link else f"[{inner}]({link})"
    if lang:
        inner = f"[{inner}]{{lang={lang}}}"
    return f"{head}{mark}{inner}{mark}{tail}"
