"""What a page would run, or fetch from elsewhere: that a template of the workspace may bring.

The policy at its head has browsers refuse both, as long as the template keeps it: here the page is
refused, and its designer told why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any, Final

import tinycss2
from lxml import etree, html

from ppgp_docs.api import Context, HandledError, Span, error

_RUN: Final = frozenset(
    {"script", "iframe", "frame", "object", "embed", "applet", "base", "portal"}
)
_LOADED: Final = frozenset({"src", "srcset", "poster", "data", "background", "xlink:href"})
_LOADING: Final = frozenset({"link", "use", "image"})
_FOLLOWED: Final = frozenset({"href", "action", "formaction", "to", "from", "by", "values"})
"""Where a reader is led; an animation of SVG may change the first (SVG 2, 16.2)."""

_STYLED: Final = frozenset(
    {"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"}
    | {"marker", "marker-start", "marker-mid", "marker-end"}
)
"""Attributes that are read as CSS (SVG 2, 6.6)."""

_HERE: Final = re.compile(r"\s*(?:data:|#|$)", re.IGNORECASE)
_SHEET: Final = re.compile(r"\s*data:text/css", re.IGNORECASE)
_RUNNING: Final = re.compile(r"(?:^|;)(?:java|vb)script:", re.IGNORECASE)
_PASSED_OVER: Final = re.compile(r"[\x00-\x20]+")
"""What browsers drop from an address before they read its scheme (WHATWG URL, 4.4)."""

_CONTROLS: Final = re.compile(r"[\x00-\x1f]")

_CARRIED: Final = re.compile(r"(?<=url\()data:[\w+/;,=.-]*(?=\))")
"""Fonts and pictures that the page carries: half a million letters, read one by one otherwise."""

_PICTURES: Final = frozenset({"src", "image", "image-set", "-webkit-image-set", "cross-fade"})
"""Functions whose texts are addresses (CSS Images 4, 2; CSS Values 5, 5.1)."""

_SHOWN: Final = 60
_KINDS: Final = (".html", ".css")


def refuse_active(page: str, context: Context) -> None:
    """Raises HandledError for a page that would run or fetch something, at the template that
    brings it."""
    found = next(_active(html.document_fromstring(page)), "")
    if found:
        raise HandledError(
            error(
                "R109",
                f"la page exécuterait ou irait chercher ailleurs\u00a0: `{_plain(found)[:_SHOWN]}`",
                _place(found, context),
                "retirez-le du modèle\u00a0: une page porte tout ce qu’elle montre",
            )
        )


def _active(root: Any) -> Iterator[str]:
    """Pieces of the page, as they stand in their template."""
    for node in root.iter(etree.Element):
        if node.tag in _RUN:
            yield f"<{node.tag}"
        if node.tag == "style":
            yield from _fetched(node.text or "")
        if node.tag == "meta" and node.get("http-equiv", "").lower() == "refresh":
            yield node.get("http-equiv")
        for name, value in node.attrib.items():
            if name.startswith("on"):
                yield f"{name}="
            elif name in _STYLED:
                yield from _fetched(value)
            elif _leads_away(node.tag, name, value):
                yield value


def _leads_away(tag: str, name: str, value: str) -> bool:
    if name in _LOADED or (name == "href" and tag in _LOADING):
        return not _HERE.match(value) or (tag == "link" and bool(_SHEET.match(value)))
    return name in _FOLLOWED and bool(_RUNNING.search(_PASSED_OVER.sub("", value)))


def _fetched(style: str) -> Iterator[str]:
    """Pieces of a style that a browser would fetch, however they are spelled: ``u\\72l(…)``."""
    if "(" not in style and "@" not in style:
        return
    text = _CARRIED.sub("#", style)
    lines = text.splitlines(keepends=True)
    for token in _fetching(tinycss2.parse_component_value_list(text, skip_comments=True)):
        start = sum(map(len, lines[: token.source_line - 1])) + token.source_column - 1
        yield _WRITTEN.match(text, start)[0]  # type: ignore[index]  # matches anything


_WRITTEN: Final = re.compile(r"[^;{}\n]*?(?:\)|(?=[;{}\n]|$))")
"""A piece of CSS up to its end, or to the end of its line."""


def _fetching(tokens: Iterable[Any], *, texts: bool = False) -> Iterator[Any]:
    """What fetches; ``texts`` where they are addresses."""
    passed_over = False
    for token in tokens:
        name = getattr(token, "lower_name", "")
        if token.type == "at-keyword":
            passed_over = token.lower_value == "namespace"  # an address that only names
            if token.lower_value == "import":
                yield token
        elif token.type == ";":
            passed_over = False
        elif passed_over:
            continue
        elif token.type == "url" or (token.type == "string" and texts):
            if not _HERE.match(token.value):
                yield token
        elif token.type == "function":
            if name == "src" and any(each.type == "function" for each in token.arguments):
                yield token
            within = _fetching(token.arguments, texts=texts or name in {"url", *_PICTURES})
            yield from (token for _ in islice(within, 1))
        elif hasattr(token, "content"):
            yield from _fetching(token.content)


def _place(found: str, context: Context) -> Span | None:
    """The line of the template that holds a piece; None where a page puts it together."""
    first = found.partition("\n")[0]
    for name in _templates(context):
        text = context.resources.bytes(name).decode("utf-8", "replace")
        for row, line in enumerate(text.splitlines(), 1):
            if (start := line.find(first)) >= 0:
                return Span(
                    context.resources.find(name), row, start + 1, row, start + 1 + len(first)
                )
            if _plain(first) in _plain(unescape(line)):
                return Span(context.resources.find(name), row, 1, row, len(line) + 1)
    return None


def _plain(text: str) -> str:
    return _CONTROLS.sub("", text)


def _templates(context: Context) -> Iterator[str]:
    """The names of those that people of the workspace may have written."""
    for root in context.resources.every_root:
        for file in sorted(root.rglob("*")):
            if file.suffix in _KINDS and file.is_file() and context.resources.is_edited(file):
                yield file.relative_to(root).as_posix()
