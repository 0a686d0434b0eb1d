"""The words by which a person finds a paragraph that Word does not number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from attrs import field, frozen

from ppgp_fiche_action.template.marks import blanked
from ppgp_fiche_action.template.places import pieces
from ppgp_fiche_action.word.ooxml import Element, qn

_ROOTS: Final = ("body", "hdr", "ftr", "footnotes", "endnotes")
_FEW: Final = 40
"""Characters that tell a paragraph from its neighbours."""


@frozen(eq=False)
class Landmarks:
    """The words of each story, read once: a template may have faults by the thousand."""

    _read: dict[Element, dict[Element, str]] = field(factory=dict, init=False)

    def near(self, paragraph: Element) -> str:
        """Its own words, tags left aside, else those of the nearest one before it, else after."""
        root = next(iter(paragraph.iterancestors(*map(qn, _ROOTS))), paragraph)
        if root not in self._read:
            self._read[root] = dict(_around([*root.iter(qn("p"))]))
        return self._read[root][paragraph]


def _around(paragraphs: list[Element]) -> Iterator[tuple[Element, str]]:
    words = [_words(each) for each in paragraphs]
    before = _last_said(words)
    after = reversed([*_last_said(reversed(words))])
    for paragraph, own, former, following in zip(paragraphs, words, before, after, strict=True):
        told = ("", own) if own else ("après ", former) if former else ("avant ", following)
        yield paragraph, f"{told[0]}« {told[1]} »" if told[1] else ""


def _last_said(words: Iterable[str]) -> Iterator[str]:
    """For each, the last words up to it."""
    return accumulate(words, lambda last, own: own or last)


def _words(paragraph: Element) -> str:
    """The first words of a paragraph, those of its text boxes left out."""
    text = "".join(piece.text for piece in pieces(paragraph) if not piece.attribute)
    words = " ".join(blanked(text).split())
    return words if len(words) <= _FEW else words[:_FEW].rsplit(" ", 1)[0] + " …"
