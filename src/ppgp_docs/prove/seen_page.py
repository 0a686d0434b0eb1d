"""A web page as its styles show it: a word counts where nothing can keep it from the eye.

It has to show on any screen and on paper. What cannot be worked out counts as hidden: a script, a
sheet elsewhere, a filter, an animation, a picture behind the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from ppgp_docs.prove import page_colours, page_mark
from ppgp_docs.prove.html import line_of, parting
from ppgp_docs.prove.letters import written
from ppgp_docs.prove.page_scripts import runs
from ppgp_docs.prove.page_styles import Match, Styles, UnjudgedError, matches
from ppgp_docs.prove.plain_text import decoded

_UNSEEN: Final = (
    "head", "script", "style", "template", "noscript", "title", "iframe", "object", "video",
    "audio",
    "canvas", "select", "datalist", "textarea", "noframes", "rp", "svg", "math", "map", "embed",
    "applet",
)  # fmt: skip
"""Elements whose text is not shown, or is drawn by other rules than those of a page."""

_PICTURES: Final = ("img", "svg", "video", "iframe", "object")
"""What is drawn without a ground; nothing draws on a ``canvas`` of a page that runs no script."""

_MAY_MOVE: Final = (
    "left", "right", "top", "bottom", "inset", "inset-inline", "inset-block", "inset-inline-start",
    "inset-block-start", "inset-inline-end", "inset-block-end", "margin", "margin-left",
    "margin-top",
    "margin-right", "margin-bottom", "margin-inline", "margin-block", "margin-inline-start",
    "margin-block-start", "text-indent", "translate", "padding-left", "padding-top", "padding",
)  # fmt: skip
_SIZES: Final = (
    "width", "height", "max-width", "max-height", "inline-size", "block-size", "max-inline-size",
    "max-block-size", "line-height",
)  # fmt: skip
_PLAIN: Final = {
    **dict.fromkeys(("clip", "clip-path"), ("auto", "none")),
    **dict.fromkeys(("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"), ("none",)),
    **dict.fromkeys(("filter", "rotate", "offset-path", "-webkit-text-security"), ("none",)),
    **dict.fromkeys(("animation", "animation-name", "scale", "zoom"), ("none", "1", "100%")),
    **dict.fromkeys(("content", "mix-blend-mode"), ("normal",)),
    **dict.fromkeys(("content-visibility", "-webkit-text-fill-color"), ("visible", "currentcolor")),
    "transform": ("none",),
    "all": ("",),
    **dict.fromkeys(("background-clip", "-webkit-background-clip"), ("border-box", "padding-box")),
    "background-size": ("auto", "cover", "contain", "100% 100%"),
}
"""Properties that may hide in ways that are not worked out, with what they say when they do not."""

_COVERS: Final = ("position", "inset", "background", "background-color", "background-image")
_READ: Final = frozenset(
    (
        *(*_MAY_MOVE, *_SIZES, *_PLAIN, *_COVERS, "display", "visibility", "opacity", "color"),
        *("font", "font-size", "overflow", "overflow-x", "overflow-y"),
    )
)
_ROTATED: Final = re.compile(r"rotate\(-?(?:\d|[1-6]\d)(?:\.\d+)?deg\)")
_LENGTH: Final = re.compile(r"([+-]?\d*\.?\d+(?:e[+-]?\d+)?)([a-z%]*)")
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
    "em": 16.0, "rem": 16.0, "ch": 8.0, "ex": 8.0, "lh": 20.0, "rlh": 20.0,
}  # fmt: skip
"""CSS pixels of a unit (CSS Values 3, 5 and 6), those of fonts at their usual size."""

_KEYWORDS: Final = ("auto", "normal", "none", "inherit", "initial", "unset", "0", "min-content")
_SHARES: Final = ("%", "vw", "vh", "vmin", "vmax", "dvw", "dvh", "svw", "svh", "lvw", "lvh")
_AWAY: Final = 200.0
"""Pixels beyond which words are moved away, and not set apart."""

_RUNS: Final = "un script, ou ce qui peut en devenir un"
_LEAST_FONT: Final = 6.0
_LEAST_SIDE: Final = 10.0


def shows(data: bytes, word: str) -> bool:
    """Whether some words of a page, those that its styles hide left out, hold a word."""
    return hidden_by(data, word) is None


def hidden_by(data: bytes, word: str) -> str | None:
    """What keeps a word of a page from the eye, or from being judged; None when it is seen.

    A page that the engine marked is judged by its mark, if it says the word to who listens too.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(data))
    page = html.document_fromstring(text.encode(), parser=parser)
    if word == page_mark.WORD and page_mark.is_marked(data) and _holders(page, word):
        return _RUNS if _changes(page, data) else page_mark.mark_hidden_by(data)
    return hidden_in(page, word)


def hidden_in(page: Any, word: str) -> str | None:
    """The same of a page that is read already."""
    told = "un élément qui ne s’affiche pas"
    holders = _holders(page, word)
    if not holders:
        return told
    if runs(page):
        return _RUNS
    every = list(page.iter(etree.Element))
    try:
        found = matches(page, _READ)
    except UnjudgedError as problem:
        return str(problem)
    for holder in holders:
        try:
            _look_at(holder, every, found)
        except UnjudgedError as problem:
            told = str(problem)
        else:
            return None
    return told


def _changes(page: Any, data: bytes) -> bool:
    """Whether a page may run; text within CDATA is markup to our parser, or to browsers."""
    return runs(page) or b"<![cdata[" in data.lower()


def _look_at(holder: Any, every: list[Any], found: dict[Any, list[Match]]) -> None:
    """See that an element shows whatever holds of the conditions that it, or what may cover it,
    falls under: none, each alone, all of them. Raises UnjudgedError."""
    told = {
        match.condition
        for each in found.values()
        for match in each
        if match.condition and not match.later
    }
    line = [holder, *holder.iterancestors()]
    beside = [node for node in every if node not in {*line}]
    for node, each in found.items():
        if any(m.pseudo and not m.later and _may_cover(dict(_of(m))) for m in each):
            raise UnjudgedError(f"ce qui est ajouté à `<{node.tag}>` peut le recouvrir")
    for holding in dict.fromkeys(
        (frozenset[str](), *(frozenset((one,)) for one in told), frozenset(told))
    ):
        styles = Styles(found, holding)
        try:
            _Look(styles).look(line)
            for node in beside:
                if _may_cover(_Asked(styles, node), node):
                    raise UnjudgedError(f"`<{node.tag}>` peut le recouvrir")
        except UnjudgedError as problem:
            under = f", sous `{min(holding)}`" if len(holding) == 1 else ""
            raise UnjudgedError(f"{problem}{under}") from None


def _of(match: Match) -> Iterator[tuple[str, str]]:
    yield from ((name, value) for name, value, _ in match.given)


def _holders(page: Any, word: str) -> list[Any]:
    """The elements that say a word."""
    return [node for node in page.iter(etree.Element) if _holds(node, word)]


def _holds(node: Any, word: str) -> bool:
    """Whether an element says a word in its own text, or in what its children set apart."""
    spelled = written(word)
    if word not in "".join("".join(node.itertext()).split()):
        return False
    if not spelled.search(line_of(node)):
        return False
    if any(_is_set_aside(each) for each in (node, *node.iterancestors())):
        return False
    own = (f"{parting(child)}{child.tail or ''}" for child in node)
    if spelled.search(f"{node.text or ''}{''.join(own)}"):
        return True
    return not any(spelled.search(line_of(child)) for child in node)


def _is_set_aside(node: Any) -> bool:
    """What shows nothing until someone asks for it, or never does."""
    if node.tag in _UNSEEN or node.get("hidden") is not None or node.get("popover") is not None:
        return True
    if node.tag in ("dialog", "details"):
        return node.get("open") is None
    return False


class _Asked(dict[str, str]):
    """What styles say of one element, asked as it is needed."""

    def __init__(self, styles: Styles, node: Any) -> None:
        super().__init__()
        self._styles, self._node = styles, node

    def get(self, name: str, default: Any = "") -> Any:
        return self._styles.value(self._node, name) or default


def _may_cover(said: dict[str, str], node: Any = None) -> bool:
    """Whether something set apart from the flow may lie over the page: ground and size."""
    if said.get("position", "") not in ("absolute", "fixed"):
        return False
    ground = said.get("background", "") or said.get("background-color", "")
    ground = ground or said.get("background-image", "")
    pictured = node is not None and node.tag in _PICTURES
    if not pictured and (not ground or ground in ("none", "transparent")):
        return False
    inset = said.get("inset", "")
    if inset:
        return not _moves(inset)
    across = _is_wide(said, "width", "left", "right")
    return across and _is_wide(said, "height", "top", "bottom")


def _is_wide(said: dict[str, str], size: str, start: str, end: str) -> bool:
    asked = said.get(size, "")
    if not asked or asked == "auto":
        return bool(said.get(start, "") and said.get(end, ""))
    length = _pixels(asked)
    return length is None or length > _AWAY


class _Look:
    """Whether an element, seen with those around it, is kept from the eye by its styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def look(self, line: list[Any]) -> None:
        """Raises UnjudgedError, with the declaration that hides an element or keeps it from being
        judged."""
        for node in line:
            self._look_at(node)
        if (said := self._nearest(line, "visibility")) in ("hidden", "collapse"):
            raise UnjudgedError(f"`visibility: {said}`")
        if self._font(line) < _LEAST_FONT:
            raise UnjudgedError("la taille des lettres (`font-size`)")
        self._look_at_colours(line)

    def _look_at(self, node: Any) -> None:
        value = self._styles.value
        if value(node, "display") == "none":
            raise _hiding(node, "display", "none")
        for name, plain in _PLAIN.items():
            said = value(node, name)
            turned = name == "transform" and _ROTATED.fullmatch(said)
            if said and said not in plain and said not in _KEYWORDS and not turned:
                raise _hiding(node, name, said)
        for name in _MAY_MOVE:
            if _moves(said := value(node, name)):
                raise _hiding(node, name, said)
        for name in _OVERFLOWS:
            if (said := value(node, name)).split()[:1] in _CLIPS:
                small = next((each for each in _SIZES if _is_small(value(node, each))), "")
                if small:
                    raise _hiding(node, name, f"{said}; {small}: {value(node, small)}")

    def _font(self, line: list[Any]) -> float:
        """Pixels of the font of an element; 0 where it is not known."""
        size = 1.0
        for node in line:
            said = self._styles.last(node, "font-size", "font")
            found = next(filter(None, map(_LENGTH.fullmatch, said.replace("/", " ").split())), None)
            if found is None or (found[2] == "" and found[1] != "0"):
                if said and "(" in said and "font" not in said:
                    return size * _smallest(said)
                continue
            number, unit = float(found[1]), found[2]
            if unit in ("em", "%", "ex", "ch"):
                size *= number / (100 if unit == "%" else 1)
            elif unit in _PIXELS:
                return size * number * _PIXELS[unit]
            else:
                return 0.0
        return size * 16

    def _look_at_colours(self, line: list[Any]) -> None:
        """See that words have another colour than what is behind them."""
        opacity = 1.0
        for node in line:
            said = self._styles.value(node, "opacity")
            if said and (said == "0" or said not in _KEYWORDS):
                found = _LENGTH.fullmatch(said)
                if not found or found[2] not in ("", "%"):
                    raise _hiding(node, "opacity", said)
                opacity *= float(found[1]) / (100 if found[2] else 1)
        said = self._nearest(line, "color")
        ink = page_colours.colour_of(said or "black")
        if ink is None:
            raise UnjudgedError(f"`color: {said}`, une couleur qui ne se calcule pas")
        if not page_colours.stands_out(ink, opacity, self._ground(line)):
            of = f"`color: {said}`" if said else "le noir"
            faded = f" et `opacity: {opacity:g}`" if opacity < 1 else ""
            raise UnjudgedError(f"{of}{faded}, qui ne tranche pas sur le fond")

    def _ground(self, line: list[Any]) -> page_colours.Ground:
        """What is behind an element. Raises UnjudgedError where it cannot be told."""
        said: list[tuple[Any, str, str]] = []
        for node in line:
            image = self._styles.last(node, "background", "background-image")
            flat = self._styles.last(node, "background", "background-color")
            said.append((node, image, flat))
            if page_colours.covers(image, flat):
                break
        ground = page_colours.PAPER
        for node, image, flat in reversed(said):
            over = page_colours.over(image, flat, ground)
            if over is None:
                raise _hiding(node, "background", image or flat)
            ground = over
        return ground

    def _nearest(self, line: list[Any], name: str) -> str:
        values = (self._styles.value(each, name) for each in line)
        kept = ("inherit", "unset", "currentcolor", "revert")
        return next((value for value in values if value and value not in kept), "")


_OVERFLOWS: Final = ("overflow", "overflow-x", "overflow-y")
_CLIPS: Final = (["hidden"], ["clip"], ["scroll"], ["auto"])


def _hiding(node: Any, name: str, said: str) -> UnjudgedError:
    return UnjudgedError(f"`{name}: {said[:_QUOTED]}` sur `<{node.tag}>`")


_QUOTED: Final = 60
"""Signs of a declaration that are quoted."""


def _moves(said: str) -> bool:
    """Whether a length, or several, may move words away; a product is not worked out."""
    if "*" in said or "env(" in said:
        return True
    lengths = (_pixels(f"{number}{unit}") for number, unit in _LENGTH.findall(said))
    return any(each is None or abs(each) > _AWAY for each in lengths)


def _is_small(length: str) -> bool:
    if not length or length in _KEYWORDS[:-2]:
        return False
    found = _LENGTH.fullmatch(length)
    if found and not found[2] and float(found[1]) >= 1:  # a line height
        return False
    pixels = _pixels(length)
    return pixels is None or pixels < _LEAST_SIDE


def _pixels(length: str) -> float | None:
    """The pixels of a length, a share of a screen taken as one of 600 pixels; None when unknown."""
    found = _LENGTH.fullmatch(length)
    if not found:
        return None
    unit = found[2]
    scale = 6.0 if unit in _SHARES else _PIXELS.get(unit)
    return float(found[1]) * scale if scale is not None else None


def _smallest(said: str) -> float:
    """The least pixels that a computed size names: ``clamp(1rem, 4vw, 2rem)``, a sum."""
    lengths = (_pixels(f"{number}{unit}") for number, unit in _LENGTH.findall(said) if unit)
    known = [each for each in lengths if each is not None]
    is_sum = said.startswith("calc(") and not any(sign in said for sign in "-*/")
    return min(known, default=0.0) if is_sum or said.startswith(("clamp(", "max(")) else 0.0
