"""A text that a document owes its readers, and how the fields of the model hold texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, get_args, get_type_hints

import attrs
from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Node, Paragraph, Run, Words

SHORT: Final = "version_courte"

_UNPRINTED: Final = frozenset(
    {SHORT, "place", "extensions", "chiffres", "consentements", "referentiel", "bilans"}
)
"""Fields that no reader is owed: ``chiffres`` are printed where they are cited, ``bilans`` by the
report of their year, the national objectives (``referentiel``) are no part of a dossier."""


@frozen
class Passage:
    """A text that stands in one piece: a paragraph, an item, a cell, a name, a number.

    ``pieces`` is its plain text, cut where it calls a note. ``span`` is where it was written,
    ``owners`` the places of the blocks that cite it. Passages of the same ``group`` are read in
    this order; None may stand anywhere. ``once`` says that being found once will do, however often
    it is owed (a credit, a source); ``heard`` that it is an alternative text. ``added`` names the
    field of a plugin, ``labelled`` says that the first piece is its label.
    """

    pieces: tuple[str, ...]
    span: Span
    owners: tuple[Span, ...] = ()
    group: int | None = None
    once: bool = False
    heard: bool = False
    added: str = ""
    labelled: bool = False

    @property
    def text(self) -> str:
        """The text without its calls of notes."""
        return "".join(self.pieces)


def acronyms(holder: Any) -> tuple[Passage, ...]:
    """The acronyms of a dossier or of a fiche (``sigles``), each with what it stands for."""
    return tuple(
        Passage((short, full), holder.at(f"sigles.{short}"))
        for short, full in holder.sigles.items()
    )


@frozen
class Where:
    """The place of a text: its span, who cites it, the group that it is read in."""

    span: Span
    owners: tuple[Span, ...] = ()
    group: int | None = None
    added: str = ""


def paragraphs_of(nodes: Iterable[Node]) -> Iterator[Paragraph]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for item in node.items:
                yield from paragraphs_of(item)


def pieces_of(runs: Iterable[Run]) -> tuple[str, ...]:
    """The text of the runs, cut where a note is called."""
    pieces = [""]
    for run in runs:
        if run.note:
            pieces.append("")
        else:
            pieces[-1] += run.text
    return tuple(piece for piece in pieces if piece.strip())


def printed_fields(part: Located) -> tuple[tuple[str, bool], ...]:
    """The fields of a piece of the model that are printed, and whether they hold plain words."""
    cls: Any = type(part)  # mypy takes a class for one of its instances here
    return _printed_fields(cls)


@cache
def _printed_fields(cls: Any) -> tuple[tuple[str, bool], ...]:
    hints = get_type_hints(cls)
    names = [each.name for each in attrs.fields(cls) if each.name not in _UNPRINTED]
    names.sort(key=lambda name: _FIRST.get(name, len(_FIRST)))
    return tuple((name, Words in (hints[name], *get_args(hints[name]))) for name in names)


_FIRST: Final = {"titre": 0, "introduction": 1}
"""What is read before the rest; attrs declares what may be absent after what may not."""
