"""Signs that Word, PDF files and web pages leave in what is pasted, read for what they stand for.

The file is never changed. A line separator is a space, a hyphen that never breaks is a hyphen, an
acute accent between two letters is an apostrophe, a mark without width is nothing: whoever reads
the page sees no difference, and every check compares the same letters. What stands for nothing
certain is left as it is, and told.

Sources: Unicode Standard, chapters 6 and 23; Microsoft's mapping of the fonts Symbol and Wingdings
to U+F020-U+F0FF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from ppgp_docs.francais.pliage import SANS_CHASSE
from ppgp_docs.patterns import pattern

_WINDOWS: Final = {
    code: bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Letters of Windows-1252 that another program took for control characters."""

_LINE_ENDS: Final = dict.fromkeys((0x0B, 0x0C, 0x2028, 0x2029), " ")
"""Ends of lines and pages within a paragraph of Word: YAML would see a new line, or refuse."""

_IN_YAML: Final = {**_WINDOWS, **_LINE_ENDS, 0xFEFF: "\u200b"}
"""A byte order mark stands at the head of a file that was pasted behind another."""

_SAME: Final = {
    **_LINE_ENDS,
    **dict.fromkeys((*range(0x2000, 0x2007), 0x2008, 0x205F, 0x3000, 0x1680), " "),
    **dict.fromkeys((0x2009, 0x200A), "\u202f"),
    **dict.fromkeys((0x2010, 0x2011, 0x2043, 0xFE63), "-"),
    **dict.fromkeys((0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF06C, 0xF06E, 0xF076), "•"),
    0xF0E0: "→",
    0xF0FC: "✓",
}
"""One sign for another."""

_COMPATIBLE: Final = (
    *range(0x2160, 0x2180),  # Roman numerals
    *range(0xFB00, 0xFB07),  # ligatures
    *range(0xFF01, 0xFF5F),  # full-width letters
    *range(0x1D400, 0x1D800),  # letters of formulas, with which web pages make bold
)
_NOTHING: Final = (
    "\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
"""Marks that turn the direction of what is behind them are an error too (L011): a draft goes
without."""

_CUT: Final = pattern(r"(?<=[^\W\d_])\u00ad\s+(?=[a-zà-öø-ÿœ])")
"""A soft hyphen at the end of a line of a PDF file: the word goes on."""

_WITHOUT_WIDTH: Final = pattern(f"[\u00ad{_NOTHING}]|(?<=[^\\W_])\u200d(?=[^\\W_])")
_APOSTROPHE: Final = pattern('(?<=[^\\W\\d_])[`´ʹʻʼˈ‘‛′՚＇](?=[^\\W\\d_]|[«“"])')
_CLUE: Final = re.compile(
    "[`´\x0b\x0c\u00ad\u02b9-\u02c8\u055a\u1680\u2000-\u2006\u2008-\u2011\u2018\u201b\u2028\u2029"
    "\u2032\u2043\u205f\u2160-\u217f\u3000\uf06c-\uf0fc\ufb00-\ufb06\ufe63\uff01-\uff5e"
    f"\U0001d400-\U0001d7ff{_NOTHING}]"
)
"""What most texts have none of."""


def for_yaml(source: str) -> str:
    """A file without the signs at which YAML would end a line or stop; all keep their places."""
    return source.translate(_IN_YAML) if _STOPS.search(source) else source


_STOPS: Final = re.compile("[\x0b\x0c\x80-\x9f\u2028\u2029\ufeff]")


def mended(text: str) -> str:
    """A text with each sign that was pasted read for what it stands for."""
    if not _CLUE.search(text):
        return text
    whole = unicodedata.normalize("NFC", _WITHOUT_WIDTH.sub("", _CUT.sub("", text)))
    return _APOSTROPHE.sub("’", whole.translate(_signs()))


@cache
def _signs() -> dict[int, str]:
    letters = {code: unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBLE}
    return _SAME | letters


def shows_nothing(text: str) -> bool:
    """Whether a text is empty to who reads it: white space, signs without width."""
    return _UNSEEN.fullmatch(text) is not None


_UNSEEN: Final = pattern(f"[\\s{SANS_CHASSE}]*")


def visible(raw: str, start: int) -> Iterator[int]:
    """The places in what was typed, from ``start``, of the visible characters of what is read."""
    odd = _CLUE.search(raw, start) is not None
    for place in range(start, len(raw)):
        if not raw[place].isspace():
            count = len(mended(raw[place])) if odd else 1
            yield from (place,) if count == 1 else (place,) * count
