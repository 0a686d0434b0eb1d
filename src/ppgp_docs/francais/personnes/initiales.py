"""Initials that name a person: « C. M. », « Camille M. », « V.-Q. Éléonore », « Éléonore V. Q. ».

Letters without their points are acronyms, but beside the whole first name or a civility. Two
initials in the order of a register (« M. C. ») are a civility and an initial: they need a third.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from typing import Final

from ppgp_docs.francais.personnes.noms_frequents import is_family_name
from ppgp_docs.francais.personnes.places_des_mots import MOST_INITIALS, Words
from ppgp_docs.francais.personnes.prenom_et_nom import PARTICLES, NameReading
from ppgp_docs.patterns import pattern

_DOTTED: Final = pattern(r"\. ?-?|-")
"""What parts initials: « C. M. », « C.M. », « J.-P. », « J-P. »."""

_TIED: Final = pattern(r" |\.? ?-?")
_ENDED: Final = pattern(r"$|[.,;:)\]!?_@/]")
_THREE: Final = 3


class InitialsReader:
    """Looks for initials of one reading of a name in the words of one text, all ranks of words.

    ``own`` are all names of the person.
    """

    def __init__(self, text: Words, way: NameReading, own: Set[str]) -> None:
        self._text, self._words, self._way, self._own = text, text.words, way, own
        names = [name for name in own if name not in PARTICLES]
        self._firsts = {name[0] for name in names} or {way.family[0][0]}
        self._particles = own & PARTICLES

    def beside_given(self, start: int) -> int:
        """« Camille M. », « Éléonore V.-Q. », « Jean-Pierre Le G. »: where what is read ends."""
        if self._way.partial or not self._way.given or not self._words[start].capital:
            return 0
        end = self._text.reads(start, self._way.given)
        if not end:
            return 0
        letters, last = self._row(end, _TIED)
        if letters and self._words[end].before == " " and self._are_of_family(letters):
            return last
        return self._short(end) if end < len(self._words) else 0

    def before_given(self, start: int, is_civility: Callable[[int], bool]) -> int:
        """« V.-Q. Éléonore », « VQ Éléonore », « V. Éléonore »: where what is read ends."""
        lone = start + 1 == len(self._words) or not self._way.given
        if lone or self._way.partial or not self._words[start].capital:
            return 0
        letters, end = self._row(start, _TIED)
        end = end if letters else self._short(start)
        if not end or is_civility(start) or self._is_tied_before(start):
            return 0
        if letters and not self._are_of_family(letters):
            return 0
        last = self._text.reads(end, self._way.given)
        return last if last and not self._is_before_name(last) else 0

    def alone(self, start: int, has_civility: bool, is_civility: Callable[[int], bool]) -> int:
        """« C. M. », « J.-P. L. G. », « V.-Q. É. »: each with its point; « Mme CM » needs none."""
        word = self._words[start]
        if self._way.partial or not (self._way.given and word.capital and not word.in_address):
            return 0
        if self._way.are_initials(word.letters, self._own):
            return start + 1 if word.upper and has_civility else 0
        letters, end = self._row(start, _DOTTED)
        before = start - 1
        longer = self._text.is_initial(before) and not is_civility(before)  # « M. C. M. »
        hers = self._way.are_initials(letters, self._own) or (
            len(letters) >= _THREE and self._way.are_reversed_initials(letters)
        )
        return end if hers and not longer and not self._is_before_surname(end) else 0

    def _row(self, start: int, link: re.Pattern[str]) -> tuple[str, int]:
        """The letters of initials in a row and where they end, particles of the name passed over
        where they are not parted by points alone."""
        letters, end, rank = "", start, start
        while rank < len(self._words) and len(letters) < MOST_INITIALS:
            word = self._words[rank]
            if rank > start and not link.fullmatch(word.before):
                break
            if self._text.is_initial(rank):
                letters, end = letters + word.letters, rank + 1
            elif link is _DOTTED or word.letters not in self._particles:
                break
            rank += 1
        return letters, end

    def _are_of_family(self, letters: str) -> bool:
        """Whether letters are the initials of the family name, its particles or not, or of one of
        its names."""
        family = "".join(name[0] for name in self._way.family)
        head = letters.removesuffix(family)
        known = {name[0] for name in self._particles}
        return (head != letters and known.issuperset(head)) or letters in self._firsts

    def _short(self, rank: int) -> int:
        """« Camille M », « VQ Éléonore »: the letter of the name at an end, or its capitals."""
        word = self._words[rank]
        if len(word.letters) == 1:
            told = word.letters == self._way.family[0][0] and word.capital and word.before == " "
            return rank + 1 if told and self.is_over(rank) else 0
        family = "".join(name[0] for name in self._way.family)
        return rank + 1 if word.upper and word.letters == family and len(family) > 1 else 0

    def _is_tied_before(self, rank: int) -> bool:
        """Whether other initials stand before: « A. V. Éléonore »."""
        return self._text.is_initial(rank - 1) and bool(_DOTTED.fullmatch(self._words[rank].before))

    def _is_before_surname(self, rank: int) -> bool:
        """« C. M. Durand » is someone else."""
        if rank == len(self._words):
            return False
        word = self._words[rank]
        named = word.upper or is_family_name(word.letters)
        return bool(word.capital and named and _DOTTED.fullmatch(word.before))

    def _is_before_name(self, rank: int) -> bool:
        """« V. Éléonore Durand » is someone else."""
        if rank == len(self._words):
            return False
        return self._words[rank].capital and self._words[rank].before == " "

    def is_over(self, rank: int) -> bool:
        """Whether a single letter is an initial and not the head of a word: « C’est »."""
        return bool(_ENDED.match(self._text.behind(rank)))
