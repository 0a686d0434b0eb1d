"""Small edits of a paragraph that is cut into runs.

A paragraph of several runs (plain, bold, link) is typeset as one text, then cut again at the same
places. An edit therefore touches as few characters as it can, and every cut moves with the text
around it. A rule is a function that reads a text and answers with its edits.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias


class Retouche(NamedTuple):
    """Replace `texte[debut:fin]` by `remplacement`; an insertion has `debut == fin`."""

    debut: int
    fin: int
    remplacement: str


Regle: TypeAlias = Callable[[str], Iterable[Retouche]]
"""Reads a text and gives its edits, in reading order and without overlap."""


class Famille(NamedTuple):
    """Rules that only a text with one of these signs may need; any text when there is no sign."""

    signes: str
    regles: tuple[Regle, ...]


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A text and the places where its runs end, the last one apart."""

    texte: str
    coupes: tuple[int, ...] = ()

    @classmethod
    def de_runs(cls, runs: Sequence[str]) -> "Paragraphe":
        """Join runs, remembering where each one ends."""
        return cls("".join(runs), tuple(accumulate(map(len, runs[:-1]))))

    def runs(self) -> tuple[str, ...]:
        """Cut the text into its runs again."""
        if not self.coupes:
            return (self.texte,)
        bornes = (0, *self.coupes, len(self.texte))
        return tuple(self.texte[debut:fin] for debut, fin in pairwise(bornes))

    def retoucher(self, retouches: Sequence[Retouche]) -> "Paragraphe":
        """Apply edits, given in reading order, and move the cuts with the text."""
        morceaux: list[str] = []
        position = 0
        for debut, fin, remplacement in retouches:
            morceaux += self.texte[position:debut], remplacement
            position = fin
        texte = "".join((*morceaux, self.texte[position:]))
        return Paragraphe(texte, tuple(_deplacer(self.coupes, retouches)))


def remplacer(
    motif: str, remplacement: str, drapeaux: re.RegexFlag = re.NOFLAG, *, indice: str = ""
) -> Regle:
    """Make the rule that puts `remplacement` in place of every captured group of `motif`.

    What the pattern reads around its groups is context and stays as it is. A text without
    `indice`, letters that the pattern always reads, is spared the search; a pattern that no text
    needs is never compiled.
    """
    compiler = cache(lambda: re.compile(motif, drapeaux))

    def regle(texte: str) -> Iterable[Retouche]:
        if indice not in texte or not (compile_ := compiler()).search(texte):
            return ()
        return [
            Retouche(debut, fin, remplacement)
            for trouve in compile_.finditer(texte)
            for debut, fin in trouve.regs[1:]
            if debut >= 0 and texte[debut:fin] != remplacement
        ]

    return regle


def _deplacer(coupes: Iterable[int], retouches: Iterable[Retouche]) -> Iterator[int]:
    """Tell where each cut stands after the edits; what is inserted at a cut follows it."""
    reste = iter(retouches)
    retouche = next(reste, None)
    decalage = 0
    for coupe in coupes:
        while retouche and retouche.debut < coupe and retouche.fin <= coupe:
            decalage += len(retouche.remplacement) - (retouche.fin - retouche.debut)
            retouche = next(reste, None)
        if retouche and retouche.debut < coupe:
            dedans = min(len(retouche.remplacement), coupe - retouche.debut)
            yield retouche.debut + decalage + dedans
        else:
            yield coupe + decalage
