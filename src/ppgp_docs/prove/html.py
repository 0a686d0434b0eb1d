"""A web page read back by lxml: its text, what its pictures say, what RGAA finds wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from lxml import etree, html

from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove.plain_text import decoded

_UNSEEN: Final = ("head", "script", "style", "template")
_WITHIN_A_LINE: Final = (
    "a", "abbr", "b", "bdi", "em", "i", "mark", "s", "small", "span", "strong", "u",
)  # fmt: skip
"""Elements that may part the letters of a word."""

_HIDDEN: Final = ("display:none", "visibility:hidden")
_SPACES: Final = re.compile(r"\s+")
_HEARD: Final = ("alt", "aria-label", "title")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHOWN: Final = 40


def read(data: bytes) -> Reading:
    """The text of a page, what it says to who hears it, and its faults as French sentences.

    Of a part of a page, to stand in another, no title nor language is asked.
    """
    text = decoded(data)
    try:
        page = html.document_fromstring(text.encode(), parser=_parser())
    except (etree.LxmlError, ValueError) as problem:
        return Reading((), (), (f"la page ne s’ouvre pas ({problem})",))
    whole = _whole(page) if "<html" in text[:1000].lower() else ()
    faults = (*whole, *_pictures(page), *_anchors(page))
    for node in (*page.iter(*_UNSEEN), *filter(_is_hidden, page.iter(etree.Element))):
        node.clear(keep_tail=True)
    return Reading(("\n".join(page.itertext()),), tuple(_spoken_attributes(page)), faults)


def line_of(node: Any) -> str:
    """The words of an element; those that a block sets apart do not touch their neighbours."""
    said: list[str] = []
    for event, each in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
        tail = "" if each is node else each.tail
        said += (parting(each), (each.text if event == "start" else tail) or "")
    return "".join(said)


def parting(node: Any) -> str:
    """What stands between the words around the start, or the end, of an element."""
    return "" if node.tag in _WITHIN_A_LINE or not isinstance(node.tag, str) else "\n"


def _is_hidden(node: Any) -> bool:
    """Whether the page itself keeps an element from everyone."""
    style = _SPACES.sub("", node.get("style", "")).lower()
    return node.get("hidden") is not None or any(each in style for each in _HIDDEN)


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)


def _spoken_attributes(page: Any) -> Iterator[str]:
    for node in page.iter(etree.Element):
        yield from (said for name in _HEARD if (said := node.get(name)))


def _whole(page: Any) -> Iterator[str]:
    """The language (RGAA 4.1, 8.3), the title (8.5), the outline (9.1)."""
    if not page.get("lang"):
        yield "la page n’indique pas sa langue"
    if not (page.findtext(".//title") or "").strip():
        yield "la page n’a pas de titre"
    headings = list(page.iter(*_HEADINGS))
    levels = [int(node.tag[1]) for node in headings]
    if 1 not in levels:
        yield "la page n’a pas de titre de niveau 1"
    for (above, below), node in zip(pairwise([0, *levels]), headings, strict=True):
        if below > above + 1 and above:
            yield f"le titre « {_excerpt(node)} » saute du niveau {above} au niveau {below}"


def _pictures(page: Any) -> Iterator[str]:
    """Pictures without an alternative, be it empty (RGAA 4.1, 1.1 and 1.2)."""
    for node in page.iter("img"):
        if node.get("alt") is None and node.get("role") != "presentation":
            source = (node.get("src") or "")[:_SHOWN]
            yield f"l’image `{source}` n’a pas de texte de remplacement"


def _anchors(page: Any) -> Iterator[str]:
    """Names borne twice (RGAA 4.1, 8.2), links within the page that lead nowhere."""
    names = Counter(node.get("id") for node in page.iter(etree.Element) if node.get("id"))
    yield from (f"deux éléments s’appellent `{name}`" for name, times in names.items() if times > 1)
    targets = dict.fromkeys(node.get("href", "") for node in page.iter("a"))
    for target in targets:
        if target.startswith("#") and target not in ("#", "#top") and target[1:] not in names:
            yield f"un lien mène à `{target}`, qui n’est pas dans la page"


def _excerpt(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())[:_SHOWN]
