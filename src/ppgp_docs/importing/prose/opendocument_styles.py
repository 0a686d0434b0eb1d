"""What the styles of a text of LibreOffice say of a paragraph or of words."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.importing.prose.items import Role
from ppgp_docs.roundtrip.archive import Element

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_ROLES: Final = (
    (re.compile(r"quote|quotation|citation"), Role.QUOTE),
    (re.compile(r"(?:title|titre principal|subtitle|sous-titre)$"), Role.TITLE),
    (re.compile(r"caption|legende|illustration|figure$|table$|drawing$"), Role.CAPTION),
    (re.compile(r"contents"), Role.CONTENTS),
)
_DEEPEST: Final = 12
_POINTS: Final = re.compile(r"(\d+(?:\.\d+)?)pt")


def attribute(node: Element, space: str, name: str) -> str:
    return str(node.get(f"{space}{name}") or "")


@frozen
class Look:
    """How words look, and what the style of their paragraph says; sizes are in half-points."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    size: int = 0
    heading: int = 0
    role: Role = Role.TEXT


@frozen
class Styles:
    """Styles by their name, and which lists count."""

    nodes: dict[str, Element]
    counting: frozenset[str]

    @classmethod
    def of(cls, *roots: Element) -> Styles:
        there = [root for root in roots if root is not None]
        nodes = {
            attribute(one, STYLE, "name"): one for r in there for one in r.iter(f"{STYLE}style")
        }
        lists = [one for root in there for one in root.iter(f"{TEXT}list-style")]
        counting = (attribute(one, STYLE, "name") for one in lists if _counts(one))
        return cls(nodes, frozenset(counting))

    def counts(self, name: str) -> bool:
        return name in self.counting

    def look(self, name: str) -> Look:
        """The look of a style, those that it is made of first."""
        return self.within(Look(), name)

    def within(self, look: Look, name: str) -> Look:
        """The look of words of a style within others."""
        chain = []
        for _ in range(_DEEPEST):
            node = self.nodes.get(name)
            if node is None:
                break
            chain.append(node)
            name = attribute(node, STYLE, "parent-style-name")
        for node in reversed(chain):
            look = _with(look, node)
        return look


def _with(look: Look, node: Element) -> Look:
    name = attribute(node, STYLE, "display-name") or attribute(node, STYLE, "name")
    bare = sans_accents(name.lower())
    role = next((role for pattern, role in _ROLES if pattern.match(bare)), look.role)
    level = attribute(node, STYLE, "default-outline-level")
    look = evolve(look, role=role, heading=int(level) if level.isdecimal() else look.heading)
    text = node.find(f"{STYLE}text-properties")
    if text is None:
        return look
    weight, slant = attribute(text, FO, "font-weight"), attribute(text, FO, "font-style")
    under = attribute(text, STYLE, "text-underline-style")
    through = attribute(text, STYLE, "text-line-through-style")
    size = _POINTS.fullmatch(attribute(text, FO, "font-size"))
    return evolve(
        look,
        bold=weight in ("bold", "700", "800", "900") if weight else look.bold,
        italic=slant == "italic" if slant else look.italic,
        underlined=under not in ("", "none") if under else look.underlined,
        struck=through != "none" if through else look.struck,
        size=round(float(size[1]) * 2) if size else look.size,
    )


def _counts(node: Element) -> bool:
    first = next(iter(node), None)
    return first is not None and first.tag == f"{TEXT}list-level-style-number"
