"""Where sentences begin: behind the mark that ends the one before, were it in small letters.

A point also ends abbreviations (« art. 5 », « M. Durand », « etc. »), numbers of a list
(« 1. Écouter ») and parts of a date (« 24. 05. 2024 »); suspension points and the words that say
who speaks (« Oui ! » dit-elle) go on. Source: Lexique des règles typographiques en usage à
l'Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ppgp_docs.patterns import pattern

_END: Final = pattern(r"[.!?…]+(?P<closed>(?:\s?[»”)\]])*)(?P<gap>\s+)")
_OPENING: Final = "«“([\"’' \u00a0\u202f"
_SHORT: Final = pattern(
    r"(?:^|(?<=[\s(«“’']))(?:[A-ZÀ-Ýb-xzé]|MM|Mmes?|Mlles?|Drs?|Prs?|Mgr|Ste?|art|al|av|bd|cf|chap|[ée]d"
    r"|fig|n[°o]s?|pp?|[Tt]él|vol|ex|env|réf|c\.-à-d|(?<=\d\s)(?:janv|févr|avr|juil|sept|oct|nov|déc))$"
)
"""Abbreviations that what they shorten always follows."""

_MAY_END: Final = pattern(
    r"(?:^|(?<=[\s(«“’']))(?:etc|hab|max|min|resp|coll|dir|dépt?|suiv|inf|sup|moy|nb)$"
)
"""Abbreviations that end a sentence too, before a capital."""

_DAY_OR_MONTH: Final = pattern(r"(?<!\d)\d{1,2}$")
_FAR: Final = 12
"""How far back an abbreviation is looked for, in characters."""


def debuts_de_phrases(texte: str) -> tuple[int, ...]:
    """Return where each sentence of a text begins; nothing for an empty text."""
    return tuple(_debuts(texte)) if texte.strip() else ()


def phrases(texte: str) -> list[str]:
    """Cut a text into sentences, without the spaces between them."""
    bornes = (*debuts_de_phrases(texte), len(texte))
    return [phrase for debut, fin in pairwise(bornes) if (phrase := texte[debut:fin].strip())]


def _debuts(texte: str) -> Iterator[int]:
    dernier = 0
    yield dernier
    for fin in _END.finditer(texte):
        if fin.end() < len(texte) and _termine(texte, fin, dernier):
            dernier = fin.end()
            yield dernier


def _termine(texte: str, fin: re.Match[str], debut: int) -> bool:
    """Tell whether the mark ends the sentence that began at ``debut``."""
    if not any(signe.isalpha() for signe in texte[debut : fin.start()]):
        return False  # « 1. Écouter », « … et puis »
    if "\n" in fin["gap"]:
        return True
    suite = texte[fin.end() :].lstrip(_OPENING)[:1]
    marque, avant = texte[fin.start()], texte[max(debut, fin.start() - _FAR) : fin.start()]
    petite = suite.islower()
    if marque == "…" or fin["closed"]:
        return not petite
    if marque != ".":
        return True
    if _SHORT.search(avant) or (suite.isdigit() and _DAY_OR_MONTH.search(avant)):
        return False
    return not (_MAY_END.search(avant) and (petite or suite.isdigit()))
