"""Signs that the font of the case study does not have, told before anything is made.

Word and PowerPoint borrow them from another font of the machine; a PDF file carries its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ppgp_docs.assets.fonts import FAMILY, is_symbol, lacking
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.accords import accorder
from ppgp_docs.load.tree import Text
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.patterns import pattern

_REFUSED: Final = pattern("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")
"""What step 2 has told: control characters, marks of direction, a letter that was lost."""

_FROM_WORD: Final = (
    "un signe d’une police de symboles de Word, ou ce qui reste d’un objet collé : retapez-le, ou "
    "écrivez le mot qu’il remplace"
)
_SYMBOLS: Final = "l’étude de cas est imprimée sans : écrivez-le en mots"
_LETTERS: Final = "l’étude de cas imprime […] à la place : écrivez-le dans notre alphabet"


def signs_of_the_font(dossier: Dossier) -> Iterator[Diagnostic]:
    """C813: the font has each sign of the texts of the case study; told once a text, at its place.

    Symbols and letters apart: the first are left out, the others replaced.
    """
    file = dossier.at().file
    once = {id(ecrit.texte): ecrit.texte for ecrit in dossier.textes}
    for text in once.values():
        absent = lacking(text) if text.span.file == file else ()
        for hint, few in _sorted([one for one in absent if not _REFUSED.match(one)]).items():
            yield _missing_glyphs(text, few, hint)


def _sorted(absent: Sequence[str]) -> dict[str, list[str]]:
    """The signs that a font lacks, by what can be done about them."""
    kinds: dict[str, list[str]] = {}
    for one in absent:
        borrowed = unicodedata.category(one) == "Co" or one == "\ufffc"
        hint = _FROM_WORD if borrowed else _SYMBOLS if is_symbol(one) else _LETTERS
        kinds.setdefault(hint, []).append(one)
    return kinds


def _missing_glyphs(text: Text, few: Sequence[str], hint: str) -> Diagnostic:
    listed = ", ".join(f"{one} (U+{ord(one):04X})" for one in few)
    these = f"{'ces' if len(few) > 1 else 'ce'} {accorder(len(few), 'signe')}"
    return warning(
        "C813", f"la police {FAMILY} n’a pas {these} : {listed}", _place(text, few), hint
    )


def _place(text: Text, few: Sequence[str]) -> Span:
    """From the first sign to the end of those that follow it at once."""
    start = min(map(text.index, few))
    end = next((rank for rank in range(start, len(text)) if text[rank] not in few), len(text))
    return text.at(start, end)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (signs_of_the_font,)
