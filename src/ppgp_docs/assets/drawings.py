"""SVG drawings: embedded as they are, once nothing in them runs or fetches anything."""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import Any, Final

from ppgp_docs.assets.picture import Picture, PictureError

MAX_NODES: Final = 50_000
MAX_DEPTH: Final = 60
MAX_RATIO: Final = 1000
_SVG_REFUSED: Final = frozenset({"script", "foreignObject", "iframe", "handler", "listener"})
_SVG_ADDRESS: Final = re.compile(r"url\s*\((?!\s*[\"']?#)|@import|javascript:|\\", re.IGNORECASE)


def drawing(data: bytes, name: str) -> Picture:
    """A drawing as it is, its sides in user units.

    Raises PictureError for one that is broken, has no size, or could run or fetch something.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise PictureError(f"`{name}` n’est pas un SVG lisible") from problem
    nodes = (*root.itersiblings(preceding=True), *root.iter())
    if root.getroottree().docinfo.doctype or not all(map(_is_harmless, nodes)):
        raise PictureError(f"`{name}` contient un script ou un renvoi vers l’extérieur")
    if _drawn(root) > MAX_NODES:
        raise PictureError(f"`{name}` se recopie lui-même au-delà de {MAX_NODES} tracés")
    width, height = _sides(str(root.get("viewBox", "")), name)
    return Picture(data, "image/svg+xml", max(1, round(width)), max(1, round(height)))


def _drawn(root: Any) -> int:
    """How many elements a drawing makes once each ``use`` is replaced by what it repeats.

    A few nested ones are enough to ask for billions; a loop counts as too many.
    """
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}

    @cache
    def weight(element: Any, depth: int = 0) -> int:
        if depth > MAX_DEPTH:
            return MAX_NODES + 1
        target = by_id.get(_address(element)) if str(element.tag).endswith("}use") else None
        total = 1 if target is None else 1 + weight(target, depth + 1)
        for child in element:
            total += weight(child, depth + 1)
            if total > MAX_NODES:
                break
        return total

    return weight(root)


def _address(element: Any) -> str:
    values = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href")
    return next(values, "").removeprefix("#")


def _sides(view_box: str, name: str) -> tuple[float, float]:
    try:
        _, _, width, height = map(float, view_box.replace(",", " ").split())
    except ValueError:
        width = height = 0
    ratio = width / height if 0 < width < inf and 0 < height < inf else 0
    if not 1 / MAX_RATIO < ratio < MAX_RATIO:
        raise PictureError(f"`{name}` n’indique pas ses proportions (`viewBox`)")
    return width, height


def _is_harmless(element: Any) -> bool:
    """Whether an SVG element neither runs nor fetches anything."""
    if not isinstance(element.tag, str):
        return element.text is not None and "xml-stylesheet" not in str(element)
    if element.tag.rpartition("}")[2] in _SVG_REFUSED or _SVG_ADDRESS.search(element.text or ""):
        return False
    return all(_is_harmless_attribute(key, value) for key, value in element.attrib.items())


def _is_harmless_attribute(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name in ("href", "src"):
        return value.startswith(("#", "data:image/png", "data:image/jpeg"))
    return not name.startswith("on") and not _SVG_ADDRESS.search(value)
