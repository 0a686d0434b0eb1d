"""Last lines of two words at least: the last two words of a paragraph hold together.

WeasyPrint 70 knows no ``text-wrap: pretty``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_HOLDERS: Final = frozenset({"caption", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS: Final = frozenset({"td", "th"})
_INLINE: Final = frozenset({"a", "em", "span", "strong", "sup"})
_LONGEST, _NARROW = 34, 18
"""Signs of two words that a line of text holds, and that narrow columns hold too."""

_LAST_SPACE: Final = re.compile(r"(?<=\S) (?=[^ ]+$)")
"""What a no-break space ties is one word: « quoi ? » is alone on a line as « ? » would be."""

_SPACE: Final = "\N{NO-BREAK SPACE}"


def hold_last_words(page: Any, longest: int = _LONGEST) -> None:
    """Replace the last space of each paragraph, item and title of a parsed page."""
    if _is_narrow(page):
        longest = _NARROW
    if page.tag in _HOLDERS:
        _hold(page, longest)
    for child in page:
        hold_last_words(child, longest)


def _is_narrow(element: Any) -> bool:
    kinds = element.get("class", "").split()
    return element.tag in _CELLS or ("case" in kinds and "texte" not in kinds)


def _hold(element: Any, longest: int) -> None:
    """From its last text backwards, as long as no more than inline elements follow."""
    after = 0
    for owner, name in _texts_backwards(element):
        text = getattr(owner, name) or ""
        shown = text.rstrip()
        found = _LAST_SPACE.search(shown)
        if found and len(shown) - shown.rfind(" ", 0, found.start()) + after <= longest + 1:
            setattr(owner, name, f"{text[: found.start()]}{_SPACE}{text[found.end() :]}")
        after += len(shown)
        if found or after > longest:
            return


def _texts_backwards(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts of an element, the last first, with what holds each; stops before a block."""
    for child in reversed(element):
        yield child, "tail"
        if child.tag not in _INLINE or "note" in child.get("class", ""):
            return
        yield from _texts_backwards(child)
    yield element, "text"
