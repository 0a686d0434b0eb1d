"""Withdrawn names in what no document is meant to print: keys, names of files, choices.

They are no fault by themselves. But a plugin's format may print them: where they are typed is then
where one looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Champs, Located
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.publication.redaction import Names

_JOINTS: Final = re.compile(r"[-_./\\]+")


def places_of_names(dossier: Dossier, names: Names) -> dict[str, Span]:
    """Where each of these names is first typed, in a dossier that no longer prints them."""
    found: dict[str, Span] = {}
    if not names.people:
        return found
    for part in iter_nodes(dossier, Located):
        for path, text in _strings(part):
            for read in dict.fromkeys((text, _JOINTS.sub(" ", text))):
                for person, _ in names.mentions(read):
                    found.setdefault(person.name, part.at(path))
    return found


def _strings(part: Located) -> Iterator[tuple[str, str]]:
    """The plain strings of a piece of the model, each with the path of its place."""
    fields = {name: getattr(part, name) for name in _names(part)}
    for name, value in fields.items():
        if isinstance(value, Champs):
            for key, each in value.items():
                yield from _of_value(key, each)
        else:
            yield from _of_value(name, value)


def _names(part: Any) -> Iterator[str]:
    return (each.name for each in type(part).__attrs_attrs__ if each.name != "place")


def _of_value(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for rank, each in enumerate(value):
            yield from _of_value(f"{path}.{rank}", each)
    elif isinstance(value, immutabledict):
        for key, each in value.items():
            yield f"{path}.{key}", str(key)
            yield from _of_value(f"{path}.{key}", each)
