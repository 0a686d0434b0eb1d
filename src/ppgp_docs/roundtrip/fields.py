"""The fields of a file: places of the dossier that it prints, so that they are found again."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from typing import Final

from attrs import field, frozen

TAG_LIMIT: Final = 64
"""Word refuses a file whose control has a longer tag or title."""
_ROOM: Final = TAG_LIMIT - 4
"""What is left of it for an address, the rank of a paragraph behind it."""

COMPUTED: Final = "calcul:"
"""Before the tag of what is computed, which nobody edits."""
CITED: Final = "renvoi:"
"""Before the name of a figure whose value is printed in a text."""
NOTE: Final = "note:"
"""Before the name of a note that is called."""


class Genre(StrEnum):
    """How a field is read: as rich text, plain words, a number, a date, one of some words.

    A ``FIGURE`` prints the value of a figure that the dossier names there; ``LINES`` are a list,
    an item a line; a ``PAPER`` is the type, number and date of one: « devis n° 12 du 28/08/2020 ».
    """

    LINE = "ligne"
    PROSE = "prose"
    WORDS = "mot"
    INTEGER = "entier"
    AMOUNT = "montant"
    DATE = "date"
    CHOICE = "choix"
    FIGURE = "chiffre"
    LINES = "lignes"
    PAPER = "piece"

    @property
    def rich(self) -> bool:
        """Whether bold, links, references are part of it."""
        return self in (Genre.LINE, Genre.PROSE)


def _several(addresses: str | Iterable[str]) -> tuple[str, ...]:
    return (addresses,) if isinstance(addresses, str) else tuple(addresses)


@frozen
class SentField:
    """A field as it was sent.

    ``addresses`` are the places of the dossier that it prints: several where one word stands for
    many lines, such as the year above those that it groups. ``sent`` is what a reader of the file
    finds, rich text in our Markdown. With ``bold`` the format itself set the words in bold.
    ``choices`` are what may be typed in the dossier and what is printed of it. ``cites`` are the
    references of the text, by name, each with what it printed.
    """

    addresses: tuple[str, ...] = field(converter=_several)
    label: str
    genre: Genre = Genre.WORDS
    sent: str = ""
    bold: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, str], ...] = ()

    @property
    def tag(self) -> str:
        """The tag of its control: the first address, as Word can hold it."""
        return tag_of(self.addresses[0])


def tag_of(address: str) -> str:
    """An address as Word can hold it: a longer one ends with its digest, still unique, stable."""
    return _short(address, _ROOM)


def computed_tag(path: str) -> str:
    """The tag of what is computed."""
    return _short(COMPUTED + path, TAG_LIMIT)


def cited_tag(name: str) -> str:
    """The tag of the words that a reference printed."""
    return _short(CITED + name, TAG_LIMIT)


def _short(path: str, most: int) -> str:
    if len(path) <= most:
        return path
    digest = sha256(path.encode()).hexdigest()[:8]
    return f"{path[: most - len(digest) - 1]}~{digest}"


def bookmark_of(tag: str, times: int = 1) -> str:
    """The bookmark around a control, ``times`` that its tag has been met: 40 characters at most.

    Word takes letters, digits and underscores, and no name twice.
    """
    name = f"ppgp_{sha256(tag.encode()).hexdigest()[:16]}"
    return name if times == 1 else f"{name}_{times}"


def part_tag(tag: str, rank: int) -> str:
    """The tag of a paragraph of a longer text, by its rank from 0."""
    return f"{tag}#{rank + 1}" if rank else tag


def whole_tag(tag: str) -> str:
    """The tag of the text that a paragraph belongs to."""
    head, mark, rank = tag.rpartition("#")
    return head if mark and rank.isdigit() else tag
