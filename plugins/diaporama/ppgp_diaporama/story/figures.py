"""Figures as slides show them: counts first, then the percentage with its base."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from attrs import frozen

from ppgp_diaporama.words import count
from ppgp_docs.api import PrintedFigure, blocs, dossier, highlights, printed_answers

MOST: Final = 6
"""As many figures as a slide holds and a room remembers."""

WORDS: Final = 32
"""Words of all of them, under the title of their slide."""

_COLON: Final = "\u00a0: "


@frozen
class Figure(PrintedFigure):
    """A figure as a slide shows it and as its speaker tells it."""

    @property
    def headline(self) -> str:
        """What stands large: the number, with its base when that is too small for a percentage."""
        return self.counted if self.has_small_base else self.number

    @property
    def reading(self) -> tuple[str, ...]:
        """What follows the number: the label, then the percentage with its base, if it has one."""
        label = self.label.plain or self.chiffre.unite
        if self.chiffre.valeur is None:
            return label, "base non précisée"
        if self.percentage and self.base and not self.has_small_base:
            return label, f"sur {self.base.en_chiffres}, soit {self.percentage}"
        return (f"{label} ({self.percentage})" if self.percentage else label,)

    @property
    def words(self) -> int:
        """The words that it has on a slide."""
        return sum(map(count, (self.headline, *self.reading)))

    def spoken(self) -> str:
        """One line for the speaker: the figure, its base, its source."""
        goes_on = not (self.on_base or self.percentage) and self.chiffre.libelle_dit_l_unite
        label = f"{' ' if goes_on else _COLON}{self.label.plain}" if self.label else ""
        line = f"{self.beside_label}{label}."
        if self.base and self.base.libelle:
            line += f" Base{_COLON}{self.base.en_chiffres} ({self.base.libelle.plain})."
        if self.chiffre.source:
            line += f" Source{_COLON}{self.chiffre.source}."
        if self.chiffre.date:
            line += f" Date{_COLON}{self.chiffre.date.en_francais()}."
        return line


def figure(story: dossier.Dossier, name: str) -> Figure:
    """The figure called ``name``."""
    chiffre = story.chiffres[name]
    return Figure(chiffre, story.chiffres.get(chiffre.base))


def is_counted(resultats: blocs.Resultats) -> bool:
    """Whether every answer says how many people gave it: a chart can then compare them."""
    counts = [each.effectif for each in resultats.elements]
    return len(counts) > 1 and None not in counts


def answers(
    story: dossier.Dossier, enquete: blocs.Enquete, resultats: blocs.Resultats
) -> tuple[Figure, ...]:
    """The counted answers to a question, as figures that share the base of the survey."""
    counted = printed_answers(story.chiffres, enquete.base, resultats)
    return tuple(Figure(each.chiffre, each.base) for each in counted if each)


def key_figures(story: dossier.Dossier) -> tuple[Figure, ...]:
    """The figures of the territory, as many as a slide bears, in the order of the dossier."""
    best = highlights.ranked_figures(story)[:MOST]
    totals = accumulate(figure(story, name).words for name in best)
    kept = best[: max(1, sum(total <= WORDS for total in totals))]
    return tuple(figure(story, name) for name in story.chiffres if name in kept)


def printed(key: Figure) -> tuple[str, ...]:
    """What the slide prints of a figure: its number, its percentage when it has a base."""
    return (key.number, key.percentage) if key.percentage else (key.number,)
