"""The letters of a text: what is left of it whatever sets it.

Readers give back spaces, hyphens and quotation marks as they like, styles put capitals, fonts
drop pictographs. What carries meaning stays: letters, figures, signs, punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_SIGNS = frozenset("%€$£+×÷=<>±\u2212")
"""Symbols that every font has, and that change what a text says."""

_SET_ASIDE = ("Z", "C", "Pd", "Pi", "Pf", "So", "Sk", "M")
"""Categories of characters that typesetting adds, changes or takes away."""


class _Kept(dict[int, int | None]):
    """A table for str.translate that learns each character when it first comes."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        category = unicodedata.category(character)
        quote = character in "\"'`"
        kept = character in _SIGNS or not (quote or category.startswith((*_SET_ASIDE, "Sm", "Sc")))
        self[code] = code if kept else None
        return self[code]


_KEPT = _Kept()


def letters(text: str) -> str:
    """The text without spaces, hyphens, quotation marks and pictographs, in small letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().translate(_KEPT)


_LETTER: Final = r"[^\W\d_]"


@cache
def written(word: str) -> re.Pattern[str]:
    """The places of a word in capitals, its letters spaced out or not: « PROJET », « P R O J E T »,
    neither « PROJETILE » nor « P R O J E T I L E »."""
    spaced = r"\s*".join(map(re.escape, word))
    goes_on = rf"\s+(?=[A-ZÀ-Þ]){_LETTER}(?!{_LETTER})"
    return re.compile(
        rf"(?<!{_LETTER})(?:{re.escape(word)}(?!{_LETTER})|{spaced}(?!{_LETTER})(?!{goes_on}))"
    )
