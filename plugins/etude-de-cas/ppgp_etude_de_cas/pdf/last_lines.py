"""Last lines of two words at least: the last two words of a paragraph hold together.

WeasyPrint 70 knows no ``text-wrap: pretty``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_HOLDERS: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE: Final = frozenset({"a", "em", "span", "strong", "sup"})
_LONGEST: Final = 18
"""Signs of two words that narrow columns hold too."""

_LAST_SPACE: Final = re.compile(r"(?<=\S) (?=\S+$)")
_SPACE: Final = "\N{NO-BREAK SPACE}"


def hold_last_words(page: Any) -> None:
    """Replace the last space of each paragraph, item and title of a parsed page."""
    for element in page.iter():
        if element.tag in _HOLDERS:
            _hold(element)


def _hold(element: Any) -> None:
    """From its last text backwards, as long as no more than inline elements follow."""
    after = 0
    for owner, name in _texts_backwards(element):
        text = getattr(owner, name) or ""
        shown = text.rstrip()
        found = _LAST_SPACE.search(shown)
        if found and len(shown) - shown.rfind(" ", 0, found.start()) + after <= _LONGEST + 1:
            setattr(owner, name, f"{text[: found.start()]}{_SPACE}{text[found.end() :]}")
        after += len(shown)
        if found or after > _LONGEST:
            return


def _texts_backwards(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts of an element, the last first, with what holds each; stops before a block."""
    for child in reversed(element):
        yield child, "tail"
        if child.tag not in _INLINE or "note" in child.get("class", ""):
            return
        yield from _texts_backwards(child)
    yield element, "text"
