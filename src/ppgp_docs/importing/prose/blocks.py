"""Paragraphs, lists, tables and pictures of notes as the blocks of a dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, TypeAlias

from attrs import define, evolve, field

from ppgp_docs.assets.file_kind import format_of
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.pasted_tables import COLUMNS, UNTITLED
from ppgp_docs.importing.prose.headings import Part, Title, parts_under
from ppgp_docs.importing.prose.items import Grid, Picture, Role, Written
from ppgp_docs.importing.prose.quotes import Quote, attribution_in, function_of, quote_in
from ppgp_docs.importing.prose.sourced import Sourced
from ppgp_docs.importing.prose.typed_lists import without_head
from ppgp_docs.roundtrip.markdown import ReadParagraph, prose_markdown

Block: TypeAlias = "str | dict[str, Data]"

_TITLE: Final = 160
_LEGEND: Final = 200
_ALT: Final = 300
_DEEPEST: Final = 3
"""Sections within one another; what stands deeper is told one after the other."""

_BULLET: Final = re.compile(r"(?:[-–—•●▪■◦‣*·o]|➢|✓|→)[ \t\u00a0]+(?=\S)")
_NUMBER: Final = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_CAPTION: Final = re.compile(
    r"(?:tableau|figure|photo|image|illustration)\s?(?:n[°o]\s?)?\d*\s*[:.–-]", re.I
)


@define
class Builder:
    """Makes blocks; what is named elsewhere in the dossier gathers here.

    ``pictures`` are the files to write, by their path in the folder of the dossier; ``aside`` what
    has no place; ``led`` words of a paragraph that its place says by itself.
    """

    citations: dict[str, Data] = field(factory=dict)
    pictures: dict[str, bytes] = field(factory=dict)
    aside: list[Block] = field(factory=list)
    unread: list[str] = field(factory=list)
    led: dict[int, str] = field(factory=dict)
    _above: Title | None = None

    def blocks(
        self, parts: Sequence[Part], level: int, depth: int = 0, under: Title | None = None
    ) -> list[Block]:
        """The blocks of a part whose own title, ``under`` which they stand, is of a ``level``."""
        self._above = under
        made: list[Block] = []
        inner = min((one.level for one in parts if isinstance(one, Title)), default=level + 1)
        for title, held in parts_under(parts, inner):
            if title is None:
                made += self._flow(held)
            elif depth < _DEEPEST:
                below = self.blocks(held, inner, depth + 1, title)
                made.append({"type": "section", "titre": of_title(title), "blocs": [*below]})
            else:
                made += [of_title(title), *self.blocks(held, inner, depth, title)]
        return made

    def _flow(self, every: Sequence[Part]) -> list[Block]:
        """The blocks of parts without titles; what is no part of the text cuts no list in two."""
        parts = [one for one in every if not self._is_set_aside(one)]
        made: list[Block] = []
        at = 0
        while at < len(parts):
            count, blocks = self._block(parts[at:])
            made += blocks
            at += count
        return made

    def _block(self, parts: Sequence[Part]) -> tuple[int, list[Block]]:
        """What the first parts make, and how many they are."""
        one, behind = parts[0], parts[1] if len(parts) > 1 else None
        if isinstance(one, Picture):
            return self._picture(one, behind)
        if isinstance(one, Written) and is_caption(one) and isinstance(behind, Grid):
            return 2, [self._table(behind, one)]
        if is_item(one):
            items = one_list(list(takewhile(is_item, parts)))
            return len(items), [listed(items)]
        if (before := _led(one, "avant")) and (after := _led(behind, "après")):
            return 2, [self._before_after(before, after)]
        if isinstance(one, Written):
            is_lone = not any(map(is_item, parts[2:3]))
            return self._text(one, behind if is_lone else None)
        return 1, [self._table(one)] if isinstance(one, Grid) else []

    def _before_after(self, before: Sourced, after: Sourced) -> Block:
        for rank, word in zip((*before.ranks, *after.ranks), ("avant", "après"), strict=True):
            self.led[rank] = word
        sides: dict[str, Data] = {"avant": {"texte": before}, "apres": {"texte": after}}
        return {"type": "avant_apres", "titre": "Avant et après", **sides}

    def _is_set_aside(self, one: Part) -> bool:
        if not isinstance(one, Written) or not one.aside:
            return False
        self.aside.append(Sourced(one.markdown, one.rank, why=one.aside))
        return True

    def _table(self, grid: Grid, caption: Written | None = None) -> Block:
        """A table; without a caption, that of the title under which it stands, once."""
        title, self._above = self._above, None
        made = table(grid, caption)
        if title and isinstance(made, dict) and made["titre"] == UNTITLED:
            made["titre"] = of_title(title)
        return made

    def _text(self, one: Written, behind: Part | None) -> tuple[int, list[Block]]:
        if quote := quote_in(one):
            return self._quote(one, quote, behind)
        return 1, [paragraph([one])]

    def _quote(self, one: Written, quote: Quote, behind: Part | None) -> tuple[int, list[Block]]:
        """A quotation, and the line under it that says who speaks."""
        below = behind if isinstance(behind, Written) and not behind.aside else None
        who = "" if quote.who or below is None else attribution_in(below)
        source = below if who and below else one
        key = f"citation_{len(self.citations) + 1}"
        held: dict[str, Data] = {"texte": Sourced(quote.words, one.rank)}
        said = quote.who or who
        if function := function_of(said):
            held["attribution"] = Sourced(function, source.rank)
        self.citations[key] = held
        self.led[one.rank] = quote.led
        if said and not _says_all(said, function):
            self.aside.append(Sourced(said, source.rank, why=_NAMED))
        if quote.beside:
            self.aside.append(Sourced(quote.beside, one.rank, why=_BESIDE))
        return 2 if who else 1, [{"type": "citation", "citation": Sourced(key, one.rank)}]

    def _picture(self, one: Picture, behind: Part | None) -> tuple[int, list[Block]]:
        file = self._kept(one)
        image: dict[str, Data] = {"fichier": Sourced(file, one.rank)}
        if one.alt:
            image["alt"] = Sourced(one.alt[:_ALT], one.rank)
        block: dict[str, Data] = {"type": "image", "image": image}
        if isinstance(behind, Written) and is_caption(behind) and len(behind.markdown) <= _LEGEND:
            return 2, [block | {"legende": Sourced(behind.markdown, behind.rank)}]
        return 1, [block]

    def _kept(self, one: Picture) -> str:
        """The place of the file of a picture, which a person puts there where the notes have none;
        it stands where it stood even when it cannot be printed."""
        if not one.data:
            file = f"images/{one.name}"
            self.unread.append(
                f"l’image « {one.name} » n’est pas dans les notes : déposez-la dans le dossier, "
                f"sous `{file}`"
            )
            return file
        suffix = one.name.rpartition(".")[2].lower() or "png"
        file = f"images/notes-{len(self.pictures) + 1}.{suffix}"
        self.pictures[file] = one.data
        if not format_of(one.data, one.name):
            self.unread.append(f"l’image `{file}` ne peut pas s’imprimer : enregistrez-la en PNG")
        return file


def _led(one: Part | None, word: str) -> Sourced | None:
    """What a paragraph says behind « AVANT : »."""
    if not isinstance(one, Written) or one.aside:
        return None
    found = re.fullmatch(rf"(?is)\**{word}\**\s*:\**\s*(?P<said>.+)", one.markdown)
    return Sourced(found["said"][:1].upper() + found["said"][1:], one.rank) if found else None


_NAMED: Final = "nom à ne citer qu’avec un accord écrit"
_BESIDE: Final = "remarque à côté d’une citation"


def _says_all(who: str, function: str) -> bool:
    return len(function) >= len(who.strip(" .,")) - 1


def is_caption(one: Part) -> bool:
    if not isinstance(one, Written) or one.aside:
        return False
    return one.role is Role.CAPTION or bool(_CAPTION.match(one.plain) and len(one.plain) <= _TITLE)


def is_item(one: Part) -> bool:
    """Whether a paragraph is an item of a list, made as one or typed as one."""
    if not isinstance(one, Written) or one.aside:
        return False
    return (
        one.level >= 0 or one.goes_on or bool(_BULLET.match(one.plain) or _NUMBER.match(one.plain))
    )


def item_text(one: Written) -> str:
    """What an item says, without the mark that was typed before it."""
    text = one.markdown
    if one.level >= 0 or one.goes_on:
        return text
    mark = _BULLET.match(text.removeprefix("\\")) or _NUMBER.match(text)
    cut = mark.end() + text.startswith("\\") if mark else 0
    return text[cut:]


def one_list(items: Sequence[Part]) -> Sequence[Part]:
    """The first items that are one list: where numbers follow bullets, another one begins."""
    written = [one for one in items if isinstance(one, Written)]
    lowest = min(max(one.level, 0) for one in written)
    tops = [(n, _counts(one)) for n, one in enumerate(written) if _is_top(one, lowest)]
    return items[: next((n for n, counts in tops if counts != tops[0][1]), len(items))]


def _is_top(one: Written, lowest: int) -> bool:
    return max(one.level, 0) == lowest and not one.goes_on


def _counts(one: Written) -> bool:
    """Whether an item has a number."""
    return one.ordered or (one.level < 0 and bool(_NUMBER.match(one.plain)))


def _as_made(one: Written) -> Written:
    """An item that was typed with its mark as one that was made as one."""
    mark = _BULLET.match(one.plain) or _NUMBER.match(one.plain)
    if one.level >= 0 or one.goes_on or mark is None:
        return one
    return evolve(
        one, words=tuple(without_head(one.words, mark.end())), level=0, ordered=_counts(one)
    )


def listed(items: Sequence[Part]) -> Block:
    """A list; one with lists within is a text, which can hold them."""
    written = [one for one in items if isinstance(one, Written)]
    lowest = min(max(one.level, 0) for one in written)
    is_made = any(one.level >= 0 for one in written)
    if is_made and any(one.level > lowest or one.goes_on for one in written):
        return paragraph([*map(_as_made, written)])
    block: dict[str, Data] = {"type": "liste"}
    if all(map(_counts, written)):
        block["numerotee"] = "oui"
    return block | {"elements": [Sourced(item_text(one), one.rank) for one in written]}


def paragraph(written: Sequence[Written]) -> Sourced:
    """Paragraphs as one text."""
    lowest = min(max(one.level, 0) for one in written)
    read = [
        ReadParagraph(
            one.words, one.level - lowest if one.level >= 0 else -1, one.ordered, one.goes_on
        )
        for one in written
    ]
    return Sourced(prose_markdown(read), *(one.rank for one in written))


def of_title(title: Title) -> Sourced:
    return Sourced(title.text, title.item.rank)


def table(grid: Grid, caption: Written | None) -> Block:
    """A table with its header; the rows of one too wide are told one by one."""
    rows = [[Sourced(cell, grid.rank) if cell else "" for cell in row] for row in grid.rows]
    if len(grid.rows[0]) > COLUMNS:
        told = "\n\n".join(" ; ".join(filter(None, row)) for row in grid.rows)
        ranks = (grid.rank, caption.rank) if caption else (grid.rank,)
        head = f"{caption.markdown}\n\n" if caption else ""
        return Sourced(head + told, *sorted(ranks))
    header, *body = rows if len(rows) > 1 else [[""] * len(rows[0]), *rows]
    titled = Sourced(caption.markdown, caption.rank) if caption else UNTITLED
    block: dict[str, Data] = {"type": "tableau", "titre": titled}
    return block | {"colonnes": [*header], "lignes": [[*row] for row in body]}
