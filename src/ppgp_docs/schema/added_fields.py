"""What a plugin may do to the schemas: add fields, by plain names, none that describes a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs.patterns import pattern
from ppgp_docs.schema.rules import RuleFault
from ppgp_docs.schema.schemas import Fields, Schemas

_NAME: Final = pattern(r"[a-z][a-z0-9_]*")
_DESIGNATED: Final = ("chiffres", "citations", "personnes")
_OF_PEOPLE: Final = frozenset({"personne", "contact", "citation", "consentement"})
_TEXTS: Final = ("libelle", "aide", "exemple")


def changed(before: Schemas, after: Schemas) -> list[str]:
    """The fields that stood there and no longer do, or not as they were."""
    return [
        f"{name}.{field}"
        for old, new in ((before.named, after.named), (before.blocks, after.blocks))
        for name, fields in old.items()
        for field, rules in fields.items()
        if new.get(name, {}).get(field) != rules
    ]


def added(before: Schemas, after: Schemas) -> tuple[str, ...]:
    """The fields that are new in what stood there: ``fiche.relu_par``."""
    every = (
        f"{name}.{field}"
        for old, new in ((before.named, after.named), (before.blocks, after.blocks))
        for name in old.keys() & new.keys()
        for field in new[name].keys() - old[name].keys()
    )
    return tuple(sorted(every))


def misfits(before: Schemas, after: Schemas) -> list[RuleFault]:
    """What is wrong with the fields that are new, besides rules that mean nothing."""
    return [
        fault
        for old, new in ((before.named, after.named), (before.blocks, after.blocks))
        for name, fields in new.items()
        for fault in _of_group(name, fields, old.get(name, {}))
    ]


def _of_group(name: Any, fields: Any, known: Fields) -> Iterator[RuleFault]:
    if not _is_name(name):
        yield RuleFault((str(name),), "un nom n’a que des minuscules, des chiffres et `_`")
    if isinstance(fields, dict):
        for key, field in fields.items():
            if key not in known:
                path = str(name), str(key)
                if known and isinstance(field, dict) and field.get("required"):
                    yield RuleFault(path, _REQUIRED)
                yield from _of_field(path, key, field)


def _of_field(path: tuple[str, ...], key: Any, field: Any) -> Iterator[RuleFault]:
    if not _is_name(key) or key == "type":
        yield RuleFault(path, "un nom n’a que des minuscules, des chiffres, `_` ; `type` est pris")
    if isinstance(field, dict):
        yield from _of_rules(path, field)


def _of_rules(path: tuple[str, ...], field: dict[str, Any]) -> Iterator[RuleFault]:
    if "genre" not in field and "type" not in field:
        yield RuleFault(path, "il faut un `genre`, ou un `type` égal à `dict` ou `list`")
    if (named := field.get("designe")) is not None and named not in _DESIGNATED:
        yield RuleFault(path, f"`designe` vaut `{named}`, il faut {', '.join(_DESIGNATED)}")
    for text in _TEXTS:
        if not isinstance(field.get(text, ""), str):
            yield RuleFault(path, f"`{text}` n’est pas un texte")
    inner = field.get("schema")
    if isinstance(inner, str) and inner in _OF_PEOPLE:
        yield RuleFault(path, _PERSON)
    elif isinstance(inner, dict) and field.get("type") == "dict":
        for key, each in inner.items():
            yield from _of_field((*path, str(key)), key, each)
    elif isinstance(inner, dict):
        yield from _of_rules(path, inner)


_REQUIRED: Final = (
    "un champ ajouté à ce qui existe est facultatif, sinon les dossiers déjà écrits ne se lisent "
    "plus : `ppgp_check` dit qu’il manque"
)
_PERSON: Final = (
    "une personne s’écrit dans `personnes`, avec ses accords, et le champ la nomme "
    "(`genre: cle`, `designe: personnes`)"
)


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and bool(_NAME.fullmatch(name))
