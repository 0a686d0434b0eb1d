"""Amounts that are written otherwise than French writes them, or that may be read as two others.

Source: Imprimerie nationale, and Unicode CLDR (fr): spaces between thousands, a comma before the
cents, two of them, the sign behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from ppgp_docs.api import (
    ENOUGH,
    Diagnostic,
    Dossier,
    PrintedText,
    euros,
    note,
    printed_texts,
    simplifier,
    warning,
)
from ppgp_relecture.parsing.written_amounts import WrittenAmount, written_amounts


def amounts_written_in_french(dossier: Dossier) -> Iterator[Diagnostic]:
    """C405: an amount is written the French way; a warning where it may be read as another."""
    for text in printed_texts(dossier):
        if not text.ecrit.cite:
            odd = (each for each in written_amounts(text.text) if each.odd)
            yield from (_badly_written(each, text) for each in islice(odd, ENOUGH))


def _badly_written(amount: WrittenAmount, text: PrintedText) -> Diagnostic:
    start, end = amount.place
    typed, due = text.text[start:end], _typed(amount)
    if amount.other is None:
        message = f"`{typed}` : ce montant n’est pas écrit comme en français"
        return note("C405", message, text.span(start, end), f"écrivez `{due[0]}`")
    message = f"`{typed}` se lit de deux façons : {euros(amount.value)} ou {euros(amount.other)}"
    hint = f"écrivez `{due[0]}`, ou `{due[1]}`"
    return warning("C405", message, text.span(start, end), hint)


def _typed(amount: WrittenAmount) -> list[str]:
    """What to type for what an amount may be worth: any spaces will do, documents set them."""
    worth = filter(None, (amount.value, amount.other))
    return [simplifier(euros(each)) for each in worth]


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (amounts_written_in_french,)
