"""The rows of a gallery on a page."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from ppgp_docs.api import blocs
from ppgp_docs.api import rows as justified

WIDTH, GAP = 160.0, 4.0
TARGET, TALLEST = 70.0, 105.0
"""The text area, the space between pictures, the height that rows have about and at most, in mm."""


@frozen
class Hung:
    """A picture of a row, and the width that it has, in mm."""

    vue: blocs.Vue
    width: float


@frozen
class Row:
    """Pictures side by side, and the width of their row, in mm, its outer gaps included."""

    hung: tuple[Hung, ...]
    width: float


def gallery_rows(bloc: blocs.Galerie, ratio: Callable[[blocs.Image], float]) -> tuple[Row, ...]:
    """The rows of a gallery, as near to one height as the shapes of its pictures allow."""
    ratios = [ratio(vue.image) for vue in bloc.vues]
    rows = justified.rows_towards(ratios, WIDTH, GAP, TARGET, TALLEST)
    return tuple(_row(bloc, cells) for cells in rows)


def _row(bloc: blocs.Galerie, cells: tuple[justified.Cell, ...]) -> Row:
    hung = tuple(Hung(bloc.vues[cell.rank], round(cell.width, 2)) for cell in cells)
    return Row(hung, round(sum(each.width for each in hung) + GAP * (len(hung) + 1), 2))
