"""A picture that someone put in the place of another: its description stays, its bytes do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from ppgp_docs.roundtrip.word.paragraphs import Paragraph

REPLACED: Final = "image remplacée"
"""What such a picture is called, where one that was added is an « image »."""


def is_replaced(paragraph: Paragraph, shown: Mapping[str, str], sent: Collection[str]) -> bool:
    """Whether a paragraph shows a picture that the file did not hold when it left: ``shown`` are
    the digests of its pictures by the names of their parts, ``sent`` those of the file then; none
    of a file that did not say them yet."""
    known = [shown[name] for name in paragraph.pictures if name in shown]
    return bool(paragraph.beside and sent) and any(one not in sent for one in known)
