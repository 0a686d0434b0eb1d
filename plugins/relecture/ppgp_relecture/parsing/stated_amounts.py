"""The amounts that a text tells, each with its clause, its sentence and the year it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal
from enum import Enum
from itertools import takewhile
from typing import ClassVar, Final

from attrs import frozen

from ppgp_docs.api import PrintedText, pattern
from ppgp_relecture.parsing.written_amounts import written_amounts

YEAR: Final = pattern(r"(?<!\d)20\d\d(?![\d\u202f]|\s\d{3})")
_CLAUSE_END: Final = pattern(
    r"[.;!?\n](?=\s|$)|,\s(?!20\d\d)|\set\s(?!(?:en\s)?20\d\d)|\s(?=dont\s)"
)
_IN: Final = r"(?:en|pour|sur|au\stitre\sde)\s(?:l[’']année\s)?"
_AT_HEAD: Final = pattern(rf"\W*(?:et\s|puis\s)?{_IN}(?P<year>20\d\d)", re.IGNORECASE)
_BEHIND: Final = pattern(rf"(?:\s(?:du|de|de\sl[’'])\s?[A-Z]+)?\s?\(?(?:{_IN})?20\d\d")
_COMES_TO: Final = r"(?:est\s(?:de|évalué\sà|estimé\sà)|s[’']élève(?:ra)?\sà|atteint|sera\sde)"
_AHEAD: Final = pattern(
    rf"20\d\d\)?\s?:?\s*$|20\d\d\s{_COMES_TO}\s*$"
    r"|(?:[A-Z\d]|\srégional|Département)\s20\d\d\s"
)
_PAID_IN: Final = pattern(
    r"\s(?:sont|est|seront|sera)\s\w+(?:\sen\scharge)?\spar\s[^,;]{1,40}?\sen\s20\d\d(?!\d)"
)
_TIME: Final = pattern(r"(?<!\d)(20\d\d)(?:\s?[-–—/]\s?|\s(?:à|et|au)\s)(20\d\d)(?!\d)")
_OTHER_YEAR: Final = pattern(r"(?:première|seconde|deuxième|troisième|dernière)\sannée")
_LOOSE: Final = {
    "about": r"environ|quelque|approximativement|à\speu\sprès"
    r"|(?:autour|aux\salentours|de\sl[’']ordre)\sde",
    "under": r"près\sde|presque",
    "more": r"(?:un\speu\s)?plus\sde|au\smoins",
    "less": r"(?:un\speu\s)?moins\sde|au\splus|jusqu[’']à|à\speine",
}
_LOOSE_BEFORE: Final = pattern(
    rf"(?<!\w)(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _LOOSE.items())})\s$",
    re.IGNORECASE,
)
_ABOUT_BEHIND: Final = pattern(r"\s?environ(?!\w)")
_RATE_BEHIND: Final = pattern(
    r"\s?(?:par\s(?!l[’']|l(?:a|e|es)\s)|chaque\s|/|annuel|HT|au\s(?:moins|plus|maximum|minimum)|m(?:ax|in)imum)"
)
_PART: Final = pattern(r"(?:dont|puis)?\s*")


class Leaning(Enum):
    """On which side of an amount told loosely the true one may be."""

    ABOUT = "about"
    UNDER = "under"
    MORE = "more"
    LESS = "less"


@frozen
class StatedAmount:
    """An amount in euros: its place in the text, the sentence before it and behind it.

    ``step`` is how finely it is told: to the cent, to the euro, in thousands.
    """

    value: Decimal
    place: tuple[int, int]
    head: str
    tail: str
    step: Decimal

    LOOSE: ClassVar[re.Pattern[str]] = _LOOSE_BEFORE

    @property
    def before(self) -> str:
        """What stands before the amount in its clause."""
        return _CLAUSE_END.split(self.head)[-1]

    @property
    def clause(self) -> str:
        """The clause around the amount, without the amount."""
        return f"{self.before} {_CLAUSE_END.split(self.tail)[0]}"

    def is_exact(self) -> bool:
        """Whether the amount is neither rounded nor a rate, as « 700 € par personne »."""
        return not (self.leaning() or self.is_rate())

    def leaning(self) -> Leaning | None:
        """How loosely the amount is told; None when it is not."""
        if found := _LOOSE_BEFORE.search(self.before):
            return Leaning(found.lastgroup)
        return Leaning.ABOUT if _ABOUT_BEHIND.match(self.tail) else None

    def is_rate(self) -> bool:
        """Whether the amount is that of each one, or a bound: « 700 € par personne »."""
        return bool(_RATE_BEHIND.match(self.tail))

    def year(self) -> str | None:
        """The year that the amount is told of: none ("" ) in the sentence, or a doubt (None).

        Only a year that leads a clause, or touches the amount, is surely its own: « notifié en
        2022, le FIR apporte… » tells of another event.
        """
        if _OTHER_YEAR.search(self.head + self.tail):
            return None
        if own := set(YEAR.findall(self.clause)):
            return own.pop() if len(own) == 1 and self._is_dated() else None
        dated = [clause for clause in self.earlier() if YEAR.search(clause)]
        if dated:
            leads = _AT_HEAD.fullmatch(dated[-1])
            return leads["year"] if leads else None
        later = _CLAUSE_END.split(self.tail)[1:]
        parts = (clause.startswith("dont ") for clause in later if YEAR.search(clause))
        return "" if all(parts) else None

    def earlier(self) -> list[str]:
        """The clauses of the sentence before that of the amount."""
        return _CLAUSE_END.split(self.head)[:-1]

    def clauses(self) -> Iterator[str]:
        """Its own clause, then those that may say what it is: the nearest first, before it then
        behind it, none from which another amount parts it."""
        yield self.clause
        for others in (reversed(self.earlier()), _CLAUSE_END.split(self.tail)[1:]):
            yield from takewhile(lambda clause: "€" not in clause, others)

    def goes_on(self) -> bool:
        """Whether the clause only continues the one before: « …, dont 60 000 € en 2022 »."""
        return bool(_PART.fullmatch(self.before))

    def _is_dated(self) -> bool:
        leads, touches = _AT_HEAD.match(self.before), _BEHIND.match(self.tail)
        paid = _PAID_IN.match(self.tail)
        return bool(leads or touches or paid or _AHEAD.search(self.before))


def strange_years(sentence: str, known: Set[str]) -> set[str]:
    """Those that the sentence names and are not known, but for the ends of a time that holds all
    that are: « de 2025 à 2027 » is that of the contract, whenever its first euro is."""
    years = {*YEAR.findall(sentence)} - known
    for span in _TIME.finditer(sentence) if years and known else ():
        if span[1] <= min(known) and max(known) <= span[2]:
            years -= {span[1], span[2]}
    return years


def stated_amounts(text: PrintedText) -> Iterator[StatedAmount]:
    """The amounts that were typed in a text, those that a reference prints left aside."""
    for each in written_amounts(text.text):
        if text.is_typed(each.place[0]):
            yield StatedAmount(each.value, each.place, *text.around(*each.place), each.step)
