"""Numbers written as in English: « 1.5 point », « 10.000 visites », « 10,000 visites ».

Those that count money are the matter of ``money.writing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    PrintedText,
    nombres_recomposes,
    note,
    pattern,
    simplifier,
    warning,
)
from ppgp_relecture.parsing.written_amounts import written_amounts


def numbers_written_in_french(text: PrintedText) -> Iterator[Diagnostic]:
    """C405: a number has a comma before its decimals, spaces between its thousands."""
    if text.ecrit.cite:
        return
    amounts = [range(*each.place) for each in written_amounts(text.text)]
    for number in nombres_recomposes(text.text):
        start, end = number.debut, number.fin
        if not text.is_typed(start) or any(start in amount for amount in amounts):
            continue
        typed, due, span = text.text[start:end], simplifier(number.imprime), text.span(start, end)
        if number.double:
            other = typed.replace(".", ",").rstrip("0").rstrip(",")
            message = f"`{typed}` se lit de deux façons : {number.imprime} ou {other}"
            yield warning("C405", message, span, f"écrivez `{due}`, ou `{other}`")
        else:
            printed = f"il s’imprime `{number.imprime}`"
            message = f"`{typed}` : ce nombre n’est pas écrit comme en français, {printed}"
            yield note("C405", message, span, f"écrivez `{due}`")


RULES: Final = ((pattern(r"\d\.\d|\d,\d{3}"), (numbers_written_in_french,)),)
"""The rule on one text, behind its clue."""
