"""What the styles of a Word file say of a paragraph: which rank of title, a quote, its size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from attrs import evolve, frozen

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.importing.prose.items import Role, Written
from ppgp_docs.roundtrip.archive import Element, Parts
from ppgp_docs.roundtrip.word.ooxml import W, attribute, value_at

T = TypeVar("T")

_HEADING: Final = re.compile(r"(?:heading|titre|title)\s?([1-9])")
_ROLES: Final = (
    (re.compile(r"(?:title|titre|titre principal|subtitle|sous-titre)$"), Role.TITLE),
    (re.compile(r"(?:intense )?quote|citation|quotations"), Role.QUOTE),
    (re.compile(r"caption|legende|illustration$|figure$|table$"), Role.CAPTION),
    (re.compile(r"toc ?\d|toc heading|tm ?\d|contents|table des matieres"), Role.CONTENTS),
)
_DEEPEST: Final = 12
"""Styles made of one another that are still followed."""


@frozen
class Styles:
    """The paragraph styles of a file, by their identifier."""

    nodes: dict[str, Element]
    body_size: int

    @classmethod
    def of(cls, parts: Parts) -> Styles:
        root = parts.root("word/styles.xml")
        if root is None:
            return cls({}, 0)
        nodes = {attribute(one, "styleId"): one for one in root.iter(f"{W}style")}
        normal = next((n for n in nodes.values() if attribute(n, "default") in ("1", "true")), None)
        size = "" if normal is None else value_at(normal, "rPr", "sz")
        size = size or value_at(root, "docDefaults", "rPrDefault", "rPr", "sz")
        return cls(nodes, int(size) if size.isdecimal() else 20)

    def with_style(self, node: Element, one: Written) -> Written:
        """The same paragraph, with what its style and its own settings say of it."""
        styles = list(self._chain(value_at(node, "pPr", "pStyle")))
        own = node.find(f"{W}pPr/{W}outlineLvl")
        heading = _level(attribute(own, "val")) if own is not None else _first(styles, _heading)
        bold = _first(styles, _is_bold)
        words = tuple(evolve(each, bold=True) for each in one.words) if bold else one.words
        return evolve(
            one,
            words=words,
            role=_first(styles, _role) or Role.TEXT,
            heading=heading or 0,
            level=-1 if heading else one.level,
            size=self._size(node, styles),
            underlined=_is_underlined(node),
        )

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those that it is made of."""
        for _ in range(_DEEPEST):
            node = self.nodes.get(name)
            if node is None:
                return
            yield node
            name = value_at(node, "basedOn")

    def _size(self, node: Element, styles: list[Element]) -> int:
        """The size of the letters: that of the smallest run, of the style, of the body."""
        styled = _first(styles, _style_size) or self.body_size
        runs = [run for run in node.iter(f"{W}r") if any(t.text for t in run.iter(f"{W}t"))]
        sizes = (value_at(run, "rPr", "sz") for run in runs)
        return min((int(size) if size.isdecimal() else styled for size in sizes), default=styled)


def _first(styles: list[Element], what: Callable[[Element], T | None]) -> T | None:
    return next((found for one in styles if (found := what(one))), None)


def _name(style: Element) -> str:
    return sans_accents(value_at(style, "name").lower())


def _heading(style: Element) -> int:
    found = _HEADING.match(_name(style))
    return int(found[1]) if found else _level(value_at(style, "pPr", "outlineLvl"))


def _level(said: str) -> int:
    """The rank of a title, from 1; Word says 9 for no title."""
    return int(said) + 1 if said.isdecimal() and int(said) < 9 else 0


def _role(style: Element) -> Role | None:
    name = _name(style)
    return next((role for pattern, role in _ROLES if pattern.match(name)), None)


def _is_bold(style: Element) -> bool:
    found = style.find(f"{W}rPr/{W}b")
    return found is not None and attribute(found, "val") not in ("0", "false")


def _style_size(style: Element) -> int:
    said = value_at(style, "rPr", "sz")
    return int(said) if said.isdecimal() else 0


def _is_underlined(node: Element) -> bool:
    runs = [
        run for run in node.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))
    ]
    return bool(runs) and all(value_at(run, "rPr", "u") not in ("", "none") for run in runs)
