"""What any format can print of a block that it does not know: its titles, texts and lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from attrs import evolve

from ppgp_docs.model.blocs import Bloc, BlocLibre
from ppgp_docs.prose import Line, ListOfItems, Node, Paragraph, Prose


def as_prose(bloc: Bloc) -> Prose:
    """A block reduced to paragraphs and lists, in the order of its fields, its title in bold."""
    return Prose(tuple(node for name, value in _fields(bloc) for node in _nodes(name, value)))


def _fields(bloc: Bloc) -> Iterator[tuple[str, Any]]:
    if isinstance(bloc, BlocLibre):
        yield from bloc.champs.items()
        return
    for field in attrs.fields(type(bloc)):
        if field.name != "place":
            yield field.name, getattr(bloc, field.name)


def _nodes(name: str, value: Any) -> Iterator[Node]:
    if isinstance(value, Prose):
        yield from value.nodes
    elif isinstance(value, Line) and value:
        bold = name == "titre"
        yield Paragraph(tuple(evolve(run, bold=run.bold or bold) for run in value.runs))
    elif isinstance(value, tuple) and value:
        items = tuple(tuple(_nodes("", item)) for item in value)
        yield ListOfItems(tuple(item for item in items if item))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "place":
                yield from _nodes("", getattr(value, field.name))
