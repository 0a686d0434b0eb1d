"""Figures as slides show them: counts first, then the percentage with its base."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.api import Chiffre, Words, blocs, dossier

MOST: Final = 6
"""As many figures as a slide holds and a room remembers."""

FROM: Final = 10
"""From here on a count is large: worth a place on the slide even when no block shows it."""

SMALL: Final = 30
"""Under this base, counts are printed before percentages."""


@frozen
class Figure:
    """A figure and what it is a part of."""

    chiffre: Chiffre
    base: Chiffre | None

    @property
    def number(self) -> str:
        """The number, with its sign when it is a percentage."""
        return self.chiffre.en_chiffres

    @property
    def share(self) -> str:
        """``7 sur 9 (78 %)``, or the number and its unit when there is no base."""
        if self.base is None:
            unit = "" if self.chiffre.libelle_dit_l_unite else self.chiffre.unite
            return " ".join(filter(None, (self.number, unit)))
        part = self.chiffre.en_pourcentage(self.base)
        return f"{self._counted} ({part})" if part else self._counted

    @property
    def headline(self) -> str:
        """What stands large: the number, with its base when that is too small for a percentage."""
        return self._counted if self.base and self._is_small else self.number

    @property
    def reading(self) -> tuple[str, ...]:
        """What follows the number: the label, then the percentage with its base, if it has one."""
        label = self.chiffre.libelle.plain or self.chiffre.unite
        part = self.chiffre.en_pourcentage(self.base) if self.base else ""
        if part and self._is_small:
            return (f"{label} ({part})",)
        if part:
            return label, f"sur {self._total}, soit {part}"
        return (label,) if self.chiffre.valeur is not None else (label, "base non précisée")

    @property
    def _is_small(self) -> bool:
        """Under 30 the count says more than the percentage (house rule)."""
        return bool(self.base and self.base.valeur and self.base.valeur < SMALL)

    @property
    def _total(self) -> str:
        return self.base.en_chiffres if self.base else ""

    @property
    def _counted(self) -> str:
        return f"{self.number} sur {self._total}"

    @property
    def _link(self) -> str:
        """« 5 documents retravaillés », « 62 personnes : gestionnaires formées »."""
        goes_on = self.base is None and self.chiffre.libelle_dit_l_unite
        return " " if goes_on else "\u00a0: "

    @property
    def value(self) -> Decimal:
        """The number that a chart draws."""
        return next(
            (n for n in (self.chiffre.valeur, self.chiffre.pourcentage) if n is not None),
            Decimal(0),
        )

    def spoken(self) -> str:
        """One line for the speaker: the figure, its base, its source."""
        line = f"{self.share}{self._link}{self.chiffre.libelle.plain}."
        if self.base and self.base.libelle:
            line += f" Base\u00a0: {self.base.en_chiffres} ({self.base.libelle.plain})."
        if self.chiffre.source:
            line += f" Source\u00a0: {self.chiffre.source}."
        if self.chiffre.date:
            line += f" Date\u00a0: {self.chiffre.date.en_francais()}."
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
    base = story.chiffres.get(enquete.base)
    return tuple(
        Figure(_answer(each, base.source if base else ""), base) for each in resultats.elements
    )


def _answer(element: blocs.Element, source: str) -> Chiffre:
    return Chiffre(
        valeur=Decimal(element.effectif or 0),
        libelle=element.texte,
        unite=Words("réponses"),
        source=Words(source),
        place=element.place,
    )


def key_figures(story: dossier.Dossier) -> tuple[Figure, ...]:
    """The figures of the territory, at most six, in the order of the dossier.

    First the large counts and the percentages that blocks show, then the other large counts, then
    the small ones that blocks show.
    """
    shown = set(_shown(story))
    large = [name for name, chiffre in story.chiffres.items() if _is_large(chiffre)]
    ranked = [name for name in large if name in shown]
    ranked += [name for name in large if name not in shown]
    ranked += [name for name in _in_key_blocks(story) if name not in large]
    kept = set(list(dict.fromkeys(ranked))[:MOST])
    return tuple(figure(story, name) for name in story.chiffres if name in kept)


def printed(key: Figure) -> tuple[str, ...]:
    """What the slide prints of a figure: its number, its percentage when it has a base."""
    part = key.chiffre.en_pourcentage(key.base) if key.base else ""
    return (key.number, part) if part else (key.number,)


def _shown(story: dossier.Dossier) -> Iterator[str]:
    for bloc in story.blocs():
        if isinstance(bloc, blocs.ChiffreCle | blocs.Graphique):
            yield from bloc.chiffres


def _in_key_blocks(story: dossier.Dossier) -> Iterator[str]:
    for bloc in story.blocs():
        if isinstance(bloc, blocs.ChiffreCle):
            yield from bloc.chiffres


def _is_large(chiffre: Chiffre) -> bool:
    if chiffre.valeur is None:
        return chiffre.pourcentage is not None
    return chiffre.valeur >= FROM
