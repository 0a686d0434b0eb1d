"""What pictured documents say, in full: beside the picture when short, at the end when long.

A page of small print in the middle of the story would stop its reader; a voice, and whoever wants
to know, follows a link.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from ppgp_docs.api import Prose, blocs

LONG: Final = 900
"""Characters above which a text would fill more than a third of a page."""


@frozen
class Transcript:
    """A text for the end of the document; ``id`` is its anchor."""

    id: str
    title: str
    text: Prose


class Transcripts:
    """The long texts of one document, in the order of their pictures."""

    def __init__(self) -> None:
        self.kept: list[Transcript] = []

    def keep(self, image: blocs.Image, title: str) -> Transcript:
        """Put the text of a picture by, for the end; returns what a link needs."""
        kept = Transcript(f"texte-{len(self.kept) + 1}", title, image.description)
        self.kept.append(kept)
        return kept


def is_long(image: blocs.Image | None) -> bool:
    """Whether what a picture says goes to the end."""
    return image is not None and len(image.description.plain) > LONG


def is_short(image: blocs.Image | None) -> bool:
    """Whether it stands beside the picture; neither is true of a picture without such a text."""
    return image is not None and bool(image.description) and not is_long(image)
