"""Whether the rules of fields mean something: what an author of schemas mistypes, by its path.

Cerberus would raise while it compiles everything, and name neither the field nor whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.schema.endless import endless
from ppgp_docs.schema.field_validator import FieldValidator
from ppgp_docs.schema.schemas import DESCRIPTION, GENRES, Schemas
from ppgp_docs.schema.validate import compiled, registry_of

_TYPES: Final = frozenset((*GENRES.values(), "list", "dict"))
_RULES: Final = frozenset(
    (
        *DESCRIPTION, "genre", "type", "schema", "required", "allowed", "regex", "empty", "coerce",
        "default", "min", "max", "minlength", "maxlength", "valuesrules", "keysrules", "nullable",
        "dependencies", "excludes", "forbidden", "contains", "items", "check_with", "allow_unknown",
        "anyof", "allof", "oneof", "noneof", "rename", "purge_unknown", "require_all", "meta",
        "readonly", "default_setter",
    )
)  # fmt: skip


_INNER: Final = ("schema", "valuesrules", "keysrules")
"""The rules that hold other rules."""
_VALUES: Final = (str, int, float, bool, Decimal, date, DatePrecise)
_NO_CODE: Final = "une règle est une valeur ; ce qui se calcule s’écrit dans `ppgp_check`"


class RuleFault(NamedTuple):
    """What is wrong with a field: its path (``carte.cout``), and why, as a French sentence."""

    path: tuple[str, ...]
    reason: str

    @property
    def message(self) -> str:
        return f"`{'.'.join(self.path)}` : {self.reason}"


def faults(schemas: Schemas, former: Schemas) -> list[RuleFault]:
    """The faults of every group of fields that is not as in ``former``; where there is none that
    we know the name of, those that Cerberus finds in the value of a rule."""
    groups = [
        *_changed(schemas.named, former.named),
        *_changed(schemas.blocks, former.blocks),
    ]
    found = [fault for name, fields in groups for fault in _of_fields(fields, (name,), schemas)]
    return (
        found
        or [*_of_values(groups, schemas)]
        or [RuleFault(path, _ENDLESS) for path in endless(groups, schemas)]
    )


_ENDLESS: Final = "ce champ obligatoire se demande lui-même, sans fin : rendez-le facultatif"


def _of_values(groups: list[tuple[str, Any]], schemas: Schemas) -> Iterator[RuleFault]:
    registry = registry_of(schemas) if groups else None
    for name, fields in groups:
        try:
            told = FieldValidator.refused(registry, compiled(fields))
        except Exception as problem:  # Cerberus raises many kinds, KeyError among them
            yield RuleFault((name,), f"ses règles ne se lisent pas ({problem})")
            continue
        for field, (rules, *_) in told.items():
            words = ", ".join(f"`{rule}`" for rule in rules) if isinstance(rules, dict) else "?"
            yield RuleFault((name, str(field)), f"ce qui suit {words} n’a pas de sens ici")


def _changed(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, fields) for name, fields in now.items() if fields != before.get(name))


def _of_fields(fields: Any, path: tuple[str, ...], schemas: Schemas) -> Iterator[RuleFault]:
    if not isinstance(fields, dict):
        yield RuleFault(path, "on attend un ensemble de champs, un nom puis ses règles")
        return
    for name, rules in fields.items():
        yield from _of_rules(rules, (*path, str(name)), schemas)


def _of_rules(rules: Any, path: tuple[str, ...], schemas: Schemas) -> Iterator[RuleFault]:
    if not isinstance(rules, dict):
        yield RuleFault(path, "on attend des règles : `libelle`, `genre`…")
        return
    for rule in rules:
        if rule not in _RULES:
            yield RuleFault(path, f"la règle `{rule}` n’existe pas{_near(rule, _RULES)}")
        elif rule not in _INNER and (odd := _no_value(rules[rule])):
            yield RuleFault(path, f"ce qui suit `{rule}` est {odd} : {_NO_CODE}")
    for key, known in (("genre", tuple(GENRES)), ("type", tuple(_TYPES))):
        for word in _words(rules.get(key)):
            if word not in known:
                yield RuleFault(path, f"le {key} `{word}` n’existe pas{_near(word, known)}")
    if isinstance(pattern := rules.get("regex"), str) and not _compiles(pattern):
        yield RuleFault(path, f"l’expression `{pattern}` de `regex` est mal formée")
    yield from _nested(rules, path, schemas)


def _nested(rules: dict[str, Any], path: tuple[str, ...], schemas: Schemas) -> Iterator[RuleFault]:
    for key in _INNER:
        inner = rules.get(key)
        if isinstance(inner, str):
            if inner not in schemas.named:
                reason = f"le schéma `{inner}` n’existe pas{_near(inner, schemas.named)}"
                yield RuleFault(path, reason)
        elif inner is not None:
            of_fields = key == "schema" and rules.get("type") == "dict"
            yield from (_of_fields if of_fields else _of_rules)(inner, path, schemas)


def _no_value(value: Any) -> str:
    """What stands where a value is due: a function, a class, an object; empty for a value."""
    if isinstance(value, list | tuple | set | frozenset):
        return next(filter(None, map(_no_value, value)), "")
    if isinstance(value, dict):
        return next(filter(None, map(_no_value, (*value, *value.values()))), "")
    if value is None or type(value) in _VALUES:
        return ""
    name = getattr(value, "__name__", type(value).__name__)
    kind = "la classe" if isinstance(value, type) else "la fonction" if callable(value) else ""
    return f"{kind or 'un objet'} `{name}`"


def _words(value: Any) -> tuple[Any, ...]:
    """A type may be several; a genre is one word."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _near(word: Any, known: Any) -> str:
    near = get_close_matches(str(word), sorted(known), n=1)
    return f" : vouliez-vous dire `{near[0]}` ?" if near else ""


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
