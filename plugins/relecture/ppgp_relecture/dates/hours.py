"""Hours of opening that texts tell: « de 9 h à 12 h » begins before it ends.

A night goes from the evening to the morning, « de 21 h à 7 h »; what passes « de 9 h à 8 h », or
« de 35 h à 32 h par semaine », is no opening: only what is said to be open is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, PrintedText, pattern, printed_texts, warning

_HOUR: Final = r"(?P<{0}>[01]?\d|2[0-3])\s?h(?:\s?(?P<{1}>[0-5]\d))?(?!\w)"
_RANGE: Final = pattern(
    rf"(?<!\w)de\s{_HOUR.format('a', 'b')}\sà\s{_HOUR.format('c', 'd')}"
    r"(?!\s(?:par|du\s(?:matin|lendemain)|le\s(?:lendemain|matin)|de\s|hebdo|en\smoyenne))",
    re.IGNORECASE,
)
_CLUE: Final = pattern(r"\d\s?h.{0,6}\sà\s\d", re.IGNORECASE)
_OPEN: Final = pattern(
    r"(?<!\w)(?:ouv(?:er|r)\w*|accueil\w*|permanences?|consultations?|horaires?|reçoi\w*|lundis?"
    r"|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|rendez-vous|ateliers?|séances?"
    r"|matin\w*)(?!\w)",
    re.IGNORECASE,
)
_CHANGES: Final = pattern(
    r"(?<!\w)(?:pass|ramen|rédui|réduc|avanc|baiss|décal|déplac|augment|recul|diminu|allong"
    r"|raccourc|nuit|lendemain|temps\sde\strajet|durée|volume)",
    re.IGNORECASE,
)
_EVENING: Final = 18
_MORNING: Final = 5


def hours(dossier: Dossier) -> Iterator[Diagnostic]:
    """C311: the hours at which a place is open begin before they end."""
    for text in printed_texts(dossier):
        if _CLUE.search(text.text):
            yield from _backwards(text)


def _backwards(text: PrintedText) -> Iterator[Diagnostic]:
    for match in _RANGE.finditer(text.text):
        sentence = text.sentence(match.start())
        start, end = (_minutes(match[h], match[m]) for h, m in (("a", "b"), ("c", "d")))
        night = start >= _EVENING * 60 or end < _MORNING * 60
        alone = match[0].strip() == sentence.strip(" .")
        read = alone or _OPEN.search(sentence)
        if end < start and read and not night and not _CHANGES.search(sentence):
            message = f"« {match[0]} » finit avant de commencer"
            hint = "corrigez l’une des deux heures"
            yield warning("C311", message, text.span(*match.span()), hint)


def _minutes(hour: str, minute: str | None) -> int:
    return 60 * int(hour) + int(minute or 0)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (hours,)
