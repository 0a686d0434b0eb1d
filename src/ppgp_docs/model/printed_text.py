"""The texts of a dossier as they are read, each character with the place where it was typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Ecrit
from ppgp_docs.model.references import Names, of_chiffres
from ppgp_docs.model.walk import ByIdentity

_WORDS: Final = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    "|vingt|trente|quarante|cinquante|soixante|cent"
)
NUMBER_PATTERN: Final = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}|\d++"
    rf"|(?:{_WORDS})(?!\w)(?:[- ](?:et[- ]une?|{_WORDS}|une?)(?!\w)){{0,6}}+)"
)
"""A number in digits or in words, from two on: « un » is an article more often than a count.

No longer than a number is, and never tried shorter: a page of digits is read once.
"""

_INITIALS: Final = "".join(sorted({letter for word in _WORDS.split("|") for letter in word[:1]}))
_ENDINGS: Final = "|".join(word[1:] for word in _WORDS.split("|"))
NUMBER_CLUE: Final = re.compile(
    # A set of signs comes first in the pattern: it is what the search jumps to.
    rf"[\d{_INITIALS}{_INITIALS.upper()}](?:(?<=\d)|(?<!\w.)(?i:{_ENDINGS}))"
)
"""What a text with a number bears, and next to no other: few texts are worth rules on numbers."""

ENOUGH: Final = 20
"""A text that breaks a rule more often is wrong as a whole: the rest is not told."""

_MARK: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}|\*+(?=\S)|(?<=\S)\*+")
_AS_TYPED: Final = ((0, 0),)
_SENTENCE_END: Final = re.compile(r"[.!?…](?!\w)|\n\s*\n|\n\s*-\s")
_NEAR: Final = 300


@frozen
class Cited:
    """A stretch of a text that a reference prints: ``name`` is ``chiffres.formes``."""

    start: int
    end: int
    name: str


@frozen(eq=False)
class PrintedText:
    """A text without its marks, its references to figures replaced by what they print.

    ``figures`` are those that it may cite. ``places`` pairs where each piece begins here and in
    what was typed; ``cited`` are the stretches that come from a reference.
    """

    text: str
    ecrit: Ecrit
    figures: Mapping[str, Chiffre]
    places: tuple[tuple[int, int], ...]
    cited: tuple[Cited, ...]

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` was typed."""
        return self.ecrit.texte.at(self._typed(start), self._typed(end - 1) + 1)

    def reference(self, start: int) -> str:
        """The name of the reference that prints the character at ``start``; empty if typed."""
        rank = bisect_right(self.cited, start, key=lambda stretch: stretch.start) - 1
        return self.cited[rank].name if rank >= 0 and start < self.cited[rank].end else ""

    def is_typed(self, start: int) -> bool:
        """Whether the character at ``start`` was typed, not cited."""
        return not self.reference(start)

    def sentence(self, start: int) -> str:
        """The sentence around the character at ``start``, as far as it is near."""
        return "".join(self.around(start, start))

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What the sentence of ``text[start:end]`` says before it and behind it."""
        before = _SENTENCE_END.split(self.text[max(0, start - _NEAR) : start])[-1]
        return before, _SENTENCE_END.split(self.text[end : end + _NEAR])[0]

    def _typed(self, position: int) -> int:
        here, typed = self.places[bisect_right(self.places, (position, len(self.ecrit.texte))) - 1]
        return typed + position - here


def printed_texts(dossier: Dossier) -> tuple[PrintedText, ...]:
    """Every text of the dossier's own files, once."""
    return _remembered(ByIdentity(dossier))


@lru_cache(maxsize=1)
def _remembered(same: ByIdentity) -> tuple[PrintedText, ...]:
    """The texts of a dossier, read once for all its checks."""
    assert isinstance(same.node, Dossier)
    return tuple(_all(same.node))


def _all(dossier: Dossier) -> Iterator[PrintedText]:
    common = {**dossier.chiffres}
    by_file = {fiche.at().file: {**common, **fiche.chiffres} for fiche in dossier.fiches}
    printed = {file: of_chiffres(figures) for file, figures in by_file.items()}
    of_dossier = of_chiffres(common)
    files = {file: file.is_relative_to(dossier.dossier_dir) for file in _files(dossier)}
    once = {id(ecrit.texte): ecrit for ecrit in dossier.textes}
    for ecrit in once.values():
        file = ecrit.texte.span.file
        if files[file]:
            yield _printed(ecrit, by_file.get(file, common), printed.get(file, of_dossier))


def printed_texts_of(dossier: Dossier, whole: Span) -> tuple[PrintedText, ...]:
    """The texts that stand within a place."""
    return tuple(text for text in printed_texts(dossier) if whole.holds(text.ecrit.texte.span))


def place_within(dossier: Dossier, start: Span, words: str) -> Span:
    """The place of these words in the text that was typed at ``start``, or else ``start``."""
    for ecrit in dossier.textes:
        if ecrit.texte.span == start and words in ecrit.texte:
            place = ecrit.texte.index(words)
            return ecrit.texte.at(place, place + len(words))
    return start


def _files(dossier: Dossier) -> set[Path]:
    return {ecrit.texte.span.file for ecrit in dossier.textes}


def _printed(ecrit: Ecrit, figures: Mapping[str, Chiffre], printed: Names) -> PrintedText:
    source = str(ecrit.texte)
    if "{{" not in source and "*" not in source:
        return PrintedText(source, ecrit, figures, _AS_TYPED, ())
    text, end = "", 0
    places: list[tuple[int, int]] = []
    cited: list[Cited] = []
    for mark in _MARK.finditer(source):
        places.append((len(text), end))
        text += source[end : mark.start()]
        end = mark.end()
        if mark[1] is not None:
            known = printed.get(mark[1])
            value = known if isinstance(known, str) else ""
            places.append((len(text), mark.start()))
            cited.append(Cited(len(text), len(text) + len(value), mark[1]))
            text += value
    places.append((len(text), end))
    return PrintedText(text + source[end:], ecrit, figures, tuple(places), tuple(cited))
