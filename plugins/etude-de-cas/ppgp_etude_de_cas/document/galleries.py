"""The rows of a gallery on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from ppgp_docs.api import blocs, longest_word, text_width
from ppgp_docs.api import rows as justified

WIDTH, GAP = 160.0, 4.0
TARGET, TALLEST = 70.0, 105.0
"""The text area, the space between pictures, the height that rows have about and at most, in mm."""
READABLE, WIDEST_WORD = 32.0, 48.0
"""The width that a caption of several words needs, and the most that one word gets: three columns
have it. A longer word is hyphenated."""
_SIZE, _WEIGHT = 3.18, 700
"""Of the letters of a caption, in mm: 9 pt."""


@frozen
class Hung:
    """A picture of a row, the width that it has, and that of the column where its words stand."""

    vue: blocs.Vue
    width: float
    column: float


@frozen
class Row:
    """Pictures side by side, and the width of their row, in mm, its outer gaps included."""

    hung: tuple[Hung, ...]
    width: float


def gallery_rows(bloc: blocs.Galerie, ratio: Callable[[blocs.Image], float]) -> tuple[Row, ...]:
    """The rows of a gallery, as near to one height as the shapes of its pictures allow."""
    common = len({vue.image.credit for vue in bloc.vues}) == 1
    shapes = [justified.Shape(ratio(vue.image), _needed(vue, common)) for vue in bloc.vues]
    rows = justified.rows_towards(shapes, WIDTH, GAP, TARGET, TALLEST)
    return tuple(_row(bloc, cells, shapes) for cells in rows)


def _needed(vue: blocs.Vue, common: bool) -> float:
    """The room for the longest word under a picture, and for a few words a line; a credit that is
    ``common`` to all stands once, under them."""
    under = (vue.legende.plain if vue.legende else "", "" if common else vue.image.credit)
    said = [text for text in under if text]
    if vue.image.description:
        said.append("Ce que montre l’image")
    words = max((longest_word(text, _SIZE, _WEIGHT) for text in said), default=0.0)
    lines = max((text_width(text, _SIZE, _WEIGHT) for text in said), default=0.0)
    return max(min(words, WIDEST_WORD), min(lines, READABLE))


def _row(
    bloc: blocs.Galerie, cells: tuple[justified.Cell, ...], shapes: Sequence[justified.Shape]
) -> Row:
    """Its columns fill the text area at most, however much its words need."""
    most = WIDTH - GAP * (len(cells) - 1)
    wanted = [max(cell.width, shapes[cell.rank].least) for cell in cells]
    share = min(1.0, most / sum(wanted))
    hung = tuple(
        Hung(bloc.vues[cell.rank], round(min(cell.width, want * share), 2), round(want * share, 2))
        for cell, want in zip(cells, wanted, strict=True)
    )
    return Row(hung, round(sum(each.column for each in hung) + GAP * (len(hung) + 1), 2))
