"""The one address of a value: the same in a diagnostic, a form, a Word tag, a cell.

``fiche-8:budget.lignes[fir-2021].montant`` names a file of the dossier, then keys and items down to
the value. An item that bears an ``id`` is named by it, so that a line added above does not change
its address; any other by its rank, from 1, as people count. A key that is no plain word stands
between double quotes, doubled inside: ``dossier:sigles."P M I"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.workspace.folder import FICHES

ID: Final = "id"
_NAMES: Final = (ID, "cle")
"""The keys that name an item for good: the id of a line, the key of a row of a fiche."""

_WORD: Final = re.compile(r"[^\W\d]\w*(?:-\w+)*")
_KEY: Final = rf'(?:(?P<word>{_WORD.pattern})|"(?P<quoted>(?:[^"]|"")*)")'
_FIRST: Final = re.compile(_KEY)
_NEXT: Final = re.compile(rf"\[(?:(?P<rank>[1-9]\d*)|(?P<id>[^\W\d][\w-]*))\]|\.{_KEY}")
_FILE: Final = re.compile(r"(?:dossier|contrat|fiche-[1-9]\d*)(?=:)")


@frozen
class Rank:
    """An item by its rank, from 1."""

    number: int

    def __str__(self) -> str:
        return f"[{self.number}]"


@frozen
class ItemId:
    """An item by its ``id``."""

    name: str

    def __str__(self) -> str:
        return f"[{self.name}]"


Step: TypeAlias = str | Rank | ItemId


class AddressError(ValueError):
    """A text is no address, or an address leads nowhere; its message is a French sentence."""


@frozen
class Address:
    """``file`` is ``dossier``, ``contrat`` or ``fiche-N``; ``steps`` lead down from its root."""

    file: str
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{''.join(_printed(self.steps))}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address back. Raises AddressError."""
        head = _FILE.match(text)
        if head is None:
            raise AddressError(f"`{text}` ne désigne aucun fichier d’un dossier")
        return cls(head[0], tuple(_steps(text, head.end() + 1)))

    def path(self, root: Any) -> PathInTree:
        """Keys and ranks from 0 in a tree of mappings and lists. Raises AddressError."""
        node, path = root, []
        for step in self.steps:
            key = _key(node, step)
            if key is None:
                raise AddressError(f"`{self}` ne désigne rien")
            node = node[key]
            path.append(key)
        return tuple(path)


def _printed(steps: tuple[Step, ...]) -> Iterator[str]:
    for position, step in enumerate(steps):
        if isinstance(step, str):
            yield "." if position else ""
            yield _word(step)
        else:
            yield str(step)


def _steps(text: str, first: int) -> Iterator[Step]:
    start = first
    while start < len(text):
        found = (_FIRST if start == first else _NEXT).match(text, start)
        if found is None:
            raise AddressError(f"`{text}` n’est pas une adresse : « {text[start:]} » ne se lit pas")
        yield _step(found.groupdict())
        start = found.end()


def _step(found: dict[str, str | None]) -> Step:
    if rank := found.get("rank"):
        return Rank(int(rank))
    if name := found.get("id"):
        return ItemId(name)
    return found["word"] or (found["quoted"] or "").replace('""', '"')


def _key(node: Any, step: Step) -> str | int | None:
    if isinstance(step, str):
        return step if isinstance(node, dict) and step in node else None
    if not isinstance(node, list):
        return None
    if isinstance(step, Rank):
        return step.number - 1 if step.number <= len(node) else None
    ranks = [rank for rank, item in enumerate(node) if _id(item) == step.name]
    return ranks[0] if len(ranks) == 1 else None


def _id(item: Any) -> str:
    names = (item.get(key) for key in _NAMES) if isinstance(item, dict) else ()
    return next((str(name) for name in names if name), "")


def address_of(file: str, path: PathInTree, root: Any) -> Address:
    """The address of the value at a path of a tree; an id that two items bear names neither."""
    node, steps = root, list[Step]()
    for key in path:
        steps.append(_named(node, key) if isinstance(node, list) else str(key))
        node = node[key]
    return Address(file, tuple(steps))


def below(address: str, key: str) -> str:
    """The address of what a mapping calls ``key``."""
    return f"{address}{'' if address.endswith(':') else '.'}{_word(key)}"


def item(address: str, items: list[Any], rank: int) -> str:
    """The address of an item, ``rank`` from 0, of the list at an address."""
    return f"{address}{_named(items, rank)}"


def _word(key: str) -> str:
    return key if _WORD.fullmatch(key) else '"' + key.replace('"', '""') + '"'


def _named(items: list[Any], rank: Any) -> Step:
    name = _id(items[rank])
    alone = sum(_id(item) == name for item in items) == 1
    return (
        ItemId(name) if name and alone and re.fullmatch(r"[^\W\d][\w-]*", name) else Rank(rank + 1)
    )


def file_name(file: Path, root: Any) -> str | None:
    """How addresses name a file of a dossier; None for any other file."""
    number = root.get("numero") if isinstance(root, dict) else None
    if file.parent.name == FICHES:
        return f"fiche-{number}" if str(number).isdigit() else None
    return file.stem if file.stem in ("dossier", "contrat") else None


def path_at(root: Any, span: Span) -> PathInTree:
    """The path of the innermost value whose place holds another: where a finding stands.

    A finding about a key (``span`` is then that of the key) leads to its value.
    """
    path: list[str | int] = []
    node = root
    while (found := _holding(node, span)) is not None:
        path.append(found)
        node = node[found]
    return tuple(path)


def _holding(node: Any, span: Span) -> str | int | None:
    if isinstance(node, list):
        return next((rank for rank, item in enumerate(node) if _holds(item, span)), None)
    if not isinstance(node, dict):
        return None
    keys_at = getattr(node, "keys_at", {})
    for key, value in node.items():
        if _holds(value, span) or (key in keys_at and keys_at[key].holds(span)):
            return str(key)
    return None


def _holds(node: Any, span: Span) -> bool:
    place = getattr(node, "span", None)
    return isinstance(place, Span) and place.holds(span)
