"""Bars, as vectors: what a figure is of its base, or of the largest of them.

``templates/etude-de-cas/graphique.svg`` draws them; here are the numbers, and the text that stands
for the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any, Final, Protocol, TypeAlias

from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import (
    FAMILY,
    Chiffre,
    Line,
    PrintedFigure,
    Theme,
    blocs,
    capitale,
    drawn,
    enchainer,
    finir,
    printed_answers,
    printed_figure,
    text_width,
    wrapped,
)
from ppgp_etude_de_cas.document import scales, slopes
from ppgp_etude_de_cas.document.drawn_shares import PEOPLE, rows_of_people, share
from ppgp_etude_de_cas.document.scales import scale
from ppgp_etude_de_cas.document.slopes import Drawing as SlopeDrawing

_WIDE, _NARROW = 604, 352
"""Lengths of a whole bar and its value, in CSS px: across the page, and beside a list."""

_VALUE, _SIZE, _WEIGHT = 156, 16, 700
"""Room for a value, its size and its weight; a longer one takes from the bars of its chart."""

_BESIDE: Final = 15
"""CSS px before a value and after it."""

_SHORTEST: Final = 120
"""The least length of a whole bar: a value that leaves less ends the label instead."""

_BAR, _LINE = 36, 27
"""Room in a row, in CSS px, blank included: for the bar, for each line of its label."""

_TALLEST: Final = 700
"""The tallest drawing, in CSS px: three quarters of a page, which no page has to cut."""

_LABEL: Final = 14
_SAFE: Final = 0.95
"""What of a width is counted on: a theme may have a wider font than the one that is measured."""

_ONE: Final = Decimal(1)
_SPACE = "\N{NO-BREAK SPACE}"


class Charts(Protocol):
    """What draws the charts of a document."""

    def bars(self, bloc: blocs.Graphique) -> Markup:
        """A chart."""
        ...

    def answers(self, results: blocs.Resultats, base: str) -> list[tuple[blocs.Element, Markup]]:
        """Each answer to a question and its bar, empty where nobody counted."""
        ...

    def share(self, figure: PrintedFigure) -> Markup:
        """What a figure is of its base, drawn; empty where it is no part of a whole."""
        ...

    def scale(self, results: blocs.Resultats, base: str) -> Markup:
        """The answers of a scale as one bar."""
        ...

    def slopes(self, title: Line, changes: Sequence[drawn.Change]) -> Markup:
        """Values before and after."""
        ...


@frozen
class Bars:
    """Draws charts as vectors, for paper.

    ``draw`` fills the template of a drawing of that name; ``keep`` puts one by and gives its
    address.
    """

    chiffres: Mapping[str, Chiffre]
    theme: Theme
    draw: Callable[..., Markup]
    keep: Callable[[bytes, str, str], str]

    def bars(self, bloc: blocs.Graphique) -> Markup:
        """The bars of a chart, in the dossier's order."""
        figures = [printed_figure(self.chiffres, name) for name in bloc.chiffres]
        rows = _rows(figures)
        lengths = _lengths(_WIDE, rows)
        groups = list(_groups(figures, rows))
        drawings = []
        for rank, (shown, group) in enumerate(groups, start=1):
            part = f" ({rank} sur {len(groups)})" if len(groups) > 1 else ""
            whole = figures if rank == len(groups) else shown
            told = _alternative(bloc, part, shown, whole)
            drawings.append(self._drawn(group, lengths, told))
        return Markup("").join(drawings)

    def answers(self, results: blocs.Resultats, base: str) -> list[tuple[blocs.Element, Markup]]:
        """Each answer to a question and its bar, empty where nobody counted.

        Their labels are text of the page, where they keep their notes and their acronyms.
        """
        figures = list(printed_answers(self.chiffres, base, results))
        largest = largest_of(figure for figure in figures if figure)
        rows = [_row(0, "", one, largest, _NARROW) if one else None for one in figures]
        lengths = _lengths(_NARROW, [row for row in rows if row])
        bars = [
            self._drawn([row], lengths, one.beside_label) if one and row else Markup("")
            for one, row in zip(figures, rows, strict=True)
        ]
        return list(zip(results.elements, bars, strict=True))

    def share(self, figure: PrintedFigure) -> Markup:
        """A background, which a reader that speaks skips."""
        ink, paper = self.theme.colour("second"), self.theme.colour("papier")
        drawing = share(figure, f'fill="{ink}"', f'fill="{paper}" stroke="{ink}" stroke-width="2"')
        if not drawing:
            return Markup("")
        url = self.keep(drawing.encode(), "image/svg+xml", ".svg")
        kind = PEOPLE.get(rows_of_people(drawing), "")
        return Markup('<div class="part {}" style="background-image: url(\'{}\')"></div>').format(
            kind, url
        )

    def scale(self, results: blocs.Resultats, base: str) -> Markup:
        """A drawing whose alternative says each degree in full."""
        figures = degrees_of(self.chiffres, results, base)
        return self.draw(
            "echelle",
            dessin=scale(figures, self.theme, self._fonts),
            largeur=scales.PAPER,
            hauteur=scales.HEIGHT,
            alternative=told(results, figures),
        )

    def slopes(self, title: Line, changes: Sequence[drawn.Change]) -> Markup:
        """Values before and after, a panel a measure; nothing where none is known."""
        if not changes:
            return Markup("")
        drawings = list(slopes.drawings(changes))
        several = len(drawings) > 1
        shown = (
            self._slopes(each, f"{title.plain}{f' ({rank} sur {len(drawings)})' * several}")
            for rank, each in enumerate(drawings, start=1)
        )
        return Markup("\n").join(shown)

    def _slopes(self, drawing: SlopeDrawing, title: str) -> Markup:
        return self.draw(
            "pentes",
            panneaux=drawing.panels,
            largeur=slopes.WIDTH,
            hauteur=drawing.height,
            alternative=drawn.said_in_full(title, drawing.changes),
            police=self._fonts,
        )

    @property
    def _fonts(self) -> str:
        return f"{self.theme.font}, {FAMILY}"

    def _drawn(self, rows: list[dict[str, Any]], lengths: _Lengths, alternative: str) -> Markup:
        """The drawing as SVG, its alternative where WeasyPrint reads it: a title, first of all."""
        bar, value = lengths
        size = {"barre": bar, "valeur": value, "pas": _step(rows), "police": self._fonts}
        return self.draw("graphique", lignes=rows, alternative=alternative, **size)


def degrees_of(
    known: Mapping[str, Chiffre], results: blocs.Resultats, base: str
) -> list[PrintedFigure]:
    """How many gave each answer of a scale, all of them counted."""
    return [figure for figure in printed_answers(known, base, results) if figure]


def told(results: blocs.Resultats, figures: Sequence[PrintedFigure]) -> str:
    """Each degree of a scale and what it took, for who does not see the bar."""
    values = (f"{one.label.plain}{_SPACE}: {one.beside_label}" for one in figures)
    return f"{finir(results.titre.plain)} {enchainer(values)}"


_Lengths: TypeAlias = tuple[int, int]
"""That of a whole bar, and of the room for its value."""


def _lengths(whole: int, rows: Iterable[dict[str, Any]]) -> _Lengths:
    """The same for all the bars that are compared: the longest value is never cut."""
    value = max((_room(row["valeur"]) for row in rows), default=_VALUE)
    return whole - value, value


def _room(value: str) -> int:
    """The length that a value takes at the right of its bar."""
    return max(_VALUE, ceil(text_width(value, _SIZE, _WEIGHT) / _SAFE) + _BESIDE)


def _rows(figures: Sequence[PrintedFigure]) -> list[dict[str, Any]]:
    largest = largest_of(figures)
    return [
        _row(rank, capitale(figure.label.plain), figure, largest, _WIDE)
        for rank, figure in enumerate(figures)
    ]


def _row(
    rank: int, label: str, figure: PrintedFigure, largest: Decimal, whole: int
) -> dict[str, Any]:
    """A bar, in the words of the drawing; a value that would leave it no room ends its label."""
    value = figure.beside_label
    if whole - _room(value) < _SHORTEST:
        label, value = f"{label}{_SPACE}: {value}" if label else value, ""
    lines = wrapped(label, _SAFE * whole, _LABEL) if label else []
    part = part_of(figure, largest)
    return {"rang": rank, "libelle": lines, "part": part, "valeur": value}


def _step(rows: Iterable[dict[str, Any]]) -> int:
    """The height of a row, the same for all."""
    return _BAR + _LINE * max(len(row["libelle"]) for row in rows)


def _groups(
    figures: Sequence[PrintedFigure], rows: Sequence[dict[str, Any]]
) -> Iterator[tuple[Sequence[PrintedFigure], list[dict[str, Any]]]]:
    """Figures and their rows in as few drawings as pages can hold, of much the same height."""
    drawings = ceil(len(rows) / max(1, _TALLEST // _step(rows)))
    size = ceil(len(rows) / drawings)
    for start in range(0, len(rows), size):
        yield figures[start : start + size], list(rows[start : start + size])


def largest_of(figures: Iterable[PrintedFigure]) -> Decimal:
    """The value that the longest bar stands for, where figures have no base."""
    return max((figure.value for figure in figures), default=_ONE) or _ONE


def part_of(figure: PrintedFigure, largest: Decimal) -> float:
    """The length of a bar, from 0 to 1: of its base where there is one. Drawn, never printed."""
    scale = figure.ratio if figure.ratio is not None else figure.value / largest
    return float(min(max(scale, Decimal(0)), _ONE))


def _alternative(
    bloc: blocs.Graphique,
    part: str,
    shown: Sequence[PrintedFigure],
    whole: Sequence[PrintedFigure],
) -> str:
    """Title, every value shown, and the extremes of the whole where there are enough bars."""
    values = enchainer(f"{figure.label.plain}{_SPACE}: {figure.beside_label}" for figure in shown)
    text = f"Graphique en barres{part}. {finir(bloc.titre.plain)} {values}"
    if len(whole) > 3:
        low, high = min(whole, key=_amount), max(whole, key=_amount)
        text += f" Le plus haut{_SPACE}: {high.label.plain}."
        text += f" Le plus bas{_SPACE}: {low.label.plain}."
    return text


def _amount(figure: PrintedFigure) -> Decimal:
    return figure.value
