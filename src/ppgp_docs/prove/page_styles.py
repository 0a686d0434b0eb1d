"""What the styles of a web page say of its elements, worked out as a browser does.

A rule that holds on some screens only (``@media``, ``@layer``, ``@container``), or once a reader
did something (``:target``, ``:hover``), is of a *condition*: who asks is told what holds without
it, and with it. What cannot be worked out raises
:class:`UnjudgedError`: a stylesheet elsewhere, a selector that is not understood, rules in rules.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import cssselect2
import tinycss2

Given: TypeAlias = tuple[tuple[str, str, bool], ...]
"""Declarations: property, value, whether it is important."""

_Rule: TypeAlias = tuple[Sequence[Any], str, Given, bool]
"""Selectors, the condition, what is declared, whether a reader has to do something first."""

_Weight: TypeAlias = tuple[bool, tuple[int, ...], int, int]
"""Importance, specificity, rank of the rule, of the declaration (CSS Cascading 4, 6.1)."""

_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_DEEPEST: Final = 12
_IDLE: Final = (
    "font-face",
    "page",
    "charset",
    "namespace",
    "keyframes",
    "counter-style",
    "property",
)
_CONDITIONS: Final = ("media", "supports", "container", "layer", "starting-style")
_STATE: Final = re.compile(
    r":(?:active|checked|default|focus(?:-visible|-within)?|hover|indeterminate|target(?:-within)?"
    r"|user-(?:in)?valid|(?:in)?valid|visited)(?![\w-])|\[\s*open\s*\]",
    re.IGNORECASE,
)
"""What a reader may make true of an element (Selectors 4, 8 to 13), without any script."""

_OF_STYLE: Final = (1,)
"""The specificity of a ``style``, above that of any selector, which begins by 0."""

_NO_CONDITION: Final = ("all", "screen", "only screen", "")


class UnjudgedError(Exception):
    """Styles that hide a word, or that nothing here can work out; in French, which."""


class Match(NamedTuple):
    """A rule that an element falls under, or one of its pseudo-elements; ``later`` where a reader
    has to do something first."""

    weight: _Weight
    condition: str
    given: Given
    pseudo: bool
    later: bool = False


class Styles:
    """The styles of a page under some of its conditions."""

    def __init__(self, matches: dict[Any, list[Match]], holding: Collection[str]) -> None:
        self._said: dict[Any, dict[str, tuple[_Weight, str]]] = {}
        for node, found in matches.items():
            here = self._said.setdefault(node, {})
            for match in found:
                if not match.pseudo and (not match.condition or match.condition in holding):
                    _give(here, match)

    def value(self, node: Any, name: str) -> str:
        """What is declared of an element, in lower case, its variables replaced; or nothing."""
        found = self._said.get(node, {}).get(name)
        return self._resolved(node, found[1]) if found else ""

    def last(self, node: Any, *names: str) -> str:
        """The same of properties that overrule one another: ``font`` and ``font-size``."""
        found = [each for name in names if (each := self._said.get(node, {}).get(name))]
        return self._resolved(node, max(found)[1]) if found else ""

    def _resolved(self, node: Any, value: str) -> str:
        for _ in range(_DEEPEST):
            if "var(" not in value:
                return value.strip()
            value = _VARIABLE.sub(lambda found: self._variable(node, found), value)
        raise UnjudgedError("une variable qui se cite elle-même")

    def _variable(self, node: Any, found: re.Match[str]) -> str:
        for each in (node, *node.iterancestors()):
            if set_ := self._said.get(each, {}).get(found[1]):
                return set_[1]
        return found[2] or ""


def matches(page: Any, read: Collection[str]) -> dict[Any, list[Match]]:
    """The rules that each element of a page falls under, those that say something of ``read`` or
    that set a variable. Raises UnjudgedError."""
    matcher = cssselect2.Matcher()
    for rank, (selectors, condition, given, later) in enumerate(_rules(page, read), 1):
        for selector in selectors:
            matcher.add_selector(selector, (rank, condition, given, later))
    found: dict[Any, list[Match]] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(page).iter_subtree():
        node = wrapped.etree_element
        here = found.setdefault(node, [])
        for specificity, _, pseudo, (order, condition, given, later) in matcher.match(wrapped):
            weight = (False, (0, *specificity), order, 0)
            here.append(Match(weight, condition, given, pseudo is not None, later))
        style = node.get("style", "")
        if style:
            own = _declared(tinycss2.parse_blocks_contents(style), read)
            here.append(Match((False, _OF_STYLE, 0, 0), "", own, False))
    return found


def _rules(page: Any, read: Collection[str]) -> Iterator[_Rule]:
    for node in page.iter("link"):
        if "stylesheet" in (node.get("rel") or "").lower():
            raise UnjudgedError("une feuille de style hors de la page (`<link>`)")
    for sheet in page.iter("style"):
        media = (sheet.get("media") or "").strip().lower()
        outer = "" if media in _NO_CONDITION else f"@media {media}"
        rules = tinycss2.parse_stylesheet(sheet.text or "", True, True)
        for condition, rule in _under(rules, outer):
            selector = tinycss2.serialize(rule.prelude).strip()
            yield from _of_rule(selector, condition, rule.content, read)


def _of_rule(selector: str, condition: str, content: Any, read: Collection[str]) -> Iterator[_Rule]:
    """What a rule declares, then what those within it do (CSS Nesting 1)."""
    contents = tinycss2.parse_blocks_contents(content)
    if given := _declared(contents, read):
        yield _compiled(selector), condition, given, False
        if state := _STATE.search(selector):
            held = f"{condition} {state[0]}".strip()
            yield _compiled(_STATE.sub(":is(*)", selector)), held, given, True
    for each in contents:
        if each.type == "qualified-rule":
            within = tinycss2.serialize(each.prelude).strip()
            yield from _of_rule(_nested(selector, within), condition, each.content, read)
        elif each.type == "at-rule":
            if each.content is None or each.lower_at_keyword not in _CONDITIONS:
                raise UnjudgedError(f"`@{each.lower_at_keyword}` dans une règle")
            yield from _of_rule(selector, _both(condition, each), each.content, read)


def _compiled(selector: str) -> Sequence[Any]:
    try:
        found: Sequence[Any] = cssselect2.compile_selector_list(selector)
    except cssselect2.SelectorError:
        raise UnjudgedError(f"un sélecteur incompris : `{selector}`") from None
    return found


def _nested(outer: str, inner: str) -> str:
    """The selector of a rule within another: `&` is the outer one, which stands before where it is
    not named."""
    each = (part if "&" in part else f"& {part}" for part in _parts(inner))
    return ", ".join(part.replace("&", f":is({outer})") for part in each)


def _parts(selector: str) -> Iterator[str]:
    """The selectors of a list, whose commas between brackets part nothing."""
    deep, part = 0, ""
    for sign in selector:
        deep += (sign in "([") - (sign in ")]")
        if sign == "," and not deep:
            yield part.strip()
            part = ""
        else:
            part += sign
    yield part.strip()


def _under(rules: Any, condition: str) -> Iterator[tuple[str, Any]]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield condition, rule
        elif rule.type == "at-rule" and rule.lower_at_keyword not in _IDLE:
            if rule.content is None:
                if rule.lower_at_keyword != "layer":  # @import
                    raise UnjudgedError(f"`@{rule.lower_at_keyword}`")
                continue
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            yield from _under(inner, _both(condition, rule))


def _both(condition: str, rule: Any) -> str:
    """The condition under which a rule of conditions holds what it holds."""
    asked = tinycss2.serialize(rule.prelude).strip().lower()
    plain = rule.lower_at_keyword == "media" and asked in _NO_CONDITION
    own = "" if plain else f"@{rule.lower_at_keyword} {asked}"
    return " ".join(filter(None, (condition, own)))


def _declared(contents: Any, read: Collection[str]) -> Given:
    return tuple(
        (each.lower_name, _value(each), each.important)
        for each in contents
        if each.type == "declaration" and (each.lower_name in read or each.name.startswith("--"))
    )


def _value(declaration: Any) -> str:
    return str(tinycss2.serialize(declaration.value)).strip().lower()


def _give(here: dict[str, tuple[_Weight, str]], match: Match) -> None:
    _, specificity, order, _ = match.weight
    for place, (name, value, important) in enumerate(match.given):
        weight = (important, specificity, order, place)
        if name not in here or here[name][0] <= weight:
            here[name] = (weight, value)
