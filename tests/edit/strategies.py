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
    "comments between brackets": (
        "n: [ # tête\n  a,   # un\n  # de b\n  b,   # deux\n  c    # trois\n  # fin\n]\n"
        "m: {a: 1, # un\n  b: [x # de x\n  , y: 1 # de y\n  ], c, d: , # quatre\n  # de e\n"
        "  e: {f: 1} # e\n}\n"
    ),
    "commas that begin lines": (
        "n: [ a # un\r\n   , b # deux\r\n   # de c\r\n   , {c: 1, # c\r\n      d: 2}\r\n   ]\r\n"
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


def commented_flow(random: Random) -> str:
    """A collection between brackets or braces: its comments say whose they are."""
    braces, leads, each = random.random() < 0.5, random.random() < 0.3, random.random() < 0.6
    count = random.randint(1, 5)
    lines = [f"n: {'{' if braces else '['}{random.choice(['', ' # de tous'])}"]
    for rank in range(count):
        name, last = f"e{rank}", rank == count - 1
        value = random.choice(["1", "[1, 2]", "'# non'", "{k: v}"]) if braces else ""
        written = f"{name}: {value}" if braces else name
        before = ", " if leads and rank else ""
        behind = "" if leads or (last and random.random() < 0.7) else ","
        alone = each or random.random() < 0.5 or lines[-1].lstrip().find("#") >= 0
        if alone:
            lines += [f"    # avant {name}"] * random.choice([0, 0, 1, 2])
            lines.append(f"  {before}{written}{behind}")
        else:
            lines[-1] += f"{before or ' '}{written}{behind}"
        if random.random() < 0.5:
            lines[-1] += f"   # de {name}, oui"
    lines += ["    # de tous"] * random.choice([0, 0, 1])
    closing = "}" if braces else "]"
    if "#" in lines[-1] or random.random() < 0.5:
        lines.append(closing)
    else:
        lines[-1] += closing
    return random.choice(["\n", "\r\n"]).join([*lines, "z: fin", ""])


def change_of_flow(text: str, random: Random) -> Change:
    """A change of what :func:`commented_flow` makes."""
    root = nodes(text)
    assert isinstance(root, MappingNode)
    held = root.pairs[0].value
    if isinstance(held, MappingNode):
        rank, keys = random.randrange(len(held.pairs)), [pair.key.value for pair in held.pairs]
        added = Set(("n", "neuf"), "9", (keys[rank], "neuf"))
        return random.choice([Remove(("n", keys[rank])), added, Set(("n", keys[rank]), "9")])
    assert isinstance(held, SequenceNode)
    count = len(held.items)
    rank, to = random.randrange(count), random.randrange(count)
    inserted = Insert(("n",), random.randint(0, count), "neuf")
    return random.choice([Remove(("n", rank)), Move(("n",), rank, to), inserted])
