"""Bars, as vectors: what a figure is of its base, or of the largest of them.

The template draws; here are the lengths, and the text that stands for the picture.
"""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import Final

from attrs import frozen

from ppgp_docs.api import blocs, dossier
from ppgp_etude_de_cas.render.figures import FigureView, view

WIDTH: Final = 160
"""Width of the drawing, in mm, as wide as the text area."""

_TRACK: Final = Decimal(118)
_LINE, _BAR, _GAP = Decimal("5.2"), Decimal(7), Decimal(6)
_CHARACTERS: Final = 92
_SPACE = "\N{NO-BREAK SPACE}"


@frozen
class Bar:
    """One bar; ``y`` is the top of its label, lengths are in mm."""

    label: tuple[str, ...]
    value: str
    y: Decimal
    top: Decimal
    length: Decimal


@frozen
class Chart:
    bars: tuple[Bar, ...]
    width: int
    track: Decimal
    bar: Decimal
    line: Decimal
    height: Decimal
    alternative: str


def bars(study: dossier.Dossier, bloc: blocs.Graphique) -> Chart:
    """The bars of a chart, in the dossier's order."""
    figures = [view(study, name) for name in bloc.chiffres]
    largest = max(figure.amount for figure in figures) or Decimal(1)
    drawn: list[Bar] = []
    y = Decimal(0)
    for figure in figures:
        drawn.append(_bar(figure, y, largest))
        y = drawn[-1].top + _BAR + _GAP
    alternative = _alternative(bloc, figures)
    return Chart(tuple(drawn), WIDTH, _TRACK, _BAR, _LINE, y - _GAP, alternative)


def _bar(figure: FigureView, y: Decimal, largest: Decimal) -> Bar:
    text = figure.label.plain
    label = tuple(textwrap.wrap(text[:1].upper() + text[1:], _CHARACTERS)) or ("",)
    scale = figure.ratio if figure.ratio is not None else figure.amount / largest
    length = (_TRACK * min(max(scale, Decimal(0)), Decimal(1))).quantize(Decimal("0.01"))
    top = y + _LINE * len(label)
    return Bar(label, _value(figure), y, top, length)


def _value(figure: FigureView) -> str:
    return figure.on_base or f"{figure.number}{_SPACE}{figure.unit}".rstrip()


def _alternative(bloc: blocs.Graphique, figures: list[FigureView]) -> str:
    """Title, every value, and the extremes where there are enough bars to look for them."""
    values = " ; ".join(f"{figure.label.plain}{_SPACE}: {_value(figure)}" for figure in figures)
    text = f"Graphique en barres. {bloc.titre.plain}. {values}."
    if len(figures) > 3:
        low, high = min(figures, key=_amount), max(figures, key=_amount)
        text += f" Le plus haut{_SPACE}: {high.label.plain}."
        text += f" Le plus bas{_SPACE}: {low.label.plain}."
    return text.replace(" ;", "\N{NARROW NO-BREAK SPACE};")


def _amount(figure: FigureView) -> Decimal:
    return figure.amount
