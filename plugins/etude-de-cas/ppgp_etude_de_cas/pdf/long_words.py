"""Places where words longer than a line may be cut: addresses first, after their punctuation.

``overflow-wrap`` is not enough: WeasyPrint 70 never cuts a word that touches another box, as one
that opens a quotation or an address between brackets.
"""

from __future__ import annotations

import re
from typing import Any, Final

BREAK: Final = "\N{ZERO WIDTH SPACE}"
_HYPHEN: Final = "\N{SOFT HYPHEN}"
"""Between letters: whoever reads the end of the line must see that the word goes on."""

_NOT_TEXT: Final = frozenset({"head", "{http://www.w3.org/2000/svg}svg"})
_LONG: Final = re.compile(r"\S{31,}")
"""What no French word reaches (« anticonstitutionnellement » has 25 letters)."""

_CUT: Final = re.compile(r"(?P<letters>[^\W\d_]{20}(?=[^\W\d_]))|[/.?&=_@:,;+-](?=\w)|\w{20}(?=\w)")


def cut_long_words(element: Any) -> None:
    """Mark, under an element of a parsed page, where its long words may be cut."""
    if not isinstance(element.tag, str) or element.tag in _NOT_TEXT:
        return
    element.text = _cut(element.text)
    for child in element:
        cut_long_words(child)
        child.tail = _cut(child.tail)


def _cut(text: str | None) -> str | None:
    return _LONG.sub(lambda word: _CUT.sub(_marked, word[0]), text) if text else text


def _marked(place: re.Match[str]) -> str:
    return place[0] + (_HYPHEN if place["letters"] else BREAK)
