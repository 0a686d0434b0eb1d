"""What a form may be in the lexicon: a participle, an infinitive, a noun in the plural alone."""

from __future__ import annotations

from functools import lru_cache

from ppgp_docs.api import Trait, traits


def may_be(word: str, trait: Trait) -> bool:
    return any(known & trait == trait for known in traits(word))


def only(word: str, trait: Trait) -> bool:
    known = traits(word)
    return bool(known) and all(each & trait for each in known)


def in_the_plural(word: str) -> bool:
    """Whether a word is a noun or an adjective in the plural, and may be nothing else."""
    known = traits(word)
    return bool(known) and all(
        each & (Trait.NOM | Trait.ADJECTIF)
        and each & Trait.PLURIEL
        and not each & (Trait.SINGULIER | Trait.VERBE)
        for each in known
    )


@lru_cache(maxsize=4096)
def is_infinitive(word: str) -> bool:
    """Whether a word is a verb in the infinitive, and may be no noun: « pouvoir » may."""
    verb = word.endswith(("er", "ir", "re")) and only(word, Trait.VERBE)
    return verb and not may_be(f"{word}r", Trait.VERBE)  # « prépare », of préparer


@lru_cache(maxsize=4096)
def is_participle(word: str) -> bool:
    """Whether a word is the participle of a verb in -er, in the masculine singular."""
    return (
        word.endswith("é")
        and may_be(word, Trait.ADJECTIF)
        and may_be(f"{word[:-1]}er", Trait.VERBE)
    )


def is_masculine_participle(word: str) -> bool:
    """The same of any verb, as far as its end tells: permis, fait, suivi."""
    ends = word.endswith(("é", "i", "is", "it", "u", "ert"))
    masculine = Trait.ADJECTIF | Trait.MASCULIN | Trait.SINGULIER
    return ends and may_be(word, masculine) and not may_be(word, Trait.AUTRE)


def participle_of(infinitive: str) -> str:
    participle = f"{infinitive[:-2]}é" if infinitive.endswith("er") else ""
    return participle if participle and is_participle(participle) else ""
