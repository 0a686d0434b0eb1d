"""The one address of a value: the same in a diagnostic, a form, a Word tag, a cell.

``fiche-8:budget.lignes[fir-2021].montant`` names a file of the dossier, then keys and items down to
the value. An item that bears an ``id`` is named by it, so that a line added above does not change
its address; any other by its rank, from 1, as people count. A key that is no plain word stands
between double quotes, doubled inside: ``dossier:sigles."P M I"``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.load.tree import Mapping, PathInTree
from ppgp_docs.patterns import pattern
from ppgp_docs.workspace.folder import FICHES

ID: Final = "id"
STATE_TO_TYPE: Final = ".etats[+]"
"""Behind the address of a line of budget: the row where a state that it has not yet is typed."""
_NAMES: Final = (ID, "cle")
"""The keys that name an item for good: the id of a line, the key of a row of a fiche."""

_NUMBER: Final = r"[1-9][0-9]{0,8}"
_WORD: Final = re.compile(r"[^\W\d]\w*(?:-\w+)*")
_KEY: Final = rf'(?:(?P<word>{_WORD.pattern})|"(?P<quoted>(?:[^"]|"")*)")'
_FIRST: Final = pattern(_KEY)
_NEXT: Final = pattern(rf"\[(?:(?P<rank>{_NUMBER})|(?P<id>[^\W\d][\w-]*))\]|\.{_KEY}")
_FILE: Final = re.compile(rf"(?:dossier|contrat|fiche-{_NUMBER})(?=:)")


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
    ranks = [rank for rank, item in enumerate(node) if id_of(item) == step.name]
    return ranks[0] if len(ranks) == 1 else None


def id_of(item: Any) -> str:
    """What names an item for good, its id or its key; empty when it has neither."""
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


def parent_of(address: str) -> str:
    """The address of what holds a value; empty above a file, and for what is no address."""
    try:
        found = Address.parse(address)
    except AddressError:
        return ""
    return str(Address(found.file, found.steps[:-1])) if found.steps else ""


def items(address: str, values: Sequence[Any]) -> list[str]:
    """The addresses of the items of the list at an address."""
    ids = [id_of(value) for value in values]
    times = Counter(ids)
    return [f"{address}{_item(name, times[name], rank)}" for rank, name in enumerate(ids)]


def _word(key: str) -> str:
    return key if _WORD.fullmatch(key) else '"' + key.replace('"', '""') + '"'


def _item(name: str, times: int, rank: int) -> Step:
    """An id that only one item bears, or a rank, from 0."""
    is_id = times == 1 and _NAME.fullmatch(name)
    return ItemId(name) if is_id else Rank(rank + 1)


def _named(values: list[Any], rank: Any) -> Step:
    name = id_of(values[rank])
    times = sum(id_of(value) == name for value in values) if name else 0  # most items have none
    return _item(name, times, rank)


_NAME: Final = re.compile(r"[^\W\d][\w-]*")


def file_name(file: Path, root: Any) -> str | None:
    """How addresses name a file of a dossier; None for any other file."""
    number = root.get("numero") if isinstance(root, dict) else None
    if file.parent.name == FICHES:
        return f"fiche-{number}" if str(number).isdigit() else None
    return file.stem if file.stem in ("dossier", "contrat") else None


class Addresses:
    """The addresses of a tree for who asks many of them: what a node holds is looked at once."""

    def __init__(self, file: str, root: Any) -> None:
        self._file, self._root = file, root
        self._held: dict[int, tuple[list[tuple[int, int]], list[str | int], list[Step]]] = {}

    def at(self, span: Span) -> Address:
        """The address of the innermost value whose place holds another: where a finding stands.

        A finding about a key (``span`` is then that of the key) leads to its value.
        """
        return Address(self._file, tuple(step for _, step in self._down_to(span)))

    def path(self, span: Span) -> PathInTree:
        """The path of that value."""
        return tuple(key for key, _ in self._down_to(span))

    def of(self, found: Diagnostic) -> PathInTree:
        """The path of what a finding is about: for a field that is not there, and is told at the
        first line of its group, that of the field."""
        span = found.span
        path = self.path(span) if span and span.line else ()
        if span is None or not found.missing:
            return path
        for end in range(len(path), -1, -1):
            if self._begins(path[:end], span):
                return (*path[:end], found.missing)
        return path

    def _begins(self, path: PathInTree, span: Span) -> bool:
        node = self._root
        for step in path:
            node = node[step]
        held = node.span if isinstance(node, Mapping) else None
        return held is not None and (held.line, held.column) == (span.line, span.column)

    def _down_to(self, span: Span) -> Iterator[tuple[str | int, Step]]:
        node = self._root
        while found := self._holding(node, span):
            yield found
            node = node[found[0]]

    def _holding(self, node: Any, span: Span) -> tuple[str | int, Step] | None:
        if not isinstance(node, dict | list):
            return None
        if id(node) not in self._held:
            self._held[id(node)] = _children(node)
        starts, keys, steps = self._held[id(node)]
        rank = bisect_right(starts, (span.line, span.column)) - 1
        if rank < 0 or not _holds(node, keys[rank], span):
            return None
        return keys[rank], steps[rank]


def _children(node: Any) -> tuple[list[tuple[int, int]], list[str | int], list[Step]]:
    """Where each child of a node begins, its key or rank, its step; in the order of the file."""
    if isinstance(node, list):
        ids = [id_of(value) for value in node]
        times = Counter(ids)
        spans = [value.span for value in node]
        steps: list[Step] = [_item(name, times[name], rank) for rank, name in enumerate(ids)]
        return [(span.line, span.column) for span in spans], [*range(len(node))], steps
    spans = [node.keys_at[key] for key in node]
    return [(span.line, span.column) for span in spans], [*node], [*map(str, node)]


def _holds(node: Any, key: str | int, span: Span) -> bool:
    if node[key].span.holds(span):
        return True
    return isinstance(node, dict) and bool(node.keys_at[key].holds(span))  # type: ignore[attr-defined]
