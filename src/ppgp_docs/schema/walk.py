"""The values of a file beside the fields that describe them: what forms and renamings go by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ppgp_docs.schema.schemas import Field, Fields, Schemas

Path = tuple[str | int, ...]


class Described(NamedTuple):
    """A value that is neither a mapping nor a list, its path and the field that describes it."""

    path: Path
    value: Any
    field: Field


def described(schemas: Schemas, schema: str, root: Any) -> Iterator[Described]:
    """Every single value of a file whose schema is known, in the order of the file.

    ``root`` is what was loaded, not yet validated: what no schema describes is passed over.
    """
    yield from _Walk(schemas).fields(root, schemas.named[schema], ())


class _Walk:
    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def fields(self, node: Any, fields: Fields, path: Path) -> Iterator[Described]:
        for key, value in node.items() if isinstance(node, dict) else ():
            if field := fields.get(key):
                yield from self._value(key, value, field, (*path, key))

    def _value(self, key: str, value: Any, field: Field, path: Path) -> Iterator[Described]:
        inner = field.get("schema")
        if key == "blocs" and isinstance(value, list):
            yield from self._blocks(value, path)
        elif isinstance(value, dict) and "valuesrules" in field:
            for name, item in value.items():
                yield from self._value("", item, field["valuesrules"], (*path, name))
        elif isinstance(value, dict):
            yield from self.fields(value, self._schemas.group(inner), path)
        elif isinstance(value, list):
            for rank, item in enumerate(value):
                yield from self._item(item, inner, (*path, rank))
        else:
            yield Described(path, value, field)

    def _item(self, item: Any, inner: Any, path: Path) -> Iterator[Described]:
        if not isinstance(inner, dict):
            return
        short = inner.get("coerce") == "element" and not isinstance(item, dict)
        field = self._schemas.group("element").get("texte", {}) if short else inner
        yield from self._value("", item, field, path)

    def _blocks(self, blocks: list[Any], path: Path) -> Iterator[Described]:
        for rank, block in enumerate(blocks):
            here = (*path, rank)
            if not isinstance(block, dict):
                texte = self._schemas.blocks["paragraphe"]["texte"]
                yield Described(here, block, texte)
                continue
            kind = str(block.get("type", ""))
            yield from self.fields(block, self._schemas.blocks.get(kind, {}), here)
