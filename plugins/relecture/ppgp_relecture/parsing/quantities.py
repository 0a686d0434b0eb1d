"""A small grammar of quantities in French: « 62 professionnels », « 12 des 23 familles (52 %) ».

A quantity is a number, in digits or in words, and the noun behind it; a share is a part of a
whole, told in counts, in per cent or both ways. What is only near a number (« plus de 60 »), a
range (« douze à treize »), a part of a share is no quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ppgp_docs.api import NUMBER_PATTERN, PrintedText, lire_nombre, stems
from ppgp_relecture.parsing.fractions import fractions
from ppgp_relecture.parsing.wording import BOUND, vocabulary

_WORD: Final = r"[^\W\d_]+(?:[·•‧∙⋅-][^\W\d_]+)*"
_QUANTITY: Final = re.compile(
    rf"(?<![\w,./-])(?P<n>{NUMBER_PATTERN})(?:(?:e|ème|eme|è)(?=\s))?(?![\w,./-]*\d)\s(?P<noun>{_WORD})",
    re.IGNORECASE,
)
HEDGED: Final = re.compile(
    r"(?<!\w)(?:plus|moins|près|presque|quasi\w*|environ|quelque|autour|proche|jusqu|vers|voire"
    r"|minimum|à\speine|premi[eè]r\w*|derni[eè]r\w*|autres?)\W+(?:d[eu]\s|d[’']|à\s|des\s|les\s|aux\s)?$",
    re.IGNORECASE,
)
_IN_A_RANGE: Final = re.compile(rf"{NUMBER_PATTERN}\s?(?:à|ou|-|–)\s?$", re.IGNORECASE)
_WHOLE: Final = re.compile(r"(?<!\w)(?:les|ces|nos|vos|leurs|ses|aux|des)\s$", re.IGNORECASE)
_ROUNDED: Final = re.compile(r"\W+(?:environ|ou\splus|et\splus|au\smoins|minimum|de\splus)(?!\w)")
_NEAR: Final = 30


class Quantity(NamedTuple):
    """A number and what it counts: ``noun`` is a stem, ``behind`` what follows it.

    ``whole`` after a definite article.
    """

    number: int
    start: int
    end: int
    noun_end: int
    written: str
    noun: str
    whole: bool
    before: str
    behind: str

    @property
    def bound(self) -> bool:
        """Whether the number is a limit: « 12 personnes au plus »."""
        return bool(BOUND.search(self.behind[:_NEAR]) or BOUND.search(self.before))

    @property
    def complement(self) -> frozenset[str]:
        """The stems of what narrows the noun."""
        return complement(self.behind)

    @property
    def words(self) -> frozenset[str]:
        """The stems of the few words behind the noun, whatever they are to it."""
        return frozenset(stems(self.behind)[:6])


@lru_cache(maxsize=512)
def quantities(text: PrintedText) -> tuple[Quantity, ...]:
    """The quantities of a text, in its order."""
    return tuple(_quantities(text))


def _quantities(text: PrintedText) -> Iterator[Quantity]:
    shares = [range(share.start, share.end) for share in fractions(text)]
    for match in _QUANTITY.finditer(text.text):
        number, noun = lire_nombre(match["n"]), stems(match["noun"])
        if number is None or not noun or any(match.start() in share for share in shares):
            continue
        before = text.text[max(0, match.start() - _NEAR) : match.start()]
        behind = text.text[match.end() : match.end() + 100]
        apart = _IN_A_RANGE.search(before) or HEDGED.search(before) or _ROUNDED.match(behind)
        if not apart:
            yield Quantity(
                number,
                *match.span("n"),
                match.end(),
                match["n"],
                noun[0],
                bool(_WHOLE.search(before)),
                before,
                behind,
            )


_TOKEN: Final = re.compile(rf"\s*(?:({_WORD})[’']?|(.))")
_PREPOSITIONS: Final = vocabulary(
    "de du des d à au aux en par pour dans sur chez avec sans hors parmi et ou entre"
)
_ARTICLES: Final = vocabulary("la le les l")
_RELATIVES: Final = vocabulary("qui que dont où")


@lru_cache(maxsize=512)
def complement(behind: str) -> frozenset[str]:
    """The stems of what narrows a noun: « du service », « formées en salle », « qui écoutent ».

    An adjective agrees, a verb does not: « absentes » narrows, « ont reçu » tells.
    """
    kept: list[str] = []
    opened = relative = False
    for word, mark in _TOKEN.findall(behind):
        small = word.lower()
        if mark or (small in _ARTICLES and not opened):
            break
        relative = relative or small in _RELATIVES
        if small in _PREPOSITIONS:
            opened = True
        elif small not in _ARTICLES | _RELATIVES:
            if not relative and not opened and not _agrees(small):
                break
            kept += () if BOUND.match(f"au {small}") else stems(word)
            opened = False
    return frozenset(kept)


def _agrees(word: str) -> bool:
    """Whether a word looks like the plural of an adjective or a participle."""
    return word == "vus" or (
        len(word) > 3 and word[-1] in "sx" and word not in ("dans", "puis", "mais", "depuis")
    )
