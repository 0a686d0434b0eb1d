"""Ids of lines that documents refer to: given when first needed, then kept.

They are needed when a document is made that will come back filled in: whoever sends it gives
:func:`missing_in_file` to the file first. From then on :func:`ppgp_docs.edit.apply.apply` gives
one to each line that it inserts beside them. A build gives none: it writes to no dossier.

An id says what the line was when it was given (``fir-2021``); it stays when the line changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve

from ppgp_docs.edit.changes import Change, Insert, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import ID
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.schema.walk import lists_with

_TELLING: Final = ("financeur", "nature", "annee", "date", "titre", "libelle", "texte")
"""The fields that tell one line from another, in the order in which an id says them."""

_LONGEST: Final = 28
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


def missing_ids(content: Data, path: PathInTree) -> Iterator[Set]:
    """The changes that give an id to each item, of the list at ``path``, that has none."""
    items = _at(content, path)
    taken = {str(item[ID]) for item in items if isinstance(item, dict) and item.get(ID)}
    for rank, item in enumerate(items):
        if isinstance(item, dict) and not item.get(ID):
            name = new_id(item, taken)
            taken.add(name)
            yield Set((*path, rank, ID), name, order=(ID, *item))


def missing_in_file(content: Data, schema: str, schemas: Schemas) -> Iterator[Set]:
    """The changes that give an id to each line of a file (``dossier``, ``fiche``, ``contrat``)
    that may bear one and has none."""
    for path in lists_with(ID, content, schema, schemas):
        yield from missing_ids(content, path)


def with_id(change: Change, content: Data) -> Change:
    """A change that inserts an item among items with an id, with its own; any other as it is."""
    if not (isinstance(change, Insert) and isinstance(change.value, dict)) or ID in change.value:
        return change
    items = _at(content, change.path)
    taken = {str(item[ID]) for item in items if isinstance(item, dict) and item.get(ID)}
    if not taken:
        return change
    return evolve(change, value={ID: new_id(change.value, taken), **change.value})


def _at(content: Data, path: PathInTree) -> list[Any]:
    """The list at a path; nothing where there is none: who makes the change tells it."""
    node: Any = content
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return []
    return node if isinstance(node, list) else []


def new_id(item: dict[str, Any], taken: set[str]) -> str:
    """An id that is not taken, from what the item says: always the same for the same list."""
    words = [str(item[field]) for field in _TELLING if isinstance(item.get(field), str)]
    stem = _NOT_A_WORD.sub("-", sans_accents(" ".join(words)).lower()).strip("-")
    stem = stem[:_LONGEST].rstrip("-") or "ligne"
    stem = stem if stem[0].isalpha() else f"l-{stem}"
    ranks = iter(range(2, len(taken) + 3))
    name = stem
    while name in taken:
        name = f"{stem}-{next(ranks)}"
    return name
