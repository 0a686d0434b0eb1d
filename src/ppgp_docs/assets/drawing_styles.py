"""What colours a drawing takes from elsewhere: settled where the drawing says it, else told.

An SVG made for a web page leaves its variables, its classes, its colour to the sheet of that page;
alone, it is drawn in black.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ppgp_docs.assets.svg_safety import local
from ppgp_docs.patterns import pattern

_SET: Final = pattern(r"(--[\w-]+)\s*:\s*([^;}]+)")
_VARIABLE: Final = pattern(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_CURRENT: Final = pattern(r"currentcolor", re.IGNORECASE)
_COLOR: Final = pattern(r"(?:^|[;{\s])color\s*:")
_URL: Final = pattern(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")
_MEDIA: Final = pattern(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_DEEPEST: Final = 8
_SHAPES: Final = ("path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "text")
_PAINTS: Final = ("fill", "stroke", "style")
_STRUCTURE: Final = ("defs", "clipPath", "mask", "symbol", "marker", "pattern")
_CLUES: Final = (b"var(", b"url(", b"class", b"href")


def settle(root: Any, data: bytes) -> tuple[str, ...]:
    """Write the value of each variable of a drawing where it is used; what is still asked of a
    sheet elsewhere, as French sentences."""
    if not (any(clue in data for clue in _CLUES) or b"currentcolor" in data.lower()):
        return ()
    elements = [node for node in root.iter() if isinstance(node.tag, str)]
    styles = [node for node in elements if local(node) == "style"]
    doubts = dict.fromkeys(
        (*_variables(elements, styles), *_current(elements, styles), *_links(elements, styles))
    )
    return (*doubts, *_classes(elements, "\n".join(node.text or "" for node in styles)))


def _variables(elements: list[Any], styles: list[Any]) -> Iterator[str]:
    plain = "\n".join(_MEDIA.sub("", node.text or "") for node in styles)
    inline = "\n".join(node.get("style", "") for node in elements)
    known: dict[str, set[str]] = {}
    for name, given in _SET.findall(f"{plain}\n{inline}"):
        known.setdefault(name, set()).add(given.strip())
    lacking: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        values = known.get(found[1], set())
        if len(values) == 1:
            return next(iter(values))
        if not values and found[2]:
            return str(found[2].strip())
        lacking[found[1]] = None
        return "black"

    _rewrite(elements, styles, "var(", lambda text: _VARIABLE.sub(value, text))
    for name in lacking:
        said = "y a plusieurs valeurs" if known.get(name) else "n’y a pas de valeur"
        yield f"sa couleur `{name.lstrip('-')}` {said}"


def _current(elements: list[Any], styles: list[Any]) -> Iterator[str]:
    """The colour of the text around a drawing: nothing is around it in a document."""
    texts = (*(node.text or "" for node in styles), *(node.get("style", "") for node in elements))
    coloured = any(map(_COLOR.search, texts)) or any("color" in node.attrib for node in elements)
    used = any(map(_CURRENT.search, texts)) or any(
        _CURRENT.fullmatch(value.strip()) for node in elements for value in node.attrib.values()
    )
    if used:
        _rewrite(elements, styles, "", lambda text: _CURRENT.sub("currentColor", text))
        if not coloured:
            yield "il prend la couleur du texte voisin (`currentColor`)"


def _rewrite(elements: list[Any], styles: list[Any], clue: str, change: Any) -> None:
    for node in styles:
        node.text = _settled(node.text or "", clue, change)
    for node in elements:
        for key, value in node.attrib.items():
            if local(key) not in ("d", "points", "id", "class") and clue in value:
                node.set(key, _settled(value, clue, change))


def _settled(text: str, clue: str, change: Any) -> str:
    """A value may name another variable, which is settled in its turn."""
    for _ in range(_DEEPEST if clue else 1):
        if clue not in text:
            break
        text = change(text)
    return text


def _links(elements: list[Any], styles: list[Any]) -> Iterator[str]:
    """What is drawn or painted with a piece that is not there."""
    there = {node.get("id") for node in elements}
    texts = [node.text or "" for node in styles]
    for node in elements:
        for key, value in node.attrib.items():
            texts.append(value if "url(" in value else "")
            if local(key) == "href" and value.startswith("#") and value[1:] not in there:
                yield f"il renvoie à `{value}`, qui n’y est pas"
    for name in (name for text in texts if text for name in _URL.findall(text)):
        if name not in there:
            yield f"il renvoie à `#{name}`, qui n’y est pas"


def _classes(elements: list[Any], sheet: str) -> Iterator[str]:
    """The first shape whose look is that of a class that no sheet of the drawing knows."""
    for node in elements:
        names = node.get("class", "").split() if local(node) in _SHAPES else []
        if not names or any(re.search(rf"\.{re.escape(name)}(?![\w-])", sheet) for name in names):
            continue
        line = [node, *node.iterancestors()]
        painted = any(each.get(paint) for each in line for paint in _PAINTS)
        aside = any(local(each) in _STRUCTURE for each in line[1:])
        if not (painted or aside or re.search(rf"(?<![\w.#-]){local(node)}(?![\w-])|\*", sheet)):
            yield f"sa classe `{names[0]}` n’y est décrite nulle part"
            return
