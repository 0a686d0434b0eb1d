"""Characters that the font does not have: WeasyPrint would take them from whatever is installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from fontTools.ttLib import TTFont

from ppgp_docs.api import FAMILY, Diagnostic, faces, warning

_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f")
"""Marks that only change their neighbours."""


def missing_glyphs(text: str) -> Iterator[Diagnostic]:
    """A warning when some characters are not in the font, so that no page depends on a machine."""
    absent = sorted(set(text) - _drawn() - _JOINERS - {"\n", "\t"})
    if absent:
        shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in absent)
        yield warning(
            "R106",
            f"la police {FAMILY} n’a pas ces caractères\N{NO-BREAK SPACE}: {shown}",
            None,
            "une autre police les remplace, différente d’une machine à l’autre",
            "écrivez-les autrement",
        )


@cache
def _drawn() -> frozenset[str]:
    with TTFont(faces()[0].file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
