"""Words of a file as a message quotes them."""

from __future__ import annotations

from typing import Final

_SHORT: Final = 40


def shortened(text: str) -> str:
    """The first words of a text, for a message."""
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
