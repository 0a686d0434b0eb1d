"""Whether a web page changes once it is open: nothing tells what it will show.

Our parser and browsers part a page alike but for what stands in drawings (``svg``, ``math``), where
a style is markup like any other, and in ``noscript``, which is bare text where scripts run
(HTML, 13.2.5 and 13.2.6): there, what one takes for text the other may run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

_DATA: Final = ("application/ld+json", "application/json", "text/plain")
_IDLE: Final = re.compile(r"[\x00-\x20]")
"""What browsers pass over in an address (URL, 4.4)."""

_BARE: Final = (
    "style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext",
)  # fmt: skip
"""Elements whose content is text to our parser."""

_TAG: Final = re.compile(r"<[a-z!/?]", re.IGNORECASE)
_END: Final = "ppgp-end"
_DEEPEST: Final = 4


def runs(page: Any) -> bool:
    """Whether something of a page may run, or show another page in its place."""
    return _runs(page, 0) or any(_ends_noscript(said) for said in _within_noscript(page))


def _runs(page: Any, depth: int) -> bool:
    drawn = depth or next(page.iter("svg", "math"), None) is not None
    return any(
        _is_run(node) or (drawn and node.tag in _BARE and _runs_as_markup(node.text or "", depth))
        for node in page.iter(etree.Element)
    )


def _is_run(node: Any) -> bool:
    if node.tag == "script" and (
        (node.get("type") or "").lower() not in _DATA or "<!--" in (node.text or "")
    ):
        return True
    if node.tag == "meta" and (node.get("http-equiv") or "").lower() == "refresh":
        return True
    if "srcdoc" in node.attrib:  # a page within the page, which may reach it
        return True
    return any(
        key.lower().startswith("on") or "javascript:" in _IDLE.sub("", value).lower()
        for key, value in node.attrib.items()
    )


def _runs_as_markup(text: str, depth: int) -> bool:
    """Whether a text that a drawing may hold as markup runs, or goes on beyond its end."""
    if not _TAG.search(text):
        return False
    read = html.document_fromstring(f"<body>{text}<{_END}></{_END}>")
    return depth > _DEEPEST or next(read.iter(_END), None) is None or _runs(read, depth + 1)


def _within_noscript(page: Any) -> Iterator[str]:
    """What our parser takes for no text of a page that has one."""
    if next(page.iter("noscript"), None) is None:
        return
    for node in page.iter():
        if isinstance(node.tag, str):
            yield from node.attrib.values()
        if not isinstance(node.tag, str) or node.tag in _BARE:
            yield node.text or ""


def _ends_noscript(said: str) -> bool:
    return "</noscript" in said.lower()
