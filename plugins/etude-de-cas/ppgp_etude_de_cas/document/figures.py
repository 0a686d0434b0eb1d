"""Where the figures of a document come from, and how large they can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ppgp_docs.api import Chiffre, printed_figure, text_width

_SIZES: Final = (34, 26, 20, 15, 11)
"""Sizes of the numbers shown large, in points: the same for all those of a block."""

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


def size_step(
    known: Mapping[str, Chiffre], names: Sequence[str], across: int = 3, page: float = _PAGE
) -> int:
    """How many steps down from the largest size the numbers of a block hold on one line each.

    ``across`` is the most that stand on a line, ``page`` its width in mm. A number that is cut
    reads as two others.
    """
    across = min(len(names), across)
    room = (page - _GUTTER * (across - 1)) / across - _MARGINS
    numbers = [printed_figure(known, name).number for name in names]
    widest = max(text_width(number, _POINT, 900) for number in numbers)
    steps = (step for step, size in enumerate(_SIZES) if widest * size <= room * _SAFE)
    return next(steps, len(_SIZES) - 1)
