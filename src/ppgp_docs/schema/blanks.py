"""What a file leaves blank: parts that nobody began, fields of those that were begun, texts in the
place of which a common one is printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ppgp_docs.francais.espaces import espacer
from ppgp_docs.load.tree import PathInTree, is_blank
from ppgp_docs.schema.schemas import Fields, Schemas

_ASIDE = frozenset({"a_classer", "dispenses", "grammaire", "presentation", "redaction"})
"""Settings and leftovers, that nobody is asked for."""


@frozen
class Blanks:
    """``parts`` are the names of those that are not begun; ``fields`` the paths of lines that were
    left blank in the file, or in a part that is begun; ``common`` the paths of texts that nobody
    wrote, in the place of which one that all dossiers share is printed."""

    parts: tuple[str, ...]
    fields: tuple[PathInTree, ...]
    common: tuple[PathInTree, ...]


def blanks(schemas: Schemas, schema: str, root: Any) -> Blanks:
    """What a file, as it was loaded, leaves blank."""
    held = root if isinstance(root, dict) else {}
    fields = schemas.named[schema]
    apart = {
        name
        for name, field in fields.items()
        if field.get("type") in ("dict", "list") and not field.get("au_besoin")
    }
    parts = [name for name in fields if name in apart - _ASIDE and _lacks(held.get(name))]
    begun = {
        name: value for name, value in held.items() if name not in parts and name not in _ASIDE
    }
    named = (espacer(str(fields[name].get("libelle") or name)) for name in parts)
    common = tuple(_common(schemas, fields, held))
    left = (path for path in _blank(begun, ()) if path not in common)
    return Blanks(tuple(named), tuple(left), common)


def _common(schemas: Schemas, fields: Fields, held: dict[str, Any]) -> Iterator[PathInTree]:
    for name, field in fields.items():
        if field.get("type") == "dict":
            part = held.get(name)
            written = part if isinstance(part, dict) else {}
            for key, inner in schemas.group(field.get("schema")).items():
                if inner.get("commun") and _lacks(written.get(key)):
                    yield name, key


def _lacks(value: Any) -> bool:
    return value is None or is_blank(value)


def _blank(node: Any, path: PathInTree) -> Iterator[PathInTree]:
    """The keys without a value, at any depth; a group that is blank as a whole counts once."""
    if isinstance(node, dict):
        for key, child in node.items():
            if is_blank(child):
                yield (*path, key)
            else:
                yield from _blank(child, (*path, key))
    elif isinstance(node, list):
        for rank, child in enumerate(node):
            yield from _blank(child, (*path, rank))
