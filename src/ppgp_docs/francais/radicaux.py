"""Words compared by their stems, so that « formés », « formées » and « formation » agree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ppgp_docs.francais.lettres import sans_accents

_LETTERS: Final = re.compile(r"[a-z]+")
_LONG: Final = 4
_EMPTY: Final = frozenset(
    (
        *("apres", "aussi", "avant", "avec", "avoir", "cette", "dans", "deja", "depuis", "elle"),
        *("elles", "entre", "etre", "faire", "fait", "leur", "leurs", "moins", "parmi", "pendant"),
        *("plus", "pour", "quand", "sont", "tous", "tout", "toute", "toutes"),
    )
)
"""Long words that say nothing of what is counted."""


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that mean something, in their order."""
    apart = text.lower().replace("’", " ").replace("'", " ")
    words = _LETTERS.findall(sans_accents(apart))
    return tuple(_stem(word) for word in words if len(word) >= _LONG and word not in _EMPTY)


def _stem(word: str) -> str:
    cut = word.rstrip("sx")[:5]
    return cut.rstrip("aeiou") if len(cut) > _LONG else cut
