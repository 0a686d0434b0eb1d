"""The name of a person, read: what is the first name, what the family name.

« Camille Martineau », « MARTINEAU Camille », « Martineau, Camille », « Mme Martineau », « Camille
Martineau née Dupont », « Jean-Baptiste de La Tour ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from enum import IntEnum
from functools import cache
from itertools import takewhile
from typing import Final, NamedTuple, TypeAlias

from ppgp_docs.francais.donnees import lignes
from ppgp_docs.francais.personnes.noms_frequents import is_family_name, is_first_name
from ppgp_docs.francais.personnes.places_des_mots import Word, Words, words_of
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.francais.territoires import departements
from ppgp_docs.patterns import pattern

SEVERAL: Final = frozenset(
    ("mm", "mmes", "mlles", "mesdames", "messieurs", "mesdemoiselles", "drs", "docteurs")
)
CIVILITIES: Final = SEVERAL | {
    "mme", "mlle", "mr", "madame", "monsieur", "mademoiselle", "dr", "dre", "docteur", "docteure",
    "pr", "pre", "prof", "professeur", "professeure", "maitre", "famille",
}  # fmt: skip
SHORT_CIVILITIES: Final = frozenset({"m", "me"})
"""« M. » and « Me »: with a capital only."""

PARTICLES: Final = frozenset((
    "al", "ben", "bin", "d", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "el", "l", "la", "las", "le", "les", "ten", "van", "von", "y",
))  # fmt: skip
ALSO: Final = frozenset({"nee", "ne", "epouse", "epoux", "dit", "dite", "ep"})
"""Words between two names of one person."""

_COMMON: Final = "noms_communs.txt"
SAINTS: Final = frozenset({"saint", "sainte", "st", "ste"})
"""They open one name: « Saint-Ours »."""

FIRST_NAMES_TOO: Final = frozenset(
    ("barthelemy", "blaise", "gervais", "godefroy", "jacob", "lambert", "martin", "salomon")
)
"""Family names above all, that are first names before another name: « Martin Dupont »."""

_BRACKETS: Final = pattern(r"\(([^)]*)\)?")
_BORN: Final = pattern(r"\s*(?:n[ée]e?|[ée]pou(?:se|x)|[ée]p\.?)\s", re.IGNORECASE)

_LEAST: Final = 3
"""Letters from which one of two family names may stand alone."""


class Evidence(IntEnum):
    """What tells that a family name is this person's; the more, the surer."""

    ALONE = 0
    """Nothing but how the name is written."""

    BESIDE = 1
    """An initial or a civility beside it, or an address made of both."""

    FULL = 2
    """The first name."""


NamePart: TypeAlias = tuple[Word, ...]


class NameReading(NamedTuple):
    """One way of reading a name, as bare letters: ``given`` may be empty, ``family`` never is.

    ``family`` comes without its particles; it is ``partial`` when it is one name out of several.
    Less than ``least`` beside it does not tell the person.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    partial: bool = False
    least: Evidence = Evidence.ALONE

    def may_stand_in(self, text: Words, own: Set[str]) -> bool:
        """Whether the letters of a text, without anything between them, hold a name: few do."""
        if all(part in text.letters for part in self.family):
            return True
        if not self.given:
            return False
        return (bool(text.initial_ranks) and "".join(self.given) in text.letters) or any(
            self.are_initials(letters, own) or self.are_reversed_initials(letters)
            for ends in self.ends_of_initials
            for letters in text.initials.get(ends, ())
        )

    def may_be(self, other: NameReading) -> bool:
        """Whether both may be ways of writing one name, whole or by the first name's initials."""
        if self == other:
            return True
        one, another = ("".join(each.given) for each in (self, other))
        initials = {"".join(part[0] for part in each.given) for each in (self, other)}
        short = {*initials, *(letters[:1] for letters in initials)}
        same = bool(one and another) and (one in short or another in short)
        return self.family == other.family and same and one[0] == another[0]

    @property
    def ends_of_initials(self) -> tuple[str, ...]:
        """The first and the last letter of all initials of the name, in both orders."""
        if not self.given:
            return ()
        ends = (self.given[0][0] + self.family[-1][0], self.family[0][0] + self.given[-1][0])
        return tuple(dict.fromkeys(ends))

    def are_initials(self, letters: str, own: Set[str]) -> bool:
        """Whether letters are those of the first and the family name, its particles or not."""
        given, family = ("".join(name[0] for name in each) for each in (self.given, self.family))
        if not (given and letters[:1] == given[0] and letters.endswith(family)):
            return False
        between = letters[: len(letters) - len(family)]
        between = between[len(given) :] if between.startswith(given) else between[1:]
        particles = {name[0] for name in own & PARTICLES}
        return letters[0] + family != family and particles.issuperset(between)

    def are_reversed_initials(self, letters: str) -> bool:
        """Whether letters are those of the family name, then of the first name."""
        return letters == "".join(name[0] for name in (*self.family, *self.given))

    @property
    def is_common(self) -> bool:
        """Whether the family name is a word, a town or a département too."""
        return all(map(is_word, self.family))

    @property
    def is_all_common(self) -> bool:
        """Whether the first name is a word too: « Rose Petit », « Olivier Blanc »."""
        return self.is_common and all(map(is_word, self.given))

    @property
    def is_first_name(self) -> bool:
        """Whether the family name is a usual first name too."""
        return len(self.family) == 1 and is_first_name(self.family[0])


def readings(name: str) -> tuple[NameReading, ...]:
    """Every way of reading a name; none when it holds no word."""
    parts = [*_parts(_in_order(name))]
    while len(parts) > 1 and _is_civility(parts[0]):
        parts = parts[1:]
    head, *others = _groups(parts)
    found = [*_of_two(head)] if head else []
    given = found[0].given if found else ()
    for group in filter(None, others):
        found += _read(given, group)
    found += [NameReading(given, (glued,)) for group in (head, *others) for glued in _glued(group)]
    return tuple(dict.fromkeys(found))


def own_names(name: str, ways: Iterable[NameReading]) -> frozenset[str]:
    """What may stand beside a name of the person and is part of it: other names, particles."""
    particles = PARTICLES.intersection(word.letters for word in words_of(name).words)
    return particles.union(
        "".join(way.family[first:last])
        for way in ways
        for first in range(len(way.family))
        for last in range(first + 1, len(way.family) + 1)
    )


def _in_order(name: str) -> str:
    """« Martineau, Camille » is Camille Martineau; what else follows a comma is no name."""
    head, _, tail = _outside_brackets(name).partition(",")
    behind = [*_parts(tail.partition(",")[0])]
    if behind and _is_first(behind[0]) and not any(map(_is_first, _parts(head))):
        return f"{tail.partition(',')[0]} {head}"
    return head


def _outside_brackets(name: str) -> str:
    """What brackets say is no name, but of birth: « Martineau (née Lefèvre) »."""
    return _BRACKETS.sub(lambda found: found[1] if _BORN.match(found[1]) else " ", name)


def _parts(name: str) -> Iterator[NamePart]:
    """What spaces part: « Marie-France », « Le », « Solleuz »."""
    part: list[Word] = []
    for word in words_of(name).words:
        if part and word.before not in ("-", "'"):
            yield tuple(part)
            part = []
        part.append(word)
    if part:
        yield tuple(part)


def _groups(parts: Iterable[NamePart]) -> list[list[NamePart]]:
    groups: list[list[NamePart]] = [[]]
    for part in parts:
        if part[0].letters in ALSO and groups[0]:
            groups.append([])
        else:
            groups[-1].append(part)
    return groups


def _of_two(parts: list[NamePart]) -> Iterator[NameReading]:
    """Capitals tell the family name, usual first names the first name, else both are tried."""
    capitals = [part for part in parts if _is_upper(part)]
    others = [part for part in parts if not _is_upper(part) and not _is_particle(part)]
    if len(parts) == 1:
        yield NameReading((), _core(parts))
    elif capitals and others:
        yield from _read(_letters(others[:1]), capitals)
    elif _is_first(parts[0]):
        given, rest = _letters(parts[:1]), parts[1:]
        every = given
        while len(rest) > 1 and _is_first(rest[0]):
            if is_family_name(rest[0][0].letters):  # « Anne Thomas Durand »
                yield NameReading(given, _letters(rest[:1]), True, Evidence.BESIDE)
            every, rest = every + _letters(rest[:1]), rest[1:]
        for each in dict.fromkeys((given, every)):
            yield from _read(each, rest)
    elif _is_first(parts[-1]):
        yield from _read(_letters(parts[-1:]), parts[:-1])
        yield from _read(_letters(parts[:-1]), parts[-1:])
    else:
        yield from _read(_letters(parts[:1]), parts[1:])
        yield from _read(_letters(parts[1:]), parts[:1])


def _read(given: tuple[str, ...], family: Iterable[NamePart]) -> Iterator[NameReading]:
    """A family name, then each of the names that make it, which many use alone."""
    names = [*_names(family)]
    whole = tuple(letters for name in names for letters in name)
    yield NameReading(given, _without_particles(whole))
    for name in map(_without_particles, names) if len(names) > 1 else ():
        length = sum(map(len, name))
        if length > 1 and not PARTICLES.issuperset(name):
            alone = length >= _LEAST and FIRST_NAMES_TOO.isdisjoint(name)
            least = Evidence.ALONE if alone else Evidence.BESIDE
            yield NameReading(given, name, partial=True, least=least)


def _names(parts: Iterable[NamePart]) -> Iterator[tuple[str, ...]]:
    """The names of a family name: « Le Bihan », « N’Guyen », « d’Aubigné », « Saint-Ours »."""
    name: list[str] = []
    for word in (word for part in parts for word in part):
        opened = name and not (word.before == "'" or {*name} <= PARTICLES | SAINTS)
        if opened:
            yield tuple(name)
            name = []
        name.append(word.letters)
    if name:
        yield tuple(name)


def _glued(parts: list[NamePart]) -> Iterator[str]:
    """« Latour » and « delatour » for « de La Tour »."""
    words = _letters(parts)
    for first, word in enumerate(words):
        if word in PARTICLES:
            rest = takewhile(lambda each: each in PARTICLES, words[first:])
            end = first + len(tuple(rest)) + 1
            if end <= len(words):
                yield "".join(words[first:end])


def _core(parts: Iterable[NamePart]) -> tuple[str, ...]:
    """The words of a family name without the particles at its head."""
    return _without_particles(_letters(parts))


def _without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    first = next((rank for rank, word in enumerate(words) if word not in PARTICLES), 0)
    return words[first:]


def _letters(parts: Iterable[NamePart]) -> tuple[str, ...]:
    return tuple(word.letters for part in parts for word in part)


def _is_civility(part: NamePart) -> bool:
    return len(part) == 1 and part[0].letters in CIVILITIES | SHORT_CIVILITIES


def _is_particle(part: NamePart) -> bool:
    return all(word.letters in PARTICLES for word in part)


def _is_upper(part: NamePart) -> bool:
    return any(word.upper for word in part) and not any(
        not word.upper and len(word.letters) > 1 and word.letters not in PARTICLES for word in part
    )


def _is_first(part: NamePart) -> bool:
    return is_first_name("-".join(word.letters for word in part))


def is_word(name: str) -> bool:
    """Whether bare letters are a word, a town or a département, whoever bears them as a name."""
    return name in _common_words() or name.rstrip("sx") in _common_words()


@cache
def _common_words() -> frozenset[str]:
    words = {lettres_nues(line)[0] for line in lignes(_COMMON)}
    return frozenset(words | PARTICLES | {lettres_nues(each.nom)[0] for each in departements()})
