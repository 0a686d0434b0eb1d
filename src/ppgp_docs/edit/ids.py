"""Ids of lines that documents refer to: given when first needed, then kept.

An id says what the line was when it was given (``fir-2021``); it stays when the line changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import ID

_TELLING: Final = ("financeur", "nature", "annee", "date", "titre", "libelle", "texte")
"""The fields that tell one line from another, in the order in which an id says them."""

_LONGEST: Final = 28
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


def missing_ids(content: Data, path: PathInTree) -> Iterator[Set]:
    """The changes that give an id to each item, of the list at ``path``, that has none."""
    items: Any = content
    for step in path:
        items = items[step]
    taken = {str(item[ID]) for item in items if isinstance(item, dict) and item.get(ID)}
    for rank, item in enumerate(items):
        if isinstance(item, dict) and not item.get(ID):
            name = new_id(item, taken)
            taken.add(name)
            yield Set((*path, rank, ID), name, order=(ID, *item))


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
