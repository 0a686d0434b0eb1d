"""Words in both genders that `inclusif.csv` does not list, read in the lexicon of French.

A feminine belongs to a masculine when the language makes it so (Grevisse and Goosse, Le bon usage,
§ 500 to 515, 546 to 555) and the lexicon has both, with the same nature.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.francais.lexique import Trait, traits

# What the feminine puts instead of the end of the masculine; the longest end is read first.
_FINS: Final = (
    ("teur", ("trice", "teuse")), ("eur", ("euse", "eure", "eresse")), ("ien", ("ienne",)),
    ("er", ("ère",)), ("el", ("elle",)), ("en", ("enne",)), ("on", ("onne",)),
    ("et", ("ette", "ète")),
    ("eux", ("euse",)), ("f", ("ve",)), ("c", ("que", "cque")), ("an", ("anne",)), ("s", ("sse",)),
    ("", ("e",)),
)  # fmt: skip
_MOTS: Final = Trait.NOM | Trait.ADJECTIF


class DeuxGenres(NamedTuple):
    """A word in both genders; a nature, then masculine and feminine, singular and plural."""

    nature: str
    masculin: str
    feminin: str
    masculin_pluriel: str
    feminin_pluriel: str


@lru_cache(maxsize=1024)
def deux_genres(masculin: str) -> tuple[DeuxGenres, ...]:
    """Return what a masculine singular may be with each feminine that the lexicon has for it."""
    return tuple(
        DeuxGenres(nature, masculin, feminin, pluriel, f"{feminin}s")
        for feminin in _feminins(masculin)
        if (nature := _nature(masculin, feminin)) and (pluriel := _pluriel(masculin))
    )


def _feminins(masculin: str) -> Iterator[str]:
    for fin, autres in _FINS:
        if masculin.endswith(fin):
            yield from (masculin[: len(masculin) - len(fin)] + autre for autre in autres)


def _nature(masculin: str, feminin: str) -> str:
    """The nature that both have in the singular; empty when they have none in common."""
    un = _natures(masculin, Trait.MASCULIN | Trait.SINGULIER, Trait.FEMININ)
    commune = un & _natures(feminin, Trait.FEMININ | Trait.SINGULIER, Trait.MASCULIN)
    if commune & Trait.ADJECTIF:
        return "adjectif"
    return "nom" if commune & Trait.NOM else ""


def _natures(mot: str, voulus: Trait, exclus: Trait) -> Trait:
    natures = Trait(0)
    for trait in traits(mot):
        if trait & voulus == voulus and not trait & exclus:
            natures |= trait & _MOTS
    return natures


def _pluriel(masculin: str) -> str:
    voulus = Trait.MASCULIN | Trait.PLURIEL
    for pluriel in (f"{masculin}s", f"{masculin[:-2]}aux", f"{masculin}x", masculin):
        if _natures(pluriel, voulus, Trait.FEMININ):
            return pluriel
    return ""


def genre_du_nom(mot: str, pluriel: bool) -> Trait | None:
    """Return MASCULIN or FEMININ for a noun of one gender in this number; None for other words.

    A compound that the lexicon does not have is of the gender of its first word, and
    « sage-femme » of that of its kind, though the lexicon lets it name a man.
    """
    nombre = Trait.PLURIEL if pluriel else Trait.SINGULIER
    if mot == ("sages-femmes" if pluriel else "sage-femme"):
        return Trait.FEMININ
    connus = traits(mot) or (traits(mot.partition("-")[0]) if "-" in mot else ())
    noms = [trait for trait in connus if trait & Trait.NOM and trait & nombre]
    for genre, autre in ((Trait.FEMININ, Trait.MASCULIN), (Trait.MASCULIN, Trait.FEMININ)):
        if noms and all(trait & genre and not trait & autre for trait in noms):
            return genre
    return None
