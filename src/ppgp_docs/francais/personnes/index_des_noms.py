"""Which of many people a text may name, told without asking for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ppgp_docs.francais.personnes.noms_connus import Evidence, KnownPerson
from ppgp_docs.francais.personnes.passages import Stretch
from ppgp_docs.francais.personnes.places_des_mots import words_of

_HEAD: Final = 8
"""Letters of a name, at most, by which it is looked up."""


class NameIndex(NamedTuple):
    """People by the first letters of their family names, those of their first names, the first
    and the last of their initials."""

    people: tuple[KnownPerson, ...]
    by_family: Mapping[str, Sequence[int]]
    by_given: Mapping[str, Sequence[int]]
    by_initials: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, people: Iterable[KnownPerson]) -> NameIndex:
        """These people, by rank."""
        every = tuple(people)
        return cls(
            every,
            _ranks([way.family[0][:_HEAD] for way in person.ways] for person in every),
            _ranks(["".join(way.given)[:_HEAD] for way in person.ways] for person in every),
            _ranks(
                [ends for way in person.ways for ends in way.ends_of_initials] for person in every
            ),
        )

    def mentions(
        self, text: str, least: Evidence = Evidence.ALONE
    ) -> list[tuple[KnownPerson, Stretch]]:
        """Who is named in a text, and where."""
        return [
            (person, place)
            for person in self.named_perhaps(text)
            for place in person.mentions(text, least)
        ]

    def stretches(self, text: str, least: Evidence = Evidence.ALONE) -> list[Stretch]:
        """Where someone is named in a text."""
        return [place for _, place in self.mentions(text, least)]

    def named_perhaps(self, text: str) -> Sequence[KnownPerson]:
        """Those whom ``NameReading.may_stand_in`` may find in the text, in their order: few of
        many."""
        words = words_of(text)
        told = [*_told(words.letters, self.by_family)]
        if words.initial_ranks:
            told += _told(words.letters, self.by_given)
        told += (self.by_initials[ends] for ends in words.initials if ends in self.by_initials)
        return [self.people[rank] for rank in sorted(set[int]().union(*told))]


def _told(letters: str, by_head: Mapping[str, Sequence[int]]) -> Iterator[Sequence[int]]:
    """The ranks of those whose name begins somewhere among these letters."""
    for size in {len(head) for head in by_head} - {0}:
        heads = {letters[at : at + size] for at in range(len(letters) - size + 1)}
        yield from (by_head[head] for head in heads & by_head.keys())


def _ranks(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Each key, with the ranks of those who have it, in their order: an index is the same in every
    process."""
    found: dict[str, list[int]] = {}
    for rank, each in enumerate(keys):
        for key in dict.fromkeys(each):
            found.setdefault(key, []).append(rank)
    return found
