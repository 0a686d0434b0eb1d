"""A text (text/plain, text/csv, text/markdown…) or a web page, read back as it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from ppgp_docs.prove.reading import Reading

_ENCODINGS: Final = ("utf-8-sig", "utf-16", "cp1252")
"""In the order to try; a file in UTF-16 that is no UTF-8 begins with its mark."""

_HIDDEN: Final = ("script", "style", "template")
_HEARD: Final = ("alt", "aria-label", "title")


def read(data: bytes) -> Reading:
    """The lines of a text, in whatever encoding it is written."""
    return Reading((_decoded(data),))


def read_page(data: bytes) -> Reading:
    """The text of a web page, and what it says of its pictures and links to who hears it."""
    try:
        page = html.document_fromstring(_decoded(data).encode(), parser=_parser())
    except (etree.LxmlError, ValueError) as problem:
        return Reading((), (), (f"la page ne s’ouvre pas ({problem})",))
    for node in list(page.iter(*_HIDDEN)):
        node.clear(keep_tail=True)
    return Reading(("\n".join(page.itertext()),), tuple(_heard(page)))


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True)


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _heard(page: Any) -> Iterator[str]:
    for node in page.iter(etree.Element):
        yield from (said for name in _HEARD if (said := node.get(name)))
