"""The schemas: one source for validation, reference, JSON Schema and blank dossiers.

The files of ``schemas/`` map a name to its fields; a field carries Cerberus rules and, beside
them, a French label, a help sentence, an example and its ``genre`` (``schemas/README.md``).
Plugins add to them through ``ppgp_extend_schema``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

Field: TypeAlias = dict[str, Any]
Fields: TypeAlias = dict[str, Field]

DESCRIPTION: Final = frozenset(
    {"libelle", "aide", "exemple", "designe", "libelles", "un", "sinon", "au_besoin", "commun"}
)
"""The keys of a field that describe it; every other one is a rule. ``designe`` names the mapping
of the dossier whose keys the field takes: ``chiffres``, ``personnes``, ``citations``;
``libelles`` says in words what the ``allowed`` values stand for; ``un``, what one item of a list is
called where its name does not tell; ``sinon`` names the fields that a required one is worked out
from where it is not typed; what is ``au_besoin`` is asked by no form that does not hold it yet;
instead of what is ``commun`` a text common to all dossiers is printed until it is written."""

GENRES: Final = {
    "mot": "string",
    "ligne": "string",
    "prose": "string",
    "code": "string",
    "cle": "string",
    "fichier": "string",
    "courriel": "string",
    "telephone": "string",
    "url": "string",
    "entier": "integer",
    "decimal": "decimal",
    "pourcentage": "decimal",
    "montant": "decimal",
    "prix": "decimal",
    "date": "date_precise",
    "oui_non": "boolean",
}
"""Each genre of text with the Cerberus type of what it is read as."""


class DuplicateNameError(ValueError):
    """Two sources define the same field or block type."""


class UnknownNameError(KeyError):
    """A plugin adds to a schema or a block type that does not exist."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError quotes its message


class Schemas:
    """All schemas by name, and the schemas of block types by type."""

    def __init__(self, named: Mapping[str, Fields], blocks: Mapping[str, Fields]) -> None:
        self._named = dict(named)
        self._blocks = dict(blocks)

    @property
    def named(self) -> Mapping[str, Fields]:
        return self._named

    @property
    def blocks(self) -> Mapping[str, Fields]:
        return self._blocks

    def copied(self) -> Schemas:
        """The same schemas, that nothing done to these changes."""
        return Schemas(deepcopy(self._named), deepcopy(self._blocks))

    def adopt(self, other: Schemas) -> None:
        """Take the fields, groups and blocks of another, as they are now."""
        whole = other.copied()
        self._named, self._blocks = whole._named, whole._blocks

    def describe(self, fields: Fields, path: Sequence[str | int]) -> tuple[Field, Fields]:
        """The field at ``path`` below ``fields``, and its siblings (empty where unknown)."""
        field: Field = {"type": "dict", "schema": fields}
        siblings: Fields = {}
        for step in path:
            siblings = self._inner(field)
            if isinstance(step, int):
                inner = field.get("schema")
                field = inner if isinstance(inner, dict) else {}
            else:
                field = siblings.get(step) or field.get("valuesrules", {})
        return field, siblings

    def group(self, told: Any) -> Fields:
        """The fields of a group that is told by its name or field by field; none of another."""
        if isinstance(told, str):
            return self._named.get(told, {})
        return told if isinstance(told, dict) else {}

    def keys_of(self, field: Field) -> tuple[str, ...]:
        """The keys that a field asks for, when it is a group of them."""
        return tuple(self._inner(field)) if field.get("type") == "dict" else ()

    def _inner(self, field: Field) -> Fields:
        """The fields of a field that is a mapping."""
        inner = field.get("schema")
        if isinstance(inner, str):
            return self._named[inner]
        return inner if isinstance(inner, dict) and field.get("type") == "dict" else {}

    def add_field(self, schema: str, name: str, rules: dict[str, Any]) -> None:
        """Add a field to a schema (``"dossier"``, ``"fiche"``, ``"image"``…); those of blocks are
        :meth:`add_field_of_block`'s.

        Raises UnknownNameError, a KeyError, for an unknown schema and DuplicateNameError for a
        field that exists.
        """
        fields = self._named.get(schema)
        if fields is None:
            told = f"aucun schéma ne s’appelle `{schema}`"
            other = f'`{schema}` est un bloc : `schemas.add_field_of_block("{schema}", …)`'
            is_block = schema in self._blocks
            raise UnknownNameError(other if is_block else _like(told, schema, self._named))
        if name in fields:
            raise DuplicateNameError(f"le champ `{name}` de `{schema}` existe déjà")
        fields[name] = rules

    def add_field_of_block(self, kind: str, name: str, rules: dict[str, Any]) -> None:
        """Add a field to a block type. Raises UnknownNameError, DuplicateNameError as for a
        schema."""
        fields = self._blocks.get(kind)
        if fields is None:
            told = f"aucun bloc ne s’appelle `{kind}`"
            other = f'`{kind}` est un schéma : `schemas.add_field("{kind}", …)`'
            is_schema = kind in self._named
            raise UnknownNameError(other if is_schema else _like(told, kind, self._blocks))
        if name in fields:
            raise DuplicateNameError(f"le champ `{name}` du bloc `{kind}` existe déjà")
        fields[name] = rules

    def add_schema(self, name: str, fields: Fields) -> None:
        """Add a named group of fields, for fields that refer to it. Raises DuplicateNameError."""
        if name in self._named:
            raise DuplicateNameError(f"le schéma `{name}` existe déjà")
        self._named[name] = fields

    def add_block(self, kind: str, fields: Fields) -> None:
        """Add a block type. Raises DuplicateNameError for a type that exists."""
        if kind in self._blocks:
            raise DuplicateNameError(f"le type de bloc `{kind}` existe déjà")
        self._blocks[kind] = fields


def _like(told: str, name: str, known: Iterable[str]) -> str:
    """What is told of an unknown name, with the nearest of those that are known."""
    near = get_close_matches(name, list(known), n=1)
    return f"{told} ; vouliez-vous dire `{near[0]}` ?" if near else told
