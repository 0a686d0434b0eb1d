"""A figure's own count told of a year that is not its own: « 1 906 naissances en 2023 » of 2024.

A large count tells the figure by itself, with its noun; another figure of that year and value, or a
sentence that names both years, leaves no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, PrintedText, pattern, warning
from ppgp_relecture.parsing.quantities import quantities
from ppgp_relecture.parsing.wording import ELSEWHERE, wording

_IN_YEAR: Final = pattern(
    r"(?<!\w)(?:en|l[’']année)\s(?P<year>(?:19|20)\d\d)(?![\d-])", re.IGNORECASE
)
_YEAR: Final = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LARGE: Final = 100


def counts_of_their_year(text: PrintedText) -> Iterator[Diagnostic]:
    """C211: a count that is a dated figure's is told of the year of that figure."""
    for quantity in quantities(text) if not text.ecrit.cite else ():
        sentence = text.sentence(quantity.start)
        years = set(_YEAR.findall(sentence))
        told = _IN_YEAR.search(sentence)
        if quantity.number < _LARGE or not told or len(years) > 1 or ELSEWHERE.search(sentence):
            continue
        theirs = {
            name: str(figure.date.annee) if figure.date else ""
            for name, figure in text.figures.items()
            if figure.valeur == quantity.number and quantity.noun in wording(figure).heads
        }
        if theirs and {"", told["year"]}.isdisjoint(theirs.values()):
            name, year = next(iter(theirs.items()))
            said = f"le texte dit {quantity.written} en {told['year']}"
            message = f"{said}, mais le chiffre `{name}` est de {year}"
            hint = "corrigez l’année, ou le nombre"
            yield warning("C211", message, text.span(quantity.start, quantity.end), hint)


RULES: Final = ((_IN_YEAR, (counts_of_their_year,)),)
"""The rule on one text, behind its clue."""
