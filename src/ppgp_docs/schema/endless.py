"""Fields that ask for themselves without end: nobody could write what they require."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ppgp_docs.schema.schemas import Field, Fields, Schemas


def endless(groups: Iterable[tuple[str, Fields]], schemas: Schemas) -> Iterator[tuple[str, str]]:
    """The groups and blocks that can never be written whole, each with the field that asks for
    one of them again."""
    whole = _writable(schemas)
    for name, fields in groups:
        asking = (field for field, rules in fields.items() if not _ends_where_due(rules, whole))
        if field := next(asking, ""):
            yield name, field


def _writable(schemas: Schemas) -> set[str]:
    """The names of the groups that come to an end: those that ask for nothing but such groups."""
    whole: set[str] = set()
    while more := {
        name
        for name, fields in schemas.named.items()
        if name not in whole and all(_ends_where_due(rules, whole) for rules in fields.values())
    }:
        whole |= more
    return whole


def _ends_where_due(rules: Field, whole: set[str]) -> bool:
    return not rules.get("required") or _ends(rules, whole)


def _ends(rules: Any, whole: set[str]) -> bool:
    """Whether a value of a field can be written down: of a list, where it must hold something."""
    inner = rules.get("schema") if isinstance(rules, dict) else None
    if inner is None:
        return True
    if rules.get("type") == "list":
        must_hold = rules.get("minlength", 0) or rules.get("empty") is False
        return not must_hold or _ends(inner, whole)
    if isinstance(inner, str):
        return inner in whole
    return all(_ends_where_due(each, whole) for each in inner.values())
