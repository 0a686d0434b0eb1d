"""Where an indicator starts, what each year gave, what is aimed at: numbers that compare.

What cannot be compared is no trend: a number of visits beside a part of the children says nothing
of which way it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.fiche import Indicateur
from ppgp_docs.model.printed_figure import PERCENT, PrintedFigure, measure, printed_figure
from ppgp_docs.model.printed_indicator import printed_years

__all__ = ["PERCENT", "Spot", "Trend", "TrendPoint", "measure", "trend_of"]

Spot: TypeAlias = tuple[float, float]


class TrendPoint(NamedTuple):
    """A value in the unit of its trend; ``name`` is what it is (« départ », « résultat »,
    « cible »), ``year`` None where no date is said."""

    name: str
    year: int | None
    value: Decimal
    figure: PrintedFigure

    @property
    def said(self) -> str:
        """« résultat 2025 : 91 visites »."""
        when = f" {self.year}" if self.year else ""
        return f"{self.name}{when}\u00a0: {self.figure.alone}"


class Trend(NamedTuple):
    """The points of an indicator: its start where it is known, then its results by year.

    ``unit`` is that of every value; percentages go from 0 to 100. ``aims`` are the targets of
    years, but for the one where the last ``target`` is due.
    """

    unit: str
    start: TrendPoint | None
    results: tuple[TrendPoint, ...]
    target: TrendPoint | None
    aims: tuple[TrendPoint, ...] = ()

    @property
    def points(self) -> tuple[TrendPoint, ...]:
        """What a line joins, in the order of time."""
        return (*filter(None, [self.start]), *self.results)

    def places(self) -> tuple[Spot, ...]:
        """Where each point stands, then the target where there is one, then those of years: from
        the left and from the bottom, from 0 to 1.

        Years are as far apart as they are; a start or a target without a date stands a year before
        the first result, or a year behind the last.
        """
        every = (*self.points, *filter(None, [self.target]), *self.aims)
        known = [point.year for point in self.results if point.year]
        first, last = min(known), max(known)
        years = [point.year or (first - 1 if point is self.start else last + 1) for point in every]
        left, right = min(years), max(years)
        low, high = min(one.value for one in every), max(one.value for one in every)
        across, up = max(right - left, 1), high - low
        return tuple(
            ((year - left) / across, float((point.value - low) / up) if up else 0.5)
            for point, year in zip(every, years, strict=True)
        )

    @property
    def sentence(self) -> str:
        """All of it in words: what a drawing owes those who do not see it."""
        every = (*self.points, *self.aims, *filter(None, [self.target]))
        return "\u202f; ".join(point.said for point in every)


def trend_of(indicator: Indicateur, known: Mapping[str, Chiffre]) -> Trend | None:
    """The trend of an indicator, ``known`` being the figures of its fiche.

    None where no year has a result, where there are no two values to compare, or where two of them
    are in other units.
    """
    every = [*_points(indicator, known)]
    points = [(unit, point) for unit, point in every if point.name != _AIM]
    units = {unit for unit, _ in points}
    results = tuple(point for _, point in points if point.name == _RESULT)
    if not results or len(points) == 1 or len(units) > 1:
        return None
    named = {point.name: point for _, point in points}
    target = named.get(_TARGET)
    due = target.year if target else None
    aims = [one for unit, one in every if one.name == _AIM and unit in units and one.year != due]
    return Trend(units.pop(), named.get(_START), results, target, tuple(aims))


_START: Final = "départ"
_RESULT: Final = "résultat"
_AIM: Final = "cible de l’année"
_TARGET: Final = "cible"


def _points(
    indicator: Indicateur, known: Mapping[str, Chiffre]
) -> Iterator[tuple[str, TrendPoint]]:
    """Start, results, targets of years, target, each with its unit; what has no number is passed
    over."""
    for name, printed, year in _named(indicator, known):
        if printed and (held := measure(printed)):
            unit, value = held
            value = 100 * value if unit == PERCENT else value
            yield unit, TrendPoint(name, year or _year_of(printed.chiffre.date), value, printed)


def _named(
    indicator: Indicateur, known: Mapping[str, Chiffre]
) -> Iterator[tuple[str, PrintedFigure | None, int | None]]:
    """Results with the decimals that they have in the tables: they would be at their target."""
    years = printed_years(indicator, known)
    yield _START, _figure(indicator.reference, known), None
    for one in years:
        yield _RESULT, one.result, one.year.annee
    for one in years:
        yield _AIM, one.target, one.year.annee
    yield _TARGET, _figure(indicator.cible, known), _year_of(indicator.echeance)


def _figure(name: str, known: Mapping[str, Chiffre]) -> PrintedFigure | None:
    return printed_figure(known, name) if name in known else None


def _year_of(date: DatePrecise | None) -> int | None:
    return date.fin.year if date else None
