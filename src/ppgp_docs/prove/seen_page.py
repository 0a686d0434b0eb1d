"""A web page as its styles show it: rules that take words from the eye, in its sheets or in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final, TypeAlias

import cssselect2
import tinycss2
import tinycss2.color4
from lxml import etree, html

from ppgp_docs.prove.plain_text import decoded

Said: TypeAlias = dict[str, tuple[tuple[bool, tuple[int, ...], int], str]]
"""For each property, what gives it to an element and with which weight: importance, specificity,
rank (CSS Cascading 4, 6.1)."""

_UNSEEN: Final = ("head", "script", "style", "template", "noscript", "title")
_READ: Final = frozenset((
    "display", "visibility", "opacity", "color", "background", "background-color",
    "background-image", "font-size",
    "clip", "clip-path", "left", "top", "text-indent", "width", "height", "overflow", "transform",
))  # fmt: skip
_AWAY: Final = re.compile(r"-\d{3,}(?:\.\d+)?[a-z]+")
_ZERO: Final = re.compile(r"[+-]?0*\.?0+(?:px|em|rem|pt|mm|cm|%)?|[01]px")
_COLLAPSED: Final = re.compile(r"rect\(\s*[01](?:px)?\b|inset\((?:50|100)%|circle\(0")
_PAPER: Final = "white"


def shows(data: bytes, word: str) -> bool:
    """Whether some words of a page, those that its styles hide left out, hold a word."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    page = html.document_fromstring(decoded(data).encode(), parser=parser)
    holders = [node for node in page.iter(etree.Element) if _holds(node, word)]
    if not holders:
        return False
    rules = _Rules.of(page, {each for node in holders for each in (node, *node.iterancestors())})
    return any(map(rules.shows, holders))


def _holds(node: Any, word: str) -> bool:
    """Whether an element says a word in its own text, or in what its children set apart."""
    if word not in "".join("".join(node.itertext()).split()):
        return False
    if any(each.tag in _UNSEEN for each in (node, *node.iterancestors())):
        return False
    own = "".join((node.text or "", *(child.tail or "" for child in node)))
    if word in "".join(own.split()):
        return True
    return not any(word in "".join("".join(c.itertext()).split()) for c in node)


class _Rules:
    """What the styles of a page say of its elements, that hides or shows them."""

    def __init__(self, said: dict[Any, Said]) -> None:
        self._said = said

    @classmethod
    def of(cls, page: Any, nodes: Collection[Any]) -> _Rules:
        """What they say of some elements of a page."""
        matcher, rank = cssselect2.Matcher(), 0
        sheets = (node.text or "" for node in page.iter("style"))
        for rank, (selectors, given) in enumerate(_rules("\n".join(sheets)), 1):
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, (rank, given))
        said: dict[Any, Said] = {}
        for wrapped in cssselect2.ElementWrapper.from_html_root(page).iter_subtree():
            if wrapped.etree_element not in nodes:
                continue
            here: Said = {}
            for specificity, _, _, (order, given) in matcher.match(wrapped):
                _give(here, given, specificity, order)
            style = tinycss2.parse_blocks_contents(wrapped.etree_element.get("style", ""))
            _give(here, _declared(style), (1, 0, 0, 0), rank + 1)
            said[wrapped.etree_element] = here
        return cls(said)

    def shows(self, node: Any) -> bool:
        """Whether nothing keeps an element from the eye."""
        line = [node, *node.iterancestors()]
        if any(each.get("hidden") is not None or self._hides(each) for each in line):
            return False
        if self._nearest(line, "visibility") in ("hidden", "collapse"):
            return False
        size = self._nearest(line, "font-size")
        return not (size and _ZERO.fullmatch(size)) and self._stands_out(line)

    def _hides(self, node: Any) -> bool:
        value = self._value
        if value(node, "display") == "none" or _ZERO.fullmatch(value(node, "opacity") or "1"):
            return True
        if any(_AWAY.fullmatch(value(node, each)) for each in ("left", "top", "text-indent")):
            return True
        if any(_COLLAPSED.match(value(node, each)) for each in ("clip", "clip-path")):
            return True
        if re.match(r"scale[xy]?\(0", value(node, "transform")):
            return True
        flat = any(_ZERO.fullmatch(value(node, each)) for each in ("width", "height"))
        return flat and value(node, "overflow") in ("hidden", "clip")

    def _stands_out(self, line: list[Any]) -> bool:
        """Whether words have another colour than what is behind them; what cannot be worked out,
        a variable or a picture, is taken to."""
        ink = _colour(self._nearest(line, "color") or "black")
        if ink is not None and not ink[3]:
            return False
        behind = next(filter(None, map(self._background, line)), _PAPER)
        paper = _colour(behind)
        return ink is None or paper is None or _distance(ink, paper) > _NEAR

    def _background(self, node: Any) -> str:
        """The background of an element; empty where what is behind it is seen through."""
        weighed = [
            found
            for name in ("background", "background-color", "background-image")
            if (found := self._said.get(node, {}).get(name))
        ]
        value = max(weighed)[1] if weighed else ""
        colour = _colour(value)
        return "" if value in ("none", "inherit") or (colour and not colour[3]) else value

    def _nearest(self, line: list[Any], name: str) -> str:
        values = (self._value(each, name) for each in line)
        return next((value for value in values if value and value != "inherit"), "")

    def _value(self, node: Any, name: str) -> str:
        found = self._said.get(node, {}).get(name)
        return found[1] if found else ""


_NEAR: Final = 0.1
"""Distance of two colours, of at most 1 a channel, that the eye does not part."""

_Colour = tuple[float, float, float, float]


def _colour(value: str) -> _Colour | None:
    """A colour with its opacity; None for what is none, or is only known where it is drawn."""
    found = tinycss2.color4.parse_color(value)
    if not isinstance(found, tinycss2.color4.Color):
        return None
    red, green, blue, alpha = found.to("srgb")
    return float(red), float(green), float(blue), float(alpha)


def _distance(one: _Colour, other: _Colour) -> float:
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True))


def _rules(sheet: str) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    """The selectors and the declarations of the rules that hold on any screen."""
    for rule in _on_screens(tinycss2.parse_stylesheet(sheet, True, True)):
        given = _declared(tinycss2.parse_blocks_contents(rule.content))
        if given:
            try:
                yield cssselect2.compile_selector_list(rule.prelude), given
            except cssselect2.SelectorError:
                continue


def _on_screens(rules: Any) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "layer", "supports"):
            asked = tinycss2.serialize(rule.prelude).strip().lower()
            plain = rule.lower_at_keyword != "media" or asked in ("screen", "all", "only screen")
            if plain and rule.content is not None:
                yield from _on_screens(tinycss2.parse_rule_list(rule.content, True, True))


def _declared(contents: Any) -> list[tuple[str, str, bool]]:
    return [
        (each.lower_name, tinycss2.serialize(each.value).strip().lower(), each.important)
        for each in contents
        if each.type == "declaration" and each.lower_name in _READ
    ]


def _give(
    here: Said, given: list[tuple[str, str, bool]], specificity: tuple[int, ...], order: int
) -> None:
    for name, value, important in given:
        weight = (important, specificity, order)
        if name not in here or here[name][0] <= weight:
            here[name] = (weight, value)
