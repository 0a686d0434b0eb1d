"""What a format is given of a dossier: all of it, but what it says that it does not use.

A document is made again when that changes, and then only; and since a format is given nothing
else, what it says cannot be wrong without a test or step 7 seeing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from operator import is_
from typing import Any, Final, TypeAlias, get_args, get_origin, get_type_hints

import attrs
from attrs import evolve
from immutabledict import immutabledict

from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.place import Champs, Located
from ppgp_docs.model.prose import Line, Prose
from ppgp_docs.plugin.formats import BY_NAME

NEVER: Final = ("textes", "a_classer", "*.dispenses")
"""What is there for checks alone."""

ANYWHERE: Final = "*"
"""What stands for any piece of the model, in the name of a field of one: ``Citation.personne``."""

Ignored: TypeAlias = frozenset[tuple[str, str]]
"""Fields to empty: the name of a class, that of its field."""


def format_input(dossier: Dossier, ignored: tuple[str, ...], fiche: FicheAction | None) -> Dossier:
    """The dossier without what is ignored: of the fiches, ``fiche`` stays; of what is looked up by
    name, what the rest names. Names that are no field of the model are passed over."""
    every = (*NEVER, *ignored)
    own = {name for name in every if "." not in name}
    changes = {
        field.name: _empty(getattr(dossier, field.name), field)
        for field in attrs.fields(Dossier)
        if field.name in own and field.name not in BY_NAME
    }
    if "fiches" in changes and fiche is not None:
        changes["fiches"] = (fiche,)
    of_pieces = frozenset(_class_and_field(name) for name in every if "." in name)
    left: Dossier = _without(evolve(dossier, **changes), of_pieces)
    return evolve(left, **_named(left, [name for name in BY_NAME if name in own]))


def _class_and_field(name: str) -> tuple[str, str]:
    cls, _, field = name.partition(".")
    return cls, field


def _empty(value: Any, field: attrs.Attribute[Any]) -> Any:
    """The value of a field that nobody filled in; a piece that is always there, with nothing that
    must not be filled in."""
    if _is_plain(field.default):
        return field.default
    cls: Any = type(value)
    return evolve(value, **dict(_defaults(cls))) if isinstance(value, Located) else value


def _is_plain(default: Any) -> bool:
    return default is not attrs.NOTHING and not isinstance(default, attrs.Factory)  # type: ignore[arg-type]


def _without(value: Any, ignored: Ignored) -> Any:
    """A piece where the fields that are ignored are empty, at any depth; itself when none is
    filled in."""
    if isinstance(value, Located):
        cls: Any = type(value)
        gone = dict(_gone(cls, ignored))
        held = {name: getattr(value, name) for name in _holders(cls) if name not in gone}
        new = gone | {name: _without(each, ignored) for name, each in held.items()}
        same = all(getattr(value, name) is each for name, each in new.items())
        return value if same else evolve(value, **new)
    if isinstance(value, tuple):
        items = tuple(_without(each, ignored) for each in value)
        return value if all(map(is_, items, value)) else items
    if isinstance(value, immutabledict):
        entries = {key: _without(each, ignored) for key, each in value.items()}
        return value if all(map(is_, entries.values(), value.values())) else immutabledict(entries)
    if isinstance(value, Champs):
        return evolve(value, valeurs=_without(value.valeurs, ignored))
    return value


@cache
def _gone(cls: Any, ignored: Ignored) -> tuple[tuple[str, Any], ...]:
    """The fields of a class that are ignored, each with the value of one that is not filled in."""
    names = {field for name, field in ignored if name in (ANYWHERE, cls.__name__)}
    return tuple((name, default) for name, default in _defaults(cls) if name in names)


@cache
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    """The value of each field that may be empty; a list that must be there is a list of nothing, a
    text that must be there one without a word."""
    hints = get_type_hints(cls)
    defaults = ((each.name, _blank(hints[each.name], each.default)) for each in attrs.fields(cls))
    return tuple((name, default) for name, default in defaults if _is_plain(default))


def _blank(hint: Any, default: Any) -> Any:
    if get_origin(hint) is tuple:
        return ()
    return hint() if hint in (Prose, Line) else default


@cache
def _holders(cls: Any) -> tuple[str, ...]:
    """The fields that may hold pieces of the model."""
    hints = get_type_hints(cls)
    return tuple(each.name for each in attrs.fields(cls) if _may_hold(hints[each.name]))


def _may_hold(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Located | Champs):
        return True
    return any(map(_may_hold, get_args(hint)))


def _named(dossier: Dossier, tables: list[str]) -> dict[str, Any]:
    """What the rest of a dossier names in its tables, what that names in its turn included."""
    empty: dict[str, Any] = {name: immutabledict() for name in tables}
    rest = evolve(dossier, **empty)
    words = set(_words(rest)) if tables else set()
    kept: dict[str, set[str]] = {name: set() for name in tables}
    grows = bool(tables)
    while grows:
        grows = False
        for table in tables:
            entries: Mapping[str, Any] = getattr(dossier, table)
            for key in entries.keys() & words - kept[table]:
                kept[table].add(key)
                words.update(_words(entries[key]))
                grows = True
    return {
        table: immutabledict({k: v for k, v in getattr(dossier, table).items() if k in keys})
        for table, keys in kept.items()
    }


def _words(value: Any) -> Iterator[str]:
    """Every plain string of a piece of the model: whatever names something is one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from _words(each)
    elif isinstance(value, Champs):
        yield from _words((*value.values(), *value.en_clair.values()))
    elif isinstance(value, Mapping):
        yield from _words((*value.keys(), *value.values()))
    elif attrs.has(type(value)):
        cls: Any = type(value)
        for field in attrs.fields(cls):
            if field.name != "place":
                yield from _words(getattr(value, field.name))
