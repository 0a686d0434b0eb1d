"""Shares of a budget that texts tell: « le FIR finance 95 % », « 95 % du coût viennent du FIR ».

A share of something else, of a thing that is bought, of a year among several is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    PrintedText,
    arrondi_trompeur,
    enumerer,
    format_pourcentage,
    share_of,
    warning,
)
from ppgp_relecture.money.amounts import budget_texts
from ppgp_relecture.money.funding import Funding
from ppgp_relecture.parsing.fractions import decimal_of
from ppgp_relecture.parsing.stated_amounts import YEAR

_PERCENT: Final = r"(?P<p>\d{1,3}(?:,\d+)?)\s?%"
_OF_ALL: Final = (
    r"(?=\s?(?:[.,;)]|$)|\set\s|\s(?:de\sl[’']action|du\s(?:projet|coût|budget|total)"
    r"|(?:de\sl[’']ensemble|de\sla\sdépense|des\s(?:coûts|dépenses)|du\sfinancement)\s?(?:[.,;)]|$)))"
)
_PAYS: Final = (
    r"(?:(?:financer?a?|prend(?:ra)?\sen\scharge|apporte(?:ra)?|assure(?:ra)?|couvre|paie(?:ra)?"
    r"|représente|(?:contribue|participe)(?:ra)?(?=\sà\shauteur))\s(?:à\shauteur\sde\s)?)"
)
_THE: Final = r"(?:le\s|l[’'])?"
_IN_WHOLE: Final = (
    r"(?:\sd(?:u|e\sce)\s(?:coût|budget|total|financement|montant)(?:\stotal)?"
    r"|\sdes\s(?:coûts|dépenses))?"
)


def shares_told(dossier: Dossier) -> Iterator[Diagnostic]:
    """C404: the shares that a text tells of a funding are those of the budget."""
    for text, money in budget_texts(dossier):
        if "%" in text.text and money.names:
            yield from _shares(text, money)


def _shares(text: PrintedText, money: Funding) -> Iterator[Diagnostic]:
    """« Le FIR finance 95 % de l’action et le Département 5 % »."""
    who = rf"(?P<who>{'|'.join(name.pattern for name in money.names.values())})"
    for match in re.finditer(rf"{who}\s{_PAYS}{_PERCENT}{_OF_ALL}", text.text):
        yield from _share(match, text, money)
        rest = re.compile(rf"\set\s{_THE}{who}\s{_PERCENT}{_OF_ALL}")
        if second := rest.search(text.text, match.end(), match.end() + 80):
            yield from _share(second, text, money)
    for shape in _told_otherwise(who):
        for match in re.finditer(shape, text.text):
            yield from _share(match, text, money)


def _told_otherwise(who: str) -> tuple[str, ...]:
    """« L’action est financée à 95 % par le FIR », « la part du FIR est de 95 % », « 95 % du coût
    viennent du FIR »."""
    whole = r"(?:action|projet|coût|budget|total)\s(?:est|sera)"
    paid = rf"{whole}\s(?:financée?|prise?\sen\scharge|payée?)"
    return (
        rf"{paid}\sà\s(?:hauteur\sde\s)?{_PERCENT}\spar\s{_THE}{who}",
        rf"[Ll]a\spart\sd(?:u\s|e\sl[’']){who}\s(?:est\sde|s[’']élève\sà|atteint|représente)\s"
        rf"{_PERCENT}{_OF_ALL}",
        rf"{_PERCENT}{_IN_WHOLE}\s(?:(?:sont|est|seront|sera)\sfinancée?s?\spar\s{_THE}"
        rf"|(?:vien(?:nen)?t|provien(?:nen)?t)\sd(?:u\s|e\sl[’'])){who}",
    )


def _share(match: re.Match[str], text: PrintedText, money: Funding) -> Iterator[Diagnostic]:
    typed, funders = decimal_of(match["p"]), money.funders(match["who"])
    years = YEAR.findall(text.sentence(match.start()))
    of_part = len(money.years) > 1 and years
    if of_part or len(funders) != 1 or not money.budget.total():
        return
    part, whole = money.budget.extrait(funders[0]).total(), money.budget.total()
    cost = money.cost("")
    wholes = (whole, cost.total) if cost else (whole,)
    if all(is_wrong_share(typed, part, each) for each in wholes) and text.is_typed(
        match.start("p")
    ):
        message = (
            f"le texte dit {format_pourcentage(typed)} pour « {match['who']} », le budget donne "
            f"{enumerer((share_of(part, each) for each in dict.fromkeys(wholes)), 'ou')}"
        )
        yield warning(
            "C404", message, text.span(*match.span("p")), "corrigez la part, ou le budget"
        )


def is_wrong_share(typed: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a percentage as typed is not that share, rounded half up to the decimals it has."""
    rounded = typed == (100 * part / whole).quantize(typed, ROUND_HALF_UP)
    return not rounded or arrondi_trompeur(typed, part, whole)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (shares_told,)
