"""What people call someone for short: « Fred » for Frédéric, « Cathy », « Manu », « Pierrot »."""

from __future__ import annotations

from functools import cache
from typing import Final

from ppgp_docs.francais.donnees import lignes
from ppgp_docs.francais.personnes.noms_frequents import is_first_name
from ppgp_docs.francais.pliage import lettres_nues

_LISTED: Final = "diminutifs.txt"
_ENDINGS: Final = ("", "y", "ie", "i", "o", "ou", "ot")
_LEAST: Final = 3
"""Letters of a first name that what is short for it keeps."""


def is_short_for(word: str, first_name: str) -> bool:
    """Whether a word, in bare letters, is short for a first name: its beginning, which is no first
    name of others (« Marc » is not Marceline), or a usual nickname."""
    if first_name in _nicknames().get(word, ()):
        return True
    if word == first_name or is_first_name(word):
        return False
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= _LEAST and first_name.startswith(stem) for stem in stems)


@cache
def _nicknames() -> dict[str, list[str]]:
    rows = ([lettres_nues(name)[0] for name in line.split()] for line in lignes(_LISTED))
    return {short: names for short, *names in rows}
