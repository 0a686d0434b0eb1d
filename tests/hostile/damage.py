"""Damage to an office file, drawn by a number: one part loses, doubles or changes something.

``damaged(file, 17)`` is always the same file; each is one that a faulty program, a careless edit
or a stranger may leave, and still opens as an archive.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from typing import Any, Final

from lxml import etree

_VALUES: Final = ("", "x", "-1", "0", "1e9", "99999999999999999999", "é", "true", "../x.xml")
_ROOT: Final = b"<autre/>"


def damaged(data: bytes, number: int) -> bytes:
    """A file with the damage of that number."""
    draw = random.Random(number)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    markup = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    name = draw.choice(markup)
    if draw.random() < 0.15:
        _whole(draw, parts, name)
    else:
        root = etree.fromstring(parts[name])
        for _ in range(draw.choice((1, 1, 1, 4))):
            draw.choice(_CHANGES)(draw, draw.choice([*root.iter("*")]))
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return made.getvalue()


def _whole(draw: random.Random, parts: dict[str, bytes], name: str) -> None:
    """A part that is gone, cut, of another kind, or another one."""
    kind = draw.randrange(5)
    if kind == 0:
        del parts[name]
    else:
        other = parts[draw.choice(sorted(parts))]
        parts[name] = (b"", parts[name][: len(parts[name]) // 2], _ROOT, other)[kind - 1]


def _drop(draw: random.Random, node: Any) -> None:
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def _empty(draw: random.Random, node: Any) -> None:
    del node[:]


def _double(draw: random.Random, node: Any) -> None:
    if (parent := node.getparent()) is not None:
        parent.append(etree.fromstring(etree.tostring(node)))


def _rename(draw: random.Random, node: Any) -> None:
    node.tag = f"{node.tag}x"


def _bare(draw: random.Random, node: Any) -> None:
    node.attrib.clear()


def _lose(draw: random.Random, node: Any) -> None:
    if names := sorted(node.attrib):
        del node.attrib[draw.choice(names)]


def _change(draw: random.Random, node: Any) -> None:
    if names := sorted(node.attrib):
        node.set(draw.choice(names), draw.choice(_VALUES))


def _say(draw: random.Random, node: Any) -> None:
    node.text = draw.choice(_VALUES)


_CHANGES: Final[tuple[Callable[[random.Random, Any], None], ...]] = (
    _drop, _drop, _drop, _empty, _double, _rename, _bare, _lose, _lose, _change, _change, _say,
)  # fmt: skip
