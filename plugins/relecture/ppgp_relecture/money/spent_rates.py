"""Rates of what is told as spent: « le réalisé de 2026 est de 1 000,11 €, soit 81 % du prévu »."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
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
from ppgp_relecture.money.figure_words import DONE, words_of
from ppgp_relecture.money.funded_shares import is_wrong_share
from ppgp_relecture.money.named_figures import NamedFigures
from ppgp_relecture.money.spoken_of import moneys_of
from ppgp_relecture.parsing.fractions import decimal_of
from ppgp_relecture.parsing.stated_amounts import StatedAmount, stated_amounts

_PERCENT: Final = r"(?P<p>\d{1,3}(?:,\d+)?)\s?%"
_OWN: Final = r"(?:sa\s(?:participation|part|contribution|dotation)|ses\scrédits)"
_FORESEEN: Final = (
    r"\s(?P<of>du\s(?:(?:montant|budget|total)\s)?prévu"
    r"|d(?:es|e\sses)\s(?:crédits|montants|fonds)\s(?:prévus|votés|inscrits|ouverts)"
    rf"|des\s(?:dépenses|sommes)\s(?:prévues|votées|inscrites)|de\s{_OWN})"
)
_RATE: Final = pattern(
    r"(?:\s(?:en|pour|sur)\s(?:l[’']année\s)?20\d\d)?(?:\s(?:ont\sété|sont)\s\w+)?"
    rf"(?:,?\ssoit\s|\s\((?:soit\s)?){_PERCENT}(?:{_FORESEEN})?(?=\s?(?:[.,;:)]|\set\s|$))",
    re.IGNORECASE,
)
_NAMED: Final = pattern(
    r"(?<!\w)taux\s(?:d[’']|de\s)(?:(?P<engage>engagement)|(?P<mandate>mandatement)"
    r"|(?P<realise>réalisation))(?P<rest>[^;.!?€:,%]{0,80}?)\s?"
    rf"(?:est\sde|était\sde|atteint|s[’']élève\sà|:)\s{_PERCENT}(?=\s?(?:[.,;)]|$))",
    re.IGNORECASE,
)


def rates_told(dossier: Dossier) -> Iterator[Diagnostic]:
    """C404: the share of what was foreseen that a text says was committed, paid or spent."""
    texts = [one for one in printed_texts(dossier) if not one.ecrit.cite and "%" in one.text]
    rated = [one for one in texts if _RATE.search(one.text) or _NAMED.search(one.text)]
    if not rated:
        return
    named = NamedFigures.of(dossier, moneys_of(dossier))
    for text in rated:
        for amount in stated_amounts(text):
            if amount.is_exact() and (found := _RATE.match(amount.tail)):
                yield from _rate(amount, found, text, named)
        for found in _NAMED.finditer(text.text):
            yield from _named_rate(found, text, named)


def _rate(
    amount: StatedAmount, found: re.Match[str], text: PrintedText, named: NamedFigures
) -> Iterator[Diagnostic]:
    """Of what was foreseen; where the sentence says not of what, of nothing that is known."""
    wholes = named.foreseen(amount, text)
    known = named.known_wholes(amount, text) if wholes and not found["of"] else set()
    shares = [(amount.value, each) for each in wholes]
    others = [(amount.value, each) for each in known]
    yield from _wrong(found, amount.place[1], text, shares, others)


def _named_rate(
    found: re.Match[str], text: PrintedText, named: NamedFigures
) -> Iterator[Diagnostic]:
    """« Le taux d’engagement du Département en 2025 est de 92 % »: of what was foreseen, or of
    what was committed or paid."""
    span = text.ecrit.texte.span
    in_fiche = span.file in named.moneys.files
    money = named.moneys.files.get(span.file, named.moneys.contract)
    words = words_of(found["rest"], money, in_fiche=in_fiche) if money else None
    if money is None or words is None:
        return
    stage = next(each for each in DONE if found.groupdict().get(each))
    words = words._replace(stages=(stage,))
    shares = list(named.rates(words, money, span))
    others = [(part, each) for part, _ in shares for each in named.wholes(words, money)]
    yield from _wrong(found, 0, text, shares, others)


_Share = tuple[Decimal, Decimal]


def _wrong(
    found: re.Match[str],
    start: int,
    text: PrintedText,
    shares: Iterable[_Share],
    others: Iterable[_Share],
) -> Iterator[Diagnostic]:
    """A rate that is none of these shares, nor of the others that it may be."""
    place, typed, due = start + found.start("p"), decimal_of(found["p"]), dict.fromkeys(shares)
    every = (*due, *(one for one in others if one[1] > 0))
    if not due or not all(is_wrong_share(typed, *one) for one in every) or not text.is_typed(place):
        return
    decimals = max(0, -int(typed.as_tuple().exponent))
    worth = [
        f"{euros(one)} sur {euros(whole)} font {dire_part(one, whole, decimals)}"
        for one, whole in due
    ]
    message = f"le texte dit {format_pourcentage(typed)} du prévu, {enumerer(worth, 'ou')}"
    span = text.span(place, place + len(found["p"]))
    yield warning("C404", message, span, "corrigez le taux, ou le budget")


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (rates_told,)
