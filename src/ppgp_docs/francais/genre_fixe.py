"""The noun of one gender that an adjective typed in both agrees with: « les personnes formé·e·s ».

« Personne », « famille », « équipe » are feminine whoever they name: what stands beside them
keeps their gender (Académie française, Questions de langue; Le bon usage, § 443).
"""

import re
from typing import Final

from ppgp_docs.francais.deux_genres import genre_du_nom
from ppgp_docs.francais.genres import chercher
from ppgp_docs.francais.lexique import Trait, traits

_PROPOSITION: Final = re.compile(r"[.;:!?\n()«»]")
_SIGNE: Final = "·•‧∙⋅/"
_MOT: Final = re.compile(rf",|[^\W\d_]+(?:[-{_SIGNE}][^\W\d_]+)*")
_SAUTES: Final = frozenset(
    (
        *("a", "est", "été", "étaient", "était", "font", "ont", "sera", "seront", "sont"),
        *("ainsi", "assez", "aussi", "bien", "encore", "mieux", "moins", "ne", "non", "pas"),
        *("plus", "souvent", "toujours", "très", "trop", "qui"),
        *("d", "de", "des", "du", "en", "au", "à"),
        *("ces", "l", "la", "le", "les", "leurs", "mes", "nos", "ses", "tes", "toutes", "vos"),
    )
)
"""Copulas, adverbs, links, determiners: what parts an attribute or its complement from a noun."""

_NOMINAUX: Final = Trait.NOM | Trait.ADJECTIF
_LIENS: Final = ("et", "ou")
_PORTEE: Final = 80
_DERNIER: Final = re.compile(r"(?<!\w)([^\W\d_]+)[^\S\n]+$")
_SUIVANT: Final = re.compile(
    r"\s+(?P<determinant>(?:les|ces|mes|tes|ses|nos|vos|leurs)\s+)?(?P<nom>[^\W\d_]+(?:-[^\W\d_]+)*)"
)


def genre_avant(texte: str, debut: int, pluriel: bool) -> Trait | None:
    """Return FEMININ when what stands before agrees so; None when both genders remain possible.

    A noun in another number is a complement of the one before it (« les familles du quartier »);
    of nouns that are joined, each counts (« les mères et les pères »).
    """
    avant = _PROPOSITION.split(texte[max(0, debut - _PORTEE) : debut])[-1]
    trouve: Trait | None = None
    joint = False
    for mot in reversed(_MOT.findall(avant.lower())):
        if mot == "," and trouve:
            return trouve
        if mot in _LIENS:
            joint = True
        elif mot == "," or mot in _SAUTES or _adjectif_des_deux_genres(mot):
            continue
        elif trouve and not joint:
            return trouve
        elif mot == ("elles" if pluriel else "elle") or _feminin(mot, pluriel):
            trouve, joint = Trait.FEMININ, False
        elif trouve or not _autre_nombre(mot, pluriel):
            return None if joint or not trouve else trouve
    return trouve if not joint else None


def genre_accole(texte: str, debut: int, pluriel: bool) -> Trait | None:
    """Return FEMININ for a noun that qualifies the one before it: « la personne référente »."""
    mot = _DERNIER.search(texte, max(0, debut - _PORTEE), debut)
    feminin = mot and genre_du_nom(mot[1].lower(), pluriel) is Trait.FEMININ
    return Trait.FEMININ if feminin else None


def genre_apres(texte: str, fin: int, pluriel: bool, determine: bool = False) -> Trait | None:
    """Return the gender of the noun that follows, behind its determiner if it has one."""
    suivant = _SUIVANT.match(texte, fin)
    if suivant is None or bool(suivant["determinant"]) != determine:
        return None
    return genre_du_nom(suivant["nom"].lower(), pluriel)


def _adjectif_des_deux_genres(mot: str) -> bool:
    """Whether a word is an adjective written for both genders, like the one in question."""
    if not any(signe in mot for signe in _SIGNE):
        return False
    forme = chercher(mot)
    return forme is not None and forme.nature in ("adjectif", "épithète")


def _feminin(mot: str, pluriel: bool) -> bool:
    """Whether a word is a noun, or an adjective that agrees with one, of the feminine alone."""
    nombre = Trait.PLURIEL if pluriel else Trait.SINGULIER
    mots = [trait for trait in traits(mot) if trait & _NOMINAUX and trait & nombre]
    return bool(mots) and all(
        trait & Trait.FEMININ and not trait & Trait.MASCULIN for trait in mots
    )


def _autre_nombre(mot: str, pluriel: bool) -> bool:
    nombre = Trait.PLURIEL if pluriel else Trait.SINGULIER
    mots = [trait for trait in traits(mot) if trait & _NOMINAUX]
    return bool(mots) and not any(trait & nombre for trait in mots)
