"""What the texts of a dossier say: shares and counts against its figures, months, addresses.

A text cites its figures, `{{ chiffres.formes }}`: a number that was typed can drift. Each text is
read once, by every rule whose clue it bears.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from ppgp_docs.api import (
    ENOUGH,
    MOIS,
    NUMBER_CLUE,
    Diagnostic,
    Dossier,
    PrintedText,
    blocs,
    est_un_courriel,
    est_un_telephone,
    iter_nodes,
    note,
    printed_texts,
    warning,
)
from ppgp_relecture.figures import (
    changes,
    contradicted,
    counted,
    counts,
    dated,
    exceeded,
    places_listed,
    retold,
    shares,
    subsets,
    sums,
    worded_parts,
    written,
)

_MONTH: Final = re.compile(
    rf"(?<!\d\s)(?<!\w)(?:en|de|dès|depuis|début|fin|mi-?)\s(?:{'|'.join(MOIS)})(?!\w)(?!\s\d)"
    rf"|(?<!\w)(?:dernière|prochaine)\sédition",
    re.IGNORECASE,
)
_MONTH_CLUE: Final = re.compile("|".join((*MOIS, "édition")))
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EMAIL: Final = re.compile(r"(?<![^\s<>()\[\],;:«»])[^\s<>()\[\],;:«»@]+@[^\s<>()\[\],;:«»]+")
_PHONE: Final = re.compile(
    r"(?<![\d/.,-])(?<!\d[ .\u00a0\u202f-])(?:0[1-9](?:[ .\u00a0\u202f-]\d{1,3}){3,6}"
    r"|\+(?:33|262|508|59[046]|68[179])(?:[ .\u00a0\u202f-]?(?:\(0\))?\d{1,4}){3,6})(?![\d/])"
)
"""What is meant for a French number: ten digits cut in groups, or after the country's."""


def months_with_a_year(dossier: Dossier) -> Iterator[Diagnostic]:
    """C305: a month without its year, a « dernière édition » mean nothing a year later.

    A step that bears a date says the year for its texts.
    """
    dated = [step.at() for step in iter_nodes(dossier, blocs.Jalon) if step.date]
    for text in printed_texts(dossier):
        match = _MONTH.search(text.text) if _MONTH_CLUE.search(text.text) else None
        if not match or text.ecrit.cite or _YEAR.search(text.text):
            continue
        if any(step.holds(text.ecrit.texte.span) for step in dated):
            continue
        message = f"« {match[0]} » ne dit pas de quelle année"
        yield note("C305", message, text.span(*match.span()), "ajoutez l’année, si elle est connue")


def emails(text: PrintedText) -> Iterator[Diagnostic]:
    """C504: an e-mail in a text is one that anybody can write to."""
    for match in _EMAIL.finditer(text.text):
        address = match[0].rstrip(".!?…")
        if not est_un_courriel(address):
            start = match.start()
            message = f"`{address}` n’est pas une adresse électronique"
            hint = "sans espace ni accent : `contact@exemple.fr`"
            yield warning("C504", message, text.span(start, start + len(address)), hint)


def phones(text: PrintedText) -> Iterator[Diagnostic]:
    """C505: so is a phone."""
    for match in _PHONE.finditer(text.text):
        if _is_long_enough(match[0]) and not est_un_telephone(match[0]):
            message = f"`{match[0]}` n’est pas un numéro de téléphone"
            hint = "dix chiffres par paires : `01 99 00 12 34`"
            yield warning("C505", message, text.span(*match.span()), hint)


def _is_long_enough(number: str) -> bool:
    """Whether what begins with a sign is more than a figure: « +262 500 € »."""
    return not number.startswith("+") or sum(map(str.isdigit, number)) > _FIGURE


_FIGURE: Final = 7

_OF_NUMBERS: Final[shares.Rules] = (
    *shares.OF_NUMBERS,
    *counts.RULES,
    *counted.RULES,
    *changes.RULES,
    *retold.RULES,
    *sums.RULES,
    *subsets.RULES,
    *places_listed.RULES,
    *worded_parts.RULES,
    *contradicted.RULES,
    *exceeded.RULES,
    *dated.RULES,
    *written.RULES,
    (re.compile("0[1-9][ .\u00a0\u202f-]|\\+[2356]"), (phones,)),
)
_OF_WORDS: Final[shares.Rules] = (*shares.OF_WORDS, (re.compile("@"), (emails,)))
"""Rules behind a clue without which they find nothing: few texts are worth them all."""

_ALL: Final = (*_OF_NUMBERS, *_OF_WORDS)


def in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """Every rule on every text, each text read once."""
    for text in printed_texts(dossier):
        for clue, rules in _ALL if NUMBER_CLUE.search(text.text) else _OF_WORDS:
            if clue.search(text.text):
                for rule in rules:
                    yield from islice(rule(text), ENOUGH)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    in_texts,
    months_with_a_year,
)
