"""What tells, beside a family name, that a place or an establishment bears it."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.personnes.noms_inconnus import LIEUX
from ppgp_docs.francais.personnes.places_des_mots import Words
from ppgp_docs.patterns import pattern

_HOUSES: Final = (
    r"association|campus|domaine|ehpad|esat|fondation|halte-garderie|hotel|ime|internat|itep"
    r"|laboratoire|lieu-dit|maison de (?:retraite|sante)|micro-creche|residence|sessad"
)
"""Establishments, as bare letters: « l’ESAT Le Martineau », not « l’association de Martineau »."""

_PLACE: Final = pattern(
    rf"(?<!\w)(?:(?:{sans_accents(LIEUX)}) (?:(?:de|du|des|de la) |[dl]')?"
    rf"|(?:{sans_accents(LIEUX)}|{_HOUSES}) (?:l[ea]s? |l')?)$"
)

_FAR: Final = 64
"""Signs before a name where what opens that of a place stands whole."""

_ARTICLES: Final = frozenset({"le", "la", "les"})
_HOUSE: Final = pattern(
    r"(?: ?[»”\"])? ?[,(:–-] ?(?:une? |le |la )?"
    r"(?:auberge|bar|boutique|brasserie|cafe|camping|chalet|cinema|gite|librairie|restaurant"
    rf"|tiers-lieu|{sans_accents(LIEUX)}|{_HOUSES})\b"
)
"""What says that the name behind an article was that of a place."""


def is_called_a_place(bare: str, rank: int) -> bool:
    """Whether the word at a place of a bare text stands behind what opens the name of a place."""
    return bool(_PLACE.search(bare, max(0, rank - _FAR), rank))


def is_called_a_house(text: Words, start: int, end: int, own: Set[str]) -> bool:
    """Whether a name, from a word to another, is said to be an establishment's, « Le Martin, gîte
    rural », by an article that is no particle of her ``own`` name, then by what it is."""
    before = text.words[start - 1] if start else None
    article = before is not None and before.capital and before.letters in _ARTICLES - own
    if not article or text.words[start].before != " ":
        return False
    last = text.words[end - 1]
    return bool(_HOUSE.match(text.bare, last.rank + len(last.letters)))
