"""Texts that were never said before: a reader finds each word by looking for it."""

from __future__ import annotations

from random import Random

_CONSONANTS, _VOWELS = "bcdfgjlmnprstv", "aeiou"
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]


class Texts:
    """Words that were never said before, and the numbers that are said."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._said = 0
        self.words: set[str] = set()
        self.short: set[str] = set()
        self.spoken: set[str] = set()
        self.figures: set[str] = set()

    def of(self, most: int, least: int = 1) -> str:
        """A text of some words, often few: a capital at its head, sentences if it is long."""
        return self._text(self._count(least, most), self.words)

    def short_version(self, most: int) -> str:
        """A text that stands for a longer one on slides alone."""
        return self._text(self._count(1, most), self.short)

    def title(self) -> str:
        return self.of(7)

    def heard(self) -> str:
        """A text that stands for a picture."""
        return self._text(self._count(2, 12), self.spoken)

    def figure(self) -> int:
        """A number of five digits that stands nowhere else."""
        number = self._random.randrange(10_000, 99_999)
        if f"{number}" in self.figures:
            return self.figure()
        self.figures.add(f"{number}")
        return number

    def _count(self, least: int, most: int) -> int:
        return least + int((most - least) * self._random.random() ** 3)

    def _text(self, count: int, kept: set[str]) -> str:
        words = [self._word(kept) for _ in range(count)]
        sentences = []
        while words:
            size = self._random.randrange(6, 18)
            sentence, words = " ".join(words[:size]), words[size:]
            sentences.append(sentence.capitalize())
        return ". ".join(sentences)

    def _word(self, kept: set[str]) -> str:
        self._said += 1
        rest, syllables = self._said, []
        for _ in range(3):
            rest, rank = divmod(rest, len(_SYLLABLES))
            syllables.append(_SYLLABLES[rank])
        word = "z" + "".join(reversed(syllables))
        kept.add(word)
        return word
