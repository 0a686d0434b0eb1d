"""What a form leaves out: people who withdrew a consent, and what they said.

A form is a document that is sent out: what was withdrawn is in none (RGPD, art. 7(3)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import evolve

from ppgp_docs.form.entries import Entry, FormPart, Group
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import address_of
from ppgp_docs.publication.erasure import placed_records
from ppgp_docs.publication.revival import withdrawn_uses

_DOSSIER: Final = "dossier"
_QUOTES: Final = "citations"


def without_withdrawn(parts: Iterable[FormPart], file: str, root: Any) -> tuple[FormPart, ...]:
    """The same parts, without what asks of someone who withdrew; groups left empty go too."""
    gone = tuple(str(address_of(file, path, root)) for path in _withdrawn(root))
    return tuple(_left(parts, gone)) if gone else tuple(parts)


def people_left_out(file: str, root: Any) -> int:
    """How many people a form of that file says nothing of."""
    every = placed_records(root) if file == _DOSSIER else ()
    return sum(bool(withdrawn_uses(record)) for _, record in every)


def _withdrawn(root: Any) -> Iterator[PathInTree]:
    """The places of the people and contacts who withdrew, and of their quotes."""
    people = set()
    for path, record in placed_records(root):
        if withdrawn_uses(record):
            people.add(path[-1])
            yield path
    quotes = root.get(_QUOTES) if isinstance(root, dict) else None
    for name, quote in quotes.items() if isinstance(quotes, dict) else ():
        if isinstance(quote, dict) and quote.get("personne") in people:
            yield _QUOTES, name


def _left(parts: Iterable[FormPart], gone: tuple[str, ...]) -> Iterator[FormPart]:
    for part in parts:
        if isinstance(part, Entry):
            if not any(_is_within(each, gone) for each in part.field.addresses):
                yield part
        elif isinstance(part, Group):
            yield from _filled((part,), gone)
        elif items := tuple(_filled(part.items, gone)):
            yield evolve(part, items=items)


def _filled(groups: Iterable[Group], gone: tuple[str, ...]) -> Iterator[Group]:
    for group in groups:
        if inner := tuple(_left(group.parts, gone)):
            yield evolve(group, parts=inner)


def _is_within(address: str, gone: tuple[str, ...]) -> bool:
    below = tuple(f"{each}{mark}" for each in gone for mark in ".[")
    return address in gone or address.startswith(below)
