"""What python-pptx 1.0.2 works out again and again, worked out once.

It compiles each XPath whenever it is asked, and asks of every shape whether it is a placeholder; it
takes each name of an element apart: a third of the time of a deck. The same nodes come out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lxml import etree
from pptx.oxml import xmlchemy
from pptx.oxml.ns import _nsmap, qn
from pptx.oxml.xmlchemy import BaseOxmlElement


@lru_cache(maxsize=256)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_nsmap)


def _xpath(element: Any, path: str) -> Any:
    return _compiled(path)(element)


_qn = lru_cache(maxsize=1024)(qn)


def hasten() -> None:
    """Have python-pptx keep its XPaths compiled and its names resolved, in this process."""
    BaseOxmlElement.xpath = _xpath  # type: ignore[assignment]
    xmlchemy.qn = _qn  # type: ignore[attr-defined]
