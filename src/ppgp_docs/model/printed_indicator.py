"""What an indicator gave year by year, said once for all documents, and whether it was reached.

A result is a figure of the fiche: its number is the numerator, its base the denominator, and its
source is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.fiche import AnneeSuivie, Indicateur
from ppgp_docs.model.printed_figure import PrintedFigure, measure, printed_figure

_COLON: Final = "\u00a0: "
_NEXT: Final = "\u202f; "


class PrintedDetail(NamedTuple):
    """One thing that is said of a year; ``field`` is where it is written, empty for what belongs
    to the figure, ``name`` the figure that it names."""

    label: str
    text: str
    field: str = ""
    name: str = ""


class PrintedYear(NamedTuple):
    """A year of an indicator, every text ready to print."""

    indicator: Indicateur
    year: AnneeSuivie
    known: Mapping[str, Chiffre]

    @property
    def head(self) -> str:
        """« 2021 »."""
        return str(self.year.annee)

    @property
    def target(self) -> PrintedFigure | None:
        """What was aimed at that year."""
        return self._figure(self.year.cible)

    @property
    def aim(self) -> PrintedFigure | None:
        """The target of the year, or else that of the indicator once it is due."""
        return self.target or (self._figure(self.indicator.cible) if self._is_due else None)

    @property
    def result(self) -> PrintedFigure | None:
        """What was reached; a part that rounding would put at its target says its decimals."""
        found, aim = self._figure(self.year.resultat), self.aim
        if found is None or aim is None or aim.chiffre.valeur is not None:
            return found
        rate = aim.chiffre.pourcentage
        return found if rate is None else found.beside(rate)

    @property
    def source(self) -> str:
        """Where the result comes from and when it was taken: « bilan de PMI, décembre 2021 »."""
        if self.result is None:
            return ""
        figure = self.result.chiffre
        date = figure.date.en_francais() if figure.date else ""
        return ", ".join(filter(None, (figure.source, date)))

    @property
    def is_reached(self) -> bool | None:
        """Whether the result is at its target, or further on the way; None where unknown.

        It is held against :attr:`aim`. Which way is better, the start and the targets of the
        indicator tell, in their order; what is exactly at its target needs no way.
        """
        held = [measure(one) for one in (self.result, self.aim)]
        known = [one for one in held if one]
        if len(known) < len(held) or len({unit for unit, _ in known}) > 1:
            return None
        (unit, reached), (_, aim) = known
        way = self._way(unit)
        return (reached - aim) * way >= 0 if way or reached == aim else None

    def _way(self, unit: str) -> Decimal:
        """From the start, or else the first target, to the last one: above 0 where more is better;
        0 where nothing tells, or where one of them has another unit."""
        years = sorted(self.indicator.suivi, key=lambda one: one.annee)
        names = (self.indicator.reference, *(one.cible for one in years), self.indicator.cible)
        marks = [measure(one) for one in map(self._figure, names) if one]
        ends = [one[1] for one in (*marks[:1], *marks[-1:]) if one and one[0] == unit]
        return ends[1] - ends[0] if len(ends) > 1 else Decimal(0)

    @property
    def _is_due(self) -> bool:
        due = self.indicator.echeance
        return bool(due and due.fin.year <= self.year.annee)

    def details(self) -> Iterator[PrintedDetail]:
        """The result, the target, the source, what explains it, where each is said."""
        for label, field, figure in (
            ("résultat", "resultat", self.result),
            ("cible", "cible", self.target),
        ):
            if figure:
                yield PrintedDetail(label, figure.alone, field, getattr(self.year, field))
        if self.source:
            yield PrintedDetail("source", self.source)
        if self.year.commentaire:
            yield PrintedDetail("commentaire", self.year.commentaire, "commentaire")

    @property
    def sentence(self) -> str:
        """« résultat : 171 enfants sur 1 140 (15 %) ; cible : 12 % ; source : bilan de PMI »."""
        return _NEXT.join(f"{one.label}{_COLON}{one.text}" for one in self.details())

    def _figure(self, name: str) -> PrintedFigure | None:
        return printed_figure(self.known, name) if name in self.known else None


def printed_years(indicator: Indicateur, known: Mapping[str, Chiffre]) -> list[PrintedYear]:
    """The years of an indicator in their order; ``known`` are the figures of its fiche."""
    years = sorted(indicator.suivi, key=lambda one: one.annee)
    return [PrintedYear(indicator, one, known) for one in years]
