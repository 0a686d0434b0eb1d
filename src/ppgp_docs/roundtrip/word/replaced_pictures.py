"""What became of a picture that left in a file: another stands in its place, it was put elsewhere,
copied, described otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from ppgp_docs.roundtrip.word.paragraphs import Paragraph

REPLACED: Final = "image remplacée"
"""What such a picture is called, where one that was added is an « image »: its description stays,
its bytes do not."""
_MOVED: Final = "image déplacée"
_COPIED: Final = "image copiée"
_DESCRIBED: Final = "nouvelle description d’une image"


def called(
    paragraph: Paragraph,
    digests: tuple[Mapping[str, str], Collection[str]],
    frames: tuple[Sequence[str], Sequence[str]],
    new: str | None,
) -> str:
    """What a paragraph shows beside its words: ``digests`` are those of the pictures of the file by
    the names of their parts, and those of the file as it left; none of a file that did not say them
    yet. ``frames`` are its paragraphs then and now, ``new`` this one where it was not there.
    """
    shown, sent = digests
    known = [shown[name] for name in paragraph.pictures if name in shown]
    if not (paragraph.beside and sent and known):
        return paragraph.beside
    if any(one not in sent for one in known):
        return paragraph.beside if new is not None else REPLACED
    if new is None:
        return paragraph.beside
    was, now = (each.count(new) for each in frames)
    return (_MOVED if now <= was else _COPIED) if was else _DESCRIBED
