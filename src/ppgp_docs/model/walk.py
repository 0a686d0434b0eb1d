"""Ways through a model that several checks share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any, TypeVar

import attrs
from immutabledict import immutabledict

from ppgp_docs.model.place import Champs, Located
from ppgp_docs.model.prose import Line, Prose, Run

T = TypeVar("T", bound=Located)


def iter_nodes(node: Any, cls: type[T]) -> Iterator[T]:
    """Every part of the model of a class, in the order of the fields."""
    return (part for part in _found(node) if isinstance(part, cls))


def _found(node: Any) -> Iterable[Located]:
    if isinstance(node, Located):
        return _remembered(ByIdentity(node))
    if isinstance(node, tuple):
        return chain.from_iterable(map(_found, node))
    return _parts(node)


def _parts(node: Any) -> Iterator[Located]:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Located):
            yield part
        waiting.extend(reversed(_children(part)))


class ByIdentity:
    """A piece of the model taken for itself: comparing two dossiers by value would cost more
    than walking one."""

    def __init__(self, node: Located) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.node is self.node

    def __hash__(self) -> int:
        return id(self.node)


@lru_cache(maxsize=64)
def _remembered(same: ByIdentity) -> tuple[Located, ...]:
    """The parts of a dossier or of a section, walked once for all the checks."""
    return tuple(_parts(same.node))


def rich_texts(node: Any) -> Iterator[tuple[Located, str, Prose | Line]]:
    """Every rich text, with its owner and the name of its field."""
    for part in _found(node):
        for name, value in _values(part):
            yield from ((part, name, text) for text in _rich(value))


def _rich(value: Any) -> Iterator[Prose | Line]:
    """The rich texts of a field: itself, those of its items, of its rows, of its keys."""
    if isinstance(value, Prose | Line):
        yield value
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_rich, value))
    elif type(value) is immutabledict:
        yield from chain.from_iterable(map(_rich, value.values()))


def runs(text: Prose | Line) -> Iterator[Run]:
    """Every run of a rich text."""
    yield from text.runs() if isinstance(text, Prose) else text.runs


def _values(part: Located) -> Iterator[tuple[str, Any]]:
    """What the fields of a piece hold, those that plugins brought included."""
    cls: Any = type(part)  # mypy takes a class for one of its instances here
    for name in _names(cls):
        value = getattr(part, name)
        if type(value) is Champs:
            yield from value.valeurs.items()
        else:
            yield name, value


def _children(node: Any) -> tuple[Any, ...]:
    """What may hold parts of the model; rich texts, plain values and places hold none."""
    if isinstance(node, Located):
        values = [value for _, value in _values(node)]
        kinds: Any = map(type, values)  # mypy takes a class for one of its instances here
        may_hold = map(_may_hold, kinds)
        return tuple(value for value, may in zip(values, may_hold, strict=True) if may and value)
    if isinstance(node, tuple):
        return node
    return tuple(node.values()) if type(node) is immutabledict else ()


@cache
def _may_hold(cls: Any) -> bool:
    """Asked once for each class: immutabledict is an abstract class, slow to compare with."""
    return issubclass(cls, (Located, tuple, immutabledict))


@cache
def _names(cls: Any) -> tuple[str, ...]:
    names = (field.name for field in attrs.fields(cls))
    return tuple(name for name in names if name != "place")
