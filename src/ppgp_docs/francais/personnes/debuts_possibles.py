"""Where in a text a reading of a name may begin: few words of a long one.

A list that names hundreds of people is read once for each of them: word by word, it took seconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from itertools import chain

from ppgp_docs.francais.personnes.places_des_mots import MOST_INITIALS, Words
from ppgp_docs.francais.personnes.prenom_et_nom import PARTICLES, NameReading


def possible_starts(text: Words, way: NameReading, own: Set[str]) -> list[int]:
    """The ranks of the words where a mention may begin, in order, among others where none does."""
    found = {*text.holding("".join(way.family))}
    if len(way.family) > 1:  # glued in the other order
        found.update(text.holding("".join(reversed(way.family))))
    if way.given:
        found.update(chain.from_iterable(_around_given(text, way)), _initials(text, way, own))
    return sorted(found)


def _around_given(text: Words, way: NameReading) -> Iterator[range]:
    """Where the first name stands, and initials right before it: « V.-Q. Éléonore »."""
    given = "".join(way.given)
    for rank in text.holding(given):
        near = bisect_left(text.initial_ranks, rank - 1)
        if near == len(text.initial_ranks) or text.initial_ranks[near] > rank + len(given):
            continue
        first = rank - 1
        while first > max(0, rank - MOST_INITIALS) and _continues(text, first):
            first -= 1
        yield range(max(0, first), rank + 1)


def _continues(text: Words, rank: int) -> bool:
    """Whether a row of initials before a first name may have begun before this word."""
    return text.is_initial(rank) or text.words[rank].letters in PARTICLES


def _initials(text: Words, way: NameReading, own: Set[str]) -> Iterator[int]:
    """Where initials alone may be the person's."""
    for ends in way.ends_of_initials:
        for letters, rank in text.initials_at.get(ends, ()):
            if way.are_initials(letters, own) or way.are_reversed_initials(letters):
                yield rank
