"""What any format can print of a block that it does not know: its titles, texts and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from attrs import evolve

from ppgp_docs.model.blocs import Bloc, BlocLibre, Resultats
from ppgp_docs.model.prose import Line, ListOfItems, Node, Paragraph, Prose


def as_prose(bloc: Bloc) -> Prose:
    """A block reduced to paragraphs and lists: its title in bold, then its other fields.

    Short versions are left out: they say again, for slides, what the block says.
    """
    return Prose(tuple(_content(_fields(bloc))))


def _fields(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, BlocLibre):
        yield from part.champs.items()
        return
    for field in attrs.fields(type(part)):
        if field.name == "titre" and isinstance(part, Resultats):
            yield field.name, part.question
        elif field.name != "place":
            yield field.name, getattr(part, field.name)


def _content(fields: Iterable[tuple[str, Any]]) -> Iterator[Node]:
    titles_first = sorted(fields, key=lambda field: field[0] != "titre")
    for name, value in titles_first:
        if name != "version_courte":
            yield from _nodes(value, bold=name == "titre")


def _nodes(value: Any, bold: bool = False) -> Iterator[Node]:
    if isinstance(value, Prose):
        yield from value.nodes
    elif isinstance(value, Line):
        if value:
            yield Paragraph(tuple(evolve(run, bold=run.bold or bold) for run in value.runs))
    elif isinstance(value, tuple):
        items = (tuple(_nodes(item)) for item in value)
        if kept := tuple(item for item in items if item):
            yield ListOfItems(kept)
    elif attrs.has(type(value)):
        yield from _content(_fields(value))
