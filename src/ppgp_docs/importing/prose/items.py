"""What notes are made of, whatever the program that wrote them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypeAlias
from urllib.parse import unquote

from attrs import frozen

from ppgp_docs.roundtrip.markdown import Words, line_markdown, plain, untypeset

STRUCK: Final = "barré à la main"
"""What is said of words that someone struck out without tracking it."""


def file_name(address: str) -> str:
    """The name of a file by its address, on any system."""
    return unquote(address).replace("\\", "/").rpartition("/")[2]


class Role(StrEnum):
    """What the style of a paragraph says that it is."""

    TEXT = "paragraphe"
    TITLE = "titre du document"
    QUOTE = "citation"
    CAPTION = "légende"
    CONTENTS = "sommaire"


@frozen
class Written:
    """A paragraph of notes.

    ``rank`` is its number in the file, from 1. ``heading`` is the level of its style, 0 for none;
    ``level`` that of its list, -1 outside any. ``size`` is that of its letters in half-points, 0
    when unknown. ``aside`` says what it is where it is no part of the text: a remark, words that
    were struck out, the head of a page.
    """

    rank: int
    words: tuple[Words, ...]
    role: Role = Role.TEXT
    heading: int = 0
    level: int = -1
    ordered: bool = False
    goes_on: bool = False
    size: int = 0
    underlined: bool = False
    aside: str = ""

    @property
    def plain(self) -> str:
        """Its words alone, ordinary spaces between them."""
        return untypeset(plain(self.words))

    @property
    def markdown(self) -> str:
        return line_markdown(self.words)

    @property
    def is_bold(self) -> bool:
        shown = [one for one in self.words if one.text.strip()]
        return bool(shown) and all(one.bold for one in shown)


@frozen
class Grid:
    """A table: its rows of cells, each in Markdown, as many cells in each row."""

    rank: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def plain(self) -> str:
        return " ".join(cell for row in self.rows for cell in row if cell)


@frozen
class Picture:
    """A picture: its bytes, empty where it is not in the file, the name that it bears there, what
    it says to who cannot see."""

    rank: int
    data: bytes
    name: str
    alt: str = ""

    @property
    def plain(self) -> str:
        return self.alt


Item: TypeAlias = Written | Grid | Picture


@frozen
class Notes:
    """All that was read of a file; ``footnotes`` by the name that the texts call them by,
    ``unread`` says, in French, what could not be read of it."""

    items: tuple[Item, ...]
    footnotes: dict[str, Written]
    unread: tuple[str, ...] = ()
