"""The fields of a file: places of the dossier that it prints, so that they are found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Final

from attrs import field, frozen
from immutabledict import immutabledict

TAG_LIMIT: Final = 64
"""Word refuses a file whose control has a longer tag or title."""
_ROOM: Final = TAG_LIMIT - 4
"""What is left of it for an address, the rank of a paragraph behind it."""

TOOL: Final = "ppgp-docs"
"""Who signs what the tool remarks; it does not read its own remarks back."""

COMPUTED: Final = "calcul:"
"""Before the tag of what is computed, which nobody edits."""
COMPUTED_LINE: Final = "calcul: avenant"
"""Instead of the address of a row that amendments make: it is read in the contract."""
CITED: Final = "renvoi:"
"""Before the name of a figure whose value is printed in a text."""
NOTE: Final = "note:"
"""Before the name of a note that is called."""
LABEL: Final = "libelle:"
"""Before the tag of the field that stands in the same row: what a form says of it."""

TAGS: Final = re.compile(r"\{([^{}]+)\}")
"""The tags of the fields of a line, in the frame that keeps the words around them."""


class Genre(StrEnum):
    """How a field is read: as rich text, plain words, a number, a date, one of some words.

    A ``FIGURE`` prints the value of a figure that the dossier names there; ``LINES`` are a list,
    an item a line; a ``PAPER`` is the type, number and date of one: « devis n° 12 du 28/08/2020 »;
    ``STATES`` are those of a budget line, one a line: « Engagé : 8 800 € ; 03/2025 »; ``WEIGHTS``
    the shares of fiches, one a line: « 8 : 250 »; ``BLOCKS`` are paragraphs, lists and titles that
    become blocks; ``YEARS`` are a first and a last one: « 2020-2022 ».
    """

    LINE = "ligne"
    PROSE = "prose"
    WORDS = "mot"
    INTEGER = "entier"
    AMOUNT = "montant"
    PRICE = "prix"
    DATE = "date"
    CHOICE = "choix"
    FIGURE = "chiffre"
    LINES = "lignes"
    PAPER = "piece"
    STATES = "etats"
    WEIGHTS = "poids"
    BLOCKS = "blocs"
    YEARS = "annees"

    @property
    def rich(self) -> bool:
        """Whether bold, links, references are part of it."""
        return self in (Genre.LINE, Genre.PROSE)

    @property
    def goes_on(self) -> bool:
        """Whether a paragraph typed below goes on with it."""
        return self in (Genre.PROSE, Genre.LINES, Genre.BLOCKS)


INVITATIONS: Final[Mapping[Genre, str]] = immutabledict(
    {
        Genre.WORDS: "Écrivez ici",
        Genre.CHOICE: "Choisissez dans la liste",
        Genre.DATE: "Choisissez ou écrivez une date",
        Genre.AMOUNT: "Écrivez un montant en euros",
        Genre.PRICE: "Écrivez un montant en euros",
        Genre.INTEGER: "Écrivez un nombre",
        Genre.LINES: "Écrivez ici, une ligne chacun",
        Genre.BLOCKS: "Écrivez ici le contenu",
    }
)
"""What a form shows where nothing is typed; of a genre that is not there, that of ``WORDS``."""

BRIEF_INVITATIONS: Final[Mapping[Genre, str]] = immutabledict(
    {
        Genre.WORDS: "‹texte›",
        Genre.CHOICE: "‹choix›",
        Genre.DATE: "‹date›",
        Genre.AMOUNT: "‹montant›",
        Genre.PRICE: "‹montant›",
        Genre.INTEGER: "‹nombre›",
    }
)
"""The same where there is room for a word, in marks that nobody types."""

FORM_STYLE: Final = "Textearemplacer"
"""The style of an invitation of ours, by its id: Word's own have another."""

WORDS_OWN_INVITATIONS: Final = frozenset(
    {
        "Cliquez ou appuyez ici pour entrer du texte.",
        "Cliquez ici pour entrer du texte.",
        "Cliquez ou appuyez ici pour entrer une date.",
        "Cliquez ici pour entrer une date.",
        "Choisissez un élément.",
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
        "Choose an item.",
    }
)
"""What Word shows of itself in a control that was emptied."""


def without_invitation(text: str) -> str:
    """What was typed in a field, without the words that invite to: some type behind them."""
    known = (*INVITATIONS.values(), *BRIEF_INVITATIONS.values())
    for said in sorted(known, key=len, reverse=True):
        if text.startswith(said):
            return text.removeprefix(said).strip()
    return "" if text in WORDS_OWN_INVITATIONS else text


def _several(addresses: str | Iterable[str]) -> tuple[str, ...]:
    return (addresses,) if isinstance(addresses, str) else tuple(addresses)


@frozen
class SentField:
    """A field as it was sent.

    ``addresses`` are the places of the dossier that it prints: several where one word stands for
    many lines, such as the year above those that it groups. ``sent`` is what a reader of the file
    finds, rich text in our Markdown. With ``bold`` the format itself set the words in bold.
    ``choices`` are what may be typed in the dossier and what is printed of it. ``cites`` are the
    references of the text, by name, each with what it printed. With ``invites``, it stands in a
    form that shows :data:`INVITATIONS` as long as nothing is typed.
    """

    addresses: tuple[str, ...] = field(converter=_several)
    label: str
    genre: Genre = Genre.WORDS
    sent: str = ""
    bold: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    invites: bool = False

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
    return head if mark and rank.isdecimal() else tag


def is_note(sent: SentField) -> bool:
    """Whether a field is the text of a note, which Word keeps only as long as it is called."""
    return any(".notes." in f".{one.replace(':', '.')}" for one in sent.addresses)
