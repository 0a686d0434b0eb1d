"""Charts as tables: each row a label, its value in words, and a bar that only the eye needs.

A drawing of text shrinks with the screen, a table flows; who hears the page reads figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import (
    Chiffre,
    Line,
    PrintedFigure,
    Theme,
    blocs,
    drawn,
    printed_answers,
    printed_figure,
)
from ppgp_etude_de_cas.document import scales
from ppgp_etude_de_cas.document.charts import degrees_of, largest_of, part_of, told
from ppgp_etude_de_cas.document.drawn_shares import share
from ppgp_etude_de_cas.document.scales import scale

_BAR: Final = Markup(
    '<svg class="barre" aria-hidden="true" focusable="false" width="100%" height="18">'
    '<rect class="barre-fond" width="100%" height="100%"/>'
    '<rect class="barre-part" width="{}%" height="100%"/></svg>'
)
_SCALE: Final = Markup(
    '<svg class="echelle" aria-hidden="true" focusable="false" width="100%" height="{}">{}</svg>'
    '<p class="invisible">{}</p>'
)
ROW: Final = Markup(
    '<tr role="row"><th role="rowheader" scope="row">{}</th>'
    '<td role="cell">{}<span class="barre-valeur">{}</span></td></tr>'
)
TABLE: Final = Markup(
    '<table class="graphique-table" role="table">'
    '<caption class="invisible">Graphique en barres. {}</caption>'
    '<thead class="invisible" role="rowgroup"><tr role="row"><th role="columnheader" scope="col">'
    '{}</th><th role="columnheader" scope="col">{}</th></tr></thead>'
    '<tbody role="rowgroup">{}</tbody></table>'
)
"""Roles that a narrow screen, where rows are blocks, would take away in some browsers."""

_CHANGES: Final = Markup(
    '<table class="pentes-table" role="table">'
    '<caption class="invisible">Graphique avant-après. {}</caption>'
    '<thead class="invisible" role="rowgroup"><tr role="row"><th role="columnheader" scope="col">'
    'Mesure</th><th role="columnheader" scope="col">{}</th><td aria-hidden="true"></td>'
    '<th role="columnheader" scope="col">{}</th></tr></thead>'
    '<tbody role="rowgroup">{}</tbody></table>'
)
_CHANGE: Final = Markup(
    '<tr role="row"><th role="rowheader" scope="row">{}</th><td role="cell">{}</td>'
    '<td class="pente-dessin" aria-hidden="true">{}</td><td role="cell">{}</td></tr>'
)
_MOMENT: Final = Markup(
    '<span class="pente-moment">{}</span><span class="pente-nombre">{}</span>{}'
)
_DETAIL: Final = Markup('<span class="pente-detail">{}</span>')
_SLOPE: Final = Markup(
    '<svg class="pente" aria-hidden="true" viewBox="0 0 200 100" focusable="false">'
    '<path class="pente-axe" d="M10 8V92M190 8V92"/>{}{}</svg>'
)
_WAY: Final = Markup('<path class="pente-trait" d="M10 {:.1f}L190 {:.1f}"/>')
_POINT: Final = Markup('<circle class="{}" cx="{}" cy="{:.1f}" r="6"/>')


@frozen
class HtmlBars:
    """The charts of one page; ``line`` writes a label."""

    chiffres: Mapping[str, Chiffre]
    line: Callable[[Line], Markup]
    theme: Theme

    def bars(self, bloc: blocs.Graphique) -> Markup:
        """The bars of a chart, in the dossier's order."""
        figures = [printed_figure(self.chiffres, name) for name in bloc.chiffres]
        largest = largest_of(figures)
        rows = (
            ROW.format(self._label(one), _bar(one, largest), one.beside_label) for one in figures
        )
        return TABLE.format(bloc.titre.plain, "Libellé", "Valeur", Markup("").join(rows))

    def answers(self, results: blocs.Resultats, base: str) -> list[tuple[blocs.Element, Markup]]:
        """Each answer to a question and its bar, empty where nobody counted."""
        figures = list(printed_answers(self.chiffres, base, results))
        largest = largest_of(figure for figure in figures if figure)
        bars = [_counted(one, largest) if one else Markup("") for one in figures]
        return list(zip(results.elements, bars, strict=True))

    def scale(self, results: blocs.Resultats, base: str) -> Markup:
        """The answers of a scale as one bar, said in full to who does not see it."""
        figures = degrees_of(self.chiffres, results, base)
        drawing = scale(figures, self.theme, "inherit", fluid=True)
        return _SCALE.format(scales.HEIGHT, drawing, told(results, figures))

    def share(self, figure: PrintedFigure) -> Markup:
        """What a figure is of its base, in the colours of the style sheet."""
        return Markup(share(figure, 'class="part-comptee"', 'class="part-reste"'))

    def slopes(self, title: Line, changes: Sequence[drawn.Change]) -> Markup:
        """Values before and after as a table, the way between them drawn; nothing for none."""
        if not changes:
            return Markup("")
        rows = Markup("").join(map(_change, changes))
        before, after = changes[0].names
        return _CHANGES.format(title.plain, before, after, rows)

    def _label(self, figure: PrintedFigure) -> Markup:
        html = self.line(figure.label)
        return Markup('<span class="capitale">{}</span>').format(html)


def _counted(figure: PrintedFigure, largest: Decimal) -> Markup:
    value = Markup('<span class="barre-valeur">{}</span>').format(figure.beside_label)
    return _bar(figure, largest) + value


def _bar(figure: PrintedFigure, largest: Decimal) -> Markup:
    return _BAR.format(f"{100 * part_of(figure, largest):.2f}")


def _change(change: drawn.Change) -> Markup:
    before, after = map(_moment, change.names, change.moments)
    return _CHANGE.format(change.label, before, _slope(change), after)


def _moment(name: str, moment: drawn.Moment | None) -> Markup:
    """A number and what it is of; nothing where it is unknown."""
    if moment is None:
        return Markup("")
    details = Markup("").join(_DETAIL.format(text) for text in moment.details)
    return _MOMENT.format(name, moment.number, details)


def _slope(change: drawn.Change) -> Markup:
    """The point of before is hollow, that of after full: they are told apart without colour."""
    heights = [None if each is None else _height(each) for each in change.moments]
    places = zip(("pente-avant", "pente-apres"), (10, 190), heights, strict=True)
    points = (_POINT.format(name, x, y) for name, x, y in places if y is not None)
    way = Markup("") if None in heights else _WAY.format(*heights)
    return _SLOPE.format(way, Markup("").join(points))


def _height(moment: drawn.Moment) -> float:
    return 92 - 84 * min(max(float(moment.ratio), 0.0), 1.0)
