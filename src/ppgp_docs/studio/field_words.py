"""What a field is called, what it asks for and an example of it, in the words of who fills it in:
the schemas also speak to who types YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from ppgp_docs.francais.dates import lire_date
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.lexique import Trait, traits
from ppgp_docs.schema.places import KNOWN_BY, MARKS
from ppgp_docs.schema.schemas import Field, Fields

_TYPED: Final = re.compile(r", (?:en Markdown simple|entre guillemets)$")
"""What only those who type YAML need to know."""

QUOTED: Final = re.compile(r"`([^`]*)`")
_YES: Final = re.compile(r"^oui (?=pour|quand|si|tant)")
_NO: Final = re.compile(r"^non (?=pour|quand|si|tant)")
_ISO: Final = re.compile(r"\d{4}(?:-\d\d){1,2}")
_BEHIND: Final = (
    "à", "après", "avant", "de", "du", "des", "d’un", "d’une", "dans", "par", "sans", "en", "pour"
)  # fmt: skip
_VOWELS: Final = "aeiouh"


def help_of(field: Field) -> str:
    """What a field asks for; what a list of choices shows by itself is left out."""
    told = _without_choices(str(field.get("aide", "")), field.get("allowed", ()))
    if field.get("genre") == "oui_non":
        told = _NO.sub("«\u00a0Non\u00a0» ", _capital(_YES.sub("", told)))
    return espacer(_TYPED.sub("", QUOTED.sub(_in_words, told)))


def _without_choices(told: str, allowed: Sequence[Any]) -> str:
    """The help of a list of choices without the values that a file has for them."""
    values = "|".join(map(re.escape, map(str, () if "oui" in allowed else allowed)))
    listed = re.match(rf"(?s)(?P<asks>.*?)(?:^|\s:\s)`?(?:{values})\b", told) if values else None
    return listed["asks"] if listed else told


def example_of(field: Field, chosen: bool) -> str:
    """An example of what is typed, a date as people write it; none where one chooses."""
    if chosen:
        return ""
    example = MARKS.sub("", str(field.get("exemple", ""))).strip('"')
    if field.get("genre") == "date" and _ISO.fullmatch(example):
        return lire_date(example).en_francais()
    return espacer(example)


def told_by(fields: Fields) -> str:
    """The name of the field by which people know what is made of those fields; one that must be
    filled in, if there is."""
    known = [key for key in KNOWN_BY if key in fields]
    needed = (key for key in known if fields[key].get("required"))
    return next(needed, next(iter((*known, *fields)), "titre"))


def one_of(label: str) -> str:
    """One of a list, by what the list is called: « Accords écrits », « Accord écrit »."""
    words = label.split(" ")
    end = next((rank for rank, word in enumerate(words) if word in _BEHIND), len(words))
    return " ".join([*map(_singular, words[:end]), *words[end:]])


def added(one: str) -> str:
    """What is added to a list, by what one of it is called: « une activité », « un accord écrit »;
    empty where its gender is not known."""
    gender = _gender(one)
    article = "une" if gender is Trait.FEMININ else "un"
    return f"{article} {_small(one)}" if gender else ""


def asked_of(label: str) -> str:
    """What is asked of a thing, by the label of its field: « sa fonction », « son texte »."""
    gender, small = _gender(label), _small(label)
    if sans_accents(small[:1]) in _VOWELS or gender is Trait.MASCULIN:
        return f"son {small}"
    return f"sa {small}" if gender is Trait.FEMININ else small


def _gender(words: str) -> Trait | None:
    """The gender of the noun that some words begin with; None where it has both, or is unknown."""
    noun = words.partition(" ")[0].lower()
    known = traits(noun) or traits(noun.rpartition("-")[2])
    nouns = [each for each in known if Trait.NOM in each and Trait.SINGULIER in each]
    both = {gender for each in nouns for gender in _GENDERS if gender in each}
    return both.pop() if len(both) == 1 else None


_GENDERS: Final = (Trait.MASCULIN, Trait.FEMININ)


def _small(words: str) -> str:
    """Words within a sentence; an acronym keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def unbroken(words: str) -> str:
    """Words of which no line ends within a number, nor between a number and what it counts."""
    return _COUNTED.sub("\u00a0", words)


_COUNTED: Final = re.compile(r"(?<=\d) (?=[^\W_])")


def readable(word: str) -> str:
    """`imprimerie_nationale` as people write it."""
    return _capital(word.replace("_", " "))


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > len("aux"):
        return f"{word[:-3]}al"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) else word


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _in_words(found: re.Match[str]) -> str:
    return f"«\u00a0{found[1].replace('_', ' ')}\u00a0»"


def described(field: Field, name: str) -> dict[str, Any]:
    """What stands above a field."""
    return {
        "label": espacer(str(field.get("libelle") or readable(name))),
        "help": help_of(field),
        "required": bool(field.get("required")),
    }
