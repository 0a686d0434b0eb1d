"""Whether a word with a capital is the name of someone, of a place or of a body.

Behind « M. le maire », « la directrice de », all three are written. Places are those of the lexicon
(Insee, Code officiel géographique); bodies go by their sigles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ppgp_docs.francais.designations import designes
from ppgp_docs.francais.donnees import lignes
from ppgp_docs.francais.lexique import Trait, accentues, commencant_par, traits
from ppgp_docs.francais.personnes.noms_frequents import is_family_name, is_first_name
from ppgp_docs.francais.personnes.prenom_et_nom import is_word
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.patterns import pattern

_PARTICLE_NAMES: Final = "noms_a_particule.txt"
_SHORT_SIGLE: Final = 3
_LONG_SIGLE: Final = 5
_SYLLABLES: Final = pattern(r"[^AEIOU]?(?:[AEIOUY]{1,2}[^AEIOU])*[AEIOUY]{0,2}(?:L?D)?")
"""« KAYA », « OZIL », « OULD » are read as words; « DGCS », « CAMSP » are spelt."""

_SIGLES: Final = "sigles_prononcables.txt"

_TERRITORIAL: Final = pattern(r"\b(?:maire|préf|sous-préf|déput|sénat)", re.IGNORECASE)


def is_acronym(word: str) -> bool:
    """Whether capitals are rather those of a body than of someone: « CAMSP », not « KAYA »."""
    if not word.isupper() or len(word) > _LONG_SIGLE:
        return False
    short = len(word) == _SHORT_SIGLE and word[-1] not in "AEIOUY"  # « SIG », « DIM »
    return short or word in _sigles() or not _SYLLABLES.fullmatch(word)


def is_known_word(word: str) -> bool:
    """Whether capitals write a word, a first name, a place: « la directrice ENFANCE »."""
    low = word.lower()
    return bool(
        is_first_name(word)
        or is_word(lettres_nues(word)[0])
        or designes(word)
        or traits(low)
        or accentues(low)
        or traits(word.title())
    )


def is_particle_name(name: str) -> bool:
    """Whether a name is one that a particle goes with: « de Villiers », « d’Ornano »."""
    return lettres_nues(name)[0] in _particle_names()


def is_territorial(function: str) -> bool:
    """Whether a function is held somewhere: what is said of it is a place."""
    return bool(_TERRITORIAL.search(function))


def is_place(name: str, function: str = "") -> bool:
    """Whether a name is that of a place behind a function: of a territory, of a town when only
    towns are told so, « Bourg-en-Bresse », or when the function is held there, « le maire Gex »."""
    if designes(name):
        return True
    town = any(each & Trait.COMMUNE for each in traits(name.replace("'", "’")))
    if "-" in name and town:
        return True
    if not is_territorial(function) or is_family_name(name):
        return False
    return town or any(not each & Trait.PROPRE for each in traits(name))


def is_town_with_article(article: str, name: str) -> bool:
    """Whether an article and a name are those of a town: « la Baule », « le Havre »."""
    whole = f"{article.strip().capitalize()} {name}"
    return not is_family_name(name) and any(_towns(whole))


def _towns(name: str) -> Iterator[str]:
    yield from (each for each in commencant_par(name) if each == name or each[len(name)] == "-")


@cache
def _particle_names() -> frozenset[str]:
    return frozenset(lettres_nues(line)[0] for line in lignes(_PARTICLE_NAMES))


@cache
def _sigles() -> frozenset[str]:
    return frozenset(lignes(_SIGLES))
