"""What a sentence says beside counts or amounts that say otherwise: « toutes (7 sur 9) »,
« 180 500 € sur 227 540 €, soit 97 % ».
The sentence's own numbers are enough: no figure is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from ppgp_docs.api import (
    Diagnostic,
    PrintedText,
    dire_part,
    format_pourcentage,
    pattern,
    stems,
    warning,
)
from ppgp_relecture.parsing.fractions import (
    CLUE,
    Fraction,
    agrees,
    decimal_in,
    fractions,
    rate_beside,
)
from ppgp_relecture.parsing.quantities import HEDGED
from ppgp_relecture.parsing.wording import wording

_ALL: Final = (
    r"(?<!presque\s)(?<!quasi\s)(?<!quasiment\s)(?<!pas\s)(?<!non\s)(?<!\w)"
    r"(?P<all>tous|toutes|aucune?|pas\sune?|la\stotalité|l[’']ensemble)(?!\w)"
)
_THOSE: Final = r"(?:\s(?:les|ces|nos|leurs|ses|des|de\s(?:ces|nos|leurs|ses)))?"
_NOUN: Final = (
    r"\s(?!(?:ans|mois|jours|semaines|autres)[^\W\d_]*)(?P<noun{0}>[^\W\d_]{{3,}})"
    r"(?<!é)(?<!és)(?<!ées)"
)
_CHOOSES: Final = pattern(
    r"répond|particip|présent|volont|inscri|concern|intéress|signat|bénéfic", re.IGNORECASE
)
"""A noun that chooses some: « tous les répondants (9 sur 62) » are all those who answered."""

_TELLS: Final = (
    r"\s(?:sont|ont|étaient|avaient|seront|viennent|disent|pensent|estiment|n[’'](?:a|est|avait))"
    r"(?:\s[^\W\d_]+){0,4}"
)
_BESIDE: Final = pattern(
    rf"{_ALL}(?:(?:{_THOSE}{_NOUN.format(1)})?(?:\s?\(|,\s(?:soit\s)?)|(?:{_THOSE}{_NOUN.format(2)})?{_TELLS}(?:\s?\(|\s?:\s)|\s?:\s)$",
    re.IGNORECASE,
)
_CLOSED: Final = pattern(r"(?:\s[^\W\d_]+)?\s?(?:[),.;]|$)")
_NEAR: Final = 90


def all_or_none(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « toutes (7 sur 9) », « aucune famille (24 sur 240) »: the counts say otherwise."""
    for fraction, match in beside_counts(text):
        said = match["all"].lower()
        message = f"« {said} » est écrit, mais le texte dit {fraction.sur}"
        hint = "corrigez le mot, ou l’un des deux nombres"
        yield warning("C209", message, text.span(*match.span("all")), hint)


def beside_counts(text: PrintedText) -> Iterator[tuple[Fraction, re.Match[str]]]:
    """The counts of some that stand beside a word that says all or none of them."""
    for fraction in fractions(text):
        match = _BESIDE.search(text.text, max(0, fraction.start - _NEAR), fraction.start)
        if not match or text.ecrit.cite or not _CLOSED.match(text.text, fraction.end):
            continue
        if _are_chosen(text, match["noun1"] or match["noun2"] or "", fraction.n):
            continue
        is_none = match["all"].lower().startswith(("aucun", "pas"))
        if fraction.k > 0 if is_none else fraction.k < fraction.n:
            yield fraction, match


def _are_chosen(text: PrintedText, noun: str, whole: int) -> bool:
    """Whether a noun may be that of the part: « tous les répondants (9 sur 62) », but not of 9 when
    a figure says that they are 9."""
    if not _CHOOSES.match(noun):
        return False
    said = {*stems(noun)}
    return not any(
        figure.valeur == whole and said & wording(figure).heads for figure in text.figures.values()
    )


_AMOUNT: Final = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
_OF_EUROS: Final = pattern(
    rf"(?<![\d,])(?P<k>{_AMOUNT})\s?€(?:\s[^\W\d_]+){{0,4}}?"
    r"\s(?:sur|parmi|des)\s(?:(?:les|un\s(?:total|budget)\sde|un\scoût(?:\stotal)?\sde)\s)?"
    rf"(?P<n>{_AMOUNT})\s?€",
    re.IGNORECASE,
)
_EUROS_FIRST: Final = pattern(
    rf"(?<!\w)sur\s(?:(?:les|un\stotal\sde)\s)?(?P<n>{_AMOUNT})\s?€,(?:\s[^\W\d_][\w’'-]*){{1,6}}"
    rf"\s(?P<k>{_AMOUNT})\s?€",
    re.IGNORECASE,
)


def shares_of_euros(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 180 500 € sur 227 540 €, soit 97 % » are 79 %."""
    shapes = (shape.finditer(text.text) for shape in (_OF_EUROS, _EUROS_FIRST))
    for match in chain.from_iterable(shapes):
        k, n = decimal_in(match["k"]), decimal_in(match["n"])
        percent = rate_beside(text.text, match.start(), match.end())
        loose = HEDGED.search(text.text[max(0, match.start() - _NEAR) : match.start()])
        if n and percent and k <= n and not loose and not agrees(percent, 100 * k / n):
            right = dire_part(k, n, percent.decimals)
            counts = f"{match['k']} € sur {match['n']} €"
            message = f"{format_pourcentage(percent.value)} est écrit, mais {counts} font {right}"
            hint = f"écrivez {right}, ou corrigez les montants"
            yield warning("C209", message, text.span(percent.start, percent.end), hint)


_EUROS: Final = pattern(r"€(?:\s[^\W\d_]+){0,4}?\s(?:sur|parmi|des)\s|[Ss]ur\s[^€]{1,40}€,")

RULES: Final = ((CLUE, (all_or_none,)), (_EUROS, (shares_of_euros,)))
"""The rules on one text, behind their clues."""
