"""Where the figures of a document come from, and how large they can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ppgp_docs.api import Chiffre, dossier, highlights, printed_figure, text_width

_SIZES: Final = (34, 26, 20, 15, 11)
"""Sizes of the numbers shown large, in points: the same for all those of a block."""

ON_A_PAGE: Final = (72, 54, 40, 28, 18)
"""The same on the page of figures."""

LEAST, MOST = 4, 6
"""How many figures make a page."""

_PAGE, _GUTTER, _MARGINS = 160, 5, 8
"""Widths in mm: the text of a page, what parts two figures, the margins of one."""

_POINT: Final = 25.4 / 72
_SAFE: Final = 0.97

_SPACE = "\N{NO-BREAK SPACE}"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def sources(known: Mapping[str, Chiffre], names: Iterable[str]) -> str:
    """Where the figures come from, as a sentence; empty when nobody says."""
    told = dict.fromkeys(known[name].source for name in names)
    said = f"{_THIN}; ".join(source for source in told if source)
    return f"Source{_SPACE}: {said}." if said else ""


def on_a_page(study: dossier.Dossier) -> tuple[str, ...]:
    """The figures that have a page of their own, in the order in which they are written: six at
    most, an even number, none when fewer than four are worth it."""
    best = highlights.ranked_figures(study)
    kept = best[: min(MOST, len(best) // 2 * 2)]
    return tuple(name for name in study.chiffres if name in kept) if len(kept) >= LEAST else ()


def size_step(
    known: Mapping[str, Chiffre],
    names: Sequence[str],
    across: int = 3,
    page: float = _PAGE,
    sizes: Sequence[int] = _SIZES,
) -> int:
    """How many steps down from the largest size the numbers of a block hold on one line each.

    ``across`` is the most that stand on a line, ``page`` its width in mm. A number that is cut
    reads as two others.
    """
    across = min(len(names), across)
    room = (page - _GUTTER * (across - 1)) / across - _MARGINS
    numbers = [printed_figure(known, name).number for name in names]
    widest = max(text_width(number, _POINT, 900) for number in numbers)
    steps = (step for step, size in enumerate(sizes) if widest * size <= room * _SAFE)
    return next(steps, len(sizes) - 1)


def words(study: dossier.Dossier, known: Mapping[str, Chiffre]) -> dict[str, Any]:
    """What the templates may ask of the figures that a document knows."""
    return {
        "pas_de_taille": lambda names: size_step(known, names),
        "pas_de_page": lambda names: size_step(known, names, 2, sizes=ON_A_PAGE),
        "sources": lambda names: sources(known, names),
        "chiffres_en_page": lambda: on_a_page(study),
    }
