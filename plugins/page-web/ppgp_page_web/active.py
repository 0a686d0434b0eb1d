"""What a page would run, or fetch from elsewhere: that a template of the workspace may bring.

The policy at its head has browsers refuse both, as long as the template keeps it: here the page is
refused, and its designer told why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from ppgp_docs.api import Context, HandledError, Span, error

_RUN: Final = frozenset(
    {"script", "iframe", "frame", "object", "embed", "applet", "base", "portal"}
)
_LOADED: Final = frozenset({"src", "srcset", "poster", "data", "background", "xlink:href"})
_LOADING: Final = frozenset({"link", "use", "image"})
_HERE: Final = re.compile(r"\s*(?:data:|#|$)", re.IGNORECASE)
_RUNNING: Final = re.compile(r"\s*(?:java|vb)script:", re.IGNORECASE)
_STYLE: Final = re.compile(
    r"@import[^;]*|(?:url|src|image-set)\(\s*[\"']?(?!\s*(?:data:|#))[^)]*", re.IGNORECASE
)
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
                f"la page exécuterait ou irait chercher ailleurs\u00a0: `{found[:_SHOWN]}`",
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
            yield from _STYLE.findall(node.text or "")
        if node.tag == "meta" and node.get("http-equiv", "").lower() == "refresh":
            yield node.get("http-equiv")
        for name, value in node.attrib.items():
            if name.startswith("on"):
                yield f"{name}="
            elif name == "style":
                yield from _STYLE.findall(value)
            elif _leads_away(node.tag, name, value):
                yield value


def _leads_away(tag: str, name: str, value: str) -> bool:
    if name in _LOADED or (name == "href" and tag in _LOADING):
        return not _HERE.match(value)
    return name in ("href", "action", "formaction") and bool(_RUNNING.match(value))


def _place(found: str, context: Context) -> Span | None:
    """The line of the template that holds a piece; None where a page puts it together."""
    for name in _templates(context):
        text = context.resources.bytes(name).decode("utf-8", "replace")
        if (start := text.find(found)) >= 0:
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            end = column + len(found.partition("\n")[0])
            return Span(context.resources.find(name), line, column, line, end)
    return None


def _templates(context: Context) -> Iterator[str]:
    """The names of those that people of the workspace may have written."""
    for root in context.resources.every_root:
        for file in sorted(root.rglob("*")):
            if file.suffix in _KINDS and file.is_file() and context.resources.is_edited(file):
                yield file.relative_to(root).as_posix()
