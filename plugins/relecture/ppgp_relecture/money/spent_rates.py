"""Rates of what is told as spent: « le réalisé de 2026 est de 1 000,11 €, soit 81 % du prévu »."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    dire_part,
    enumerer,
    euros,
    format_pourcentage,
    pattern,
    printed_texts,
    warning,
)
from ppgp_relecture.money.funded_shares import is_wrong_share
from ppgp_relecture.money.named_figures import NamedFigures
from ppgp_relecture.money.spoken_of import moneys_of
from ppgp_relecture.parsing.fractions import decimal_of
from ppgp_relecture.parsing.stated_amounts import StatedAmount, stated_amounts

_RATE: Final = pattern(
    r"(?:,?\ssoit\s|\s\((?:soit\s)?)(?P<p>\d{1,3}(?:,\d+)?)\s?%\s"
    r"(?:du\s(?:(?:montant|budget|total)\s)?prévu|d(?:es|e\sses)\s(?:crédits|montants|fonds)\sprévus"
    r"|des\s(?:dépenses|sommes)\sprévues)(?=\s?(?:[.,;:)]|$))",
    re.IGNORECASE,
)


def rates_told(dossier: Dossier) -> Iterator[Diagnostic]:
    """C404: the share of what was foreseen that a text says was committed, paid or spent."""
    rated = [one for one in printed_texts(dossier) if _RATE.search(one.text)]
    if not rated:
        return
    named = NamedFigures.of(dossier, moneys_of(dossier))
    for text in rated:
        for amount in stated_amounts(text) if not text.ecrit.cite else ():
            if amount.is_exact() and (found := _RATE.match(amount.tail)):
                yield from _rate(amount, found, text, named)


def _rate(
    amount: StatedAmount, found: re.Match[str], text: PrintedText, named: NamedFigures
) -> Iterator[Diagnostic]:
    place = amount.place[1] + found.start("p")
    typed = decimal_of(found["p"])
    wholes = named.foreseen(amount, text)
    wrong = all(is_wrong_share(typed, amount.value, each) for each in wholes)
    if wholes and wrong and text.is_typed(place):
        decimals = max(0, -int(typed.as_tuple().exponent))
        rates = [(euros(each), dire_part(amount.value, each, decimals)) for each in wholes]
        worth = [f"{euros(amount.value)} sur {whole} font {rate}" for whole, rate in rates]
        message = f"le texte dit {format_pourcentage(typed)} du prévu, {enumerer(worth, 'ou')}"
        span = text.span(place, place + len(found["p"]))
        yield warning("C404", message, span, "corrigez le taux, ou le budget")


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (rates_told,)
