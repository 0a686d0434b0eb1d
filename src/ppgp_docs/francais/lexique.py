"""The words of French, each with its natures, genders and numbers.

The data are those of Dicollecte's dictionary (MPL 2.0) and the names of communes of Insee's Code
officiel géographique (Licence Ouverte 2.0); `docs/make_lexicon.py` makes them, `lexique.LICENCE`
says whose they are. The file is mapped, not read: the first look-up costs under a millisecond.
"""

from enum import IntFlag
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ppgp_docs.francais.donnees import chemin, lignes

if TYPE_CHECKING:
    import marisa_trie

DATA: Final = "lexique.marisa"
_DU_CHAMP: Final = "mots_du_champ.txt"
FORMAT: Final = "<H"


class Trait(IntFlag):
    """What is said of a form. A word of one spelling in two natures has two sets of traits."""

    NOM = 1
    ADJECTIF = 2
    VERBE = 4
    AUTRE = 8
    MASCULIN = 16
    FEMININ = 32
    SINGULIER = 64
    PLURIEL = 128
    PROPRE = 256
    COMMUNE = 512


@lru_cache(maxsize=8192)
def traits(mot: str) -> tuple[Trait, ...]:
    """Every set of traits of a form as it is written, capitals included; empty when unknown."""
    return tuple(Trait(trait) for (trait,) in _trie().get(mot, ()))


def existe(mot: str) -> bool:
    """Whether the dictionary has a form as it is written: quicker than what it says of it."""
    return mot in _trie()


def est_connu(mot: str) -> bool:
    """Whether a form is known, as it is written or without the capital of its sentence."""
    bas = mot.lower()
    return existe(mot) or existe(bas) or existe(mot[:1].lower() + mot[1:]) or bas in _du_champ()


@cache
def _du_champ() -> frozenset[str]:
    """The words of the field that the dictionary lacks, with their plurals."""
    mots = (ligne.partition(" -") for ligne in lignes(_DU_CHAMP))
    return frozenset(forme for mot, _, s in mots for forme in (mot, mot + s))


def commencant_par(debut: str) -> list[str]:
    """Return every known form that begins with these letters, one of two natures twice."""
    formes: list[str] = _trie().keys(debut)  # without what is said of them: six times as fast
    return formes


def accentues(nu: str) -> list[str]:
    """Return every known form that these bare letters may be, one accent or more put back."""
    trie = _trie()
    debuts = [""]
    for lettre in nu:
        debuts = [
            debut + autre
            for debut in debuts
            for autre in (lettre, *_ACCENTUEES.get(lettre, ()))
            if next(trie.iterkeys(debut + autre), None) is not None
        ]
    return [forme for forme in debuts if forme != nu and forme in trie]


_ACCENTUEES: Final = {
    **{"a": "âà", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ûùü"},
    **{"A": "ÂÀ", "E": "ÉÈÊ", "I": "ÎÏ", "O": "Ô"},
}


@cache
def _trie() -> "marisa_trie.RecordTrie":
    import marisa_trie  # for those who read prose alone

    trie = marisa_trie.RecordTrie(FORMAT)
    return trie.mmap(str(chemin(DATA)))
