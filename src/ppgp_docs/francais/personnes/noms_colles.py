"""Names that nothing parts: « CamilleMartineau », « cmartineau@exemple.fr », « LefèvreMartin »."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from ppgp_docs.francais.personnes.places_des_mots import Word
from ppgp_docs.francais.personnes.prenom_et_nom import Evidence, NameReading

_LONG: Final = 6
"""Letters from which a name within a longer word is no chance."""

_LEAST: Final = 3
"""Letters of a name that is told glued to another of the same person."""


def glued(word: Word, way: NameReading, own: Set[str]) -> Evidence | None:
    """What tells that a word is made of a person's name, or holds it; None when nothing does.

    ``own`` are all her family names.
    """
    given, family = "".join(way.given), "".join(way.family)
    if given and any(len(each) >= _LONG and each in word.letters for each in _both(given, family)):
        return Evidence.FULL
    if _is_made_of_several(word.letters, way, own):
        return Evidence.FULL
    if given and word.in_address:
        short = (name for each in _initials(way) for name in _both(each, family))
        if word.letters in short:
            return Evidence.BESIDE
    if word.in_address and len(family) >= _LONG and not (way.is_common or way.partial):
        return Evidence.ALONE if family in word.letters else None
    return None


def _is_made_of_several(letters: str, way: NameReading, own: Set[str]) -> bool:
    """Whether a word is two family names of the person, in any order, and nothing else but her
    first name or its initial: « hmartineaulefevre »."""
    family = "".join(way.family)
    if way.is_common or len(letters) < _LONG:
        return False
    firsts = {"", "".join(way.given), *_initials(way)}
    names = {name for name in own if len(name) >= _LEAST and name not in family}
    pairs = {pair for name in names for pair in _both(name, family)}
    if len(way.family) > 1:
        pairs |= {family, "".join(reversed(way.family))}
    return any(letters in _both(first, pair) for pair in pairs for first in firsts)


def _initials(way: NameReading) -> Iterator[str]:
    """« j » and « jb » for Jean-Baptiste."""
    if way.given:
        yield way.given[0][0]
        yield "".join(part[0] for part in way.given)


def _both(one: str, other: str) -> tuple[str, str]:
    return one + other, other + one
