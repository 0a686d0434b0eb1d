"""Where a value of a file stands, in the words of its forms: « Activités, n° 2 « Les flyers » ».

Sentences of the checks name keys between backticks; here they name what the fields are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.load.tree import PathInTree, child
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES
from ppgp_docs.schema.schemas import Field, Fields, Schemas

_BLOCKS: Final = "blocs"
KNOWN_BY: Final = (
    "titre", "libelle", "texte", "nom", "fonction", "citation", "objet", "financeur", "attribution",
)  # fmt: skip
"""The fields by which people know a thing: the first that it has."""

_SHOWN: Final = 50
MARKS: Final = re.compile(r"\*+|\{\{[^{}]*\}\}|\[\^[^\[\]]*\]")
"""The signs of our Markdown: nobody reads them."""

_QUOTED: Final = re.compile(r"`([^`]*)`( \([^()]*\))?")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


class Labels:
    """What the keys of the schemas are called."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        told = list(_labels((*schemas.named.values(), *schemas.blocks.values())))
        # One key has several labels: that which says the key serves where nothing says whose it is.
        self._labels = dict(sorted(told, key=lambda pair: (_says(*pair), -len(pair[1]))))
        self._told = frozenset(told)

    def told(self, sentence: str) -> str:
        """A sentence of the checks that names no key, but one that does not exist."""
        if sentence.startswith("la clé `"):
            return sentence.replace("`", "«\u00a0", 1).replace("`", "\u00a0»", 1)
        return _QUOTED.sub(self._word, sentence)

    def place(self, schema: str, path: PathInTree, root: Any) -> tuple[str, ...]:
        """The place of a value of a file, from its part down; empty for the file as a whole."""
        return tuple(map(espacer, self._steps(self._schemas.named[schema], path, root)))

    def _word(self, found: re.Match[str]) -> str:
        word, behind = found[1], found[2] or ""
        if (word, behind[2:-1]) in self._told:
            return f"«\u00a0{behind[2:-1]}\u00a0»"
        named = self._labels.get(word) if _KEY.fullmatch(word) else None
        return f"«\u00a0{named or word}\u00a0»{behind}"

    def _steps(self, fields: Fields, path: PathInTree, node: Any) -> Iterator[str]:
        field: Field = {"schema": fields, "type": "dict"}
        for depth, step in enumerate(path):
            node = child(node, step)
            if isinstance(step, int):
                within_blocks = path[depth - 1 : depth] == (_BLOCKS,)
                yield _ranked("bloc" if within_blocks else "n°", step, node)
                field = self._of_block(node) if within_blocks else _inner(field)
            else:
                named = self._fields(field).get(step)
                field = named or field.get("valuesrules", {})
                if named is None:
                    yield f"« {_title(node) or step} »"
                elif step != _BLOCKS:
                    yield str(named.get("libelle") or step)

    def _of_block(self, node: Any) -> Field:
        kind = str(node.get("type", "")) if isinstance(node, dict) else "paragraphe"
        return {"type": "dict", "schema": self._schemas.blocks.get(kind, {})}

    def _fields(self, field: Field) -> Fields:
        inner = field.get("schema")
        if isinstance(inner, str):
            return self._schemas.named.get(inner, {})
        return inner if isinstance(inner, dict) and field.get("type") == "dict" else {}


def _inner(field: Field) -> Field:
    inner = field.get("schema")
    return inner if isinstance(inner, dict) else {}


def _ranked(word: str, rank: int, node: Any) -> str:
    title = _title(node)
    return f"{word} {rank + 1} « {title} »" if title else f"{word} {rank + 1}"


def _title(node: Any) -> str:
    """What tells an item from its neighbours: its title, or its first words."""
    if not isinstance(node, dict):
        return ""
    usual = LIBELLES_RUBRIQUES.get(str(node.get("cle")), "")
    found = next((node[key] for key in KNOWN_BY if isinstance(node.get(key), str)), usual)
    first = " ".join(MARKS.sub("", found).split())
    return first if len(first) <= _SHOWN else first[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"


def _says(key: str, label: str) -> bool:
    """Whether a label is its key as people write it: « Début » of `debut`."""
    return sans_accents(label).lower().replace(" ", "_") == key


def _labels(groups: Iterable[Fields]) -> Iterator[tuple[str, str]]:
    for fields in groups:
        for name, field in fields.items():
            if label := field.get("libelle"):
                yield name, str(label)
