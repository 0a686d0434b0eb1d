"""A value of a dossier that knows which paragraphs of the notes it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from ppgp_docs.load.tree import PathInTree


class Sourced(str):
    """A text with the ``ranks`` of its paragraphs; ``why`` says what it is when it is set aside."""

    __slots__ = ("ranks", "why")

    ranks: tuple[int, ...]
    why: str

    def __new__(cls, text: str, *ranks: int, why: str = "") -> Self:
        made = super().__new__(cls, text)
        made.ranks, made.why = ranks, why
        return made


def every_text(value: Any, path: PathInTree = ()) -> Iterator[tuple[PathInTree, Sourced]]:
    """The texts within a value that come from notes, each with its path."""
    if isinstance(value, Sourced):
        yield path, value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from every_text(child, (*path, name))
    elif isinstance(value, list):
        for rank, child in enumerate(value):
            yield from every_text(child, (*path, rank))


def ranks_of(value: Any) -> tuple[int, ...]:
    """The paragraphs that a value comes from, in their order."""
    return tuple(sorted({rank for _, text in every_text(value) for rank in text.ranks}))
