"""Which of the values that fill a template were printed: a condition of it may hide some.

A tag stands for its field, so that the check of a template has nothing to say of it; whether its
``{% if … %}`` holds is known once the template is filled, for each document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define
from markupsafe import Markup

from ppgp_fiche_action.template.absent_tags import bare
from ppgp_fiche_action.template.known import GUIDED_OUT, FieldKind, Group, Known, Loop


@define(eq=False)
class Leaf:
    """A value of a template, by the path of its field, and whether a tag printed it."""

    path: str
    text: str
    printed: bool = False

    def is_in(self, said: str) -> bool:
        """Whether a text holds it; a sign or two prove nothing."""
        return len(self.text) >= _PROVES and self.text.casefold() in said


_PROVES: Final = 4


class _Text(str):
    """A text that knows its leaf, through the filters that a tag may use."""

    leaf: Leaf

    def upper(self) -> str:
        return told(str.upper(self), self.leaf)

    def lower(self) -> str:
        return told(str.lower(self), self.leaf)

    def strip(self, chars: str | None = None, /) -> str:
        return told(str.strip(self, chars), self.leaf)


class _Markup(Markup):
    """The same of what is already Word."""

    __slots__ = ("leaf",)


def told(value: str, leaf: Leaf) -> str:
    """The same text, that knows its leaf."""
    one: Any = _Markup(value) if isinstance(value, Markup) else _Text(value)
    one.leaf = leaf
    known: str = one
    return known


def note_printed(value: Any) -> Any:
    """What Jinja does with each value that it prints: note it, and leave it as it is."""
    if leaf := getattr(value, "leaf", None):
        leaf.printed = True
    return value


def tracked(known: Group, values: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Leaf, ...]]:
    """The same values, each knowing its leaf, and all leaves that have something to print."""
    found: list[Leaf] = []
    return _group(known, values, "", found), tuple(found)


def _group(known: Group, values: Mapping[str, Any], path: str, found: list[Leaf]) -> dict[str, Any]:
    return {
        name: _value(known.fields.get(name), value, f"{path}{name}", found)
        for name, value in values.items()
    }


def _value(known: Known | None, value: Any, path: str, found: list[Leaf]) -> Any:
    if isinstance(known, Group):
        return _group(known, value, f"{path}.", found) if value else value
    if isinstance(known, Loop):
        return [_group(known.item, item, f"{known.name}.", found) for item in value]
    name = path.rpartition(".")[2]
    if known in (None, FieldKind.FLAG) or name in GUIDED_OUT or not isinstance(value, str):
        return value
    if not (text := bare(value)):
        return value
    found.append(Leaf(path, text))
    return told(value, found[-1])


def hidden(leaves: tuple[Leaf, ...], printed: str) -> Iterator[str]:
    """The fields of which a value was printed nowhere, in their order, each once.

    ``printed`` is all that the document says: a value that a tag puts together with others is
    found there.
    """
    said = bare(printed).casefold()
    lost = (leaf.path for leaf in leaves if not leaf.printed and not leaf.is_in(said))
    yield from dict.fromkeys(lost)
