"""Where a file prints the words of each address, that a remark may stand beside them.

Word has controls that bear addresses; PDF pages and slides have words alone. There, a remark goes
to the printed words that are nearest to its address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs
from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.address import parent_of
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.model.place import Located
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove.letters import letters

_UNMISTAKABLE: Final = 25
"""Letters from which words that stand once tell where one is in a document."""


@frozen
class Printed:
    """The words that a document prints, in reading order, each with its address, as letters."""

    words: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, document: Document) -> Printed:
        """What a document is bound to print."""
        addresses = dict(_addresses(document.dossier))
        printed = passages(document.prints, document.dossier, document.fiche)
        return cls(tuple(_words(printed, addresses)))

    def nearest(self, address: str) -> int | None:
        """The rank of the words of an address, or of the first of the smallest piece around it."""
        while address:
            within = (f"{address}.", f"{address}[", address if address.endswith(":") else "\0")
            for rank, (place, _) in enumerate(self.words):
                if place == address or place.startswith(within):
                    return rank
            address = parent_of(address)
        return None

    def places(self, text: str) -> tuple[int | None, ...]:
        """Where a text says each of the words, both as letters.

        Words that stand there several times are those behind the last ones that stand once.
        """
        found: list[int | None] = []
        last = 0
        for _, words in self.words:
            first = text.find(words) if words else -1
            once = first >= 0 and text.find(words, first + 1) < 0
            if once and len(words) >= _UNMISTAKABLE:
                last = first
            behind = text.find(words, last) if words else -1
            place = first if once or behind < 0 else behind
            found.append(place if place >= 0 else None)
        return tuple(found)


@frozen
class Placed:
    """What is remarked in one place of a text: where its words begin there, how many letters they
    are, a sentence for each remark."""

    start: int
    length: int
    sentences: tuple[str, ...]


def placed(printed: Printed, remarks: Iterable[tuple[str, str]], text: str) -> tuple[Placed, ...]:
    """The remarks that have a place in a text, which is given as letters; in its order."""
    places = printed.places(text)
    found: dict[int, Placed] = {}
    for address, sentence in remarks:
        rank = printed.nearest(address)
        start = None if rank is None else places[rank]
        if rank is not None and start is not None:
            known = found.get(start) or Placed(start, len(printed.words[rank][1]), ())
            found[start] = attrs.evolve(known, sentences=(*known.sentences, sentence))
    return tuple(found[start] for start in sorted(found))


def _words(printed: Iterable[Passage], addresses: Mapping[Span, str]) -> Iterator[tuple[str, str]]:
    for one in printed:
        if not one.heard and (address := addresses.get(one.span, "")):
            yield address, letters(one.text)


def _addresses(node: Any) -> Iterator[tuple[Span, str]]:
    """The address of every value of the model by its place."""
    if isinstance(node, Mapping):
        node = tuple(node.values())
    if isinstance(node, tuple | list):
        for child in node:
            yield from _addresses(child)
    elif isinstance(node, Located):
        if node.place.address:
            yield from ((span, node.address(name)) for name, span in node.place.fields.items())
            yield node.place.span, node.place.address
        for each in attrs.fields(type(node)):
            yield from _addresses(getattr(node, each.name))
