"""The words of a deck, slide by slide: what tells that someone changed it since it was made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Final

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts
from ppgp_docs.roundtrip.markdown import untypeset

DECK: Final = "ppt/presentation.xml"
_RELATIONS: Final = "ppt/_rels/presentation.xml.rels"
_ID: Final = f"{{{ooxml_names.RELATIONS}}}id"
_TEXT: Final = f"{{{ooxml_names.DRAWING}}}t"
_FIELD: Final = f"{{{ooxml_names.DRAWING}}}fld"
"""What PowerPoint computes anew: the number of a slide, the day."""


def digests(parts: Parts) -> tuple[str, ...]:
    """The digest of the words of each slide, in their order. Raises UnreadableFileError."""
    return tuple(sha256(said.encode()).hexdigest()[:16] for said in _words(parts))


def edited(sent: Sequence[str], parts: Parts) -> tuple[str, ...]:
    """Which slides are not what was sent, in words; nothing of a deck that does not say it.

    Raises UnreadableFileError.
    """
    back = digests(parts) if sent else ()
    told = list[str]()
    matcher = SequenceMatcher(None, list(sent), list(back), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        shared = min(last - first, end - start)
        told += [f"diapositive {rank + 1}" for rank in range(start, start + shared)]
        told += [f"diapositive {rank + 1}, ajoutée" for rank in range(start + shared, end)]
        told += ["une diapositive retirée"] * (last - first - shared)
    return tuple(dict.fromkeys(told))


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
