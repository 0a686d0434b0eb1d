"""Dates that texts tell: days that exist, weekdays, periods, the frame of the accompaniment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ppgp_docs.api import (
    MOIS,
    DatePrecise,
    Diagnostic,
    Dossier,
    PrintedText,
    printed_texts,
    simplifier,
    warning,
)
from ppgp_docs.api import dossier as model

_MONTHS: Final = "|".join(MOIS)
_YEAR: Final = r"(?:19|20)\d\d"
_LEAP: Final = 2020
"""A year that has every day, for a date that names none."""

_DAY: Final = re.compile(
    rf"(?<![\d/.,–-])(?P<day>1er|\d{{1,2}})\s(?P<month>{_MONTHS})(?:\s(?P<year>{_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(
    rf"(?<![\d/])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>{_YEAR})(?![\d/])"
)
_CLUE: Final = re.compile(rf"\d(?:\d{{3}}(?!\d)|/\d|\s(?:{_MONTHS}))", re.IGNORECASE)
"""Without it, a text tells no date: few texts are worth the rules."""

_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY: Final = re.compile(rf"(?<!\w)({'|'.join(_WEEKDAYS)})\s$", re.IGNORECASE)
_SAID_DATE: Final = rf"(?:(?:1er|\d{{1,2}})\s)?(?:{_MONTHS})\s{_YEAR}"
_PERIOD: Final = re.compile(
    rf"(?<!\w)(?:(?:de|entre)\s(?P<a>{_YEAR})\s(?:à|et)\s(?P<b>{_YEAR})"
    rf"|(?:du|de|entre le|d[’'])\s?(?P<c>{_SAID_DATE})\s(?:au|à|et le)\s(?P<d>{_SAID_DATE}))"
    r"(?![\w\u202f]|\s[%€]|\s\d)",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"(?:compar|pass|baiss|diminu|recul|chut|rédui)\w*\s?(?:\w+\s)?$")
_FRAME: Final = re.compile(
    r"(?<!\w)(?:la démarche|(?:l[’']|cet\s)accompagnement)\s"
    r"(?:(?:a\s)?(?:commenc|début|démarr)(?:e|é|era)\s(?:le\s|en\s)?"
    rf"(?P<debut>{_SAID_DATE})?\s*(?:,?\set\s|,\s|(?=[.;:)]|$)))?"
    r"(?:(?:s[’']achève|se termine|prend fin|finit|s[’']est achevée?|s[’']est terminée?|a pris fin)"
    rf"\s(?:le\s|en\s)?(?P<fin>{_SAID_DATE})(?=\s*(?:[.,;:)]|$)))?",
    re.IGNORECASE,
)
"""« L’accompagnement commence le 13 mai 2022 et s’achève le 11 mars 2024 », or half of it."""


def days(text: PrintedText) -> Iterator[Diagnostic]:
    """C307: a day that a text names is in the calendar. C308: its weekday is the right one."""
    for match in (*_DAY.finditer(text.text), *_NUMERIC.finditer(text.text)):
        named = _date(match["day"], match["month"], match["year"] or str(_LEAP))
        if named is None:
            message = f"le {simplifier(match[0])} n’existe pas dans le calendrier"
            yield warning("C307", message, text.span(*match.span()), "vérifiez le jour et le mois")
            continue
        weekday = _WEEKDAY.search(text.text[max(0, match.start() - 10) : match.start()])
        right = _WEEKDAYS[named.weekday()]
        if weekday and match["year"] and weekday[1].lower() != right:
            start = match.start() - len(weekday[0])
            message = f"le {simplifier(match[0])} est un {right}, non un {weekday[1].lower()}"
            hint = "vérifiez le jour et la date"
            yield warning("C308", message, text.span(start, match.end()), hint)


def _date(day: str, month: str, year: str) -> date | None:
    rank = int(month) if month.isdigit() else MOIS.index(month.lower()) + 1
    try:
        return date(int(year), rank, int(day.removesuffix("er")))
    except ValueError:
        return None


def periods(text: PrintedText) -> Iterator[Diagnostic]:
    """C309: a period goes forward: « de 2017 à 2023 »."""
    for match in _PERIOD.finditer(text.text):
        first, last = _stated_date(match["a"] or match["c"]), _stated_date(match["b"] or match["d"])
        counted = _COUNTED.search(text.text[max(0, match.start() - 25) : match.start()])
        if first and last and last.fin < first.debut and not counted:
            message = f"« {simplifier(match[0])} » : la période finit avant de commencer"
            hint = "intervertissez les deux dates, ou corrigez l’année"
            yield warning("C309", message, text.span(*match.span()), hint)


def _stated_date(written: str) -> DatePrecise | None:
    """A date as a text says it; None for a day that no calendar holds, which C307 tells."""
    *day, month, year = ("", *written.lower().split())
    try:
        if month not in MOIS:
            return DatePrecise(int(year))
        number = int(day[-1].removesuffix("er")) if day and day[-1] else None
        return DatePrecise(int(year), MOIS.index(month) + 1, number)
    except ValueError:
        return None


def frame(text: PrintedText, demarche: model.Demarche) -> Iterator[Diagnostic]:
    """C310: the accompaniment begins and ends in its texts when ``demarche`` says so."""
    for match in _FRAME.finditer(text.text):
        for field, known in (("debut", demarche.debut), ("fin", demarche.fin)):
            named = _stated_date(match[field]) if match[field] else None
            if known and named and not _overlap(named, known):
                message = f"le texte dit {match[field]}, `{field}` vaut {known} sous `demarche`"
                hint = f"citez la date : `{{{{ demarche.{field} }}}}`, ou corrigez `{field}`"
                yield warning("C310", message, text.span(*match.span(field)), hint)


def _overlap(one: DatePrecise, other: DatePrecise) -> bool:
    return one.debut <= other.fin and other.debut <= one.fin


def in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """Every rule on every text of the author; what people said is theirs."""
    for text in printed_texts(dossier):
        if _CLUE.search(text.text) and not text.ecrit.cite:
            yield from days(text)
            yield from periods(text)
            yield from frame(text, dossier.demarche)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (in_texts,)
