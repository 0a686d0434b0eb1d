"""Where words that wait for their place may go, besides the lists of blocks: a text of a part, one
more item of its list, one more person, figure, quote or note. All by the schemas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs.edit.changes import Change, Insert, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.schema.schemas import Field, Fields, Schemas
from ppgp_docs.studio.field_words import added, one_of
from ppgp_docs.studio.form_parts import CITED, TOLD
from ppgp_docs.studio.moving import Destination, destinations, gone, moved
from ppgp_docs.studio.new_entries import entry, free_name, slug
from ppgp_docs.studio.pointer import pointer, set_in, value_at

_DOSSIER: Final = "dossier"
"""The only kind of file where something waits for its place."""

_MORE: Final = "+"
"""The last step of a place that gets one more."""

_PARAGRAPH: Final = {"type", "texte"}
_NOTE: Final = "note"
_FIGURE: Final = re.compile(r"(\d[\d\s\u00a0\u202f]*(?:,\d+)?)\s+(\D.*)")
"""A figure as one notes it: « 31 familles vues »."""


def words_of(block: Any) -> str:
    """The words of a block that holds nothing else; empty for any other."""
    if isinstance(block, dict) and set(block) == _PARAGRAPH and block["type"] == "paragraphe":
        block = block["texte"]
    return block.strip() if isinstance(block, str) else ""


def sorting_places(root: Data, block: PathInTree, schemas: Schemas) -> tuple[Destination, ...]:
    """Where a block that waits for its place may go; ``inside`` says what words become there."""
    blocks = destinations(root, _DOSSIER, block)
    if not words_of(value_at(root, block)):
        return blocks
    words = (
        Destination(pointer(path), _label(schemas.named[_DOSSIER][str(path[0])]), _told(held, path))
        for path, held in _every(schemas)
    )
    return (*blocks, *words)


def _every(schemas: Schemas) -> Iterator[tuple[PathInTree, Field]]:
    """The places that take words, with their fields."""
    for name in (*TOLD, *CITED):
        yield from _places(schemas, name, schemas.named[_DOSSIER][name])


def _places(schemas: Schemas, name: str, field: Field) -> Iterator[tuple[PathInTree, Field]]:
    keys = field.get("keysrules", {}).get("regex")
    if keys and re.fullmatch(keys, _NOTE):  # nobody reads them: one is made of the words
        yield (name, _MORE), field
    for key, each in _inside(schemas, field).items():
        if each.get("genre") == "prose":
            yield (name, key), each
        elif each.get("type") == "list" and _item(each):
            yield (name, key, _MORE), each


def _inside(schemas: Schemas, field: Field) -> Fields:
    named = field.get("schema")
    return schemas.named.get(named, {}) if isinstance(named, str) else {}


def _item(field: Field) -> str:
    """The schema of the items of a list, empty where they have none of their own."""
    inner = field.get("schema")
    named = inner.get("schema") if isinstance(inner, dict) else None
    return named if isinstance(named, str) else ""


def _told(field: Field, path: PathInTree) -> str:
    label = _label(field)
    if path[-1] != _MORE:
        return f"à la suite de «\u00a0{label}\u00a0»"
    one = one_of(label)
    return f"comme {added(one) or one} de plus"


def _label(field: Field) -> str:
    return espacer(str(field["libelle"]))


def sorted_to(
    block: PathInTree, to: str, root: Data, text: str, schemas: Schemas
) -> tuple[Change, ...]:
    """The changes that take a block that waits to one of those places. ``text`` is the file that
    holds ``root``. Raises NoSuchPlaceError."""
    words = words_of(value_at(root, block))
    for path, field in _every(schemas) if words else ():
        if pointer(path) == to:
            return _change(words, path, field, root, schemas), gone(block, root)
    return moved(block, to, root, text)[0]


def _change(words: str, path: PathInTree, field: Field, root: Data, schemas: Schemas) -> Change:
    if path[-1] != _MORE:
        before = str(value_at(root, path) or "").rstrip()
        return set_in(root, path, f"{before}\n\n{words}" if before else words)
    place, said = path[:-1], " ".join(words.split())
    held = value_at(root, place)
    if field.get("type") == "list":
        item = entry(schemas.named[_item(field)], said)
        rank = len(held) if isinstance(held, list) else 0
        return Insert(place, rank, item) if rank else set_in(root, place, [item])
    taken = held if isinstance(held, dict) else {}
    rules = field["valuesrules"]
    value: Data = said
    key = _NOTE
    if rules.get("type") == "dict":
        fields = schemas.named[rules["schema"]]
        found = _FIGURE.fullmatch(said) if "valeur" in fields else None
        value = entry(fields, found[2] if found else said)
        value = {"valeur": found[1].strip(), **value} if found else value
        key = slug(found[2] if found else said)
    key = free_name(key, taken)
    return Set((*place, key), value) if taken else set_in(root, place, {key: value})
