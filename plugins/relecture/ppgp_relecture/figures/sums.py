"""Numbers that texts tell in parts: « douze agents : 5, 4 et 3 », « 5 + 4 + 3 = 12 ».

Parts that are told bare, right behind what they are parts of, make it up. Those that are told with
a place or a year each (« 5 à Bourg, 4 à Gex ») may overlap, or leave some out: that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ppgp_docs.api import (
    MOIS,
    NUMBER_PATTERN,
    Diagnostic,
    PrintedText,
    decimal,
    lire_nombre,
    note,
    pattern,
    warning,
)
from ppgp_relecture.parsing.fractions import decimal_in
from ppgp_relecture.parsing.quantities import HEDGED
from ppgp_relecture.parsing.wording import vocabulary

_N: Final = rf"(?:{NUMBER_PATTERN}|une?)(?![\w,./:-]*\d)"
_PLACE: Final = (
    r"(?:\s(?:en\s(?:19|20)\d\d|(?:à|au|aux|en|dans|chez|de|du|des|pour|sur)\s[^,.;:!?()\n\d+]{1,40}?"
    r"|d[’'][^,.;:!?()\n\d+]{1,40}?))"
)
_NOUN: Final = r"\s(?P<noun>[^\W\d_][\w·•‧∙⋅]*)(?:[\s’'-]+[^\W\d_][\w·•‧∙⋅]*){0,6}?"
_APART: Final = (
    r"(?:\s?:\s|\s\(|\s(?:répartie?s|soit)\s(?:en\s|entre\s)?"
    rf"|\s(?:en|dans|sur)\s(?:{NUMBER_PATTERN}\s)?[^\W\d_]+\s(?:de\s|:\s))"
)
_NO_COUNT: Final = (
    rf"(?!\s?(?:[%€°/]|h(?!\w))|\s(?:{'|'.join(MOIS)}|pour\scent|ans?|mois|jours?|heures?|minutes?)(?!\w)"
    r"|[ \u00a0\u202f,]?\d)"
)
_WHOLE: Final = rf"(?<![\w,./-])(?P<n>{NUMBER_PATTERN})"
_BARE: Final = pattern(
    rf"{_WHOLE}{_NOUN}{_APART}(?P<parts>{_N}(?:,\s{_N}){{0,11}}(?:,\s|\set\s){_N}"
    rf"|{_N}(?:\s?\+\s?{_N}){{1,11}}){_NO_COUNT}(?!\s(?:ou|à|et)\s|,\s\d)",
    re.IGNORECASE,
)
_PLACED: Final = pattern(
    rf"{_WHOLE}{_NOUN}\s?(?::\s|\()(?P<parts>{_N}{_PLACE}(?:,\s{_N}{_PLACE}?){{0,11}}"
    rf"(?:,\s|\set\s){_N}{_PLACE}?)(?=\s?[.;:)!?\n]|$)",
    re.IGNORECASE,
)
_DETAILED: Final = pattern(r"[:(]\s?\d")
_OF_THEM: Final = pattern(r"\sdont\s\w")
_STAFF: Final = (
    r"(?P<noun>professionnel\w*|personnes|agents|membres|participant\w*|répondant\w*|salarié\w*"
    r"|bénévoles|intervenant\w*)"
)
_KIND: Final = r"(?:\s[^\W\d_][\w·•‧∙⋅]*(?:-[^\W\d_]+)*)"
_TOLD_APART: Final = r"(?P<parts>{0}{1}(?:,\s{0}{1}){{0,11}}(?:,\s|\set\s){0}{1})"
_ENDS: Final = r"(?=\s?[.;:)!?\n]|$)"
_BY_STATE: Final = r"(?:\s[^\W\d_]{3,}(?:ée?s?|ies|ue?s|ivies?|ertes?)(?!\w))"
_SORTED: Final = (
    pattern(
        rf"{_WHOLE}\s{_STAFF}(?:\s[^\W\d_]+s)?\s?(?::\s|\(){_TOLD_APART.format(_N, _KIND)}{_ENDS}",
        re.IGNORECASE,
    ),
    pattern(
        rf"{_WHOLE}{_NOUN}\s?(?::\s|\(){_TOLD_APART.format(_N, _BY_STATE)}{_ENDS}",
        re.IGNORECASE,
    ),
)
"""« 62 agents : 40 titulaires et 22 stagiaires », « 240 familles : 180 suivies, 60 non »."""

_AMONG: Final = pattern(
    rf"{_WHOLE}{_NOUN},?\sdont\s(?P<parts>{_N}{_KIND}(?:(?:,\s|\set\s){_N}{_KIND}){{0,11}})(?:(?=,)|{_ENDS})",
    re.IGNORECASE,
)
"""« 62 professionnels, dont 40 titulaires et 12 stagiaires »: no more than the whole."""

_DIGITS: Final = r"\d(?:\d|[ \u00a0\u202f](?=\d{3}))*"
_SUM: Final = pattern(
    r"(?<![\w,./+-])(?P<parts>{0}(?:\s?\+\s?{0}){{1,11}})\s?=\s?(?P<n>{0})(?![\d,]*\d|\s?[%+*/])".format(
        r"\d(?:[\d]|[ \u00a0\u202f](?=\d{3}))*(?:,\d+)?(?:\s?[€%])?"
    )
)
_COLON: Final = pattern(
    rf"(?<![\w,./:+-])(?<![+=−-]\s)(?<!\dh\s)(?<!\d\sh\s)(?<!\ble\s)(?P<n>{_DIGITS})\s?:\s(?P<parts>{_DIGITS}(?:\s?\+\s?{_DIGITS}){{1,11}})"
    r"(?![\d,]*\d|\s?[%€+*/=])",
    re.IGNORECASE,
)
"""« 62 : 30 + 20 + 12 »: the parts of a number told by itself."""

_SLIP: Final = 5
"""A sum further from the number than its fifth is of something else: « En 2024 : 30 + 20 »."""

_ONE: Final = (
    r"(?:femmes?|hommes?|filles?|garçons?|enfants?|adultes?|mères?|pères?|parents?|bébés?|jeunes"
    r"|professionnels|agents|élus?|bénévoles|salariés)"
)
_PEOPLE: Final = pattern(
    rf"(?<![\w,./-])(?P<parts>{_N}\s{_ONE}(?:,\s{_N}\s{_ONE}){{0,5}}\set\s{_N}\s{_ONE}),?"
    rf"\ssoit\s(?:au\stotal\s|en\stout\s)?(?P<n>{NUMBER_PATTERN})\s(?:personnes|participants)(?!\w)",
    re.IGNORECASE,
)
"""People told by who they are, then together: « 45 femmes et 23 hommes, soit 68 personnes »."""

_PART: Final = pattern(_N, re.IGNORECASE)
_APART_FROM_NEXT: Final = pattern(r",\s|\set\s|\s?\+\s?")
_NUMBERED: Final = vocabulary(
    "article articles fiche fiches page pages lot lots objectifs groupes équipes classes"
)
_MEND: Final = "corrigez le total, ou l’une de ses parties"


def sums(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: the parts that a sentence tells make the number that it tells."""
    for shape in (_BARE, _PLACED):
        for match in shape.finditer(text.text):
            parts = [*_parts(match["parts"])]
            n, total = lire_nombre(match["n"]), sum(parts)
            loose = HEDGED.search(text.text[max(0, match.start() - 30) : match.start()])
            counts = n == len(parts) or match["noun"].lower() in _NUMBERED
            if n and n != total and not (loose or counts):
                yield _differs(text, match, total, sure=shape is _BARE)
    sorted_out = _SORTED if _DETAILED.search(text.text) else ()
    for shape in (*sorted_out, _AMONG) if _OF_THEM.search(text.text) else sorted_out:
        for match in shape.finditer(text.text):
            yield from _sorted_out(text, match, among=shape is _AMONG)
    for match in _PEOPLE.finditer(text.text):
        total, n = sum(_parts(match["parts"])), lire_nombre(match["n"])
        if n != total and not HEDGED.search(text.text[max(0, match.start() - 30) : match.start()]):
            message = f"{match['parts']} font {total}, pas {match['n']}"
            yield warning("C209", message, text.span(*match.span("n")), _MEND)
    yield from _told_bare(text)
    for match in _SUM.finditer(text.text):
        exact = sum(map(decimal_in, match["parts"].split("+")), Decimal(0))
        rounded = len(match["parts"].split("+")) / 2 if "%" in match["parts"] else 0
        if abs(exact - decimal_in(match["n"])) > rounded:
            message = (
                f"{match['parts']} font {decimal(exact)}{_unit(match['parts'])}, pas {match['n']}"
            )
            yield warning("C209", message, text.span(*match.span("n")), _MEND)


def _told_bare(text: PrintedText) -> Iterator[Diagnostic]:
    for match in _COLON.finditer(text.text):
        parts = [decimal_in(part) for part in match["parts"].split("+")]
        n, total = decimal_in(match["n"]), sum(parts, Decimal(0))
        if total != n and max(parts) < n and abs(total - n) * _SLIP < n:
            message = f"{match['parts']} font {decimal(total)}, pas {match['n']}"
            yield warning("C209", message, text.span(*match.span("n")), _MEND)


def _sorted_out(text: PrintedText, match: re.Match[str], *, among: bool) -> Iterator[Diagnostic]:
    """More than the whole is a slip for sure, unless the parts are told by two measures, « 40
    femmes et 32 puéricultrices »; fewer may leave some out."""
    written = match["parts"]
    parts, n = [*_parts(written)], lire_nombre(match["n"]) or 0
    loose = HEDGED.search(text.text[max(0, match.start() - 30) : match.start()])
    told = (len(each.findall(written)) for each in (_BY_WHO, _BY_POST))
    twofold = max(parts) <= n and any(0 < count < len(parts) for count in told)
    apart = len(parts) == n or match["noun"].lower() in _NUMBERED or _OF_MANY.search(written)
    if loose or twofold or apart or not n or (among and not _are_of(match["noun"], written)):
        return
    total = sum(parts)
    if total > n or (total < n and not among):
        yield _differs(text, match, total, sure=total > n)


def _are_of(noun: str, parts: str) -> bool:
    """Whether parts may be told of a noun: people are of people, all else of its states."""
    return bool(_PEOPLE_TOLD.fullmatch(noun)) or len(_STATE.findall(parts)) == len(
        _APART_FROM_NEXT.split(parts)
    )


_BY_WHO: Final = pattern(rf"(?<!\w){_ONE}(?!\w)", re.IGNORECASE)
_BY_POST: Final = pattern(
    r"(?<!\w)(?:titulaires?|stagiaires?|contractuel\w*|vacataires?|volontaires?|apprenti\w*|intérimaires?"
    r"|remplaçant\w*)(?!\w)",
    re.IGNORECASE,
)
_OF_MANY: Final = pattern(r"(?<!\w)(?:familles?|couples?|groupes?|équipes?|fois|ans)(?!\w)", re.I)
_PEOPLE_TOLD: Final = pattern(_STAFF, re.IGNORECASE)
_STATE: Final = pattern(rf"{_N}{_BY_STATE}", re.IGNORECASE)


def _differs(text: PrintedText, match: re.Match[str], total: int, *, sure: bool) -> Diagnostic:
    message = (
        f"le texte dit « {match['n']} {match['noun']} », mais ce qu’il en détaille fait {total}"
    )
    hint = _MEND if sure else f"{_MEND} ; s’il en manque, ou si l’on compte deux fois, dites-le"
    return (warning if sure else note)("C209", message, text.span(*match.span("n")), hint)


def _parts(written: str) -> Iterator[int]:
    for part in _APART_FROM_NEXT.split(written):
        if number := _PART.match(part):
            word = number[0]
            yield 1 if word.lower() in ("un", "une") else lire_nombre(word) or 0


def _unit(written: str) -> str:
    return "\u00a0%" if "%" in written else ""


_CLUE: Final = pattern(rf"(?:[:(,]\s?|\sdont\s|\set\s|\+\s?){NUMBER_PATTERN}", re.IGNORECASE)

RULES: Final = ((_CLUE, (sums,)),)
"""The rule on one text, behind its clue."""
