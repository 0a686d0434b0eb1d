"""Which of many people a text may name, told without asking for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.francais.personnes.places_des_mots import words_of

_HEAD: Final = 3
"""Letters of a name by which it is looked up."""


class NameIndex(NamedTuple):
    """People by the first letters of their names; ``short`` are those whom these do not tell."""

    people: tuple[KnownPerson, ...]
    by_head: Mapping[str, Sequence[int]]
    short: tuple[int, ...]

    @classmethod
    def of(cls, people: Iterable[KnownPerson]) -> NameIndex:
        """These people, by rank."""
        every = tuple(people)
        by_head: dict[str, list[int]] = {}
        for rank, person in enumerate(every):
            for head in _heads(person):
                by_head.setdefault(head, []).append(rank)
        short = (rank for head, ranks in by_head.items() if len(head) < _HEAD for rank in ranks)
        return cls(every, by_head, tuple(sorted(set(short))))

    def named_perhaps(self, text: str) -> Sequence[KnownPerson]:
        """Those of whom the text holds the beginning of a name, in their order: few of many; all of
        them where it holds initials."""
        words = words_of(text)
        if words.initials:
            return self.people
        letters = words.letters
        heads = {letters[at : at + _HEAD] for at in range(len(letters) - _HEAD + 1)}
        ranks = set(self.short).union(*(self.by_head[head] for head in heads & self.by_head.keys()))
        return [self.people[rank] for rank in sorted(ranks)]


def _heads(person: KnownPerson) -> Iterable[str]:
    """What a text that names the person holds one of: see ``NameReading.may_stand_in``.

    In the order of the names: an index is the same in every process.
    """
    names = (name for way in person.ways for name in (way.family[0], "".join(way.given)) if name)
    return dict.fromkeys(name[:_HEAD] for name in names)
