"""Whether a text names a person whose name is known, however it is written.

« Camille Martineau », « MARTINEAU Camille », « C. Martineau », « Mme Martineau », cut by a soft
hyphen, without its accents, in an address. The family name alone is enough when it is written as
a name, and so is each name of a double one (« Dupont » for Marie Dupont-Lebrun); but
« Saint-Martin », « Martin-Dupont », « rue Martin » and « Paul Martin » are not Camille Martin, and
a family name that is a word, a town or a first name too (Petit, Vienne, Thomas) names nobody
without a first name, an initial or a civility.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.francais.personnes.passages import Stretch
from ppgp_docs.francais.personnes.places_des_mots import Word, Words, words_of
from ppgp_docs.francais.personnes.prenom_et_nom import (
    PARTICLES,
    Evidence,
    NameReading,
    own_names,
    readings,
)
from ppgp_docs.francais.personnes.recherche import NameFinder
from ppgp_docs.patterns import pattern

__all__ = ["CUT", "Evidence", "KnownPerson", "names_borne_by"]

_PAIRS: Final = ("()", "[]", "«»", "“”", '""', "‘’")
_CLOSES: Final = pattern(r'\s?"')
_MARKS: Final = "*~`|^"
_LINK: Final = pattern(r"[ \-'._]{1,2}")
_BEHIND: Final = pattern(r" ?[ ,/+&\-_.] ?")
_DOTTED: Final = pattern(r"\.[ \-]{0,2}")
"""What parts an initial from the next one, or from the name."""

CUT: Final = "…"
_ENDS: Final = pattern(r"\s?(?:…|\.{3})")
_PARTS: Final = 3
"""Words of a family name, with its particles, that an excerpt may keep."""

_AT_ONCE: Final = frozenset({"d", "de", "du"})
_INTRODUCED_BY: Final = _AT_ONCE | {"a", "avec", "chez", "et", "ou", "par", "pour", "selon"}
"""Words behind which « de La Tour » and « d’Aubigné » are said with their particle; elsewhere, it
may be the word that « l’avis de » asks for."""

_SAYINGS: Final = pattern(r"\bali baba\b|\bb(?:[ .\-]{1,2}a[ .\-]{1,2}|a-)ba\b")
"""What names no one, as bare letters: « la caverne d’Ali Baba », « le b.a.-ba », « le BA-BA »."""

_NEAR: Final = 12
"""Signs around a name where such a saying stands whole."""

_REMEMBERED: Final = 2048
_OVER: Final = pattern(r"\s?[.,;:)!?]")
_POINT: Final = pattern(r"\.(?=[,;:)]|\s[a-zà-ÿ])")


class KnownPerson(NamedTuple):
    """Someone whose name is known; ``ways`` are the ways of reading it, ``names`` all that the
    family name is made of, as bare letters."""

    name: str
    ways: tuple[NameReading, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, name: str) -> KnownPerson:
        """The person of that name."""
        ways = readings(name)
        return cls(name, ways, own_names(name, ways))

    @property
    def every_name(self) -> frozenset[str]:
        """``names``, and the first names."""
        return self.names.union(*(way.given for way in self.ways))

    def beside(self, borne: Set[tuple[str, ...]]) -> KnownPerson:
        """The same person where others are known too, by the whole family names that they bear:
        one of several names that is such a name is left to them, but beside the first name."""
        ways = (
            way._replace(least=Evidence.FULL) if way.partial and way.family in borne else way
            for way in self.ways
        )
        return self._replace(ways=tuple(ways))

    def may_be(self, other: KnownPerson) -> bool:
        """Whether both names may be one person's: the same, or with the first name's initial for
        the first name, as in « C. Martineau »."""
        return any(one.may_be(another) for one in self.ways for another in other.ways)

    def mentions(self, text: str, least: Evidence = Evidence.ALONE) -> tuple[Stretch, ...]:
        """Where a text names the person, civility and first name included, in order.

        ``least`` is how sure it must be; those that overlap are one.
        """
        words = words_of(text)
        ways = tuple(way for way in self.ways if way.may_stand_in(words, self.names))
        return self._mentions(text, least, ways) if ways else ()

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019  # a name is a value, and holds nothing
    def _mentions(
        self, text: str, least: Evidence, ways: tuple[NameReading, ...]
    ) -> tuple[Stretch, ...]:
        """Asked again by each check and by what takes the name out: where it stands is remembered,
        of the few texts that may hold it."""
        words = words_of(text)
        found = (each for way in ways for each in NameFinder(words, way, self.names).mentions())
        places: list[Stretch] = []
        for read in sorted(stretch for stretch, evidence in found if evidence >= least):
            start, end = self._with_all_its_names(words, *read)
            if self._is_said(words, start, end):
                continue
            first, last = _closed(text, words.words[start].start, words.words[end - 1].end)
            if places and first < places[-1][1]:
                places[-1] = (places[-1][0], max(places[-1][1], last))
            else:
                places.append((first, last))
        return tuple(places)

    def beginnings(self, text: str) -> tuple[Stretch, ...]:
        """Where an excerpt ends within the person's name: « la méthode de Camille… », « Mar… »
        behind a first name that stands whole."""
        if CUT not in text:
            return ()
        words = words_of(text)
        ends = [rank for rank in range(len(words.words)) if _ENDS.match(words.behind(rank))]
        found = (self._begins_before(words, end) for end in ends)
        return tuple(stretch for stretch in found if stretch)

    def _begins_before(self, words: Words, last: int) -> Stretch | None:
        row = words.words
        for way in (way for way in self.ways if way.given):
            whole = "".join((*way.given, *way.family))
            for start in range(max(0, last - len(way.given) - _PARTS), last + 1):
                told = (word.letters for word in row[start : last + 1])
                written = "".join(letters for letters in told if letters not in PARTICLES)
                begun = written.startswith(way.given[0]) and whole.startswith(written)
                if begun and row[start].capital:
                    return row[start].start, row[last].end
        return None

    def _with_all_its_names(self, words: Words, start: int, end: int) -> Stretch:
        """Double names whole: no half is left behind, whichever was read."""
        names = self.names
        end = words.bracketed(self._given_behind(words, end), names & PARTICLES)
        while start and _is_name(words.words[start - 1], names) and _links(words.words[start]):
            start -= 1
        behind = words.words
        while end < len(behind) and _links(behind[end]):
            tied = behind[end].before == "-" and _is_initial(behind[end])  # « Vasseur-Q. »
            if not (_is_name(behind[end], names) or (tied and self._begins_one(behind[end]))):
                break
            end += 1
        start = self._initials_before(words.words, start)
        return self._particle_before(words.words, start, names), self._particle_behind(words, end)

    def _particle_before(self, words: tuple[Word, ...], start: int, names: Set[str]) -> int:
        """« Selon de La Tour »: where the particle of the name begins, when it is one."""
        rank = start - 1
        if rank < 0 or words[rank].letters not in names & _AT_ONCE or not _links(words[start]):
            return start
        opens = not rank or not _LINK.fullmatch(words[rank].before)
        told = opens or words[rank - 1].letters in _INTRODUCED_BY
        return rank if told and words[start].letters in names else start

    def _particle_behind(self, words: Words, end: int) -> int:
        """« La Tour, Anne de »: where a particle that a register puts last ends."""
        if end == len(words.words) or words.words[end].before != " ":
            return end
        last = words.words[end].letters in self.names & _AT_ONCE
        over = end + 1 == len(words.words) or _OVER.match(words.behind(end))
        return end + 1 if last and over else end

    def _is_said(self, words: Words, start: int, end: int) -> bool:
        """Whether a mention is a piece of a saying, and not of the whole name of the person."""
        first, last = words.words[start], words.words[end - 1]
        place = first.rank, last.rank + len(last.letters)
        said = "".join(word.letters for word in words.words[start:end])
        if any(way.given and said == "".join((*way.given, *way.family)) for way in self.ways):
            return False
        return any(
            found.start() <= place[0] and place[1] <= found.end()
            for found in _SAYINGS.finditer(words.bare, max(0, place[0] - _NEAR), place[1] + _NEAR)
        )

    def _given_behind(self, words: Words, end: int) -> int:
        """« martineau camille », « Martineau/Camille »: where the first name behind it ends."""
        if end == len(words.words) or not _BEHIND.fullmatch(words.words[end].before):
            return end
        return (
            max((words.reads(end, way.given) for way in self.ways if way.given), default=0) or end
        )

    def _begins_one(self, word: Word) -> bool:
        return any(name.startswith(word.letters) for name in self.names)

    def _initials_before(self, words: tuple[Word, ...], start: int) -> int:
        """« É.V.-Q. Vasseur-Quénot »: where her initials begin, beside a name that was read."""
        first = start
        while first and _is_initial(words[first - 1]) and _DOTTED.fullmatch(words[first].before):
            first -= 1
        letters = [word.letters for word in words[first:start]]
        given = {part[0] for way in self.ways for part in way.given}
        hers = given.union(name[0] for name in self.names)
        return first if letters and letters[0] in given and hers.issuperset(letters) else start


def names_borne_by(others: Iterable[KnownPerson]) -> frozenset[tuple[str, ...]]:
    """The whole family names of people."""
    return frozenset(way.family for each in others for way in each.ways if not way.partial)


def _is_initial(word: Word) -> bool:
    return word.capital and len(word.letters) == 1


def _is_name(word: Word, names: Set[str]) -> bool:
    return (word.capital or word.in_address) and word.letters in names


def _links(word: Word) -> bool:
    return bool(_LINK.fullmatch(word.before))


def _closed(text: str, start: int, end: int) -> Stretch:
    """A mention with the signs that stand for it alone: the bracket or the bold that opens before
    it and closes within it, or the other way round; the point of an initial within a sentence."""
    written = text[start:end]
    for opening, closing in _PAIRS:
        balance = written.count(opening) - written.count(closing)
        if opening == closing:
            balance = written.count(opening) % 2 * (1 if _CLOSES.match(text, end) else -1)
        if balance < 0 and (before := text[:start].rstrip()).endswith(opening):
            start = len(before) - len(opening)
        elif balance > 0 and (
            match := re.compile(rf"\s?\.?\s?{re.escape(closing)}").match(text, end)
        ):
            end = match.end()
    if any(mark in written for mark in _MARKS):
        start = len(text[:start].rstrip(_MARKS))
        end = len(text) - len(text[end:].lstrip(_MARKS))
    match = _POINT.match(text, end)
    return start, match.end() if match and "(" not in written else end
