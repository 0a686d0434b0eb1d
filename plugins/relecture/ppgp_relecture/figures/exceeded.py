"""Parts that exclude one another and exceed their whole: « 208 pour, 32 contre et 90 sans avis sur
320 », « 60 % sont satisfaits, 50 % ne le sont pas », « 208 + 32 + 90 sur 320 ».

Nobody is both for and against; but two questions, two years, two populations have their own wholes:
a sentence that tells several is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from ppgp_docs.api import (
    NUMBER_PATTERN,
    Diagnostic,
    PrintedText,
    decimal,
    format_pourcentage,
    lire_nombre,
    note,
    pattern,
    warning,
)
from ppgp_relecture.parsing.fractions import decimal_of
from ppgp_relecture.parsing.quantities import HEDGED

_END: Final = r"(?=\s?(?:[,.;:)]|et\s|$))"
_LAST: Final = r"(?=\s?(?:[,.;:)]|et\s|sur\s|parmi\s|$))"
_ANSWERS: Final = (
    {
        "yes": r"(?<!pas\s)d[’']accord|(?<!\w)favorables?|(?<!\w)satisfait\w*|(?<!\w)contente?s?"
        r"(?!\w)"
        rf"|(?<!\w)oui(?!\w)|(?<!\w)pour{_END}|(?<!\w)positi(?:f|ve)s?",
        "no": r"pas\sd[’']accord|opposée?s?(?!\w)|défavorables?|insatisfait\w*|mécontent\w*"
        r"|(?<!\w)non(?!\w)"
        rf"|(?<!\w)contre{_END}|négati(?:f|ve)s?|(?<!\w)ne\s(?:le|l[’'])\s?(?:sont|étaient)\spas",
        "none": r"sans\s(?:avis|réponse|opinion)|ne\sse\sprononcent\spas|(?<!\w)neutres?"
        r"|indécis\w*|abst(?:ention|enu)\w*",
    },
    {
        "women": rf"(?<![^\W\d_])(?<!des\s)(?:femmes|filles)(?!\w){_LAST}",
        "men": rf"(?<![^\W\d_])(?<!des\s)(?:hommes|garçons)(?!\w){_LAST}",
    },
)
"""Answers of which each person gives one, then what each person is one of."""

_CLASSES: Final = tuple(
    {name: pattern(shape, re.IGNORECASE) for name, shape in answers.items()} for answers in _ANSWERS
)
_SENTENCE: Final = re.compile(r"[^.!?;\n]+")
_NUMBER: Final = pattern(
    rf"(?<![\w,./-])(?:(?P<p>\d{{1,3}}(?:,\d+)?)\s?(?:%|pour\scent(?!\w))|(?P<k>{NUMBER_PATTERN})(?![\w,./-]*\d))",
    re.IGNORECASE,
)
_OF_THEM: Final = (
    r"(?![\w,./-]*\d)(?=\s?(?:[,.;:)]|$)|\s(?:personnes|réponses|avis|répondant|votant|parents|familles"
    r"|participant|professionnel|agents|bulletins|interrogé|exprimé))"
)
"""Behind a whole: who answers, or nothing; « 45 sur 4 sites » are no part of the sites."""

_OUT_OF: Final = pattern(
    rf"(?<!\w)(?:sur|parmi)\s(?:les\s|un\stotal\sde\s)?(?P<n>{NUMBER_PATTERN}){_OF_THEM}",
    re.IGNORECASE,
)
_OTHERS: Final = pattern(
    r"(?<!\w)(?:avant|après|puis|pass\w+|auparavant|ensuite|dont|respectivement|chez|plusieurs|multiples?"
    r"|contre\s\d|autres?|aussi|également|parfois|à\sla\sfois)(?!\w)|(?:19|20)\d\d.*(?:19|20)\d\d",
    re.IGNORECASE,
)
_OF_WHOM: Final = pattern(
    r"(?:des?|du)\s(?:l[ae]\s|l[’'])?(?P<noun>[^\W\d_]+)|d[’'](?P<own>[^\W\d_]+)"
)
_TOPIC: Final = pattern(r"\s(?:d[eu]s?|d[’']|à|aux?|par|pour)(?:\s|\b)", re.IGNORECASE)


class _Part(NamedTuple):
    value: Decimal
    percent: bool
    answer: str
    start: int
    end: int
    has_topic: bool
    of_whom: str


def exclusive_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: answers of which everyone gives one are no more than all."""
    if text.ecrit.cite:
        return
    for sentence in _SENTENCE.finditer(text.text):
        if _OTHERS.search(sentence[0]):
            continue
        for answers in _CLASSES:
            parts = [*_parts(text.text, sentence, answers)]
            if len(parts) > 1 and not _are_of_several(parts):
                yield from _exceeded(text, sentence, parts)


def _parts(
    text: str, sentence: re.Match[str], answers: dict[str, re.Pattern[str]]
) -> Iterator[_Part]:
    """The numbers of a sentence that one answer, and no other, follows."""
    numbers = [*_NUMBER.finditer(text, *sentence.span())]
    ends = [*(each.start() for each in numbers), sentence.end()][1:]
    for number, end in zip(numbers, ends, strict=True):
        clause = text[number.end() : end]
        found = {name: match for name, shape in answers.items() if (match := shape.search(clause))}
        value = decimal_of(number["p"]) if number["p"] else lire_nombre(number["k"])
        if len(found) == 1 and value is not None:
            ((answer, match),) = found.items()
            whom = _OF_WHOM.match(clause.lstrip())
            of_whom = (whom["noun"] or whom["own"]) if whom and whom.end() < match.start() else ""
            topic = bool(_TOPIC.match(clause, match.end()))
            place = number.start(), end
            yield _Part(Decimal(value), bool(number["p"]), answer, *place, topic, of_whom)


def _are_of_several(parts: list[_Part]) -> bool:
    """Whether they may be told of several questions or populations: an answer comes twice, each
    has its own matter, each its own people."""
    told = {part.answer for part in parts}
    return (
        len(told) < len(parts)
        or len({part.percent for part in parts}) > 1
        or sum(part.has_topic for part in parts) > 1
        or len({part.of_whom.lower() for part in parts} - {""}) > 1
    )


def _exceeded(
    text: PrintedText, sentence: re.Match[str], parts: list[_Part]
) -> Iterator[Diagnostic]:
    total = sum((part.value for part in parts), Decimal(0))
    span = text.span(parts[0].start, parts[-1].end)
    hint = "corrigez l’une des parts ; si l’on pouvait en donner plusieurs, dites-le"
    if parts[0].percent:
        if total > 100 + len(parts):
            message = (
                f"ces parts s’excluent, elles font pourtant {format_pourcentage(total)} en tout"
            )
            yield warning("C209", message, span, hint)
        return
    wholes = [*_OUT_OF.finditer(text.text, *sentence.span())]
    whole = lire_nombre(wholes[0]["n"]) if len(wholes) == 1 else None
    if whole and total > whole:
        message = f"ces parts font {decimal(total)} en tout, plus que {decimal(Decimal(whole))}"
        yield warning("C209", message, span, hint)


_ADDED: Final = pattern(
    rf"(?<![\w,./+-])(?P<parts>{NUMBER_PATTERN}(?:\s?\+\s?{NUMBER_PATTERN}){{1,11}})(?:\s[^\W\d_]+){{0,3}}?"
    rf"\s(?:sur|parmi)\s(?:les\s)?(?P<n>{NUMBER_PATTERN}){_OF_THEM}",
    re.IGNORECASE,
)


def added_parts(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: « 208 + 32 + 90 sur 320 » are 330."""
    for match in _ADDED.finditer(text.text):
        total = sum(lire_nombre(part.strip()) or 0 for part in match["parts"].split("+"))
        n = lire_nombre(match["n"]) or 0
        if (
            n
            and total > n
            and not HEDGED.search(text.text[max(0, match.start() - 30) : match.start()])
        ):
            message = f"{match['parts']} font {decimal(Decimal(total))}, plus que {match['n']}"
            yield warning("C209", message, text.span(*match.span()), "corrigez l’un de ces nombres")


_NAMED: Final = r"[^\W\d_][^.:;()%]{1,30}\s?:\s\d{1,3}(?:,\d+)?\s?%"
_LISTED: Final = re.compile(
    rf"{_NAMED}(?:[.,;]\s{_NAMED})+"
    r"|(?<![\d,])\d{1,3}\s?%[^.:;()%\d]{3,60}(?:,\s\d{1,3}\s?%[^.:;()%\d]{3,60})+\set\s\d{1,3}\s?%"
)
_SEVERAL: Final = re.compile(r"plusieurs\s(?:réponses|choix)|choix\smultiple|dont\s", re.IGNORECASE)


def listed_shares(text: PrintedText) -> Iterator[Diagnostic]:
    """C209: shares told in a row do not add up to more than 100 %, or the text says why."""
    if any(exclusive_parts(text)):
        return
    for match in _LISTED.finditer(text.text):
        shares = [decimal_of(found) for found in re.findall(r"(\d+(?:,\d+)?)\s?%", match[0])]
        total = sum(shares, Decimal(0))
        if total > 100 + len(shares) and not _SEVERAL.search(text.text):
            message = f"ces pourcentages font {format_pourcentage(total)} en tout"
            hint = "si l’on pouvait donner plusieurs réponses, dites-le\u202f; sinon, l’un est faux"
            yield note("C209", message, text.span(*match.span()), hint)


_OUT: Final = pattern(r"\+.*(?:sur|parmi)\s", re.IGNORECASE)
_SAID: Final = pattern(
    r"favorable|satisfait|content|accord|opposé|avis|oui(?!\w)|contre(?!\w)|positi|femmes|filles",
    re.IGNORECASE,
)

_RATED: Final = re.compile(r"%.*%", re.DOTALL)

RULES: Final = ((_RATED, (listed_shares,)), (_OUT, (added_parts,)), (_SAID, (exclusive_parts,)))
"""The rules on one text, behind their clues."""
