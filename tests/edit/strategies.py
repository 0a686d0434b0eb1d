"""Random changes to real and odd files: what a person may ask of any place of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from ppgp_docs.edit.changes import Change, Insert, Move, Remove, RenameKey, Set
from ppgp_docs.edit.nodes import Data, MappingNode, Node, SequenceNode, nodes
from ppgp_docs.load.tree import PathInTree

SHIPPED: Final = Path(__file__).parents[2] / "departments"

ODD: Final = {
    "Windows line ends": (
        "a: 1 # x\r\nb:\r\n  - 'q''z' # c\r\n  - >-\r\n    lorem\r\n    ipsum\r\n\r\n  # com\r\n"
        '  - |\r\n    x\r\n\r\n# fin\r\nc: {d: [1, 2], e: "f\\n"}\r\nd: sur deux\r\n   lignes # cc'
        "\r\ne:\r\nf: ''\r\n"
    ),
    "no final newline": "# tête\nx:\n- a: 1\n  # entre\n  b: 2\n\n-   c: 3 # fin\ny: non",
    "a byte order mark, lists in lists": (
        "\ufeffcle: été\nliste: []\nvide: {}\nblanc: # rien\nsuite:\n    - - 1\n      - 2\n"
        "    - - 3\n"
    ),
    "blocks that keep their blank lines": "t: |+\n  a\n\n  b\n\n\nu: >+\n  c\n\nv: fin\n",
    "comments everywhere": (
        "# un\n\nk:   # deux\n  # trois\n  a: 1   # quatre\n  # cinq\n  b:\n    # six\n"
        "    - 1 # sept\n"
        "    # huit\n    - 2\n  # neuf\n# dix\nm: 2\n# onze\n"
    ),
}

SAMPLES: Final = {
    str(file.relative_to(SHIPPED)): file.read_text("utf-8")
    for file in sorted(SHIPPED.rglob("*.yaml"))
}
FILES: Final = {**SAMPLES, **ODD}

VALUES: Final[tuple[Data, ...]] = (
    "court", "", "oui", "76 %", "12 500,50 €", "un texte : avec deux-points # et dièse",
    "l’été « déjà » — oui", "- tiret", "# a", "?x", "@x", "%x", "`x`", "*gras*", "a: b", "'", '"',
    "a\\b", "{{ chiffres.x }}", "[^n]", "\u202f!", "tab\tici", "  espaces  ", "👍🏽", "x" * 150,
    "mot " * 60 + "fin", "deux  espaces " * 12 + "fin", "ligne 1\nligne 2\n",
    "é\n\n  indenté\n", "fin\n\n\n", "\n", ["a", "b: c"], [], {},
    {"k": "v", "l": ["m", {"n": "o p"}], "q": "une\nliste\n"},
)  # fmt: skip


def places(node: Node, path: PathInTree = ()) -> Iterator[tuple[PathInTree, Node]]:
    """Every node of a file, with its path."""
    yield path, node
    if isinstance(node, MappingNode):
        for pair in node.pairs:
            yield from places(pair.value, (*path, pair.key.value))
    elif isinstance(node, SequenceNode):
        for rank, item in enumerate(node.items):
            yield from places(item, (*path, rank))


def any_change(text: str, random: Random) -> Change:
    """A change that makes sense somewhere in a text."""
    root = nodes(text.removeprefix("\ufeff"))
    assert root is not None
    known = list(places(root))
    while True:
        path, node = random.choice(known)
        if change := _change(path, node, random):
            return change


def _change(path: PathInTree, node: Node, random: Random) -> Change | None:
    kind, value = random.randrange(10), random.choice(VALUES)
    if kind < 4 and path:
        return Set(path, value)
    if kind == 4 and len(path) > 1:
        return Remove(path)
    if isinstance(node, SequenceNode):
        return _change_of_list(path, node, kind, value, random)
    if isinstance(node, MappingNode) and node.pairs:
        key = random.choice(node.pairs).key.value
        if kind < 8:
            return Set((*path, "nouvelle_cle"), value, (key, "nouvelle_cle"))
        return RenameKey((*path, key), f"renommee_{random.randrange(10**6)}")
    return None


def _change_of_list(
    path: PathInTree, node: SequenceNode, kind: int, value: Data, random: Random
) -> Change | None:
    if kind < 8:
        return Insert(path, random.randint(0, len(node.items)), value)
    if len(node.items) > 1:
        return Move(path, random.randrange(len(node.items)), random.randrange(len(node.items)))
    return None
