"""Words that no dictionary has: slips of typing, forgotten accents, communes written amiss.

Notes, never warnings: a dossier has words that nobody listed. Of those with a capital, most are
names that no list has either: one is told when a single slip parts it from a commune and it stands
where a place does, or when it begins a sentence as any word may.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    Trait,
    est_connu,
    is_first_name,
    mots_proches,
    note,
    pattern,
    printed_texts,
    sans_accents,
    traits,
)
from ppgp_relecture.writing.meant_places import (
    CIVILITY,
    compound_territory,
    in_small_letters,
    meant_place,
    names_somebody,
    territory_meant,
)

_LETTERS: Final = r"[^\W\d_]"
_WORD: Final = re.compile(
    rf"(?<![\w@./·•‧∙⋅&+°^={{_#\\’'-])(?!week\sends?\b){_LETTERS}+(?:[-’']{_LETTERS}+)*(?![\w@/·&+°=(_-])"
    rf"(?!\.{_LETTERS})"
)
_ELIDED: Final = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|entr)[’']", re.IGNORECASE
)
_PREFIX: Final = re.compile(
    r"(?:anti|auto|bi|co|cyber|dé|éco|ethno|extra|géo|hyper|hypo|infra|inter|intra|méta|micro|mini"
    r"|mono|multi|néo|neuro|non|ortho|para|péri|pluri|poly|post|pré|primo|pseudo|psycho|re|ré|semi"
    r"|socio|sous|super|supra|sur|télé|trans|ultra|vidéo|visio)-?"
)
_HEAD: Final = re.compile(r"(?:^|[.!?…:]|\n\s*[-•]?)\s*[«“]?\s*$")
_SAINT: Final = re.compile(r"Sainte?s?-")
_ASIDE: Final = re.compile(r"\[[^\[\]]*\]\{[^{}]*\}|\[\^[^\[\]]*\]|\]\([^)\]]*\)|`[^`]*`")
"""No mark holds another that opens: thousands of them would each be read to the end."""
"""Foreign words, calls of notes, addresses, code."""

_LIGATURE: Final = re.compile(r"(?:(?<=[bcmnsv])|\b)[oO]e(?=u)")
_INVERTED: Final = re.compile(r"(?:-t)?-(?:je|tu|ils?|elles?|on|nous|vous|ce)$")
"""The pronoun behind its verb: « Peut-on », « Doit-elle »."""
_CAPITALS: Final = {"A": "À", "C": "Ç", "E": "ÉÈÊ", "I": "Î", "O": "Ô"}
_BEFORE: Final = 40
_SHORT: Final = 4
"""Shorter words are signs, units, initials."""

_COMBINING: Final = re.compile(
    r"(?:bucco|médico|psycho|socio|éco|ethno|neuro|crypto|franco|administrativo|juridico|technico)$"
)
"""What a compound may begin with: « médico-psycho-social »."""

_PARTS: Final = 2
"""Words before the last: few compounds have more."""

_OF_YAML: Final = ("null", "Null")
"""A word of the file's language: V011 tells it where it stands for nothing."""

_ORDINAL: Final = re.compile(
    r"..(?<=\d )i?[èe]mes?$|.{0,2}\b[IVXL]+(?:i?[èe]me|[èe]re?|e)s?$", re.DOTALL
)

_ENGLISH_BEFORE: Final = re.compile(r"\b(?:and|for|in|of|the|to)\s$", re.IGNORECASE)
_ENGLISH_AFTER: Final = re.compile(r"\s(?:and|for|in|of|the|to)\b")
_DETERMINED: Final = re.compile(
    r"(?:\b(?:le|la|les|un|une|des|du|au|aux|ces?|cette)\s|[ld]’)$", re.IGNORECASE
)

_FREQUENT: Final = {
    "malgrès": "malgré", "parmis": "parmi", "hormi": "hormis",
    "biensûr": "bien sûr", "biensur": "bien sûr", "parceque": "parce que",
    "quelquechose": "quelque chose",
    "comite": "comité", "comites": "comités","chaques": "chaque",
    "dailleurs": "d’ailleurs", "daccord": "d’accord", "jusquà": "jusqu’à", "quelqun": "quelqu’un",
  "ettaient": "étaient", "kalia": "Kalía",
}  # fmt: skip
"""Slips that many make, far from the word or like a rare one: a « comite » kept galley slaves."""

_OF_FILES: Final = pattern(
    r"avif|docx|epub|gpkg|hei[cf]|html|jpeg|json|pptx|tiff|web[mp]|xls[xm]|yaml"
)
"""Kinds of files, which dossiers name in small letters and no dictionary has."""

_MANY: Final = 100
"""Slips told of one dossier: beyond, its language is not ours."""


class Word(NamedTuple):
    """A word that no list has, at the place where it is read first."""

    written: str
    text: PrintedText
    start: int
    head: bool


def misspelt(dossier: Dossier) -> Iterator[Diagnostic]:
    """C814: a word that is not in the dictionary is told once, with what it probably means."""
    texts = [text for text in printed_texts(dossier) if not text.ecrit.cite]
    words = [word for text in texts for word in _unknown(text)]
    often = Counter(word.written for word in words)
    first = {word.written: word for word in reversed(words)}
    learnt = _learnt(dossier)
    told = (
        found
        for word in first.values()
        if word.written.lower() not in learnt
        for found in _findings_of(word, often)
    )
    yield from islice(told, _MANY)


def _learnt(dossier: Dossier) -> frozenset[str]:
    """The words of the names that the dossier gives itself."""
    people = (str(person.nom) for person in dossier.personnes.values())
    of_fiches = (name for fiche in dossier.fiches for name in fiche.sigles.values())
    names = (*dossier.sigles.values(), str(dossier.demarche.programme), *people, *of_fiches)
    return frozenset((*_OF_YAML, *(m[0].lower() for name in names for m in _WORD.finditer(name))))


def _unknown(text: PrintedText) -> Iterator[Word]:
    typed = _ASIDE.sub(lambda aside: " " * len(aside[0]), text.text)
    for match in _WORD.finditer(typed.replace("'", "’")):
        start, word = match.start(), match[0]
        if len(word) < _SHORT or _is_known(word) or word.isupper() or _is_ordinal(text, match):
            continue
        while not _is_known(word) and (elided := _ELIDED.match(word)):
            start, word = start + elided.end(), word[elided.end() :]
        if (
            (len(word) >= _SHORT or in_small_letters(word))
            and not word.isupper()
            and not _is_known(word)
            and not _OF_FILES.fullmatch(word)
            and text.is_typed(start)
        ):
            yield Word(word, text, start, bool(_HEAD.search(text.text[:start])))


def _is_ordinal(text: PrintedText, match: re.Match[str]) -> bool:
    """« XXIème », « 5 ième »: typesetting sets them."""
    return _ORDINAL.match(text.text, max(0, match.start() - 2), match.end()) is not None


@lru_cache(maxsize=16384)
def _is_known(word: str) -> bool:
    """Whether a word is known, whole, by its parts, or behind a prefix.

    So are the words that typesetting mends: « coeur », « Etat ».
    """
    if word.lower() in _FREQUENT or in_small_letters(word):
        return False
    if any(map(est_connu, (word, _LIGATURE.sub("œ", word), *_accented(word)))):
        return True
    if est_connu(_INVERTED.sub("", word)):
        return True
    if "-" in word and not _SAINT.match(word):
        return (
            not (word[0].isupper() and compound_territory(word))
            and not _half_plural(word)
            and all(
                len(part) < _SHORT
                or _COMBINING.match(part)
                or (_is_known(part) and not _is_no_name(part))
                for part in word.split("-")
            )
        )
    # « reseau » is no « re- » and « seau », « comission » no « co- » and « mission ».
    if any(map(est_connu, (*_lost_accents(word), *_doubled(word)))):
        return False
    bare = _PREFIX.match(word)
    rest = word[bare.end() :] if bare else ""
    return (len(rest) >= _SHORT and est_connu(rest)) or _is_feminine(word)


def _is_no_name(part: str) -> bool:
    """Whether a part with a capital is but a verb: « Ponta-Mousson »."""
    known = traits(part.lower())
    return part.istitle() and not traits(part) and set(known) == {Trait.VERBE}


def _is_feminine(word: str) -> bool:
    """A feminine in -eure: « rapporteure », never « acteure » (INaLF, Femme, j’écris ton nom)."""
    stem = re.sub("eures?$", "eur", word)
    if stem == word or not any(trait & Trait.NOM for trait in traits(stem)):
        return False
    return not traits(f"{stem.removesuffix('eur')}rice")


def _half_plural(word: str) -> bool:
    """Whether the dictionary has a compound in one number, written here half in the other.

    « Sages-femme », « grand-parents »: it has « sage-femme » and « grands-parents ».
    """
    *parts, last = word.split("-")
    if len(parts) > _PARTS:
        return False
    stems = (part.removesuffix("s").removesuffix("x") for part in parts)
    others = product(*((stem, f"{stem}s", f"{stem}x") for stem in stems))
    return any(trait & Trait.NOM for one in others for trait in traits("-".join((*one, last))))


def _accented(word: str) -> Iterator[str]:
    """A word whose capital may have lost its accent."""
    yield from (capital + word[1:] for capital in _CAPITALS.get(word[:1], ""))


def _lost_accents(word: str) -> Iterator[str]:
    """A word with an accent that one of its e may have lost."""
    for match in re.finditer("e", word):
        yield from (word[: match.start()] + e + word[match.end() :] for e in "éèê")


def _doubled(word: str) -> Iterator[str]:
    """A word with one consonant that may have lost its double."""
    for match in re.finditer("(?<=[aeiouéè])[cflmnprst](?=[aeiouéè])", word):
        yield word[: match.end()] + word[match.start() :]


def _findings_of(word: Word, often: Counter[str]) -> Iterator[Diagnostic]:
    if near := _meant(word, often):
        place = word.text.span(word.start, word.start + len(word.written))
        count = often[word.written]
        times = f" ({count} fois)" if count > 1 else ""
        names = " ou ".join(f"`{other}`" for other in near)
        message = f"`{word.written}` n’est pas au dictionnaire{times} : vouliez-vous dire {names} ?"
        yield note("C814", message, place)


def _meant(word: Word, often: Counter[str]) -> list[str]:
    """What an unknown word probably means; nothing when it may well be right."""
    if frequent := _FREQUENT.get(word.written.lower()):
        as_written = frequent if word.written[0].islower() else frequent.capitalize()
        # A name that the dossier spells two ways is C805's to tell, once.
        return [] if often[frequent] else [as_written]
    if place := in_small_letters(word.written):
        return [place]
    if word.written[0].islower():
        # « charlie » is no « charpie », but « sante » is « santé ».
        named, bare = est_connu(word.written.capitalize()), sans_accents(word.written)
        near = mots_proches(word.written)
        return [one for one in near if not named or sans_accents(one) == bare]
    return [] if is_first_name(word.written.partition("-")[0]) else _named(word, often)


def _named(word: Word, often: Counter[str]) -> list[str]:
    """The same of a word with a capital, that may be anybody's name."""
    before = word.text.text[max(0, word.start - _BEFORE) : word.start]
    after = word.text.text[word.start + len(word.written) :]
    if _ENGLISH_BEFORE.search(before) or _ENGLISH_AFTER.match(after):
        return []
    if sure := territory_meant(word.written, before) or _accents_back(word, before):
        return sure
    if often[word.written] > 1 or CIVILITY.search(before):
        return []
    if places := meant_place(word.written, before):
        return places
    near = mots_proches(word.written.lower(), _is_common) if word.head else []
    return [one.capitalize() for one in near]


def _accents_back(word: Word, before: str) -> list[str]:
    """What a capital hides: « le Departement », « la Sante » are words but for their accents.

    A name of someone is none.
    """
    written, small = word.written, word.written.lower()
    if names_somebody(before):
        return []
    bare = sans_accents(small)
    near = mots_proches(small, lambda one: sans_accents(one) == bare and _may_be_named(one))
    nouns = [one for one in near if any(trait & Trait.NOM for trait in traits(one))]
    near = nouns if nouns and _DETERMINED.search(before) else near
    return ["".join(map(_as_written, one, written)) for one in near]


def _as_written(letter: str, written: str) -> str:
    return letter.upper() if written.isupper() else letter


def _may_be_named(word: str) -> bool:
    return any(trait & (Trait.NOM | Trait.ADJECTIF | Trait.AUTRE) for trait in traits(word))


def _is_common(word: str) -> bool:
    return any(trait & (Trait.NOM | Trait.AUTRE) for trait in traits(word))


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (misspelt,)
