"""A book (EPUB) read back: its pages in the order of its spine, each as a web page."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree, html

from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove import html as page_reader
from ppgp_docs.prove.plain_text import decoded

_CONTAINER: Final = "META-INF/container.xml"
_ANY: Final = "{*}"
_MOST: Final = 100_000_000
"""Bytes that the parts of a book may hold, once inflated."""


def read(data: bytes) -> Reading:
    """The text of a book, what it says to who hears it; its faults as French sentences."""
    try:
        pages = [page for _, page in pages_of(parts_of(data))]
    except (zipfile.BadZipFile, etree.LxmlError, LookupError, ValueError) as problem:
        return Reading((), (), (f"le livre ne s’ouvre pas ({problem})",))
    readings = [page_reader.read(page) for page in pages]
    return Reading(
        tuple(text for each in readings for text in each.pages),
        tuple(said for each in readings for said in each.heard),
        tuple(fault for each in readings if not each.pages for fault in each.faults),
    )


def parts_of(data: bytes) -> dict[str, bytes]:
    """The files of a book by their names. Raises ValueError for one that is too large."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(each.file_size for each in archive.infolist()) > _MOST:
            raise ValueError("il est trop gros")
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Its pages with their names, in the order in which they are read; those that readers only
    reach by a link (``linear="no"``) left out. Raises LookupError for a book without any."""
    package = next(_xml(parts[_CONTAINER]).iter(f"{_ANY}rootfile")).get("full-path", "")
    opf = _xml(parts[package])
    names = {
        item.get("id"): within(package, item.get("href", "")) for item in opf.iter(f"{_ANY}item")
    }
    for reference in opf.iter(f"{_ANY}itemref"):
        if reference.get("linear") != "no":
            name = names[reference.get("idref")]
            yield name, parts[name]


def within(name: str, address: str) -> str:
    """The file that an address in another file of the book leads to."""
    bare = unquote(address.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), bare))


def page_with_styles(name: str, data: bytes, parts: Mapping[str, bytes]) -> Any:
    """A page whose sheets that stand in the book are written in it."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    text = decoded(data)
    if text.lstrip().startswith("<?xml"):
        text = text.partition("?>")[2]
    page = html.document_fromstring(text.encode(), parser=parser)
    for link in [*page.iter("link")]:
        sheet = parts.get(within(name, link.get("href") or ""))
        if "stylesheet" in (link.get("rel") or "").lower() and sheet is not None:
            style = etree.Element("style", media=link.get("media") or "all")
            style.text, style.tail = decoded(sheet).replace("\0", ""), link.tail
            link.getparent().replace(link, style)
    return page


def _xml(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
