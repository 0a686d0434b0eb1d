"""Bars, as vectors: what a figure is of its base, or of the largest of them.

Vega-Lite draws them from ``templates/etude-de-cas/graphique.vl.json``; here are the numbers, and
the text that stands for the picture.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any, Final, TypeAlias

import vl_convert
from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import (
    FAMILY,
    Diagnostic,
    HandledError,
    PrintedFigure,
    Resources,
    Span,
    Theme,
    blocs,
    capitale,
    dossier,
    error,
    printed_answers,
    printed_figure,
    text_width,
)

_SPEC: Final = "etude-de-cas/graphique.vl.json"
_WIDE, _NARROW = 604, 352
"""Lengths of a whole bar and its value, in CSS px: across the page, and beside a list."""

_VALUE, _SIZE, _WEIGHT = 156, 16, 700
"""Room for a value, its size and its weight; a longer one takes from the bars of its chart."""

_BESIDE: Final = 15
"""CSS px before a value and after it."""

_BAR, _LINE = 36, 27
"""Room in a row, in CSS px, blank included: for the bar, for each line of its label."""

_CHARACTERS: Final = 92
_ONE: Final = Decimal(1)
_SPACE = "\N{NO-BREAK SPACE}"


@frozen
class Charts:
    """Draws the charts of one document, in the colours of its theme."""

    study: dossier.Dossier
    resources: Resources
    theme: Theme

    def bars(self, bloc: blocs.Graphique) -> Markup:
        """The bars of a chart, in the dossier's order."""
        figures = [printed_figure(self.study.chiffres, name) for name in bloc.chiffres]
        return self._drawn(_rows(figures), _lengths(_WIDE, figures), _alternative(bloc, figures))

    def answers(self, results: blocs.Resultats, base: str) -> list[Markup]:
        """The bar of each answer to a question, empty where nobody counted.

        Their labels are text of the page, where they keep their notes and their acronyms.
        """
        figures = list(printed_answers(self.study.chiffres, base, results))
        counted = [figure for figure in figures if figure]
        largest, lengths = _largest(counted), _lengths(_NARROW, counted)
        return [
            self._drawn([_row(0, [], figure, largest)], lengths, figure.beside_label)
            if figure
            else Markup("")
            for figure in figures
        ]

    def _drawn(self, rows: list[dict[str, Any]], lengths: _Lengths, alternative: str) -> Markup:
        """The drawing as SVG. Raises HandledError for a drawing that a designer has to mend."""
        lines = max(len(row["libelle"]) for row in rows)
        bar, value = lengths
        size = {"width": bar, "height": {"step": _BAR + _LINE * lines}}
        try:
            spec = json.loads(self.resources.bytes(_SPEC))
            size["padding"] = {**spec.get("padding", {}), "right": value}
            svg = _svg(spec | size | {"data": {"values": rows}}, self.theme)
        except ValueError as problem:
            raise HandledError(_fault(problem, self.resources.find(_SPEC))) from problem
        return _titled(svg, alternative, _words(rows))


_Lengths: TypeAlias = tuple[int, int]
"""That of a whole bar, and of the room for its value."""


def _lengths(whole: int, figures: Iterable[PrintedFigure]) -> _Lengths:
    """The same for all the bars that are compared: the longest value is never cut."""
    widths = (text_width(figure.beside_label, _SIZE, _WEIGHT) for figure in figures)
    value = max(_VALUE, ceil(max(widths, default=0)) + _BESIDE)
    return whole - value, value


def _svg(spec: dict[str, Any], theme: Theme) -> str:
    """What Vega-Lite draws; no address in it can be followed."""
    return vl_convert.vegalite_to_svg(spec, config=_config(theme), allowed_base_urls=[])


def _fault(problem: ValueError, file: Path) -> Diagnostic:
    """At its line where the file is no JSON; Vega-Lite knows no place."""
    line, column = getattr(problem, "lineno", 1), getattr(problem, "colno", 1)
    said = " ".join(str(problem).splitlines()[:2])
    message = f"le modèle des graphiques ne peut pas être dessiné ({said})"
    return error("R003", message, Span(file, line, column, line, column))


def _config(theme: Theme) -> dict[str, Any]:
    """The theme, as the styles that the drawing names."""
    ink = {"color": theme.colours["encre"], "font": f"{theme.font}, {FAMILY}"}
    bars = {"piste": theme.colours["second_clair"], "barre": theme.colours["second"]}
    styles = {name: {"color": colour} for name, colour in bars.items()}
    return {"style": {**styles, "libelle": ink, "valeur": ink}}


def _titled(svg: str, alternative: str, words: str) -> Markup:
    """The drawing with its alternative as WeasyPrint reads it: a title, first of its children.

    What it shows in words, row by row, is kept for whoever copies the text of the page.
    """
    opening, _, drawing = svg.partition(">")
    told = Markup(' data-texte="{}"><title>{}</title>').format(words, alternative)
    return Markup(opening) + told + Markup(drawing)


def _words(rows: Iterable[dict[str, Any]]) -> str:
    return "\n".join(" ".join([*row["libelle"], row["valeur"]]) for row in rows)


def _rows(figures: Sequence[PrintedFigure]) -> list[dict[str, Any]]:
    largest = _largest(figures)
    return [_row(rank, _label(figure), figure, largest) for rank, figure in enumerate(figures)]


def _row(rank: int, label: list[str], figure: PrintedFigure, largest: Decimal) -> dict[str, Any]:
    """A bar, in the words of the drawing."""
    part = _part(figure, largest)
    return {"rang": rank, "libelle": label, "part": part, "valeur": figure.beside_label}


def _largest(figures: Iterable[PrintedFigure]) -> Decimal:
    return max((figure.value for figure in figures), default=_ONE) or _ONE


def _label(figure: PrintedFigure) -> list[str]:
    text = figure.label.plain
    return textwrap.wrap(capitale(text), _CHARACTERS) or [""]


def _part(figure: PrintedFigure, largest: Decimal) -> float:
    """The length of a bar, from 0 to 1: of its base where there is one. Drawn, never printed."""
    scale = figure.ratio if figure.ratio is not None else figure.value / largest
    return float(min(max(scale, Decimal(0)), _ONE))


def _alternative(bloc: blocs.Graphique, figures: Iterable[PrintedFigure]) -> str:
    """Title, every value, and the extremes where there are enough bars to look for them."""
    figures = list(figures)
    values = " ; ".join(
        f"{figure.label.plain}{_SPACE}: {figure.beside_label}" for figure in figures
    )
    text = f"Graphique en barres. {bloc.titre.plain}. {values}."
    if len(figures) > 3:
        low, high = min(figures, key=_amount), max(figures, key=_amount)
        text += f" Le plus haut{_SPACE}: {high.label.plain}."
        text += f" Le plus bas{_SPACE}: {low.label.plain}."
    return text.replace(" ;", "\N{NARROW NO-BREAK SPACE};")


def _amount(figure: PrintedFigure) -> Decimal:
    return figure.value
