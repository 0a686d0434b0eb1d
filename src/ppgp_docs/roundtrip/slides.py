"""The words of a deck, slide by slide: what tells that someone changed it since it was made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.pages import changed, digest

DECK: Final = "ppt/presentation.xml"
_RELATIONS: Final = "ppt/_rels/presentation.xml.rels"
_ID: Final = f"{{{ooxml_names.RELATIONS}}}id"
_TEXT: Final = f"{{{ooxml_names.DRAWING}}}t"
_FIELD: Final = f"{{{ooxml_names.DRAWING}}}fld"
"""What PowerPoint computes anew: the number of a slide, the day."""


def digests(parts: Parts) -> tuple[str, ...]:
    """The digest of the words of each slide, in their order. Raises UnreadableFileError."""
    return tuple(map(digest, _words(parts)))


def edited(sent: Sequence[str], parts: Parts) -> tuple[str, ...]:
    """Which slides are not what was sent, in words; nothing of a deck that does not say it.

    Raises UnreadableFileError.
    """
    return changed(sent, digests(parts) if sent else (), "diapositive")


def _words(parts: Parts) -> Iterator[str]:
    relations = parts.root(_RELATIONS)
    known = [] if relations is None else relations
    targets = {one.get("Id"): one.get("Target", "") for one in known}
    root = parts.root(DECK)
    for one in [] if root is None else root.iterfind("{*}sldIdLst/{*}sldId"):
        name = posixpath.normpath(posixpath.join("ppt", targets.get(one.get(_ID), ""))).lstrip("/")
        slide = parts.root(name)
        yield "" if slide is None else _said(slide)


def _said(slide: Element) -> str:
    texts = (one for one in slide.iter(_TEXT) if one.getparent().tag != _FIELD)
    return untypeset("".join(one.text or "" for one in texts))
