"""First names and family names that many people bear."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from ppgp_docs.francais.donnees import lignes
from ppgp_docs.francais.pliage import lettres_nues

_FIRST_NAMES: Final = "prenoms.txt"
_FAMILY_NAMES: Final = "patronymes.txt"


@lru_cache(maxsize=4096)
def is_first_name(word: str) -> bool:
    """Whether a word, or what stands before its hyphen, is a usual first name."""
    return lettres_nues(word.partition("-")[0])[0] in _listed(_FIRST_NAMES)


@lru_cache(maxsize=4096)
def is_family_name(word: str) -> bool:
    """Whether a word, or what stands before its hyphen, is a usual family name."""
    return lettres_nues(word.partition("-")[0])[0] in _listed(_FAMILY_NAMES)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lettres_nues(line)[0] for line in lignes(name))
