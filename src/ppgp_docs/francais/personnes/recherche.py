"""One way of reading a name looked for in the words of a text, with what tells that it is one."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final, TypeAlias

from ppgp_docs.francais.personnes.debuts_possibles import possible_starts
from ppgp_docs.francais.personnes.diminutifs import is_short_for
from ppgp_docs.francais.personnes.initiales import InitialsReader
from ppgp_docs.francais.personnes.lieux_nommes import is_called_a_house, is_called_a_place
from ppgp_docs.francais.personnes.noms_colles import glued
from ppgp_docs.francais.personnes.noms_frequents import is_first_name
from ppgp_docs.francais.personnes.passages import Stretch
from ppgp_docs.francais.personnes.places_des_mots import Word, Words
from ppgp_docs.francais.personnes.prenom_et_nom import (
    ALSO,
    CIVILITIES,
    FIRST_NAMES_TOO,
    PARTICLES,
    SAINTS,
    SEVERAL,
    SHORT_CIVILITIES,
    Evidence,
    NameReading,
)
from ppgp_docs.patterns import pattern

_TOPONYMS: Final = frozenset({"sur", "sous", "en", "les", "la", "du", "de", "aux", "au"})
_AND: Final = frozenset((
    "ainsi", "and", "aussi", "avec", "comme", "egalement", "et", "ou", "puis", "que", "tout",
    "voire",
))  # fmt: skip
"""Words that join first names, alone or in a row: « Camille ainsi que Paul Martineau »."""

_LISTED: Final = pattern(r" ?, ?| ?[&/+] ?|[ -]")
_NEAR: Final = pattern(r"[ \-'._/+]{0,3}\(?")
_MARKS: Final = pattern(r"[*_~`|^]+")
_OPENS: Final = pattern(r" ?[«“\"('] ?")
_CLOSES: Final = pattern(r" ?[»”\")'] ?")
"""Around a nickname: « Camille (Cam) Martineau »."""

_APART: Final = pattern(r"[^\w!?@#]{1,6}")
_COMMA: Final = pattern(r" ?, ?")
"""Signs alone between a first and a family name; of two words, « La Rose : Petit », the comma."""

_OVER: Final = pattern(r" ?[.,;:] ")
_CUT: Final = pattern(r"- *")
_REVERSED: Final = pattern(r" ?,? ?\(?|[\-_.]")
_BEHIND: Final = pattern(r"\)? ?,? ?[«“\"(]? ?|[\-_.]")
"""Before a first name, or a nickname, behind « Goff (Le) » or « Martineau, dit »."""

_CALLED: Final = frozenset({"alias", "dit", "dite", "surnomme", "surnommee"})
_JOINED: Final = pattern(r"[ \-_.]")
_PARTED: Final = pattern(r"[._\- ]")
_ELIDED: Final = frozenset("ayo")
"""Letters that are words of their own: « À Vienne » is no initial."""

_FAR: Final = 6
_SHORTENED: Final = 4
_BARE: Final = 5
"""Letters from which a family name without a capital is no chance."""

Found: TypeAlias = tuple[Stretch, Evidence]


class NameFinder:
    """Looks for one reading of a name in the words of one text; all stretches are of words.

    ``own`` are all names of the person: beside one another, they are still theirs.
    """

    def __init__(self, text: Words, way: NameReading, own: Set[str]) -> None:
        self._text, self._words, self._way, self._own = text, text.words, way, own
        self._initials_read = InitialsReader(text, way, own)
        self._given = tuple(dict.fromkeys((way.given, way.given[:1]))) if way.given else ()

    def mentions(self) -> Iterator[Found]:
        """Every mention, with what makes it one, when that is enough for this reading."""
        return (found for found in self._found() if found[1] >= self._way.least)

    def _found(self) -> Iterator[Found]:
        for start in possible_starts(self._text, self._way, self._own):
            word = self._words[start]
            if end := self._text.reads(start, self._way.family):
                if found := self._by_name(start, end):
                    yield self._with_civility(found[0]), found[1]
            elif (evidence := glued(word, self._way, self._own)) is not None:
                yield (start, start + 1), evidence
            elif end := (
                self._initials_read.beside_given(start)
                or self._initials_read.before_given(start, self._is_civility)
            ):
                yield self._with_civility((start, end)), Evidence.BESIDE
            elif end := self._initials_read.alone(
                start, self._has_civility(start), self._is_civility
            ):
                beside = Evidence.BESIDE if self._has_civility(start) else Evidence.ALONE
                yield self._with_civility((start, end)), beside

    def _by_name(self, start: int, end: int) -> Found | None:
        """What a family name stands in, when it is this person's."""
        if start and self._words[start - 1].letters in SAINTS:
            return None
        given = self._given_before(start, end) or self._given_after(start, end)
        if given and self._is_written_as_name(*given):
            return given, Evidence.FULL
        initial = self._tied_to_initial(start, end)
        if not initial:
            if self._is_in_compound(start, end) or self._is_in_another_name(start, end):
                return None
            initial = self._initial_before(start, end) or self._initial_after(start, end)
        if initial and self._is_written_as_name(*initial):
            return initial, Evidence.BESIDE
        if self._has_civility(start):
            return (start, end), Evidence.BESIDE
        return ((start, end), Evidence.ALONE) if self._stands_alone(start, end) else None

    def _is_written_as_name(self, start: int, end: int) -> bool:
        """With a capital somewhere; words that nobody would take for others need none."""
        words = self._words[start:end]
        return not self._way.is_all_common or any(word.capital or word.in_address for word in words)

    def _given_before(self, start: int, end: int) -> Stretch | None:
        for first in range(max(0, start - _FAR), start):
            ends = (end for end in self._given_ends(first) if not self._is_over(first, end, start))
            if any(self._is_linked(behind, start) for behind in ends):
                return first, end
        return None

    def _given_ends(self, first: int) -> Iterator[int]:
        """Where first names that begin at a word end: in full, the first alone, what is short."""
        yield from filter(None, (self._text.reads(first, given) for given in self._given))
        word = self._words[first]
        alone = word.capital and not self._text.behind(first).startswith(("-", "'"))
        written = self._given and (alone or word.in_address)
        if written and any(is_short_for(word.letters, part) for part in self._way.given):
            yield first + 1

    def _is_linked(self, behind: int, start: int) -> bool:
        """Whether the words between a first and a family name may part them: « Camille et Paul
        Martineau », « Camille Anne Martineau », « Camille Durand née Martineau »."""
        if self._shares_family(behind, start):
            return True
        between = self._words[behind:start]
        if between and all(word.letters in _AND for word in between):  # « Camille et Martineau »
            return self._words[start].capital and not self._way.is_all_common
        gaps = [_MARKS.sub("", word.before) for word in self._words[behind : start + 1]]
        if len(gaps) == 2 and _OPENS.fullmatch(gaps[0]) and _CLOSES.fullmatch(gaps[1]):
            word = between[0]
            return (word.capital or word.letters in PARTICLES) and self._words[start].capital
        if not all(map(_NEAR.fullmatch, gaps)):
            apart = _COMMA if self._way.is_all_common else _APART
            named = self._words[start].capital and all(map(apart.fullmatch, gaps))
            return named and all(word.letters in PARTICLES | ALSO for word in between)
        return all(
            word.capital or word.letters in PARTICLES | ALSO for word in between
        ) and not any(word.letters in SAINTS for word in between)

    def _is_over(self, first: int, behind: int, start: int) -> bool:
        """« L’eau claire. Fontaine »: a sign ends what began without a capital."""
        ends = _OVER.match(self._words[behind].before) and self._words[start].capital
        named = any(word.capital or word.in_address for word in self._words[first:behind])
        return behind > start or bool(ends and not named)

    def _shares_family(self, behind: int, start: int) -> bool:
        """First names that share the family name: « Camille, Paul et Zoé Martineau »."""
        listed = [*range(behind, start)]
        while listed and self._words[listed[-1]].letters in PARTICLES:
            listed.pop()
        joined = False
        for rank in listed:
            word = self._words[rank]
            if not _LISTED.fullmatch(word.before):
                return False
            is_and = word.letters in _AND
            joined = joined or is_and or word.before.strip() in ("&", "/", "+")
            if not (is_and or (word.capital and is_first_name(word.letters))):
                return False
        return joined and self._words[listed[-1]].letters not in _AND

    def _given_after(self, start: int, end: int) -> Stretch | None:
        if not (self._words[start].capital or self._words[start].in_address):
            return None
        for rank in (end, self._behind_double(end), self._behind_particles(end)):
            if self._follows(end, rank) and (behind := next(self._given_ends(rank), 0)):
                return start, behind
        return None

    def _follows(self, end: int, rank: int) -> bool:
        """Whether what stands at a rank may be the first name of the name that ends before it."""
        if rank == len(self._words):
            return False
        return bool((_REVERSED if rank == end else _BEHIND).fullmatch(self._words[rank].before))

    def _behind_particles(self, end: int) -> int:
        """« Goff (Le) Dominique », « Martineau, dit Cam »: behind particles between brackets, or
        what says a nickname; else behind all."""
        rank = self._text.bracketed(end, self._own & PARTICLES)
        if rank == end and end < len(self._words) and self._words[end].letters in _CALLED:
            rank += 1
        return rank if rank > end else len(self._words)

    def _behind_double(self, end: int) -> int:
        """« Martineau-Dupont Camille »: behind a second name tied to hers; else behind all."""
        tied = end < len(self._words) and self._words[end].before == "-"
        return end + 1 if tied and self._words[end].capital else len(self._words)

    def _tied_to_initial(self, start: int, end: int) -> Stretch | None:
        """« Berger-D », « D-Berger »: a hyphen ties the initial of her first name to hers."""
        words = self._words
        if not (self._way.given and words[start].capital) or words[start].in_address:
            return None
        if end < len(words) and words[end].before == "-" and self._is_lone_initial(end):
            behind = self._text.behind(end)
            return (start, end + 1) if not behind.startswith(("-", "'")) else None
        if start and words[start].before == "-" and self._is_lone_initial(start - 1):
            return (start - 1, end) if words[start - 1].before[-1:] != "-" else None
        return None

    def _is_lone_initial(self, rank: int) -> bool:
        word = self._words[rank]
        return word.capital and word.letters == self._way.given[0][0]

    def _initial_before(self, start: int, end: int) -> Stretch | None:
        rank = self._before(start)
        if rank < 0 or not self._way.given:
            return None
        word, gap = self._words[rank], self._words[rank + 1].before
        if not (word.capital or word.in_address) or not _NEAR.fullmatch(gap):
            return None
        initials = self._initials
        if len(initials) > 1 and rank and word.letters in (initials[-1], self._way.given[-1]):
            other = self._words[rank - 1]
            if other.letters == initials[0] and _NEAR.fullmatch(word.before):
                return rank - 1, end
        dotted = gap.startswith(".")
        short = word.letters in (initials, initials[0]) or (
            dotted and len(word.letters) <= _SHORTENED and self._begins_given(word)
        )
        return (rank, end) if short and (dotted or word.letters not in _ELIDED) else None

    def _begins_given(self, word: Word) -> bool:
        return self._way.given[0].startswith(word.letters)

    def _initial_after(self, start: int, end: int) -> Stretch | None:
        ranks = (rank for rank in (end, self._behind_particles(end)) if self._follows(end, rank))
        return next(filter(None, (self._initials_at(start, rank) for rank in ranks)), None)

    def _initials_at(self, start: int, rank: int) -> Stretch | None:
        first, word = self._words[start], self._words[rank]
        if not (self._way.given and ((first.capital and word.capital) or word.in_address)):
            return None
        every = self._text.reads(rank, tuple(self._initials))
        if every > rank + 1:
            return start, every
        is_initial = word.letters in (self._initials, self._initials[0])
        return (start, rank + 1) if is_initial and self._is_apart(rank) else None

    def _is_apart(self, rank: int) -> bool:
        """« Martineau C », « Berger D a dit »: whether a letter is no head of the next word, as in
        « Petit D’Anjou », « Petit À ... », and is no letter of a whole line in capitals."""
        if self._initials_read.is_over(rank):
            return True
        word = self._words[rank]
        spaced = word.before == " " and self._text.behind(rank) == " "
        return spaced and word.letters not in _ELIDED and not self._text.is_shouted

    @property
    def _initials(self) -> str:
        return "".join(part[0] for part in self._way.given)

    def _has_civility(self, start: int) -> bool:
        """« Mme Martineau », « M. et Mme Martineau », « Mmes Durand et Martineau »."""
        rank = self._before(start)
        if rank >= 0 and self._is_civility(rank):
            return True
        listed = rank >= 0 and self._words[rank].letters in _AND
        if not listed and not self._words[start].before.startswith(","):
            return False
        for here in range(rank, max(-1, rank - _FAR), -1):
            if self._words[here].letters in SEVERAL:
                return True
            if self._words[here + 1].before.strip(" ,.-'"):
                return False
        return False

    def _is_civility(self, rank: int) -> bool:
        word, gap = self._words[rank], self._words[rank + 1].before
        if word.letters in SHORT_CIVILITIES:
            pointed = gap.startswith(".") or word.letters == "me"
            return word.capital and (pointed or (gap == " " and self._words[rank + 1].capital))
        return word.letters in CIVILITIES and bool(_NEAR.fullmatch(gap))

    def _with_civility(self, found: Stretch) -> Stretch:
        start, end = found
        rank = self._before(start)
        return (rank, end) if rank >= 0 and self._is_civility(rank) else found

    def _before(self, start: int) -> int:
        """The rank of the word before, particles of the name left out; -1 when there is none."""
        rank = start - 1
        while rank >= 0 and self._is_particle(rank):
            rank -= 1
        return rank

    def _is_particle(self, rank: int) -> bool:
        """« L. Petit » and « L Petit » have an initial before them, « l’Aubier » an article."""
        word = self._words[rank]
        initial = len(word.letters) == 1 and word.letters not in self._own
        initial = initial and (word.capital or word.in_address)
        parted = initial and _PARTED.match(self._text.behind(rank))
        return word.letters in PARTICLES and not parted

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether the family name, without anything beside it, is told as a name."""
        word, way = self._words[start], self._way
        if way.is_common or self._is_place(word) or self._is_someone_else(start, end):
            return False
        if is_called_a_house(self._text, start, end, self._own):
            return False
        if way.is_first_name and way.given:
            return word.upper and not self._text.is_shouted
        if word.capital or word.in_address:
            return True
        return sum(map(len, way.family)) >= _BARE and not (way.is_first_name or way.partial)

    def _is_in_compound(self, start: int, end: int) -> bool:
        """« Bourg-Martineau », were it cut at the end of a line; « Bourg - Martineau » is none."""
        behind = self._words[end] if end < len(self._words) else None
        linked = behind is not None and _CUT.fullmatch(behind.before)
        if self._words[start].in_address:
            return behind is not None and bool(linked) and behind.letters in _TOPONYMS
        if linked and behind and not self._is_own(end):
            return True
        first = self._words[start]
        cut = start and _CUT.fullmatch(first.before)
        return bool(cut) and not self._is_own(start - 1)

    def _is_own(self, rank: int) -> bool:
        """Whether a word is a name of the person, or the dotted initial of one."""
        word = self._words[rank]
        if len(word.letters) > 1 or word.in_address:
            return word.letters in self._own
        return self._is_dotted(rank) and any(name.startswith(word.letters) for name in self._own)

    def _is_in_another_name(self, start: int, end: int) -> bool:
        """Whether one of several names stands in someone else's: « Mme Durand Lagarde », « Dr
        Kévina Durand »."""
        if not self._way.partial or self._words[start].in_address or self._text.is_shouted:
            return False
        if end < len(self._words):
            word = self._words[end]
            if word.capital and word.before == " " and word.letters not in self._own:
                return not self._is_own_initial(end)
        rank = self._before(start)
        if rank < 1 or self._words[rank].letters in self._own | CIVILITIES | SHORT_CIVILITIES:
            return False
        joined = self._words[rank].capital and _JOINED.fullmatch(self._words[rank + 1].before)
        other = not self._is_own_initial(rank) and self._is_civility(rank - 1)
        return bool(joined) and other

    def _is_own_initial(self, rank: int) -> bool:
        return bool(self._way.given) and self._words[rank].letters in (
            *self._initials,
            self._initials,
        )

    def _is_place(self, word: Word) -> bool:
        return not word.in_address and is_called_a_place(self._text.bare, word.rank)

    def _is_someone_else(self, start: int, end: int) -> bool:
        """« Paul Martineau », « P. Martineau », « MARTINEAU Paul »."""
        rank = self._before(start)
        if self._way.given and rank >= 0 and self._is_name(self._words[rank]):
            word, gap = self._words[rank], self._words[rank + 1].before
            if len(word.letters) == 1:  # « É. V.-Quénot » is Éléonore Vasseur-Quénot
                hers = rank and self._is_own(rank) and self._is_own_initial(rank - 1)
                told = gap.startswith(".") or (word.in_address and gap in ("_", "-"))
                return told and not hers
            return bool(_JOINED.fullmatch(gap))
        if end == len(self._words) or not _JOINED.fullmatch(self._words[end].before):
            return False
        word = self._words[end]
        first_name = not self._way.given and self._way.is_first_name
        if first_name or self._words[start].letters in FIRST_NAMES_TOO:
            return word.capital and word.before == " "  # « Camille Durand », « Martin Durand »
        if not self._way.given:
            return False
        return self._is_name(word) and (len(word.letters) > 1 or self._is_dotted(end))

    def _is_dotted(self, rank: int) -> bool:
        return self._text.behind(rank).startswith(".")

    def _is_name(self, word: Word) -> bool:
        written = word.capital or word.in_address
        return written and (len(word.letters) == 1 or is_first_name(word.letters))
