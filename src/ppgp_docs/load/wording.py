"""Words of a file as a message quotes them, and as it says to type them."""

from __future__ import annotations

import re
from typing import Final

from ppgp_docs.patterns import pattern

_SHORT: Final = 40
_READ_OTHERWISE: Final = pattern(
    r"[\[\]{}#&*!|>%@`,\"']|[-?:](?:\s|$)|.*?(?::(?:\s|$)|\s#)", re.DOTALL
)
_CUT_IN_BRACES: Final = pattern(r"[,\[\]{}]")
_QUOTED: Final = pattern(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


def shortened(text: str) -> str:
    """The first words of a text, for a message."""
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"


def to_type(text: str, *, within_braces: bool = False) -> str:
    """The first words of a text as YAML reads them back: between quotes where it would not."""
    if _QUOTED.fullmatch(text):
        return text
    cut = _READ_OTHERWISE.match(text) or (within_braces and _CUT_IN_BRACES.search(text))
    return quoted(text) if cut else shortened(text)


def quoted(text: str) -> str:
    """The same, always between quotes."""
    said = shortened(text)
    if '"' in said or "\\" in said:
        return "'{}'".format(said.replace("'", "''"))
    return f'"{said}"'
