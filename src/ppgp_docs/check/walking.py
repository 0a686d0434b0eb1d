"""Ways through a model that several checks share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import attrs
from immutabledict import immutabledict

from ppgp_docs.model.place import Located
from ppgp_docs.prose import Line, Prose, Run

T = TypeVar("T", bound=Located)


def every(node: Any, cls: type[T]) -> Iterator[T]:
    """Every part of the model of a class, in the order of the fields."""
    if isinstance(node, cls):
        yield node
    for child in _children(node):
        yield from every(child, cls)


def rich_texts(node: Any) -> Iterator[tuple[Located, str, Prose | Line]]:
    """Every rich text, with its owner and the name of its field."""
    if isinstance(node, Located):
        for field in attrs.fields(type(node)):
            value = getattr(node, field.name)
            values = value if isinstance(value, tuple) else (value,)
            yield from (
                (node, field.name, text) for text in values if isinstance(text, Prose | Line)
            )
    for child in _children(node):
        yield from rich_texts(child)


def runs(text: Prose | Line) -> Iterator[Run]:
    """Every run of a rich text."""
    yield from text.runs() if isinstance(text, Prose) else text.runs


def _children(node: Any) -> Iterator[Any]:
    if isinstance(node, Located):
        for field in attrs.fields(type(node)):
            if field.name not in ("place", "extensions"):
                yield getattr(node, field.name)
    elif isinstance(node, tuple):
        yield from node
    elif isinstance(node, immutabledict):
        yield from node.values()
