"""Figures before and after, as slopes: what each was, what it became, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from ppgp_docs.francais.accords import capitale
from ppgp_docs.model.blocs import Graphique
from ppgp_docs.model.changes import NAMES, Change, Moment
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.printed_figure import PERCENT, PrintedFigure, measure, printed_figure

Pair: TypeAlias = tuple[PrintedFigure, PrintedFigure]


def pairs(known: Mapping[str, Chiffre], bloc: Graphique) -> tuple[Pair, ...]:
    """Each figure of a chart beside what it was before; those that are not known are passed over.

    ``known`` are the figures of the dossier, or of its fiche.
    """
    return tuple(
        (printed_figure(known, before), printed_figure(known, after))
        for before, after in zip(bloc.avant, bloc.chiffres, strict=False)
        if before in known and after in known
    )


def compared(known: Mapping[str, Chiffre], bloc: Graphique) -> tuple[Change, ...]:
    """What became of each figure of a chart.

    Parts of a whole stand on the scale of the whole, counts on that of the largest of them.
    """
    found = pairs(known, bloc)
    names = _names(found)
    largest = Fraction(max((figure.value for pair in found for figure in pair), default=0))
    return tuple(_change(before, after, largest, names) for before, after in found)


def _change(
    before: PrintedFigure, after: PrintedFigure, largest: Fraction, names: tuple[str, str]
) -> Change:
    """The label of both is that of what it became: where that says the unit, neither repeats it."""
    named = after.chiffre.libelle_dit_l_unite or not after.label.plain
    first, last = (
        _moment(each, largest, "" if named and each.unit == after.unit else each.unit)
        for each in (before, after)
    )
    return Change(_label(after), first, last, names)


def _label(figure: PrintedFigure) -> str:
    return capitale(figure.label.plain or figure.chiffre.unite)


def _moment(figure: PrintedFigure, largest: Fraction, unit: str) -> Moment | None:
    """A figure of a small base says its count first; None where it has no number."""
    held = measure(figure)
    if held is None:
        return None
    kind, value = held
    if kind == PERCENT:
        share = (figure.percentage or figure.number, figure.counted if figure.on_base else "")
        number, detail = reversed(share) if figure.has_small_base else share
        return Moment(Fraction(value), number, tuple(filter(None, [detail])))
    count = Fraction(value)
    return Moment(count / (largest or 1), figure.number, tuple(filter(None, [unit])), count)


def _names(found: Sequence[Pair]) -> tuple[str, str]:
    """The two years, where all figures of before are of one and all those of after of another."""
    before, after = ({_year(pair[rank]) for pair in found} for rank in (0, 1))
    if len(before) == len(after) == 1 and before != after and None not in before | after:
        return str(before.pop()), str(after.pop())
    return NAMES


def _year(figure: PrintedFigure) -> int | None:
    return figure.chiffre.date.debut.year if figure.chiffre.date else None
