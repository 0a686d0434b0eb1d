"""A name changed everywhere: the key that bears it and every place that refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.edit.apply import BYTE_ORDER_MARK, Edited, apply
from ppgp_docs.edit.changes import Change, RenameKey, Set
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.schema.walk import described

FIGURES: Final = "chiffres"
NOTES: Final = "notes"


@frozen
class OpenFile:
    """A file as it is being edited: its text, and the schema that describes it."""

    text: str
    schema: str


@frozen
class Renaming:
    """``kind`` is the mapping that holds the name, at the root of its file (``chiffres``)."""

    kind: str
    old: str
    new: str


def rename(
    files: Mapping[Path, OpenFile], owner: Path, renaming: Renaming, schemas: Schemas
) -> dict[Path, Edited]:
    """Rename a figure, a note, a person, a quote of the file ``owner``; the files that change.

    ``files`` are those of the dossier. What refers to a name are the fields whose schema says
    ``designe``, and references in texts; a fiche that has a figure of its own under that name
    keeps it. Raises NotEditableError.
    """
    changed: dict[Path, Edited] = {}
    for path, file in files.items():
        content = data(nodes(file.text.removeprefix(BYTE_ORDER_MARK)))
        if path == owner:
            key: list[Change] = [RenameKey((renaming.kind, renaming.old), renaming.new)]
        elif files[owner].schema == "dossier" and not _has(content, renaming.kind, renaming.old):
            key = []
        else:
            continue
        changes = [*_references(content, file.schema, renaming, schemas), *key]
        if path != owner and changes and _has(content, renaming.kind, renaming.new):
            told = f"`{path.name}` a déjà `{renaming.new}` dans `{renaming.kind}`"
            raise NotEditableError(told)
        if changes:
            changed[path] = apply(file.text, changes)
    return changed


def _has(content: Data, kind: str, name: str) -> bool:
    held = content.get(kind) if isinstance(content, dict) else None
    return isinstance(held, dict) and name in held


def _references(
    content: Data, schema: str, renaming: Renaming, schemas: Schemas
) -> Iterator[Change]:
    cited = _cited(renaming.kind, renaming.old)
    for path, value, field in described(schemas, schema, content):
        if not isinstance(value, str):
            continue
        if field.get("designe") == renaming.kind and value.strip() == renaming.old:
            yield Set(path, renaming.new)
        elif cited and cited.search(value):
            yield Set(path, cited.sub(rf"\g<1>{renaming.new}\g<2>", value))


def _cited(kind: str, name: str) -> re.Pattern[str] | None:
    """How a text refers to a name: ``{{ chiffres.formes.pct }}``, ``[^aniss]``."""
    if kind == NOTES:
        return re.compile(rf"(\[\^){re.escape(name)}(\])")
    if kind == FIGURES:
        return re.compile(rf"(\{{\{{\s*chiffres\.){re.escape(name)}((?:\.\w+)?\s*\}}\}})")
    return None
