"""Ids of lines that documents refer to: typed once, then kept.

Where the lines of a list have one, :func:`ppgp_docs.edit.apply.apply` gives its own to each line
that it inserts beside them. A build gives none: it writes to no dossier.

An id says what the line was when it was given (``fir-2021``); it stays when the line changes.
"""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import evolve

from ppgp_docs.edit.changes import Change, Insert
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import ID

_TELLING: Final = ("financeur", "nature", "annee", "date", "titre", "libelle", "texte")
"""The fields that tell one line from another, in the order in which an id says them."""

_LONGEST: Final = 28
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")


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
