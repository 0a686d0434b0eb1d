"""What a drawing asks of whoever draws it: a few hundred bytes can ask for hours.

Patterns, masks, clips, markers and ``use`` repeat what they name, and may name one another; filters
compute each point of a surface anew. Both are weighed before anything is drawn, by the attributes
and by the style sheets (SVG 2, 13 to 19). What only many shapes
make slow is left to the limits of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.svg_safety import NAMESPACE, local

MAX_NODES: Final = 50_000
MAX_DEPTH: Final = 60
MAX_PRIMITIVES: Final = 400
"""Steps of filters, each counted where it is applied: a shadow has three or four."""

MAX_MATCHES: Final = 1_000_000
"""Elements that rules of style may be about: readers compare each with its whole selector, in some
five microseconds."""

_MOST_READ: Final = 4 * MAX_NODES
"""Elements of a file, those that draw nothing among them, beyond which none is looked at."""

_LONGEST_SELECTOR: Final = 1000
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_REMARK: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LAST: Final = re.compile(r"[^\s>+~]*\s*\Z")
_NAME: Final = re.compile(r"[.#][\w-]+|^[\w-]+")
_REFERENCE: Final = re.compile(r"url\s*\(\s*[\"']?\s*#([^\"')]+?)\s*[\"']?\s*\)", re.IGNORECASE)
_HEAVY: Final = frozenset(("pattern", "mask", "clipPath", "marker", "filter"))
_CORNERS: Final = re.compile(r"[a-zA-Z]|[-+]?\d*\.?\d+[\s,]+[-+]?\d*\.?\d+")
_ARCS: Final = re.compile(r"[aA]([^a-df-zA-DF-Z]*)")
_NUMBERS: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OF_AN_ARC: Final = 5
"""Numbers of an arc, at least: its two flags, 0 or 1, may touch what follows."""

_AN_ARC: Final = 4
"""Shapes that take as long as an arc: each is worked out as several curves."""

_MARKED: Final = frozenset(("path", "line", "polyline", "polygon"))
_MOST: Final = {"numOctaves": 8.0, "order": 9.0, "stdDeviation": 5000.0}
_WIDEST_RADIUS: Final = 0.005
"""Of the drawing's width: what a radius covers is looked at for each point."""

_LESS: Final = "simplifiez-le, ou exportez-le en PNG"


def refuse_endless(root: Any, name: str) -> None:
    """Raises PictureError, before anything else is done of it, for a drawing of far too many
    elements."""
    if sum(1 for _ in islice(root.iter(), _MOST_READ + 1)) > _MOST_READ:
        raise PictureError(f"`{name}` compte plus de {_MOST_READ} éléments", _LESS)


def refuse_heavy(root: Any, name: str) -> None:
    """Raises PictureError for a drawing that would take hours, with what asks for it.

    ``root`` holds elements alone, without comments.
    """
    _refuse_depth(root, name)
    _refuse_filters(root, name)
    _refuse_measures(root, name)
    weight = _Weight(root, _styled(root, name))
    if weight.of(root) > MAX_NODES:
        raise PictureError(
            f"`{name}` demande plus de {MAX_NODES} tracés, répétitions comprises", _LESS
        )
    if weight.primitives(root) > MAX_PRIMITIVES:
        told = f"`{name}` applique plus de {MAX_PRIMITIVES} étapes de filtres"
        raise PictureError(told, _LESS)


def _refuse_depth(root: Any, name: str) -> None:
    level, depth = [root], 0
    while level := [child for node in level for child in node]:
        depth += 1
        if depth > MAX_DEPTH:
            told = f"`{name}` a des groupes dans des groupes, sur plus de {MAX_DEPTH} niveaux"
            raise PictureError(told, "dégroupez-les dans le logiciel qui l’a dessiné")


def _refuse_filters(root: Any, name: str) -> None:
    box = root.get("viewBox", "").replace(",", " ").split()
    width = max((_number(side) for side in box[2:]), default=0) or 1000.0
    most = {**_MOST, "radius": width * _WIDEST_RADIUS}
    for node in root.iter():
        for key, value in node.attrib.items():
            if key in most and local(node).startswith("fe"):
                asked = max((_number(each) for each in value.replace(",", " ").split()), default=0)
                if not asked <= most[key]:
                    told = f'`{name}` a un filtre démesuré : `{key}="{value[:40]}"`'
                    raise PictureError(told, _LESS)


def _refuse_measures(root: Any, name: str) -> None:
    for node in root.iter():
        for key, value in node.attrib.items():
            if key in _MEASURES and (found := _BEYOND.search(value)):
                shown = value[max(0, found.start() - 10) : found.end() + 10]
                told = f"`{name}` a une mesure démesurée : `{key}`, `{shown}`"
                raise PictureError(told, "corrigez-la, ou exportez le dessin en PNG")


_MEASURES: Final = frozenset(
    ("x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "d", "points",
     "width", "height", "transform", "gradientTransform", "patternTransform", "refX", "refY",
     "markerWidth", "markerHeight", "stroke-width", "stroke-dasharray", "stroke-dashoffset",
     "font-size", "letter-spacing", "textLength")
)  # fmt: skip
_BEYOND: Final = re.compile(r"nan|inf|(?<![\d.])\d{10}|e\+?\d{2}", re.IGNORECASE)
"""What the numbers of a PDF cannot hold (ISO 32000-1, annex C), or no number."""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


class _Weight:
    """How many elements are drawn once each reference is replaced by what it repeats; a loop counts
    as too many. Each element is weighed once."""

    def __init__(self, root: Any, styled: dict[Any, set[str]]) -> None:
        self._by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
        self._styled = styled
        self._elements: dict[Any, float] = {}
        self._primitives: dict[Any, float] = {}

    def of(self, node: Any) -> float:
        """Elements that a node makes."""
        own = 1 + _arcs(node) * _AN_ARC
        if local(node) == "text":
            own += len("".join(node.itertext()))
        return self._total(node, self._elements, own)

    def primitives(self, node: Any) -> float:
        """Steps of filters that a node makes."""
        return self._total(node, self._primitives, float(local(node).startswith("fe")))

    def _total(self, node: Any, known: dict[Any, float], own: float) -> float:
        if node in known:
            return known[node]
        known[node] = float("inf")  # until it is known: who names itself never ends
        total = own
        weigh = self.of if known is self._elements else self.primitives
        for child in node:
            if known is self._elements or local(child) not in _HEAVY:
                total += weigh(child)
        for target, times in self._named(node):
            total += times * weigh(target)
        known[node] = total
        return total

    def _named(self, node: Any) -> Iterator[tuple[Any, int]]:
        """What a node repeats, and how many times."""
        for key, value in node.attrib.items():
            if local(key) == "href" and local(node) in ("use", "pattern", "textPath"):
                if (target := self._by_id.get(value.strip().removeprefix("#"))) is not None:
                    yield target, 1
            else:
                yield from self._heavy(node, _REFERENCE.findall(value))
        yield from self._heavy(node, self._styled.get(node, ()))

    def _heavy(self, node: Any, ids: Any) -> Iterator[tuple[Any, int]]:
        for target in filter(lambda found: found is not None, map(self._by_id.get, ids)):
            kind = local(target)
            if kind == "marker":
                yield target, _corners(node)
            elif kind in _HEAVY:
                yield target, 1


def _arcs(node: Any) -> int:
    """Arcs of a path: a letter, then seven numbers for each of them (SVG 2, 9.3.8)."""
    drawn = node.get("d", "") if local(node) == "path" else ""
    return sum(-(-len(_NUMBERS.findall(found)) // _OF_AN_ARC) for found in _ARCS.findall(drawn))


def _corners(node: Any) -> int:
    """Points of a shape, each of which may bear a marker; one for a group, whose shapes inherit."""
    drawn = node.get("d") or node.get("points") or ""
    return max(1, len(_CORNERS.findall(drawn))) if local(node) in _MARKED else 1


def _styled(root: Any, name: str) -> dict[Any, set[str]]:
    """The references that the style sheets of a drawing give to each of its elements, or might:
    of a selector, the names of its last part alone are looked at."""
    text = "".join(node.text or "" for node in root.iter(f"{NAMESPACE}style"))
    rules = _RULE.findall(_REMARK.sub("", text))
    names = {node: (*_names(node),) for node in root.iter()} if rules else {}
    bearers = Counter(one for each in names.values() for one in each)
    matches, named = 0, dict[str, set[str]]()
    for head, body in rules:
        ids = _REFERENCE.findall(body)
        for selector in head.split(","):
            last = _last_name(selector)
            matches += bearers[last] if len(selector) < _LONGEST_SELECTOR else MAX_MATCHES + 1
            named.setdefault(last, set()).update(ids)
    if matches > MAX_MATCHES:
        raise PictureError(f"`{name}` a une feuille de style démesurée", _LESS)
    return {
        node: set().union(*(named.get(one, ()) for one in each)) for node, each in names.items()
    }


def _last_name(selector: str) -> str:
    """The name by which the last part of a selector is looked up; ``*`` where anything may be."""
    last = _LAST.search(selector)
    part = last[0].strip() if last else ""
    found = [] if re.search(r"[:\[*(]", part) else _NAME.findall(part)
    return max(found, key=lambda one: one[0] in ".#", default="*")


def _names(node: Any) -> Iterator[str]:
    yield from ("*", local(node), f"#{node.get('id')}")
    yield from (f".{each}" for each in node.get("class", "").split())
