"""Numbers written as in English: « 1.5 point », « 10.000 visites », « 10,000 visites ».

Those that count money are the matter of ``money.writing``.
"""

from __future__ import annotations

import re
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


_POINTED: Final = pattern(
    r"(?<![\w.,/])(?P<n>\d{1,2}\.\d{1,2})\s(?:ateliers?|séances?|visites?|réunions?|formations?|entretiens?"
    r"|groupes?|postes?|journées?|familles?|enfants?|parents?|agents?|personnes?|rencontres?)(?!\w)"
)
_NUMBERED: Final = pattern(
    r"(?:articles?|points?|sections?|chapitres?|fiches?|versions?|annexes?|paragraphes?|axes?|actions?|objectifs?"
    r"|mesures?|modules?|normes?|§|n[°º])\s?$",
    re.IGNORECASE,
)


def decimals_with_a_point(text: PrintedText) -> Iterator[Diagnostic]:
    """C405: « 1.5 atelier », which is printed with its point for it may number a part."""
    told = {number.debut for number in nombres_recomposes(text.text)}
    for match in _POINTED.finditer(text.text) if not text.ecrit.cite else ():
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        if match.start() not in told and not _NUMBERED.search(before):
            due = match["n"].replace(".", ",")
            message = f"`{match[0]}` : ce nombre n’est pas écrit comme en français"
            hint = f"écrivez `{due}` ; si c’est le numéro d’une partie, une majuscule le suit"
            yield note("C405", message, text.span(*match.span("n")), hint)


_NEAR: Final = 20

RULES: Final = (
    (pattern(r"\d\.\d|\d,\d{3}"), (numbers_written_in_french,)),
    (_POINTED, (decimals_with_a_point,)),
)
"""The rules on one text, behind their clues."""
