"""A YAML text as nodes that know exactly where they begin and end in it.

PyYAML's marks end a block where the next token begins, comments and blank lines included; here a
node ends with its last character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final, TypeAlias

import yaml
from attrs import evolve, frozen

from ppgp_docs.load.compose import composed_node
from ppgp_docs.load.tree import PathInTree

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
"""What a text holds: scalars stay text, as the engine reads them."""


class NotEditableError(Exception):
    """The text cannot be changed safely: not YAML, an anchor, a tag, an unknown place…

    Its message is a French sentence.
    """


@frozen
class Scalar:
    """``style`` is ``""`` for a plain text, else ``'``, ``"``, ``|`` or ``>``; ``flow`` tells
    whether it stands between braces or brackets."""

    start: int
    end: int
    value: str
    style: str
    flow: bool


@frozen
class Pair:
    key: Scalar
    value: Node


@frozen
class MappingNode:
    start: int
    end: int
    flow: bool
    pairs: tuple[Pair, ...]


@frozen
class SequenceNode:
    start: int
    end: int
    flow: bool
    items: tuple[Node, ...]


Node: TypeAlias = Scalar | MappingNode | SequenceNode

_TRAILING: Final = re.compile(r"\s*\Z")
_EXPLICIT: Final = re.compile(r"(?:^|[{,])[ \t]*(?:-[ \t]+)*\?\s+\Z", re.MULTILINE)
"""What stands before a key that YAML calls explicit (1.2.2, § 8.2.2)."""
_BEFORE: Final = 80
"""Signs before a key where its mark is looked for."""
_TO_COLON: Final = re.compile(r"(?:[^:#]|#[^\n\r]*)*:")
_KEEPS: Final = re.compile(r"[|>]\d?\+|[|>]\+\d?")


@lru_cache(maxsize=4)
def nodes(source: str) -> Node | None:
    """The nodes of a file's text without byte order mark; None for a text that holds nothing.

    Made once for the last texts: what an edit left is what the next one begins with.

    Raises NotEditableError.
    """
    return nodes_of_piece(source)


def nodes_of_piece(source: str) -> Node | None:
    """The nodes of a text that is no file's: it pushes none out of those that are remembered.

    Raises NotEditableError.
    """
    try:
        root = composed_node(source)
    except yaml.YAMLError as problem:
        told = "le fichier a une faute de syntaxe ; corrigez-la d’abord"
        raise NotEditableError(told) from problem
    return None if root is None else _Reader(source).read(root, flow=False)


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, *, flow: bool) -> Node:
        if id(node) in self._seen or self._source.startswith("&", node.start_mark.index):
            raise NotEditableError("un renvoi YAML (`&nom`, `*nom`) relie deux endroits du fichier")
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, flow)
        assert isinstance(node, yaml.CollectionNode)
        start, flow = node.start_mark.index, flow or bool(node.flow_style)
        if isinstance(node, yaml.MappingNode):
            pairs = tuple(self._pair(key, value, flow) for key, value in node.value)
            braces = self._source.startswith("{", start)
            end = node.end_mark.index if braces or not pairs else pairs[-1].value.end
            return MappingNode(start, end, flow, pairs)
        items = tuple(self.read(child, flow=flow) for child in node.value)
        end = node.end_mark.index if flow or not items else items[-1].end
        return SequenceNode(start, end, flow, items)

    def _pair(self, key: yaml.Node, value: yaml.Node, flow: bool) -> Pair:
        name = self.read(key, flow=flow)
        if not isinstance(name, Scalar):
            raise NotEditableError("une clé n’est pas un mot")
        if _EXPLICIT.search(self._source[max(0, name.start - _BEFORE) : name.start]):
            raise NotEditableError("une clé est annoncée par un `?` : écrivez `clé: valeur`")
        held = self.read(value, flow=flow)
        if flow and isinstance(held, Scalar) and not held.style and held.start == held.end:
            # The parser puts it where the next token begins, behind comments.
            colon = _TO_COLON.match(self._source, name.end, held.start)
            place = colon.end() if colon else name.end
            held = evolve(held, start=place, end=place)
        return Pair(name, held)

    def _scalar(self, node: yaml.ScalarNode, flow: bool) -> Scalar:
        start, end = node.start_mark.index, node.end_mark.index
        style = node.style or ""
        typed = self._source[start:end]
        if typed.startswith("!"):
            raise NotEditableError("une étiquette YAML (`!…`) donne un autre sens à un texte")
        if style in ("|", ">") and not _KEEPS.match(typed):
            end = start + len(_TRAILING.sub("", typed))
        elif style in ("|", ">"):
            end = start + len(typed.removesuffix("\n").removesuffix("\r"))
        return Scalar(start, end, node.value, style, flow)


def data(node: Node | None) -> Data:
    """What the nodes hold. Raises NotEditableError for a key that is written twice."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, SequenceNode):
        return [data(item) for item in node.items]
    held = {pair.key.value: data(pair.value) for pair in node.pairs}
    if len(held) < len(node.pairs):
        raise NotEditableError("une clé est écrite deux fois au même endroit")
    return held


def at(root: Node | None, path: PathInTree) -> Node:
    """The node at a path. Raises NotEditableError when there is none."""
    node: Any = root
    for step in path:
        node = _child(node, step)
    if node is None:
        raise NotEditableError("cet endroit n’existe plus dans le fichier")
    found: Node = node
    return found


def _child(node: Any, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((pair.value for pair in node.pairs if pair.key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
