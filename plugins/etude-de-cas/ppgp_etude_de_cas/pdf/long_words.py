"""Places where words longer than a line may be cut: addresses first, after their punctuation.

``overflow-wrap`` is not enough: WeasyPrint 70 never cuts a word that touches another box, as one
that opens a quotation or an address between brackets. Between letters, the style asks for hyphens:
whoever reads the end of the line must see that the word goes on.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

BREAK: Final = "\N{ZERO WIDTH SPACE}"
HYPHEN: Final = "\N{SOFT HYPHEN}"

_NOT_TEXT: Final = frozenset({"head", "{http://www.w3.org/2000/svg}svg"})
_LONG: Final = re.compile(r"\S{31,}")
_ADDRESS: Final = re.compile(r"://|@|\bwww\.")
_CUT: Final = re.compile(r"[/.?&=_@:,;+-](?=\w)|\w{20}(?=\w)")
_CUT_OF_WORDS: Final = re.compile(
    r"(?P<run>[^\W\d_]{41,})|[/.?&=_@:,;+-](?=\w)|(?<=\w{4})[’'](?=\w)|(?=\w{0,19}[\d_])\w{20}(?=\w)"
)
"""An article holds to its noun; letters are left to hyphens, but for what is no word."""


_STRETCH: Final = 400
_TURN: Final = re.compile(rf"[\w,.;:!?)»’] (?=\w)|[{BREAK}{HYPHEN}\n]")
"""Where a line may turn in any text. Before a closing bracket or after an opening one, none may,
whatever the spaces: WeasyPrint would measure again, for each line, all that is left of the text."""

_PIECE: Final = re.compile("(?s).{20}")


def cut_long_words(element: Any) -> None:
    """Mark, under an element of a parsed page, where its long words may be cut."""
    if not isinstance(element.tag, str) or element.tag in _NOT_TEXT:
        return
    element.text = _cut(element.text)
    for child in element:
        cut_long_words(child)
        child.tail = _cut(child.tail)


def _cut(text: str | None) -> str | None:
    return _turning(_LONG.sub(lambda word: _marked(word[0]), text)) if text else text


def _turning(text: str) -> str:
    """The text, where no line could turn for hundreds of signs cut anywhere."""
    if len(text) < _STRETCH:
        return text
    turns = [0, *(at.end() for at in _TURN.finditer(text)), len(text)]
    parts = (text[start:end] for start, end in pairwise(turns))
    cut = (_PIECE.sub(rf"\g<0>{BREAK}", each) if len(each) > _STRETCH else each for each in parts)
    return "".join(cut)


def _marked(word: str) -> str:
    """An address gets no hyphen, that would be copied with it."""
    if _ADDRESS.search(word):
        return _CUT.sub(rf"\g<0>{BREAK}", word)
    return _CUT_OF_WORDS.sub(lambda at: _parts(at["run"]) or at[0] + BREAK, word)


def _parts(run: str | None) -> str:
    return HYPHEN.join(re.findall(".{1,20}", run)) if run else ""
